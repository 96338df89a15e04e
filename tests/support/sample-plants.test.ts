import { expect, test } from 'vitest'
import { checkCatalog } from '#src/features/checks/index.ts'
import { makeTown } from '#src/sample-town/make-town.ts'
import type { Planted } from '#src/sample-town/truth.ts'

const checks = checkCatalog().checks.map((check) => check.check)
const { planted } = makeTown(101, { size: 'small' })

function checksWith(kind: Planted['kind']): Set<string> {
  return new Set(planted.filter((plant) => plant.kind === kind).map((plant) => plant.check))
}

test.each(['wrong', 'lookalike'] as const)('the small town plants a %s for every check of the catalogue, and for no other', (kind) => {
  expect([...checksWith(kind)].toSorted()).toEqual(checks.toSorted())
})

test('the large town plants each of them again in every eight communities', () => {
  const { planted: many } = makeTown(101, { size: 'large' })
  const rare = checks.filter(
    (check) => new Set(many.filter((plant) => plant.check === check && plant.kind === 'wrong').map((plant) => plant.division)).size < 6,
  )
  expect(rare).toEqual([])
})
