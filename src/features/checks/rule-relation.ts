import type { EngineSession, EngineValue } from '../../platform/engine/engine.ts'
import type { CheckDefinition } from './check-definition.ts'
import type { RuleSpan } from './rules.ts'

/**
 * Defines `rule(program, division, month, <one column per parameter>)` for one check: a row where the check may speak.
 * Checks join it, so without a rule there is no lead.
 */
export async function defineRule(session: EngineSession, check: CheckDefinition, spans: readonly RuleSpan[]): Promise<void> {
  const names = check.parameters.map((each) => each.as)
  const columns = [
    ...['program', 'division', 'from_month', 'to_month'].map((name) => ({ name, type: 'text' as const })),
    ...names.map((name) => ({ name, type: 'bigint' as const })),
  ]
  const rows = spans.map((span): EngineValue[] => [
    span.program,
    span.division,
    span.from,
    span.to,
    ...names.map((name) => (span.values[name] === null || span.values[name] === undefined ? null : BigInt(span.values[name]))),
  ])
  await session.load('rule_span', columns, rows)
  const own = [...new Set(spans.map((span) => span.division).filter((division) => division !== null))]
  // A community's own rows hold for its grids too; all other divisions take the town's.
  const isOwn = own.length === 0 ? 'false' : own.map((division) => `d.code like '${division}%'`).join(' or ')
  const reaches = spans.some((span) => span.division === null)
    ? `(s.division is null and not (${isOwn})) or d.code like s.division || '%'`
    : `d.code like s.division || '%'`
  const values = names.map((name) => `, s.${name}`).join('')
  await session.define(
    'rule',
    `select s.program, d.code as division, m.month${values}
     from rule_span s
     join month m on m.month between s.from_month and s.to_month
     join division d on ${reaches}`,
    'table',
  )
}
