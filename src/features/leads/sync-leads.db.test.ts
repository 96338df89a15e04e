import { beforeAll, beforeEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import { createInstallation } from '#src/features/accounts/index.ts'
import { commandLineActor, perform, systemActor, type Installation } from '#src/platform/installation.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { fictionalId, hitOf } from './hit-fixtures.ts'
import type { Hit } from '../checks/index.ts'
import { syncLeads, type RunHits, type SyncResult } from './sync-leads.ts'

let installation: Installation

beforeAll(async () => {
  installation = await newInstallation()
  await perform(installation, commandLineActor(), (work) => createInstallation(work, { town: '青禾镇', communities: ['青柳', '桥头'] }))
})

beforeEach(() => perform(installation, systemActor(), ({ tx }) => tx.deleteFrom('lead').execute()))

function sync(hits: readonly Hit[], over: Partial<RunHits> = {}): Promise<SyncResult> {
  return perform(installation, systemActor(), (work) =>
    syncLeads(work, {
      runId: null,
      asOf: '2026-10-20',
      hits,
      mayGo: () => true,
      ...over,
    }),
  )
}

const decide = (set: { state: string; explained_until?: string | null }): Promise<unknown> =>
  perform(installation, systemActor(), ({ tx }) => tx.updateTable('lead').set(set).execute())

test('the same hits again, in another order and from other rows of the files, change nothing', async () => {
  const first = await sync([hitOf(1), hitOf(2)])
  expect(first.counts).toEqual({ new: 2, unchanged: 0, changed: 0, gone: 0, reappeared: 0 })
  const moved = hitOf(1)
  const again = await sync([hitOf(2), { ...moved, evidence: moved.evidence.map((row) => ({ ...row, batch: 'b9', row: 4 })) }])
  expect(again.counts).toEqual({ new: 0, unchanged: 2, changed: 0, gone: 0, reappeared: 0 })
  const events = await perform(installation, systemActor(), ({ tx }) =>
    tx
      .selectFrom('event')
      .select('action')
      .where('object_kind', '=', 'lead')
      .where('object_id', '=', first.leads[0]?.lead ?? '')
      .execute(),
  )
  expect(events.map((event) => event.action)).toEqual(['lead.new'])
})

test('numbers follow the year and the order of the hits', async () => {
  const { leads } = await sync([hitOf(3), hitOf(4)])
  expect(leads.map((lead) => lead.number)).toEqual([expect.stringMatching(/^2026-\d{4}$/), expect.stringMatching(/^2026-\d{4}$/)])
  expect(Number(leads[1]?.number.slice(5))).toBe(Number(leads[0]?.number.slice(5)) + 1)
})

test('no full id, no account and no join key reaches a lead or its event', async () => {
  await sync([hitOf(5)])
  const stored = await perform(installation, systemActor(), async ({ tx }) => {
    const rows = await sql<{
      text: string
    }>`select row_to_json(l)::text as text from lead l union all select row_to_json(e)::text from event e where object_kind = 'lead'`.execute(tx)
    return rows.rows.map((row) => row.text).join('\n')
  })
  expect(stored).not.toContain(fictionalId(5))
  expect(stored).not.toContain(fictionalId(5).slice(0, 17))
  expect(stored).not.toContain('6228480402564890018')
  expect(stored).toContain('999101********')
})

test('a new month is a change, and of a confirmed lead it is told as recurred; the decision stays', async () => {
  await sync([hitOf(6)])
  await decide({ state: 'confirmed' })
  const result = await sync([hitOf(6, { months: ['2026-04', '2026-05', '2026-11'] })])
  expect(result.counts.changed).toBe(1)
  expect(result.recurred).toEqual([{ lead: result.leads[0]?.lead, why: 'new_months', months: ['2026-11'] }])
  expect(result.leads[0]?.state).toBe('confirmed')
})

test('a lead is gone only where the check may say so, and comes back as reappeared', async () => {
  await sync([hitOf(7), hitOf(8, { division: 'aaab' })])
  const kept = await sync([], { mayGo: (_check, division) => division === 'aaab' })
  expect(kept.leads.map((lead) => lead.outcome)).toEqual(['gone'])
  await decide({ state: 'reviewed' })
  const back = await sync([hitOf(7), hitOf(8, { division: 'aaab' })])
  expect(back.leads.map((lead) => [lead.outcome, lead.state])).toEqual([
    ['unchanged', 'reviewed'],
    ['reappeared', 'reviewed'],
  ])
  expect(back.recurred.map((each) => each.why)).toEqual(['reappeared'])
  expect((await sync([])).counts.gone).toBe(2)
  expect((await sync([])).counts.gone).toBe(0)
})

test('an explained lead stays explained until its last day is over, then it is handed out again', async () => {
  await sync([hitOf(9)])
  await decide({ state: 'reviewed', explained_until: '2026-10-20' })
  expect((await sync([hitOf(9, { months: ['2026-04'] })])).leads[0]).toMatchObject({ outcome: 'changed', state: 'reviewed' })
  expect((await sync([hitOf(9)], { asOf: '2026-10-21' })).leads[0]).toMatchObject({ outcome: 'reappeared', state: 'new' })
})

test('one person in two years, two checks and two rows are different leads; the same person twice is counted as doubled', async () => {
  const row: Partial<Hit> = { personKey: null, citizenId: '99910119400101123', subjectKind: 'row', rowKey: 'payments|周桂1|aaaa', check: 'identity/wrong-id' }
  const result = await sync([hitOf(1), hitOf(1, { identity: { year: '2025' } }), hitOf(1, row), hitOf(1)])
  expect(result.counts.new).toBe(3)
  expect(result.doubled).toEqual({ 'paid-after-death': 1 })
})

test('neighbouring keys beyond 2^53 stay two people', async () => {
  const [a, b] = [99910119400101123n, 99910119400101124n]
  const result = await sync([hitOf(1, { personKey: a, citizenId: '1' }), hitOf(1, { personKey: b, citizenId: '2' })])
  expect(result.counts.new).toBe(2)
  const people = await perform(installation, systemActor(), ({ tx }) => tx.selectFrom('lead').select('person_id').distinct().execute())
  expect(people).toHaveLength(2)
})

test("a child's matter is hidden from a post that does not see children", async () => {
  await sync([hitOf(11, { topic: 'visits-children' }), hitOf(12)])
  const auditor = { ...systemActor(), scope: { from: 'aa', to: 'ab', seesChildren: false } }
  const seen = await perform(installation, auditor, ({ tx }) => tx.selectFrom('lead').select('topic').execute())
  expect(seen.map((lead) => lead.topic)).toEqual(['deaths-dibao'])
})

test('ten thousand hits meet their leads in under five seconds', async () => {
  const hits = Array.from({ length: 10_000 }, (_, n) => hitOf(n, { subjectKind: 'row', personKey: null, rowKey: `row-${n}` }))
  await sync(hits)
  const start = performance.now()
  const again = await sync(hits.map((hit, n) => (n % 2 === 0 ? hit : { ...hit, overpaid: 1 })))
  expect(again.counts).toMatchObject({ unchanged: 5_000, changed: 5_000 })
  expect(performance.now() - start).toBeLessThan(5_000)
})

test('a lead that 纪委 took over as a clue is known again and told by no run: not changed, not gone, not new', async () => {
  await sync([hitOf(1), hitOf(2)])
  const clue = { is_clue: true, subject_name: '已移送', sentence: '已移送', evidence: '[]', months: [] as string[] }
  const clues = () => perform(installation, systemActor(), ({ tx }) => tx.selectFrom('lead').selectAll().where('is_clue', '=', true).execute())
  await perform(installation, systemActor(), ({ tx }) => tx.updateTable('lead').set(clue).where('subject_name', '=', '周桂1').execute())
  const before = await clues()
  const again = await sync([hitOf(1, { months: ['2026-04', '2026-05', '2026-06'] }), hitOf(2)])
  expect([again.counts.new, again.counts.changed, again.recurred]).toEqual([0, 0, []])
  expect((await sync([])).counts.gone).toBe(1)
  expect(await clues()).toEqual(before)
})
