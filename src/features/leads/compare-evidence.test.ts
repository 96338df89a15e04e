import { expect, test } from 'vitest'
import { catalogueWords } from './cell-words.ts'
import { compareEvidence, type KeptEvidence } from './compare-evidence.ts'

const row = (ledger: string, cells: KeptEvidence['cells'], role = ledger): KeptEvidence => ({ role, ledger, batch: 'b', sheet: 's', row: 1, file: null, cells })

test('our roster stands left, the list of others right, and cells that disagree are marked', () => {
  const { left, right, cells } = compareEvidence(
    [
      row('death_certificates', { name: '周桂兰', died_on: '2026-03-18', address: '青柳村3组' }),
      row('payments', { name: '周桂兰', amount: '68100', address: '青柳村 3组', status: 'paid' }),
    ],
    catalogueWords,
  )
  expect([left.map((each) => each.ledger), right.map((each) => each.ledger)]).toEqual([['payments'], ['death_certificates']])
  expect(cells.map(({ title, left: a, right: b, state }) => [title, a, b, state])).toEqual([
    ['姓名', '周桂兰', '周桂兰', 'same'],
    ['住址', '青柳村 3组', '青柳村3组', 'alike'],
    ['死亡日期', null, '2026-03-18', 'tells'],
    ['状态', '成功', null, 'only'],
    ['金额（元）', '681.00', null, 'only'],
  ])
})

test('two rosters of ours stand side by side, each month’s sum said once', () => {
  const { left, right, cells } = compareEvidence(
    [
      row('dibao_person', { name: '梁永福', amount: '68100' }),
      row('tekun_person', { name: '梁永福', amount: '96800' }),
      row('dibao_person', { name: '梁永福', amount: '68100' }),
    ],
    catalogueWords,
  )
  expect([left.length, right.length]).toEqual([2, 1])
  expect(cells.find((cell) => cell.column === 'amount')).toMatchObject({ left: '681.00', right: '968.00', state: 'differs' })
})

test('one row alone has nothing beside it', () => {
  expect(compareEvidence([row('payments', { name: '甲' })], catalogueWords).right).toEqual([])
})
