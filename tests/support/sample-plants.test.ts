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

test('the large town plants each of them again in every eight communities', () => {
  const rare = checks.filter(
    (check) => new Set(towns.get('large')?.flatMap((plant) => (plant.check === check && plant.kind === 'wrong' ? [plant.division] : []))).size < 6,
  )
  expect(rare).toEqual([])
})
