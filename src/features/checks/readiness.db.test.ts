import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { newCampaignTown, type CampaignTown } from '../../../tests/support/campaign-town.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { writeLakeFile, type LakeValue } from '../../platform/lake/lake.ts'
import { findLedger, lakeColumnsOf } from '../ledgers/index.ts'
import { readReadiness } from './readiness.ts'

const installation = await newInstallation('2026-10-20')
let town: CampaignTown

const zhang = 99910119500101123n
const [li, wang] = [99910119520202224n, 99910119600303335n]

beforeAll(async () => {
  town = await newCampaignTown(installation)
})

async function bring(ledger: string, rows: Record<string, LakeValue>[], covers: { from: string; to: string }[] = []): Promise<string> {
  const definition = findLedger(ledger)!
  const columns = lakeColumnsOf(definition)
  const file = `${ledger}/${ledger}-1.parquet`
  const table = rows.map((row, at) =>
    columns.map(({ name }) => ({ batch: `${ledger}-1`, sheet: 'a', source_row: at + 2, division: 'aaaa', ...row })[name] ?? null),
  )
  const sha256 = await writeLakeFile(join(installation.folder.lake, file), columns, table)
  await town.as('clerk', async ({ tx, clock }) => {
    const counts = { rows_seen: rows.length, rows_accepted: rows.length, rows_problems: 0, rows_not_data: 0 }
    const authority = definition.owner === 'reference' ? { giver: '县', basis: '函', purpose: '核查', keep_until: '2026-12-31' } : {}
    const { owner, shape } = definition
    const about = { owner, shape, file_name: ledger, file_sha256: ledger, is_original_kept: false, sheet: 'a', why: '', content_hash: ledger, division: 'aa' }
    await tx
      .insertInto('batch')
      .values({
        batch_id: `${ledger}-1`,
        ledger,
        ...about,
        lake_file: file,
        lake_sha256: sha256,
        created_by: 'test',
        created_at: clock.now(),
        ...counts,
        ...authority,
      })
      .execute()
    for (const cover of covers)
      await tx
        .insertInto('batch_cover')
        .values({ batch_id: `${ledger}-1`, from_month: cover.from, to_month: cover.to, division: null })
        .execute()
  })
  return `${ledger}-1`
}

const read = () => town.as('clerk', (work) => readReadiness(work, installation.folder.lake))

test('From an empty installation to the list that opens the most: people are counted once, whatever they draw', async () => {
  const empty = await read()
  expect(empty).toMatchObject({ ledgers: 0, people: 0, counts: { partly: 0, missing_basis: 0 }, isNewer: false })
  expect(empty.next[0]!.opens.length).toBeGreaterThan(0)

  const months = [{ from: '2026-01', to: '2026-09' }]
  await bring(
    'payments',
    [
      { person_key: zhang, name: '张', program: 'dibao', for_month: '2026-05', amount: 40000, occurrence: 1 },
      { person_key: zhang, name: '张', program: 'tekun', for_month: '2026-06', amount: 40000, occurrence: 1 },
      { person_key: li, name: '李', program: 'dibao', for_month: '2026-05', amount: 40000, occurrence: 1 },
    ],
    months,
  )
  await town.as('clerk', async ({ tx, clock }) => {
    const row = { division: 'aaaa', cells: JSON.stringify({ program: 'orphan' }), created_at: clock.now(), updated_at: clock.now() }
    await tx
      .insertInto('kept_row')
      .values({ ledger: 'applications', row_key: '1', person_key: wang as unknown as number, ...row })
      .execute()
  })
  const paid = await read()
  expect(paid.people).toBe(3)
  const dead = paid.checks.find((each) => each.check === 'paid-after-death')
  expect(dead).toMatchObject({ status: 'missing_list', people: 3, why: expect.arrayContaining([expect.stringMatching(/^缺名单：.*火化名单/)]) })
  const cremations = paid.next.find((each) => each.ledger === 'cremations')
  expect(cremations?.opens.map((each) => each.check)).toContain('paid-after-death')
  expect(cremations).toMatchObject({ owner: 'reference', gaps: [], peopleOpened: 3 })

  await bring('cremations', [{ person_key: zhang, name: '张', died_on: '2026-04-01' }])
  const known = await read()
  expect(known.checks.find((each) => each.check === 'paid-after-death')?.status).toBe('partly')
  expect(known.next.find((each) => each.ledger === 'cancellations')?.completes.map((each) => each.check)).toContain('paid-after-death')
  const paper = known.papers.find((each) => each.title === '死亡后保留月数（低保金）')
  expect(paper).toMatchObject({ months: ['2025-01 至 2026-10'], people: 2 })
  expect(paper?.completes.map((each) => each.check)).toContain('paid-after-death')
})

test('A withdrawn list is not at hand', async () => {
  await town.as('clerk', ({ tx }) => tx.updateTable('batch').set({ state: 'withdrawn' }).where('batch_id', '=', 'cremations-1').execute())
  const answer = await read()
  expect(answer.checks.find((each) => each.check === 'paid-after-death')?.status).toBe('missing_list')
})
