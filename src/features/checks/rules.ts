import { addMonths, monthRange, ranges } from '../../domain/months.ts'
import type { Basis, CheckDefinition, Parameter } from './check-definition.ts'
import { sayValue } from './standard-words.ts'
import { type NationalStandard, readSource, type StandardRow } from './standards.ts'

/** Months of one program in which a check may speak, with the values that count then. */
export interface RuleSpan {
  program: string
  /** Null: every division that has no span of its own. */
  division: string | null
  from: string
  to: string
  values: Readonly<Record<string, number | null>>
  /** Rows behind the values: what a lead cites. */
  named: readonly (StandardRow | NationalStandard)[]
  isUnverified: boolean
}

export interface MissingBasis {
  name: string
  program: string
  from: string
  to: string
}

export interface Rules {
  spans: RuleSpan[]
  missing: MissingBasis[]
}

export interface RuleInput {
  standards: readonly StandardRow[]
  national: readonly NationalStandard[]
  months: { from: string; to: string }
  /** Programs that the data at hand knows; others are not reported as missing. */
  programs?: readonly string[]
}

/** Ratios are whole 万分之一 in SQL, everything else is a whole number already. */
function sqlValue(row: StandardRow | NationalStandard): number {
  return row.unit === 'ratio' ? Math.round(row.value * 10_000) : row.value
}

/**
 * Works out where a check has a rule: a text on the shelf covers the month, or a row of the standards does, and every
 * parameter that is not optional has a row. A fact of payments needs none; what it lacks is still told.
 */
export function findRules(check: CheckDefinition, input: RuleInput): Rules {
  const spans: RuleSpan[] = []
  const gaps = new Map<string, string[]>()
  const wanted = new Set(check.parameters.flatMap((each) => [each.name, each.or?.name ?? each.name]))
  const rows = input.standards.filter((row) => wanted.has(row.name))
  const divisions = [null, ...new Set(rows.map((row) => row.division).filter((division) => division !== null))]
  for (const program of check.programs) {
    for (const division of divisions) {
      for (const month of monthRange(input.months.from, input.months.to)) {
        const found = ruleOfMonth({ check, program, division, month }, { rows, national: input.national })
        if (found.missing.length > 0 && division === null && (input.programs === undefined || input.programs.includes(program))) {
          for (const name of found.missing) gaps.set(`${program} ${name}`, [...(gaps.get(`${program} ${name}`) ?? []), month])
        }
        if (found.span) extend(spans, found.span)
      }
    }
  }
  return {
    spans,
    missing: [...gaps].flatMap(([key, months]) =>
      ranges(months).map(({ from, to }) => ({ program: key.split(' ')[0]!, name: key.split(' ').slice(1).join(' '), from, to })),
    ),
  }
}

function ruleOfMonth(
  at: { check: CheckDefinition; program: string; division: string | null; month: string },
  source: { rows: readonly StandardRow[]; national: readonly NationalStandard[] },
): { span: RuleSpan | null; missing: string[] } {
  const { check, program, month } = at
  const values: Record<string, number | null> = {}
  const named: (StandardRow | NationalStandard)[] = []
  let isNamed = false
  const missing: string[] = []
  for (const parameter of check.parameters) {
    const isAsked = parameter.programs === undefined || (parameter.programs as readonly string[]).includes(program)
    const row = isAsked ? findStandard(parameter, at, source) : undefined
    values[parameter.as] = row ? sqlValue(row) : null
    if (row && parameter.cited) {
      named.push(row)
      isNamed ||= !parameter.amount_only
    } else if (!row && isAsked && !parameter.optional) missing.push(parameter.name)
  }
  const isNeeded = check.basis.length > 0 || check.parameters.length > 0
  const isOnShelf = basisOf(check, program, [month]).length > 0
  const isCovered = check.payment_fact || !isNeeded || isOnShelf || isNamed
  if (!isCovered && missing.length === 0) missing.push(...namesAsked(check, program))
  if (!isCovered || (missing.length > 0 && !check.payment_fact)) return { span: null, missing }
  const isUnverified = missing.length > 0 || named.some((row) => 'confirmed' in row && row.confirmed === null)
  return { span: { program, division: at.division, from: month, to: month, values, named, isUnverified }, missing }
}

