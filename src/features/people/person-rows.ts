import { join } from 'node:path'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { dateOf } from '../../platform/clock.ts'
import type { Work } from '../../platform/events.ts'
import { perform, systemActor, type Installation } from '../../platform/installation.ts'
import { readLake, type LakeRow } from '../../platform/lake/lake.ts'
import { findLedger } from '../ledgers/index.ts'

export interface Batch {
  batch: string
  ledger: string
  /** Import order; a correction stands where the batch stands that it corrects. */
  rank: number
  /** Parquet file. */
  path: string
  /** As it was received. */
  file: string
  period: string | null
  importedOn: string
  covers: readonly { from: string; to: string; division: string | null }[]
}

export interface KeptRow {
  ledger: string
  cells: Record<string, string | number | boolean | null>
  batch: string | null
  file: string | null
  sheet: string | null
  source_row: number | null
}

export interface PersonRows {
  batches: ReadonlyMap<string, Batch>
  /** Rows about the person, active ones only, by ledger. */
  rows: ReadonlyMap<string, readonly LakeRow[]>
  kept: readonly KeptRow[]
  /** Roster rows (低保) of everybody in a household in which the person ever stood. */
  household: readonly LakeRow[]
  /** Keys of the heads of these households. */
  heads: ReadonlySet<string>
  /** Days of death of household members, by key; empty for who may not read lists of other offices. */
  deaths: ReadonlyMap<string, string>
}

const rosters = [
  'dibao_person',
  'marginal_person',
  'rigid_person',
  'tekun_person',
  'disability_subsidy',
  'orphans',
  'unattended_children',
  'left_behind',
] as const
const registers = ['temporary_aid'] as const
/** Lists of other offices of which a file on a person speaks. */
const references = ['disability_cards', 'cremations', 'cancellations', 'death_certificates'] as const
const keptLedgers = ['visits', 'applications', 'stops'] as const
const rowLimit = 20_000

/** Who may read lists of other offices; the lake's door refuses the others too. */
export function seesReference(actor: Actor): boolean {
  return ['clerk', 'auditor', 'command_line', 'system'].includes(actor.role)
}

/** Everything that the lists say of one person inside the actor's divisions. */
export async function gatherRows(work: Work, installation: Installation, key: bigint): Promise<PersonRows> {
  const batches = await listBatches(installation)
  const own = async (ledger: string): Promise<[string, readonly LakeRow[]]> => [ledger, await readActive(work.actor, batches, { ledger, keys: [key] })]
  const ledgers = [...rosters, ...registers, ...(seesReference(work.actor) ? references : [])]
  const rows = new Map(await Promise.all(ledgers.map(own)))
  const heads = new Set([key, ...(rows.get('dibao_person') ?? []).flatMap((row) => (typeof row['head_key'] === 'bigint' ? [row['head_key']] : []))])
  const [household, payments, kept] = await Promise.all([
    readActive(work.actor, batches, { ledger: 'dibao_person', keys: [...heads], columns: ['person_key', 'head_key'] }),
    readActive(work.actor, batches, { ledger: 'payments', keys: [...heads], columns: ['person_key', 'head_key'] }),
    readKept(work, key),
  ])
  rows.set('payments', payments)
  const deaths = await readDeaths(work.actor, batches, household)
  return { batches, rows, kept, household, heads: new Set([...heads].map(String)), deaths }
}

async function readDeaths(actor: Actor, batches: ReadonlyMap<string, Batch>, household: readonly LakeRow[]): Promise<Map<string, string>> {
  const keys = [...new Set(household.flatMap((row) => (typeof row['person_key'] === 'bigint' ? [row['person_key']] : [])))]
  const deaths = new Map<string, string>()
  if (!seesReference(actor) || keys.length === 0) return deaths
  // The certificate is read last: its day counts before the others.
  for (const ledger of ['cremations', 'cancellations', 'death_certificates']) {
    for (const row of await readActive(actor, batches, { ledger, keys })) {
      const day = text(row['died_on'])
      if (day !== null) deaths.set(String(row['person_key']), day)
    }
  }
  return deaths
}

