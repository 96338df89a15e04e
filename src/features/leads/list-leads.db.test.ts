import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { Work } from '#src/platform/events.ts'
import { readWorkbook } from '#src/platform/files/read-workbook.ts'
import { perform, systemActor, type Installation } from '#src/platform/installation.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { assignLeads } from './assign-leads.ts'
import { exportLeads } from './export-leads.ts'
import type { LeadFilter } from './filter-leads.ts'
import { hitOf } from './hit-fixtures.ts'
import { addLeads, listeningPorts, newTown } from './lead-fixtures.ts'
import { listChoices } from './list-choices.ts'
import { listLeads } from './list-leads.ts'
import { readLead } from './read-lead.ts'
import { readSheetsToTake } from './read-sheets-to-take.ts'
import { syncLeads } from './sync-leads.ts'
import { withdrawLeads } from './withdraw-leads.ts'

let installation: Installation
let town: Record<string, Actor>
let ids: string[]
const ports = listeningPorts()

const as = <T>(name: string, run: (work: Work) => Promise<T>): Promise<T> => perform(installation, town[name] ?? systemActor(), run)
const list = (name: string, filter: LeadFilter = {}) => as(name, (work) => listLeads(work, filter, ports))
const names = async (name: string, filter: LeadFilter = {}): Promise<string[]> => (await list(name, filter)).rows.map((row) => row.name)

beforeAll(async () => {
  installation = await newInstallation('2026-10-20')
  town = await newTown(installation)
  ids = await perform(installation, systemActor(), (work) =>
    addLeads(work, [
      hitOf(1),
      hitOf(2, { division: 'aaab', program: 'tekun', topic: 'deaths-tekun', overpaid: null }),
      hitOf(3, { severity: 'danger', topic: 'alone-children', concerned: null, overpaid: null }),
      hitOf(1, { check: 'payroll-on-dibao', topic: 'payroll-dibao', identity: {} }),
      hitOf(5, { division: 'aaab' }),
    ]),
  )
  await as('李敏', (work) => assignLeads(work, { leads: [ids[0] ?? ''], to: 'community', dueOn: '2026-10-21' }))
  // Handed out in time and forgotten since.
  await perform(installation, systemActor(), async ({ tx }) => {
    await tx
      .updateTable('lead')
      .set({ due_on: '2026-10-16', state: 'assigned' })
      .where('lead_id', '=', ids[4] ?? '')
      .execute()
  })
})

test('danger to a person comes first, then the nearest due date, then the number', async () => {
  expect(await names('李敏')).toEqual(['周桂3', '周桂5', '周桂1', '周桂2', '周桂1'])
})

test('the counts of the first line hold for the whole range, whatever is filtered; totals follow the filter', async () => {
  const { counts, total, people, sums } = await list('李敏', { check: ['paid-after-death'], division: ['aaaa'] })
  expect(counts).toEqual({ open: 5, overdue: 1, dueTomorrow: 1, unassigned: 3, mine: 0, secondLook: 0 })
  expect([total, people, sums.overpaid, sums.concerned]).toEqual([2, 2, 136_200, 136_200])
})

test.each<[string, LeadFilter, string[]]>([
  ['due tomorrow', { due: 'tomorrow' }, ['周桂1']],
  ['overdue', { due: 'overdue' }, ['周桂5']],
  ['without a due date', { due: 'none' }, ['周桂3', '周桂2', '周桂1']],
  ['of an area', { area: ['tekun_children'] }, ['周桂3', '周桂2']],
  ['of two states', { state: ['assigned', 'checking'] }, ['周桂5', '周桂1']],
  ['not handed out', { assignee: 'none', severity: ['money'] }, ['周桂5', '周桂2', '周桂1']],
  ['by part of a name', { q: '桂2' }, ['周桂2']],
  ['with a sign of patterns in the words', { q: '%' }, []],
  ['of a program', { program: ['tekun'] }, ['周桂2']],
])('filters leads %s', async (_words, filter, expected) => {
  expect(await names('李敏', filter)).toEqual(expected)
})

