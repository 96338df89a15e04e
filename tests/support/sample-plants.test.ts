import { expect, test } from 'vitest'
import { checkCatalog } from '#src/features/checks/index.ts'
import { makeTown } from '#src/sample-town/make-town.ts'
import type { SizeName } from '#src/sample-town/places.ts'
import type { Planted } from '#src/sample-town/truth.ts'

const checks = checkCatalog().checks.map((check) => check.check)
const sizes: SizeName[] = ['small', 'demo', 'large']
const towns = new Map(sizes.map((size) => [size, makeTown(101, { size }).planted]))
const kinds: Planted['kind'][] = ['wrong', 'lookalike']

test.each(sizes.flatMap((size) => kinds.map((kind) => ({ size, kind }))))(
  'the $size town plants a $kind for every check of the catalogue, and for no other',
  ({ size, kind }) => {
    const planted = new Set(towns.get(size)?.flatMap((plant) => (plant.kind === kind ? [plant.check] : [])))
    expect([...planted].toSorted()).toEqual(checks.toSorted())
  },
)

test.each(sizes)('the %s town plants a row without a number for every check that speaks of such rows', (size) => {
  const ofRows = checkCatalog().checks.filter((check) => check.sql.includes("person_key is null then 'row'"))
  const planted = new Set(towns.get(size)?.flatMap((plant) => (plant.kind === 'wrong' && plant.citizenId === null && plant.name !== null ? [plant.check] : [])))
  expect(ofRows.length).toBeGreaterThan(5)
  expect(ofRows.flatMap(({ check }) => (planted.has(check) ? [] : [check]))).toEqual([])
})

test('the large town plants each of them again in every eight communities', () => {
  const rare = checks.filter(
    (check) => new Set(towns.get('large')?.flatMap((plant) => (plant.check === check && plant.kind === 'wrong' ? [plant.division] : []))).size < 6,
  )
  expect(rare).toEqual([])
})