/** Which files there are is no secret of a community; rows are limited where they are read. */
async function listBatches(installation: Installation): Promise<Map<string, Batch>> {
  return perform(installation, systemActor(), async ({ tx }) => {
    const rows = await tx
      .selectFrom('batch')
      .select(['batch_id', 'seq', 'ledger', 'lake_file', 'file_name', 'period', 'supplements', 'created_at'])
      .where('state', '=', 'active')
      .where('lake_file', 'is not', null)
      .orderBy('seq')
      .execute()
    const covers = Map.groupBy(await tx.selectFrom('batch_cover').selectAll().execute(), (cover) => cover.batch_id)
    const batches = new Map<string, Batch>()
    for (const row of rows) {
      batches.set(row.batch_id, {
        batch: row.batch_id,
        ledger: row.ledger,
        rank: (row.supplements === null ? undefined : batches.get(row.supplements)?.rank) ?? row.seq,
        path: join(installation.folder.lake, row.lake_file ?? ''),
        file: row.file_name,
        period: row.period,
        importedOn: dateOf(row.created_at),
        covers: (covers.get(row.batch_id) ?? []).map((cover) => ({ from: cover.from_month, to: cover.to_month, division: cover.division })),
      })
    }
    return batches
  })
}

async function readActive(
  actor: Actor,
  batches: ReadonlyMap<string, Batch>,
  { ledger, keys, columns = ['person_key'] }: { ledger: string; keys: readonly bigint[]; columns?: readonly string[] },
): Promise<readonly LakeRow[]> {
  const definition = findLedger(ledger)
  const files = [...batches.values()].filter((batch) => batch.ledger === ledger)
  if (!definition || files.length === 0) return []
  const rows = await readLake(
    actor,
    { ledger, owner: definition.owner, files: files.map((batch) => batch.path) },
    { people: { keys, columns }, limit: rowLimit },
  )
  return activeRows(rows, { shape: definition.shape, key: definition.key, files, batches })
}

interface ActiveOptions {
  shape: 'snapshot' | 'payments' | 'register'
  key: readonly string[]
  files: readonly Batch[]
  batches: ReadonlyMap<string, Batch>
}

/** Snapshot: the newest batch that covers month and division; payments: each once; register: the newest row of each key. */
export function activeRows(rows: readonly LakeRow[], { shape, key, files, batches }: ActiveOptions): readonly LakeRow[] {
  const rankOf = (row: LakeRow): number => batches.get(String(row['batch']))?.rank ?? 0
  if (shape === 'snapshot') {
    return rows.filter((row) => {
      const division = text(row['division']) ?? ''
      const month = text(row['period'])
      return month === null || !files.some((batch) => batch.rank > rankOf(row) && covers(batch, month, division))
    })
  }
  const identity =
    shape === 'payments' ? ['person_key', 'program', 'for_month', 'period', 'paid_on', 'amount', 'kind', 'bank_batch', 'occurrence'] : ['person_key', ...key]
  const newest = new Map<string, LakeRow>()
  for (const row of rows) {
    const name =
      key.length === 0 && shape === 'register' ? `${String(row['batch'])}:${String(row['source_row'])}` : identity.map((each) => String(row[each])).join('|')
    const known = newest.get(name)
    if (!known || rankOf(known) <= rankOf(row)) newest.set(name, row)
  }
  return [...newest.values()]
}

/** Does a batch speak for a month and a division? */
export function covers(batch: Pick<Batch, 'covers'>, month: string, division: string): boolean {
  return batch.covers.some((cover) => cover.from <= month && month <= cover.to && (cover.division === null || division.startsWith(cover.division)))
}

async function readKept({ tx, actor }: Work, key: bigint): Promise<KeptRow[]> {
  const { rows } = await sql<KeptRow>`
    select k.ledger, k.cells, k.batch_id as batch, b.file_name as file, k.sheet, k.source_row from kept_row k left join batch b on b.batch_id = k.batch_id
    where k.person_key = ${key.toString()}::bigint and k.ledger = any(${[...keptLedgers]}::text[]) and k.division >= ${actor.scope.from} and k.division < ${actor.scope.to}
    order by k.created_at`.execute(tx)
  return rows
}

export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** Whole numbers of the lake (分, persons) are far below 2^53; person keys are never read this way. */
export function whole(value: unknown): number | null {
  return typeof value === 'bigint' || typeof value === 'number' ? Number(value) : null
}
