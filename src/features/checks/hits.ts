import { checkDigit } from '../../domain/citizen-id.ts'
import type { EngineRow, EngineValue } from '../../platform/engine/engine.ts'
import { type CheckDefinition, ckOf, type Severity, type SubjectKind, topicOf } from './check-definition.ts'
import { fewestReasons } from './fewest-reasons.ts'
import { sheetMark } from './active-rows.ts'
import { citeBasis, type HitBasis, type RuleSpan } from './rules.ts'
import { fillSentence, sayMonths, type SentenceValue } from './sentence.ts'

export interface HitEvidence {
  role: string
  ledger: string
  batch: string
  sheet: string
  row: number
  /** Canonical column → text as in the lake: money in 分, dates YYYY-MM-DD. */
  cells: Record<string, string>
}

export interface HitStep {
  month: string | null
  fen: number
  kind: 'concerned' | 'overpaid' | 'underpaid'
}

/** A suspicion that a run found. Holds keys and full ids: internal, never sent anywhere as it is. */
export interface Hit {
  check: string
  ck: readonly string[]
  topic: string
  subjectKind: SubjectKind
  personKey: bigint | null
  householdKey: string | null
  rowKey: string | null
  name: string | null
  citizenId: string | null
  division: string
  program: string | null
  months: string[]
  identity: Record<string, string>
  concerned: number | null
  overpaid: number | null
  underpaid: number | null
  sentence: string
  evidence: HitEvidence[]
  basis: HitBasis[]
  unverified: boolean
  steps: HitStep[]
  severity: Severity
  isChildMatter: boolean
  /** A guess without a valid number: how well both fit, 0 to 100, and why. */
  match: { score: number; why: string } | null
}

export interface HitContext {
  spans: readonly RuleSpan[]
  town: string
  titles: ReadonlyMap<string, string>
}

const moneyKinds = ['concerned', 'overpaid', 'underpaid'] as const

/**
 * Rows with the same subject and identity columns are one hit: months gather, money adds up, each row is a step.
 * `year` is the month's: repeated lapses of one kind are one hit per person and year.
 */
export function groupHits(check: CheckDefinition, rows: readonly EngineRow[], context: HitContext): Hit[] {
  const groups = new Map<string, EngineRow[]>()
  for (const given of rows) {
    const row: EngineRow = { ...given, year: given['year'] ?? word(given['month'])?.slice(0, 4) ?? null }
    const key = JSON.stringify(
      [row['subject_kind'], row['person_key'], row['household_key'], row['row_key'], subjectDivision(row), ...check.identity.map((name) => row[name] ?? null)],
      (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value),
    )
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()].map((group) => hitOf(check, group, context))
}

function subjectDivision(row: EngineRow): EngineValue {
  return row['subject_kind'] === 'division' ? (row['division'] ?? null) : null
}

function hitOf(check: CheckDefinition, group: readonly EngineRow[], context: HitContext): Hit {
  // Rows of one month in one order, whatever the engine: what a lead says depends on nothing else.
  const rows = group.length === 1 ? group : group.toSorted((a, b) => compare(a['month'], b['month']) || compare(asText(a), asText(b)))
  const first = rows[0]!
  const latest = rows.at(-1)!
  const months = [...new Set(rows.map((row) => word(row['month'])).filter((month) => month !== null))].sort()
  const personKey = typeof first['person_key'] === 'bigint' ? first['person_key'] : null
  const division = word(latest['division']) ?? context.town
  const program = word(first['program'])
  const sums = Object.fromEntries(moneyKinds.map((kind) => [kind, sum(rows.map((row) => row[kind] ?? null))])) as Record<
    (typeof moneyKinds)[number],
    number | null
  >
  const cited = citeBasis(check, context.spans, { program, division, months, titles: context.titles })
  return {
    check: check.check,
    ck: ckOf(check, program),
    topic: topicOf(check, program),
    subjectKind: (word(first['subject_kind']) ?? 'person') as SubjectKind,
    personKey,
    householdKey: word(first['household_key']),
    rowKey: word(first['row_key']),
    name: word(latest['name']) ?? word(first['name']),
    citizenId: word(first['citizen_id']) ?? (personKey === null ? null : idOf(personKey)),
    division,
    program,
    months,
    identity: Object.fromEntries(check.identity.map((name) => [name, word(first[name]) ?? ''])),
    ...sums,
    sentence: fillSentence(check.sentence, {
      ...sayRows(fewestReasons(rows, check.reason)),
      ...sums,
      months: months.length === 0 ? null : sayMonths(months),
      rows: rows.length,
      month_count: months.length,
    }),
    evidence: evidenceOf(rows),
    basis: cited.basis,
    unverified: cited.isUnverified,
    steps: rows.flatMap((row) =>
      moneyKinds.flatMap((kind) => (typeof row[kind] === 'bigint' ? [{ month: word(row['month']), fen: Number(row[kind]), kind }] : [])),
    ),
    severity: check.severity,
    isChildMatter: check.children,
    match: matchOf(latest),
  }
}

function matchOf(row: EngineRow): Hit['match'] {
  const [score, why] = [Number(row['score'] ?? Number.NaN), word(row['why'])]
  return Number.isInteger(score) && why !== null ? { score, why } : null
}

/** Each column said once; where rows differ, up to three values. */
function sayRows(rows: readonly EngineRow[]): Record<string, SentenceValue> {
  const said: Record<string, SentenceValue> = {}
  for (const name of Object.keys(rows[0]!)) {
    const values = [...new Set(rows.map((row) => word(row[name])).filter((value) => value !== null))]
    said[name] = values.length === 0 ? null : values.length <= 3 ? values.join('、') : `${values.slice(0, 3).join('、')}等`
  }
  return said
}

function evidenceOf(rows: readonly EngineRow[]): HitEvidence[] {
  const found = new Map<string, HitEvidence>()
  for (const row of rows) {
    for (const name of Object.keys(row)) {
      if (!name.endsWith('_row') || row[name] === null || row[name] === undefined) continue
      const role = name.slice(0, -'_row'.length)
      const [ledger, batch] = [word(row[`${role}_ledger`]), word(row[`${role}_batch`])]
      if (ledger === null || batch === null) continue
      const key = `${role} ${ledger} ${batch} ${row[name]}`
      const [id = '', ...sheet] = batch.split(sheetMark)
      if (!found.has(key)) found.set(key, { role, ledger, batch: id, sheet: sheet.join(sheetMark), row: Number(row[name]), cells: {} })
    }
  }
  return [...found.values()]
}

export function idOf(personKey: bigint): string {
  const digits = personKey.toString().padStart(17, '0')
  return digits + checkDigit(digits)
}

function sum(values: readonly EngineValue[]): number | null {
  const known = values.filter((value) => typeof value === 'bigint' || typeof value === 'number')
  return known.length === 0 ? null : known.reduce<number>((total, value) => total + Number(value), 0)
}

function asText(row: EngineRow): string {
  return JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))
}

function word(value: EngineValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}

function compare(a: EngineValue | undefined, b: EngineValue | undefined): number {
  const [x, y] = [word(a) ?? '', word(b) ?? '']
  return x < y ? -1 : x > y ? 1 : 0
}
