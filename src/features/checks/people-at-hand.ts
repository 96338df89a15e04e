import type { EngineColumn, EngineSession } from '../../platform/engine/engine.ts'
import { benefits } from '../../domain/programs.ts'
import { findLedger } from '../ledgers/index.ts'
import type { LedgerTable, RunBatch } from './lake-input.ts'

/** How many people stand on our lists under exactly these programs. */
export interface PeopleGroup {
  programs: string[]
  people: number
}

export interface PeopleAtHand {
  groups: PeopleGroup[]
  /** Programs that a batch of several programs shows. */
  programsOf: ReadonlyMap<string, readonly string[]>
}

const personPrograms: readonly EngineColumn[] = [
  { name: 'person_key', type: 'bigint' },
  { name: 'program', type: 'text' },
]

/**
 * Counts people of received rosters and payments by the programs under which they stand; `kept` adds those of kept
 * rows. People of reference lists do not count: the town does not answer for them.
 */
export async function countPeople(
  session: EngineSession,
  input: { ledgers: readonly LedgerTable[]; batches: readonly Pick<RunBatch, 'batch' | 'ledger' | 'path'>[]; kept: readonly [bigint, string][] },
): Promise<PeopleAtHand> {
  const selects = ['select person_key, program from kept_person']
  const shown: string[] = []
  await session.load('kept_person', personPrograms, input.kept)
  for (const ledger of input.ledgers) {
    const files = input.batches.filter((batch) => batch.ledger === ledger.ledger).map((batch) => batch.path)
    if (ledger.owner !== 'received' || files.length === 0) continue
    const own = findLedger(ledger.ledger)?.program
    const relation = `raw_${ledger.ledger}`
    await session.attach(relation, ledger.columns, files)
    if (own) selects.push(`select ${keyOf(ledger)}, '${own}' from ${relation}`)
    if (ledger.ledger === 'payments') {
      selects.push(`select person_key, program from ${relation}`)
      shown.push(`select batch, program from ${relation}`)
    }
    if (ledger.ledger === 'disability_subsidy') {
      for (const kind of ['living', 'care']) {
        const where = `where subsidy = '${kind}' or ${kind}_amount is not null`
        selects.push(`select person_key, 'disability_${kind}' from ${relation} ${where}`)
        shown.push(`select batch, 'disability_${kind}' as program from ${relation} ${where}`)
      }
    }
  }
  // Each program is a bit, so that people under the same programs gather in one row whatever their number.
  await session.load(
    'program_bit',
    [
      { name: 'program', type: 'text' },
      { name: 'bit', type: 'bigint' },
    ],
    benefits.map((program, at) => [program, BigInt(1 << at)]),
  )
  const masks = await session.rows(
    `select mask, count(*) as people from (
       select n.person_key, cast(sum(b.bit) as bigint) as mask from (select distinct person_key, program from (${selects.join(' union all ')}) stated) n
       join program_bit b on b.program = n.program where n.person_key is not null group by n.person_key) placed
     group by mask order by mask`,
  )
  const groups = masks.map((row): PeopleGroup => ({
    programs: benefits.filter((_, at) => (Number(row['mask']) & (1 << at)) !== 0),
    people: Number(row['people']),
  }))
  const programsOf = new Map<string, string[]>()
  const spoken =
    shown.length === 0 ? [] : await session.rows(`select distinct batch, program from (${shown.join(' union all ')}) spoken where program is not null`)
  for (const row of spoken) programsOf.set(String(row['batch']), [...(programsOf.get(String(row['batch'])) ?? []), String(row['program'])])
  return { groups, programsOf }
}

function keyOf(ledger: LedgerTable): string {
  return ledger.columns.some((each) => each.name === 'person_key') ? 'person_key' : 'head_key'
}

/** People who stand under at least one of the programs, each counted once. */
export function peopleUnder(groups: readonly PeopleGroup[], programs: readonly string[]): number {
  return groups.filter((group) => group.programs.some((program) => programs.includes(program))).reduce((sum, group) => sum + group.people, 0)
}