test('a worker sees their own community and what is theirs', async () => {
  expect(await names('王秀英')).toEqual(['周桂3', '周桂1', '周桂1'])
  expect((await list('王秀英')).counts).toMatchObject({ open: 3, mine: 1 })
  expect(await names('王秀英', { assignee: 'me' })).toEqual(['周桂1'])
})

test('who does not see children’s matters has neither the lead nor its count', async () => {
  expect(await names('周审计')).not.toContain('周桂3')
  expect((await list('周审计')).counts.open).toBe(4)
})

test('looking for a person is kept, with the words', async () => {
  await list('王秀英', { q: '周桂' })
  const event = await as('王秀英', ({ tx }) =>
    tx.selectFrom('event').selectAll().where('action', '=', 'person.searched').orderBy('event_id', 'desc').limit(1).executeTakeFirstOrThrow(),
  )
  expect(event).toMatchObject({ actor_name: '王秀英', after: { words: '周桂', found: 3 } })
})

test('the lead page says the place in the list, the neighbours, other leads of the person and the rule of each month', async () => {
  const detail = await as('李敏', (work) => readLead(work, { lead: ids[0] ?? '', filter: {} }, ports))
  expect(detail.place).toEqual({ at: 3, of: 5, previous: ids[4], next: ids[1] })
  expect(detail.others.map((other) => other.lead)).toEqual([ids[3]])
  expect(detail.left.map((side) => side.ledger)).toEqual(['payments'])
  expect(detail.right.map((side) => side.ledger)).toEqual(['death_certificates'])
  // In force from 2026-07; the months are 04 and 05.
  expect(detail.basis.map((basis) => basis.months)).toEqual([[]])
  expect(detail.may).toEqual(['assign', 'merge', 'wait'])
  await expect(as('马建军', (work) => readLead(work, { lead: ids[0] ?? '', filter: {} }, ports))).rejects.toMatchObject({ code: 'not_found' })
})

test('opening a lead is kept once a day for each person', async () => {
  for (let n = 0; n < 3; n++) await as('孙书记', (work) => readLead(work, { lead: ids[0] ?? '', filter: {} }, ports))
  const opened = await as('孙书记', ({ tx }) =>
    tx
      .selectFrom('event')
      .select('actor_name')
      .where('action', '=', 'lead.opened')
      .where('object_id', '=', ids[0] ?? '')
      .where('actor_name', '=', '孙书记')
      .execute(),
  )
  expect(opened).toHaveLength(1)
})

test('sheets to take along are of leads in range that nobody has decided, in the list’s order; whose they were is kept once a day', async () => {
  const take = (name: string) => as(name, (work) => readSheetsToTake(work, ids, ports))
  const { sheets, decided } = await take('王秀英')
  expect([sheets.map((sheet) => sheet.lead), decided]).toEqual([[ids[2], ids[0], ids[3]], 0])
  expect(sheets[1]).toMatchObject({ question: '人去世以后，钱是不是还在发？', innocent: [{ code: 'wrong_id_in_list' }, { code: 'arrears' }] })
  expect(JSON.stringify(sheets)).not.toMatch(/\d{17}/)
  await perform(installation, systemActor(), ({ tx }) =>
    tx
      .updateTable('lead')
      .set({ state: 'reviewed' })
      .where('lead_id', '=', ids[3] ?? '')
      .execute(),
  )
  const again = await take('王秀英')
  await perform(installation, systemActor(), ({ tx }) =>
    tx
      .updateTable('lead')
      .set({ state: 'new' })
      .where('lead_id', '=', ids[3] ?? '')
      .execute(),
  )
  expect([again.sheets.map((sheet) => sheet.lead), again.decided]).toEqual([[ids[2], ids[0]], 1])
  expect((await take('马建军')).sheets.map((sheet) => sheet.lead)).toEqual([ids[4], ids[1]])
  const kept = await as('李敏', ({ tx }) =>
    tx.selectFrom('event').select('object_id').where('action', '=', 'lead.sheet_taken').where('actor_name', '=', '王秀英').execute(),
  )
  expect(new Set(kept.map((event) => event.object_id))).toEqual(new Set([ids[0], ids[2], ids[3]]))
  expect(kept).toHaveLength(3)
})

