import { join } from 'node:path'
import { sql } from 'kysely'
import { addMonths } from '../domain/months.ts'
import type { FamilyMember } from '../features/leads/index.ts'
import type { DataFolder } from '../platform/data-folder.ts'
import type { Work } from '../platform/events.ts'
import { systemActor, townDivision } from '../platform/installation.ts'
import { readLake } from '../platform/lake/lake.ts'

/** Rosters this many months before the newest one still tell where a household is that the newest leaves out. */
const months = 2
const heads = ['本人', '户主', '申请人']

/** Who stands in whose household (低保): for each person the newest roster that names them. */
export async function readFamilies({ tx }: Pick<Work, 'tx'>, folder: Pick<DataFolder, 'lake'>): Promise<FamilyMember[]> {
  const batches = await sql<{ lake_file: string; period: string | null }>`
    select lake_file, period from batch where ledger = 'dibao_person' and state = 'active' and lake_file is not null order by period desc nulls last`.execute(
    tx,
  )
  const newest = batches.rows[0]?.period ?? null
  const from = newest === null ? '' : addMonths(newest, -months)
  const files = batches.rows.filter((row) => row.period === null || row.period >= from).map((row) => join(folder.lake, row.lake_file))
  if (files.length === 0) return []
  // Nobody reads these rows: the database answers one question with them, yes or no.
  const rows = await readLake(
    systemActor(),
    { ledger: 'dibao_person', owner: 'received', files },
    { limit: 500_000, orderBy: ['period', 'batch', 'sheet', 'source_row'] },
  )
  const of = new Map<bigint, FamilyMember>()
  for (const row of rows) {
    const person = row['person_key']
    if (typeof person !== 'bigint') continue
    const relation = typeof row['relation'] === 'string' ? row['relation'] : ''
    const head = typeof row['head_key'] === 'bigint' ? row['head_key'] : heads.includes(relation) ? person : null
    if (head !== null) of.set(person, { head, person, division: typeof row['division'] === 'string' ? row['division'] : townDivision })
  }
  return [...of.values()]
}
