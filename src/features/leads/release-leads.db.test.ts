import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '../../platform/actor.ts'
import { perform, systemActor, type Installation } from '../../platform/installation.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import type { Hit } from '../checks/index.ts'
import { assignLeads } from './assign-leads.ts'
import { hitOf } from './hit-fixtures.ts'
import { newTown } from './lead-fixtures.ts'
import { offeredAbove, readOffer, releaseArea } from './release-leads.ts'
import { syncLeads } from './sync-leads.ts'

let installation: Installation
let people: Record<string, Actor>
const as = <T>(name: string, work: Parameters<typeof perform<T>>[2]): Promise<T> => perform(installation, people[name]!, work)
const sync = (hits: readonly Hit[]) =>
  perform(installation, systemActor(), (work) => syncLeads(work, { runId: null, asOf: '2026-10-20', hits, mayGo: () => false }))
const seenBy = (name: string): Promise<string[]> =>
  as(name, async ({ tx }) => (await tx.selectFrom('lead').select('area').distinct().orderBy('area').execute()).map((row) => row.area))

const rows = (from: number, count: number, more: Partial<Hit>): Hit[] =>
  Array.from({ length: count }, (_, at) => hitOf(from + at, { personKey: null, subjectKind: 'row', rowKey: `row-${from + at}`, ...more }))
const money: Partial<Hit> = { topic: 'deaths-dibao', severity: 'money', overpaid: 100_00, concerned: 200_00 }
const process: Partial<Hit> = { topic: 'visits-tekun', severity: 'process', overpaid: null, concerned: null, check: 'missing-monthly-visit' }
const street: Partial<Hit> = { topic: 'returned-street', severity: 'process', overpaid: null, concerned: null, check: 'street-without-visit' }
const danger: Partial<Hit> = { topic: 'returned-street', severity: 'danger', overpaid: null, concerned: null, check: 'returned-without-visit' }

beforeAll(async () => {
  installation = await newInstallation()
  people = await newTown(installation)
})

test('A first run above the limit is offered by danger and money, released one area after the other, and hidden from the communities until then, but for people in danger', async () => {
  const first = [...rows(0, 200, money), ...rows(200, 100, process), ...rows(300, 5, danger), ...rows(500, 10, street)]
  expect(first.length).toBeGreaterThan(offeredAbove)
  await sync(first)
  const offer = await as('李敏', readOffer)
  expect(offer.map((each) => [each.area, each.leads, each.danger, each.overpaid, each.releasedAt])).toEqual([
    ['street', 15, 5, 0, null],
    ['dibao', 200, 0, 200 * 100_00, null],
    ['tekun_children', 100, 0, 0, null],
  ])
  expect(await seenBy('李敏')).toEqual(['dibao', 'street', 'tekun_children'])
  const severities = (name: string) =>
    as(name, async ({ tx }) => (await tx.selectFrom('lead').select('severity').distinct().execute()).map((row) => row.severity))
  for (const name of ['王秀英', '孙书记']) expect(await severities(name)).toEqual(['danger'])

  // What a run wrote of them is as hidden as they are.
  const told = (name: string) => as(name, ({ tx }) => tx.selectFrom('event').select('object_id').where('action', '=', 'lead.new').execute())
  expect([(await told('李敏')).length, (await told('王秀英')).length]).toEqual([315, 5])

  // What is not released cannot be handed out either.
  const [held] = await as('李敏', ({ tx }) => tx.selectFrom('lead').select('lead_id').where('area', '=', 'dibao').limit(1).execute())
  const refused = await as('李敏', (work) => assignLeads(work, { leads: [held!.lead_id], to: 'community' }))
  expect(refused).toMatchObject({ assigned: 0, skipped: [{ why: expect.stringContaining('还没有放出') as unknown }] })

  expect(await as('李敏', (work) => releaseArea(work, 'street'))).toEqual({ released: 10 })
  expect(await told('王秀英')).toHaveLength(15)
  expect(await seenBy('王秀英')).toEqual(['street'])
  await expect(as('李敏', (work) => releaseArea(work, 'street'))).rejects.toMatchObject({ code: 'not_found' })
  const event = await as('李敏', ({ tx }) => tx.selectFrom('event').selectAll().where('action', '=', 'leads.released').executeTakeFirstOrThrow())
  expect(event).toMatchObject({ object_id: 'street', actor_name: '李敏', after: { area: 'street', leads: 10 } })
})

test('A later run adds to an area that still waits, and shows at once what belongs to a released one', async () => {
  await sync([
    ...rows(0, 200, money),
    ...rows(200, 100, process),
    ...rows(300, 5, danger),
    ...rows(500, 10, street),
    ...rows(400, 1, money),
    ...rows(401, 1, danger),
  ])
  const offer = await as('李敏', readOffer)
  expect(offer.find((each) => each.area === 'dibao')).toMatchObject({ leads: 201, releasedAt: null })
  expect(offer.find((each) => each.area === 'street')).toMatchObject({ releasedBy: '李敏' })
  const streets = await as('王秀英', ({ tx }) => tx.selectFrom('lead').select('lead_id').where('area', '=', 'street').execute())
  expect(streets).toHaveLength(16)
  for (const area of ['dibao', 'tekun_children']) await as('李敏', (work) => releaseArea(work, area))
  expect(await seenBy('王秀英')).toEqual(['dibao', 'street', 'tekun_children'])
})

test('After the first run nothing is held, however many a later one brings; a small first run is visible at once', async () => {
  await sync(rows(1_000, offeredAbove + 1, money))
  expect(await as('王秀英', ({ tx }) => tx.selectFrom('lead').select('lead_id').where('is_held', '=', true).execute())).toEqual([])
  const small = await newInstallation()
  const others = await newTown(small)
  await perform(small, systemActor(), (work) => syncLeads(work, { runId: null, asOf: '2026-10-20', hits: rows(0, offeredAbove, money), mayGo: () => false }))
  expect(await perform(small, others['王秀英']!, ({ tx }) => tx.selectFrom('lead').select('lead_id').execute())).toHaveLength(offeredAbove)
  expect(await perform(small, systemActor(), readOffer)).toEqual([])
})
