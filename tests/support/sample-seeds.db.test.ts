import { expect, test } from 'vitest'
import { newInstallation } from './database.ts'
import { checkAndReadLeads, fillWithSampleTown } from './sample-installation.ts'
import { compareWithTruth, noDifference } from './sample-truth.ts'

// Two cores run everything at once: slow is no failure. Twenty seeds of three sizes: npm run test:long.
const timeout = 240_000
const towns = [
  { seed: 11, installation: await newInstallation() },
  { seed: 12, installation: await newInstallation() },
  { seed: 13, installation: await newInstallation() },
]

test.each(towns)('in the small town of seed $seed every planted wrong is found with its months and money, and nothing else', { timeout }, async (town) => {
  const planted = await fillWithSampleTown(town.installation, town.seed, { size: 'small' })
  const { lines, checks } = await checkAndReadLeads(town.installation)
  expect(checks.flatMap((check) => check.error ?? [])).toEqual([])
  expect(compareWithTruth(lines, planted)).toEqual(noDifference)
  expect(planted.filter((plant) => plant.kind === 'lookalike').length).toBeGreaterThan(30)
})

test('a small town in which nothing is planted gives no lead', { timeout }, async () => {
  const installation = await newInstallation()
  await fillWithSampleTown(installation, 14, { size: 'small', isInnocent: true })
  const { lines } = await checkAndReadLeads(installation)
  expect(compareWithTruth(lines, [])).toEqual(noDifference)
})
