import { expect, test } from 'vitest'
import { leadSheet, type LeadSheet } from './lead-sheet.ts'

const lead: LeadSheet = {
  lead: '1',
  number: '2026-0007',
  sentence: '周桂于2026-03-20死亡，2026-04仍有低保金。',
  name: '周桂',
  citizenId: '999101********1234',
  person: null,
  division: 'aaaa',
  community: '青柳',
  check: 'paid-after-death',
  checkTitle: '死亡后仍发放',
  topic: 'deaths-dibao',
  area: 'dibao',
  severity: 'money',
  program: 'dibao',
  concerned: 68_100,
  overpaid: 68_100,
  underpaid: null,
  dueOn: null,
  state: 'assigned',
  outcome: 'new',
  assignee: null,
  assigneeName: null,
  source: 'data',
  sourceNumber: '云民查〔2026〕3号',
  isChildMatter: false,
  isUnverified: false,
  foundOn: '2026-10-20',
  version: 1,
  merged: 0,
  waitingUntil: null,
  isReported: false,
  matchScore: null,
  months: ['2026-04'],
  basis: [],
  left: [{ ledger: 'payments', title: '发放明细', file: null, sheet: 'a', row: 2, batch: '', isReference: false, isWithdrawn: false }],
  right: [{ ledger: 'cremations', title: '火化名单', file: null, sheet: 'a', row: 9, batch: '', isReference: true, isWithdrawn: false }],
  compared: [
    { column: 'name', title: '姓名', left: '周桂', right: '周桂', state: 'same' },
    { column: 'address', title: '住址', left: '青柳三组', right: null, state: 'only' },
    ...['a', 'b', 'c', 'd', 'e'].map((column) => ({ column, title: column, left: column, right: null, state: 'only' as const })),
    { column: 'died_on', title: '死亡日期', left: null, right: '2026-03-20', state: 'tells' },
  ],
  question: '人已经去世，是否还在发钱？',
  innocent: [{ code: 'wrong_id_in_list', ask: '死亡名单里的证号是不是填错了人？', noProof: null }],
}

const textOf = (sheet: LeadSheet): string => JSON.stringify(leadSheet(sheet))
const tableOf = (sheet: LeadSheet, heading: string) => leadSheet(sheet).blocks.find((block) => block.kind === 'table' && block.head[0] === heading)

test('the sheet says who, where, what the lists say with what disagrees first, and leaves room for what is found', () => {
  const { number, blocks } = leadSheet(lead)
  expect(number).toBe('编号 2026-0007（交办编号 云民查〔2026〕3号）')
  expect(blocks.find((block) => block.kind === 'facts')).toMatchObject({
    rows: expect.arrayContaining([
      { label: '姓名', value: '周桂' },
      { label: '住址', value: '青柳三组' },
      { label: '金额', value: '涉及 681.00 元，多发 681.00 元' },
      { label: '核查人', value: '' },
    ]) as unknown,
  })
  expect(tableOf(lead, '项目')).toMatchObject({ head: ['项目', '发放明细', '火化名单', '现场看到的'] })
  const listed = tableOf(lead, '项目')
  expect(listed?.kind === 'table' ? listed.rows.map((row) => row[0]) : []).toEqual(['死亡日期', 'a', 'b', 'c', 'd'])
  expect(tableOf(lead, '问什么')).toMatchObject({
    rows: [
      ['死亡名单里的证号是不是填错了人？', '□是　□否', expect.any(String)],
      ['还有没有别的情况？', '□是　□否', expect.any(String)],
    ],
  })
})

test('a sheet says of nobody that it is so; where somebody may be in danger it says what comes first', () => {
  expect(textOf(lead)).not.toContain('违规')
  expect(textOf(lead)).not.toContain('先看人是否安全')
  expect(textOf({ ...lead, severity: 'danger' })).toContain('先看人是否安全')
})