test('the export holds what is seen, masked, with its totals, and is kept as an event', async () => {
  const { bytes } = await as('王秀英', (work) => exportLeads(work, { topic: ['deaths-dibao'] }, ports))
  const rows = (await readWorkbook(bytes, 'x.xlsx')).sheets[0]?.rows.map((row) => row.cells.map((cell) => cell?.text ?? '')) ?? []
  expect(rows.flat().filter((text) => text.startsWith('999101'))).toEqual([expect.stringMatching(/^999101\*{8}/)])
  expect(rows.flat()).toContain('1,362.00')
  const events = await as('王秀英', ({ tx }) => tx.selectFrom('event').select('after').where('action', '=', 'lead.exported').execute())
  expect(events).toMatchObject([{ after: { rows: 1 } }])
})

test('the choices offer the checks and posts of the range, and the due date that the button says', async () => {
  const choices = await as('李敏', (work) => listChoices(work, ports))
  expect(choices.checks.map((check) => check.check)).toEqual(['paid-after-death', 'payroll-on-dibao'])
  expect(choices.posts.map((post) => [post.name, post.open])).toEqual([
    ['刘芳', 0],
    ['王秀英', 1],
    ['马建军', 0],
  ])
  expect(choices.dueOn).toBe('2026-11-03')
})

test('when a batch is withdrawn its leads say so and leave the list of what is open; the next run may bring them back', async () => {
  const hit = hitOf(9, { evidence: [{ role: 'roster', ledger: 'payments', batch: 'b77', sheet: 's', row: 3, cells: {} }] })
  const [id = ''] = await perform(installation, systemActor(), (work) => addLeads(work, [hit]))
  expect(await perform(installation, systemActor(), (work) => withdrawLeads(work, 'b77'))).toBe(1)
  expect((await list('李敏', { state: ['open'] })).rows.map((row) => row.lead)).not.toContain(id)
  const again = await perform(installation, systemActor(), (work) => syncLeads(work, { runId: null, asOf: '2026-10-21', hits: [hit], mayGo: () => false }))
  expect(again.leads).toMatchObject([{ lead: id, outcome: 'reappeared' }])
})

test('a lead that rests on a withdrawn list and on another stays and says which side no longer stands, until a run finds it anew', async () => {
  const side = (role: string, ledger: string, batch: string, row: number) => ({ role, ledger, batch, sheet: 's', row, cells: {} })
  const hit = hitOf(10, { evidence: [side('roster', 'payments', 'b78', 3), side('death', 'cremations', 'b79', 4)] })
  const [id = ''] = await perform(installation, systemActor(), (work) => addLeads(work, [hit]))
  expect(await perform(installation, systemActor(), (work) => withdrawLeads(work, 'b79'))).toBe(1)
  const read = async () => {
    const { left, right, outcome } = await as('李敏', (work) => readLead(work, { lead: id, filter: {} }, ports))
    return { outcome, left: left.map((each) => each.isWithdrawn), right: right.map((each) => each.isWithdrawn) }
  }
  expect(await read()).toEqual({ outcome: 'new', left: [false], right: [true] })
  await perform(installation, systemActor(), (work) => syncLeads(work, { runId: null, asOf: '2026-10-21', hits: [hit], mayGo: () => false }))
  expect(await read()).toMatchObject({ left: [false], right: [false] })
})
