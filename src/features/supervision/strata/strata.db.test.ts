import { beforeAll, expect, test } from 'vitest'
import { newCampaignTown, type CampaignTown } from '../../../../tests/support/campaign-town.ts'
import { newInstallation } from '../../../../tests/support/database.ts'
import { decideSample } from '../decide-sample.ts'
import { drawOrder } from '../draw-order.ts'
import { drawStrata, previewStrata } from './draw-strata.ts'
import { readStrataSample } from './read-strata-sample.ts'

let town: CampaignTown
const wish = { by: 'community' as const, confidence: 0.95 as const, margin: 0.2, expected: 0.5 }
const numberOf = (at: number): string => `2026-${String(at).padStart(4, '0')}`

beforeAll(async () => {
  town = await newCampaignTown(await newInstallation())
  await town.as('clerk', async ({ tx, clock }) => {
    for (let at = 1; at <= 32; at++)
      await tx
        .insertInto('problem')
        .values({
          number: numberOf(at),
          kind: at % 8 === 0 ? 'danger' : 'process',
          title: `第 ${at} 件`,
          division: at <= 24 ? 'aaaa' : 'aaab',
          program: at % 2 === 0 ? 'dibao' : null,
          state: at === 32 ? 'mending' : 'closed',
          closed_by: 'clerk',
          closed_at: clock.now(),
          created_by: 'worker',
          created_at: clock.now(),
          updated_at: clock.now(),
        })
        .execute()
  })
})

const preview = (more = {}) => town.as('supervisor', (work) => previewStrata(work, { ...wish, ...more }))
const draw = (more = {}) => town.as('supervisor', (work) => drawStrata(work, { ...wish, seed: '分层一', title: '', team: '', ...more }))
const read = async (inspection: string) => (await town.as('supervisor', (work) => readStrataSample(work, inspection))).sample

test('strata are communities, programs or what a problem is about, the most dangerous first; open problems are in none', async () => {
  expect((await preview()).strata.map((each) => [each.title, each.population])).toEqual([
    ['青柳社区', 24],
    ['桥头社区', 7],
  ])
  expect((await preview({ by: 'danger' })).strata.map((each) => [each.title, each.population])).toEqual([
    ['人身安全', 3],
    ['程序', 28],
  ])
  expect((await preview({ by: 'program' })).strata.map((each) => each.title)).toEqual(['低保', '不分项目'])
})

test('the size follows from confidence and margin: ± 20 points take 15 of 31 where 14 would do for a simple draw, ± 10 points 24', async () => {
  expect(await preview()).toMatchObject({ population: 31, needed: 15, size: 15 })
  expect((await preview()).margin).toBeLessThanOrEqual(0.2)
  expect((await preview({ margin: 0.1 })).needed).toBe(24)
  expect((await preview({ size: 8 })).strata.map((each) => each.size)).toEqual([6, 2])
})

test('each stratum gives its first by sha256 of seed and number; the same seed draws the same', async () => {
  const first = await read((await draw()).inspection)
  const again = await read((await draw()).inspection)
  expect(again?.stratumOf.map((each) => each.problem)).toEqual(first?.stratumOf.map((each) => each.problem))
  const drawn = await town.as('supervisor', ({ tx }) =>
    tx.selectFrom('sample').innerJoin('problem', 'problem.problem_id', 'sample.problem_id').select(['number', 'stratum']).orderBy('position').execute(),
  )
  const expected = (['aaaa', 'aaab'] as const).flatMap((key, at) =>
    drawOrder('分层一', key === 'aaaa' ? Array.from({ length: 24 }, (_, n) => numberOf(n + 1)) : Array.from({ length: 7 }, (_, n) => numberOf(n + 25)))
      .slice(0, first?.strata[at]?.size)
      .map((each) => `${key} ${each.number}`),
  )
  expect([...new Set(drawn.map((each) => `${each.stratum} ${each.number}`))]).toEqual(expected)
  expect(first?.strata.flatMap((each) => each.numbers)).toHaveLength(31)
})

test('nothing is said before the last is judged; then the rate weighs each stratum and has its interval', async () => {
  const { inspection } = await draw({ seed: '分层二', size: 8 })
  const drawn = (await read(inspection))?.stratumOf ?? []
  const wrong = drawn.find((each) => each.stratum === '桥头社区')?.problem
  for (const [at, { problem }] of drawn.entries()) {
    expect((await read(inspection))?.shows).toBeNull()
    const decision = problem === wrong ? ('sent_back' as const) : ('agreed' as const)
    await town.as('supervisor', (work) => decideSample(work, inspection, { problem, decision, reason: decision === 'sent_back' ? '没有走访' : '' }))
    if (at === drawn.length - 1) break
  }
  const sample = await read(inspection)
  expect(sample?.shows).toMatchObject({ method: 'few' })
  expect(sample?.shows?.rate).toBeCloseTo((7 / 31) * (1 / 2), 10)
  expect(sample?.shows?.low).toBeGreaterThan(0)
  expect(sample?.shows?.high).toBeLessThan(0.8)
  expect(sample?.strata[1]).toMatchObject({ title: '桥头社区', size: 2, wrong: 1, shows: { rate: 0.5 } })
})
