import { describe, expect, test } from 'vitest'
import type { SizeName } from '#src/sample-town/places.ts'
import { newInstallation } from './database.ts'
import { checkAndReadLeads, fillWithSampleTown, withEachListMissing } from './sample-installation.ts'
import { compareWithTruth, falseLeads, noDifference } from './sample-truth.ts'

/** Twenty towns of one size: everything planted is found and nothing else, also with each list missing in turn; innocent towns give nothing. */
export async function proveTwentySeeds(size: SizeName): Promise<void> {
  const seeds = Array.from({ length: 20 }, (_, at) => 101 + at)
  const towns = []
  for (const seed of seeds) towns.push({ seed, full: await newInstallation(), innocent: await newInstallation() })

  describe.each(towns)(`${size} town of seed $seed`, ({ seed, full, innocent }) => {
    test('every planted wrong is found with its months and money, and nothing else; with any list missing nothing false', async () => {
      const planted = await fillWithSampleTown(full, seed, { size })
      const { lines, checks } = await checkAndReadLeads(full)
      expect(checks.flatMap((check) => check.error ?? [])).toEqual([])
      expect(compareWithTruth(lines, planted)).toEqual(noDifference)
      for await (const { ledger, found, broken } of withEachListMissing(full)) {
        expect({ without: ledger, wrong: falseLeads(found, planted), broken }).toEqual({ without: ledger, wrong: [], broken: [] })
      }
    })

    test('nothing is found where nothing is planted', async () => {
      await fillWithSampleTown(innocent, seed, { size, isInnocent: true })
      const { lines } = await checkAndReadLeads(innocent)
      expect(compareWithTruth(lines, [])).toEqual(noDifference)
    })
  })
}
