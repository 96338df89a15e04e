import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Installation } from '#src/platform/installation.ts'
import type { SizeName } from '#src/sample-town/places.ts'
import { newInstallation } from './database.ts'
import { checkAndReadLeads, fillWithSampleTown, withEachListMissing } from './sample-installation.ts'
import { compareWithTruth, falseLeads, noDifference, type Plant } from './sample-truth.ts'

const seeds = Array.from({ length: 20 }, (_, at) => 101 + at)
/** A town without plants differs between seeds in its people only. */
const innocentSeeds = seeds.slice(0, 3)
const day = '2026-10-20'

/**
 * Twenty towns of one size: everything planted is found and nothing else, also with each list missing in turn; three innocent
 * towns give nothing. A town is made once and lives as long as its tests. One alone: npm run test:long -- -t "small town of seed 101".
 */
export function proveTwentySeeds(size: SizeName): void {
  describe.each(seeds)(`${size} town of seed %i`, (seed) => {
    let town: Installation
    let planted: Plant[]
    let drop = (): Promise<void> => Promise.resolve()
    beforeAll(async () => {
      town = await newInstallation(day, (end) => (drop = end))
      planted = await fillWithSampleTown(town, seed, { size })
    }, 3_600_000)
    afterAll(() => drop())

    test('every planted wrong is found with its months and money, and nothing else', async () => {
      const { lines, checks } = await checkAndReadLeads(town)
      expect.soft(checks.flatMap((check) => check.error ?? [])).toEqual([])
      expect(compareWithTruth(lines, planted)).toEqual(noDifference)
    })

    test('whichever list is missing, nothing false is said', async () => {
      for await (const { ledger, found, broken } of withEachListMissing(town)) {
        expect.soft({ without: ledger, wrong: falseLeads(found, planted, ledger), broken }).toEqual({ without: ledger, wrong: [], broken: [] })
      }
    })

    test.runIf(innocentSeeds.includes(seed))('nothing is found where nothing is planted', async () => {
      const innocent = await newInstallation(day, onTestFinished)
      await fillWithSampleTown(innocent, seed, { size, isInnocent: true })
      const { lines } = await checkAndReadLeads(innocent)
      expect(compareWithTruth(lines, [])).toEqual(noDifference)
    })
  })
}
