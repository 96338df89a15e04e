import { beforeAll, expect, test } from 'vitest'
import { readWorkbook } from '#src/platform/files/read-workbook.ts'
import { commandLineActor, perform, type Installation } from '#src/platform/installation.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { createInstallation } from '../accounts/index.ts'
import { openNumber } from './dispatch-rows.ts'
import { rankRows, type DispatchRow } from './dispatch-table.ts'
import { dispatchWorkbook } from './dispatch-workbook.ts'
import { freezeDispatch, getIssue, presentDispatch } from './freeze-dispatch.ts'

let installation: Installation
const office = commandLineActor()

beforeAll(async () => {
  installation = await newInstallation()
  await perform(installation, office, async (work) => {
    await createInstallation(work, { town: '青禾镇', communities: ['青柳', '桥头'] })
    const now = work.clock.now()
    await work.tx
      .insertInto('campaign')
      .values({ division: 'aa', title: '整治方案', body: '', file_name: 'a', file_sha256: 'x', state: 'approved', created_by: 'test', created_at: now })
      .execute()
    const problem = { kind: 'process', title: '一件', created_by: 'test', created_at: now, updated_at: now, established_at: now }
    await work.tx
      .insertInto('problem')
      .values([
        { ...problem, number: 'P1', division: 'aaaa', state: 'closed', closed_at: now },
        { ...problem, number: 'P2', division: 'aaaa', state: 'mending', due_on: '2026-10-01' },
        { ...problem, number: 'P3', division: 'aaab', state: 'waiting', due_on: '2026-10-01' },
      ])
      .execute()
  })
})

test('what waits for others is not overdue, totals are the sum of communities, numbers open exactly their rows', async () => {
  const { table } = await perform(installation, office, presentDispatch)
  const of = (key: 'overdue' | 'established' | 'closed') => table.rows.map((row) => row.numbers[key].value)
  expect({ overdue: of('overdue'), established: of('established'), closed: of('closed') }).toEqual({ overdue: [1, 0], established: [2, 1], closed: [1, 0] })
  expect(table.total.established.value).toBe(3)
  const opened = await perform(installation, office, (work) => openNumber(work, table, { division: 'aaaa', column: 'overdue' }))
  expect(opened).toMatchObject({ agrees: true, rows: [{ kind: 'problem', number: 'P2' }] })
  await expect(perform(installation, office, (work) => openNumber(work, table, { division: 'zz', column: 'overdue' }))).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('a frozen issue keeps its numbers after a change, and its workbook says the same', async () => {
  const issue = await perform(installation, office, freezeDispatch)
  await perform(installation, office, ({ tx }) =>
    tx.updateTable('problem').set({ state: 'closed', closed_at: '2026-10-20T10:00:00Z' }).where('number', '=', 'P2').execute(),
  )
  const frozen = await perform(installation, office, (work) => getIssue(work, issue.issue))
  expect(frozen.table.rows.map((row) => row.numbers.closed.value)).toEqual([1, 0])
  expect((await perform(installation, office, presentDispatch)).table.rows.map((row) => row.numbers.closed.value)).toEqual([2, 0])
  const book = await readWorkbook(dispatchWorkbook('整治方案', frozen.table, frozen), '调度.xlsx')
  const texts = (book.sheets[0]?.rows ?? []).map((row) => row.cells.map((cell) => cell?.text ?? ''))
  expect(texts[0]?.[0]).toBe('整治周调度表')
  expect(texts.find((cells) => cells[0] === '青柳')?.slice(10, 13)).toEqual(['2', '1', '50.0%'])
  expect(texts.flat().join('')).toContain(issue.proofNumber)
})

test('rank: share closed, then fewer overdue, then fewer leads open; equals share a place', () => {
  const row = (division: string, closed: number, of: number, overdue: number): DispatchRow =>
    ({ division, name: division, numbers: { rate: { value: closed, of }, overdue: { value: overdue }, leads_open: { value: 0 } } }) as unknown as DispatchRow
  const rows = [row('a', 1, 2, 0), row('b', 1, 2, 1), row('c', 2, 2, 0), row('d', 2, 2, 0)]
  rankRows(rows, new Map([['b', 2]]))
  expect(rows.map((each) => each.numbers.rank.value)).toEqual([3, 4, 1, 1])
  expect(rows[1]?.numbers.rank_change.value).toBe(-2)
})