/** What a town could name for this program; else the text that would cover it. */
function namesAsked(check: CheckDefinition, program: string): string[] {
  const asked = check.parameters
    .filter((each) => !each.amount_only && (each.programs === undefined || (each.programs as readonly string[]).includes(program)))
    .map((each) => each.name)
  return asked.length > 0 ? asked : [check.basis[0]?.law ?? check.title]
}

function findStandard(
  parameter: Parameter,
  at: { program: string; division: string | null; month: string },
  source: { rows: readonly StandardRow[]; national: readonly NationalStandard[] },
): StandardRow | NationalStandard | undefined {
  const wanted = [{ name: parameter.name, program: parameter.program ?? at.program }]
  if (parameter.or) wanted.push({ name: parameter.or.name, program: parameter.or.program ?? at.program })
  const holds = (row: { from: string; to: string | null }): boolean => row.from <= at.month && at.month <= (row.to ?? '9999-12')
  for (const one of wanted) {
    const same = source.rows.filter((row) => row.name === one.name && row.program === one.program && holds(row))
    const own = at.division === null ? undefined : same.find((row) => row.division === at.division)
    const row =
      own ??
      same.find((each) => each.division === null) ??
      source.national.find((each) => each.name === one.name && each.program === one.program && holds(each))
    if (row) return row
  }
  return undefined
}

function extend(spans: RuleSpan[], span: RuleSpan): void {
  const last = spans.at(-1)
  const isSame =
    last &&
    last.program === span.program &&
    last.division === span.division &&
    addMonths(last.to, 1) === span.from &&
    last.isUnverified === span.isUnverified &&
    last.named.length === span.named.length &&
    last.named.every((row, at) => row === span.named[at]) &&
    Object.entries(span.values).every(([name, value]) => last.values[name] === value)
  if (isSame) last.to = span.to
  else spans.push(span)
}

/** The texts on the shelf that cover one of the months for a program. */
export function basisOf(check: CheckDefinition, program: string | null, months: readonly string[]): Basis[] {
  return check.basis.filter(
    (each) =>
      (each.programs === undefined || program === null || (each.programs as readonly string[]).includes(program)) &&
      (months.length === 0 || months.some((month) => each.from <= month && month <= (each.to ?? '9999-12'))),
  )
}

export interface HitBasis {
  law: string
  article: string
  from: string
  to: string | null
  rule: string
}

export interface CitedHit {
  program: string | null
  division: string
  months: readonly string[]
  /** Chinese titles of parameters by name. */
  titles: ReadonlyMap<string, string>
}

/** What a hit cites: texts of its months, then the rows of the standards with their papers. */
export function citeBasis(check: CheckDefinition, spans: readonly RuleSpan[], of: CitedHit): { basis: HitBasis[]; isUnverified: boolean } {
  const cited: HitBasis[] = basisOf(check, of.program, of.months).map((each) => ({
    law: each.law,
    article: each.article,
    from: each.from,
    to: each.to,
    rule: each.rule,
  }))
  const touched = spans.filter(
    (span) =>
      (of.program === null || span.program === of.program) && (of.months.length === 0 || of.months.some((month) => span.from <= month && month <= span.to)),
  )
  const own = touched.filter((span) => span.division !== null && of.division.startsWith(span.division))
  const used = own.length > 0 ? own : touched.filter((span) => span.division === null)
  for (const row of new Set(used.flatMap((span) => span.named))) {
    const basis: HitBasis =
      'law' in row
        ? { law: row.law, article: row.article, from: row.from, to: row.to, rule: row.rule }
        : { ...readSource(row.source), from: row.from, to: row.to, rule: sayStandard(row, of.titles) }
    if (!cited.some((each) => each.law === basis.law && each.article === basis.article && each.rule === basis.rule)) cited.push(basis)
  }
  return { basis: cited, isUnverified: used.some((span) => span.isUnverified) }
}

function sayStandard(row: StandardRow, titles: ReadonlyMap<string, string>): string {
  return `${titles.get(row.name) ?? row.name}：${sayValue(row)}`
}
