import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { benefits } from '../../../domain/programs.ts'
import { parseYaml, readYaml, takeShape } from '../../../platform/files/read-yaml.ts'
import { Problem } from '../../../platform/problems.ts'

/** How a cell of a column is read. `card` is the 20-digit disability certificate; `percent` is stored in 万分之一; a `period` is a month, or a year, which ends in December. */
export const columnTypes = [
  'text',
  'name',
  'citizen_id',
  'date',
  'month',
  'period',
  'money',
  'integer',
  'level',
  'enum',
  'boolean',
  'phone',
  'account',
  'division',
  'address',
  'card',
  'percent',
] as const

export type ColumnType = (typeof columnTypes)[number]

const wordList = z.array(z.string().min(1)).min(1)
const wordsByCode = z.record(z.string(), wordList)
const sharedName = z.string().startsWith('$')

/** `catalog/words.yml`: what several ledgers share, by the name that stands after `$` in a definition. */
const sharedShape = z.strictObject({ headings: z.record(z.string(), wordList), values: z.record(z.string(), wordsByCode) })

export type SharedWords = z.infer<typeof sharedShape>

const columnShape = z
  .strictObject({
    /** What clerks write above such a column, with or without brackets and units; `$community` is a shared list. */
    headings: wordList,
    type: z.enum(columnTypes),
    required: z.boolean().default(false),
    /** For an enum: our code → the words that mean it, or the name of shared ones. */
    values: z.union([wordsByCode, sharedName]).optional(),
    /** A cell `2024.1.3-1.10` fills this column and the named one. */
    range_to: z.string().optional(),
    /** For a date of which only the month matters: the day that `2015年6月` stands for; where a range ends it is always the last. */
    by_month: z.enum(['first_day', 'last_day']).optional(),
    /** The words of 状态 (注销, 停发) by which something has ended: where one stands, this day or month of its end ought to stand too. */
    wanted_where: z.strictObject({ column: z.string(), says: wordList }).optional(),
    /** Recognised and never stored (a cause of death). */
    dropped: z.boolean().default(false),
  })
  .refine((column) => column.by_month === undefined || column.type === 'date', 'by_month belongs to a date')
  .refine((column) => (column.type === 'enum') === (column.values !== undefined), 'values belong to an enum, and every enum has them')

const ledgerShape = z.strictObject({
  title: z.string().min(1),
  /** The ledger whose columns and kind this one has: 低保边缘 is written like 低保. */
  like: z.string().optional(),
  /** The one program that a roster holds. */
  program: z.enum(benefits).optional(),
  owner: z.enum(['received', 'kept', 'reference']),
  shape: z.enum(['snapshot', 'payments', 'register']),
  places_in_town: z.boolean(),
  sensitive: z.array(z.string()).default([]),
  key: z.array(z.string()).default([]),
  names: z.array(z.string().min(1)).default([]),
  columns: z.record(z.string().regex(/^[a-z][a-z_]*$/), columnShape),
})

export interface LedgerColumn {
  name: string
  headings: readonly string[]
  type: ColumnType
  required: boolean
  values: Readonly<Record<string, readonly string[]>> | null
  rangeTo: string | null
  byMonth: 'first_day' | 'last_day' | null
  wantedWhere: { column: string; says: readonly string[] } | null
  dropped: boolean
}

export interface LedgerDefinition {
  ledger: string
  title: string
  /** Itself, or the ledger whose columns it has: both are read alike. */
  form: string
  program: string | null
  owner: 'received' | 'kept' | 'reference'
  shape: 'snapshot' | 'payments' | 'register'
  placesInTown: boolean
  sensitive: readonly string[]
  key: readonly string[]
  names: readonly string[]
  columns: readonly LedgerColumn[]
}

/** Reads `catalog/words.yml`. Errors: `unreadable_file` with the place in it. */
export function readSharedWords(file: string): SharedWords {
  return readYaml(file, sharedShape)
}

/** Takes one definition as it stands in its file. Errors: `unreadable_file` with the file and the place in it. */
export function takeLedger(ledger: string, written: unknown, shared: SharedWords): LedgerDefinition {
  const place = `catalog/ledgers/${ledger}.yml`
  const raw = takeShape(place, written, ledgerShape)
  const sharedOf = <T>(lists: Readonly<Record<string, T>>, name: string): T => {
    const found = lists[name.slice(1)]
    if (found === undefined) throw new Problem('unreadable_file', `${place} 用到的 ${name}，catalog/words.yml 里没有。`)
    return found
  }
  const columns = Object.entries(raw.columns).map(([name, column]): LedgerColumn => ({
    name,
    headings: column.headings.flatMap((heading) => (heading.startsWith('$') ? sharedOf(shared.headings, heading) : [heading])),
    type: column.type,
    required: column.required,
    values: (typeof column.values === 'string' ? sharedOf(shared.values, column.values) : column.values) ?? null,
    rangeTo: column.range_to ?? null,
    byMonth: column.by_month ?? null,
    wantedWhere: column.wanted_where ?? null,
    dropped: column.dropped,
  }))
  const names = new Set(columns.map((column) => column.name))
  for (const mentioned of [
    ...raw.sensitive,
    ...raw.key,
    ...columns.flatMap((column) => [column.rangeTo, column.wantedWhere?.column ?? null].filter((each) => each !== null)),
  ]) {
    if (!names.has(mentioned)) throw new Problem('unreadable_file', `${place} 提到的列 ${mentioned} 没有写在 columns 里。`)
  }
  return {
    ledger,
    title: raw.title,
    form: raw.like ?? ledger,
    program: raw.program ?? null,
    owner: raw.owner,
    shape: raw.shape,
    placesInTown: raw.places_in_town,
    sensitive: raw.sensitive,
    key: raw.key,
    names: raw.names,
    columns,
  }
}

/** Reads all ledgers of a catalogue's folder, in the order of their names. */
export function loadLedgers(catalog: string): LedgerDefinition[] {
  const shared = readSharedWords(join(catalog, 'words.yml'))
  const written = (ledger: string): unknown => {
    const own = parseYaml(`catalog/ledgers/${ledger}.yml`, readFileSync(join(catalog, 'ledgers', `${ledger}.yml`), 'utf8'))
    const like = own !== null && typeof own === 'object' && 'like' in own ? own.like : undefined
    return typeof like === 'string' ? { ...Object(written(like)), ...Object(own) } : own
  }
  return readdirSync(join(catalog, 'ledgers'))
    .filter((file) => file.endsWith('.yml'))
    .sort()
    .map((file) => takeLedger(basename(file, '.yml'), written(basename(file, '.yml')), shared))
}

/** The key column that goes with a citizen id column: citizen_id → person_key, head_citizen_id → head_key. */
export function keyColumnOf(idColumn: string): string {
  return idColumn === 'citizen_id' ? 'person_key' : idColumn.replace(/_citizen_id$/, '_key')
}
