import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Truth } from '#src/sample-town/write-sample-town.ts'

/** One thing that stands in the truth of a sample town. Money in 分. */
export type Plant = Truth['planted'][number]

/** What a run found, as a lead's line or a hit says it. `division` is the listed name; `citizenId` the id as it stands in the files. */
export interface Found {
  check: string
  citizenId: string | null
  name: string | null
  division: string
  program: string | null
  months: readonly string[]
  concerned: number | null
  overpaid: number | null
  underpaid: number | null
}

/** Reads what was planted in the town that was written into this folder. A plant carries the name of the check that must find it. */
export function readPlants(folder: string): Plant[] {
  return (JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Truth).planted
}

/** Where a run and the truth part; every list is empty when they agree. */
export interface Difference {
  /** Planted wrongs that were not found. */
  missed: string[]
  /** Found, and nobody planted it: a look-alike, somebody by accident, or the same matter twice. */
  unplanted: string[]
  /** Found, with other months than the planted ones. */
  months: string[]
  /** Found, with other money than the planted one. */
  money: string[]
}

export const noDifference: Difference = { missed: [], unplanted: [], months: [], money: [] }

/** Holds everything that a run found against everything that was planted: recall, false hits, months and money, one to one. */
export function compareWithTruth(found: readonly Found[], planted: readonly Plant[]): Difference {
  const difference: Difference = { missed: [], unplanted: [], months: [], money: [] }
  const left = [...found]
  for (const plant of wrongsOf(planted)) {
    const match = bestMatch(left, plant)
    if (match === undefined) {
      difference.missed.push(sayPlant(plant))
      continue
    }
    left.splice(left.indexOf(match), 1)
    if (plant.months.length > 0 && plant.months.join() !== match.months.join())
      difference.months.push(`${sayPlant(plant)}, found ${match.months.join() || 'no month'}`)
    if (sayMoney(plant) !== sayMoney(match)) difference.money.push(`${sayPlant(plant)}: ${sayMoney(plant)}, found ${sayMoney(match)}`)
  }
  difference.unplanted.push(...left.map(sayFound))
  return difference
}

/**
 * With a ledger missing a run may know less; what it says must still be planted, in months that are planted. Two names or two
 * numbers of one person are a question of data and never an accusation (CK56 to CK58): it is put where nothing answers it, and under
 * the programme of the lists that are left.
 */
export function falseLeads(found: readonly Found[], planted: readonly Plant[], missing: string): string[] {
  const wrongs = [
    ...wrongsOf(planted).flatMap((plant) => (plant.otherwise === undefined ? [plant] : [plant, { ...plant, check: plant.otherwise }])),
    ...planted.filter((plant) => plant.knownBy === missing),
  ]
  return found
    .filter(
      (each) =>
        !wrongs.some((plant) =>
          plant.months.length === 0
            ? isSameMatter(each, { ...plant, program: each.program })
            : isSameMatter(each, plant) && each.months.every((month) => plant.months.includes(month)),
        ),
    )
    .map(sayFound)
}

function wrongsOf(planted: readonly Plant[]): Plant[] {
  return planted.filter((plant) => plant.kind === 'wrong')
}

function isSameMatter(found: Found, plant: Plant): boolean {
  if (found.check !== plant.check || found.program !== plant.program) return false
  if (plant.citizenId !== null && found.citizenId !== null) return found.citizenId === plant.citizenId
  // A community's matter, a household, or a row that names somebody without a number.
  return found.division === plant.division && (plant.name === null ? found.citizenId === null : found.name === plant.name)
}

/** The one with the same months; else one that shares a month; for a plant without months any. */
function bestMatch(found: readonly Found[], plant: Plant): Found | undefined {
  const same = found.filter((each) => isSameMatter(each, plant))
  if (plant.months.length === 0) return same[0]
  return same.find((each) => each.months.join() === plant.months.join()) ?? same.find((each) => each.months.some((month) => plant.months.includes(month)))
}

function sayMoney({ concerned, overpaid, underpaid }: Pick<Found, 'concerned' | 'overpaid' | 'underpaid'>): string {
  return `concerned ${concerned ?? '-'} overpaid ${overpaid ?? '-'} underpaid ${underpaid ?? '-'}`
}

function sayPlant(plant: Plant): string {
  return `${plant.check} ${plant.name ?? plant.division} ${plant.months.join()} (${plant.note})`
}

function sayFound(found: Found): string {
  return `${found.check} ${found.name ?? found.division} ${found.months.join()}`
}
