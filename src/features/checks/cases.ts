import { monthOf, monthRange } from '../../domain/months.ts'
import type { Calendar } from '../../domain/working-days.ts'
import type { Engine, EngineColumn, EngineSession, EngineValue } from '../../platform/engine/engine.ts'
import type { CheckCatalog, FactDefinition } from './check-catalog.ts'
import { communitiesOf, fitsIntoWorld, type Scene, ScenePlace, scenesOf } from './case-world.ts'
import type { CheckCase, CheckDefinition } from './check-definition.ts'
import { groupHits, type Hit } from './hits.ts'
import type { LedgerTable } from './lake-input.ts'
import { defineLake, engineRelations } from './lake-relations.ts'
import { duckdbEngine } from '../../platform/engine/duckdb.ts'
import { RunRelations } from './run-relations.ts'
import { defineRule } from './rule-relation.ts'
import { findRules, type RuleSpan } from './rules.ts'
import { workingDayRows } from './working-day-rows.ts'
import type { StandardRow } from './standards.ts'

/** Plays the cases of checks on an engine: given rows of facts in, hits out. */
export interface CasePlayer {
  play: (check: CheckDefinition, played: CheckCase) => Promise<Hit[]>
  /** Gives a case's rows once, for several texts of the check; good until the next case. */
  stage: (check: CheckDefinition, played: CheckCase) => Promise<(sql: string) => Promise<Hit[]>>
  /** All cases of a check side by side, in as few worlds as their dates allow; with the rules that are not theirs. */
  worlds: (check: CheckDefinition) => Promise<World[]>
  close: () => void
}

/** Scenes that one query answers. Only the world built last can run. */
export interface World {
  scenes: readonly Scene[]
  build: () => Promise<(sql: string) => Promise<Map<Scene, Hit[]>>>
}

type Columns = Map<string, EngineColumn[]>

interface Stage {
  session: EngineSession
  columns: Columns
  /** Relations that are the same for every case. */
  fixed: ReadonlyMap<string, Rows>
  present: Set<string>
  dirty: Set<string>
}

type Rows = EngineValue[][]

const town = { code: 'aa', name: '样例镇' }
const aloneCommunities = [
  { code: 'aaaa', name: '甲社区' },
  { code: 'aaab', name: '乙社区' },
]
const lookBackFrom = '2020-01'

/** The calendar of the cases: plain weeks, but for a National Day week with one make-up Saturday in 2026. */
const caseCalendar: Calendar = {
  ...Object.fromEntries([2020, 2021, 2022, 2023, 2024, 2025].map((year) => [String(year), { holidays: [], makeup: [] }])),
  '2026': { holidays: [{ name: '国庆节', from: '2026-10-01', to: '2026-10-07' }], makeup: ['2026-10-10'] },
}

const defaults: Readonly<Record<string, Readonly<Record<string, EngineValue>>>> = {
  payment: { status: 'paid', kind: 'regular' },
  household_member: { is_protected: true },
  death: { source: 'cremation', source_title: '火化名单' },
  disability: { status: 'valid' },
  coverage: { program: '*' },
  entitlement: { source: 'roster' },
}

export function openCasePlayer(engine: Engine, catalog: CheckCatalog, ledgers: readonly LedgerTable[]): CasePlayer {
  const stages = new Map<string, Promise<Stage>>()
  const columns = learnColumns(catalog, ledgers)
  const titles = new Map(catalog.parameters.map((each) => [each.name, each.title]))
  const stageOf = (asOf: string): Promise<Stage> => {
    const opened = stages.get(asOf) ?? openStage(engine, { columns, asOf })
    stages.set(asOf, opened)
    return opened
  }
  const spansOf = (check: CheckDefinition, played: CheckCase): RuleSpan[] => {
    const standards = (played.standards ?? check.standards).map((row): StandardRow => ({
      ...row,
      unit: unitOf(catalog, row.name),
      source: '《样例镇社会救助标准》第一条',
    }))
    return findRules(check, { standards, national: catalog.national, months: { from: lookBackFrom, to: monthOf(played.as_of) } }).spans
  }
  const stage: CasePlayer['stage'] = async (check, played) => {
    const spans = spansOf(check, played)
    if (spans.length === 0) return () => Promise.resolve([])
    const open = await stageOf(played.as_of)
    const reading = readingOf(catalog, check.sql)
    await setStage(open, reading, { rows: rowsOf(open, played), communities: aloneCommunities })
    if (reading.relations.has('rule')) await defineRule(open.session, check, spans)
    return async (sql) => groupHits(check, await open.session.rows(sql), { spans, town: town.code, titles })
  }
  const worldOf = (check: CheckDefinition, asOf: string, scenes: readonly Scene[]): World => ({
    scenes,
    build: async () => {
      const open = await stageOf(asOf)
      const placed = scenes.map((scene, at) => ({ scene, place: new ScenePlace(at) }))
      const rows = new Map<string, Rows>()
      for (const { scene, place } of placed)
        for (const [name, own] of rowsOf(open, scene.played))
          rows.set(name, [...(rows.get(name) ?? []), ...own.map((row) => place.row(open.columns.get(name)!, row))])
      const spans = placed.flatMap(({ scene, place }) => place.spans(scene.spans))
      const reading = readingOf(catalog, check.sql)
      await setStage(open, reading, { rows, communities: communitiesOf(scenes.length) })
      if (reading.relations.has('rule')) await defineRule(open.session, check, spans)
      return async (sql) => {
        const hits = groupHits(check, await open.session.rows(sql), { spans, town: town.code, titles })
        return new Map(placed.map(({ scene, place }) => [scene, hits.filter((hit) => place.owns(hit)).map((hit) => place.back(hit))]))
      }
    },
  })
  return {
    stage,
    play: async (check, played) => (await stage(check, played))(check.sql),
    worlds: async (check) => {
      const derived = new Set(catalog.facts.filter((fact) => fact.ledgers.length === 0).map((fact) => fact.fact))
      const fitting = check.cases.filter(fitsIntoWorld)
      // Where one case gives a fact that another has computed, the two cannot share a world.
      const groups = Map.groupBy(fitting, (played) =>
        [
          played.as_of,
          ...Object.keys(played.given)
            .filter((name) => derived.has(name))
            .sort(),
        ].join(' '),
      )
      const worlds: World[] = []
      for (const cases of groups.values()) {
        const asOf = cases[0]!.as_of
        const own = cases.map((played): Scene => ({ name: played.name, played, spans: spansOf(check, played), expected: played.hits }))
        if (!relationsIn(check.sql).has('rule')) worlds.push(worldOf(check, asOf, own))
        else {
          const hits = await (await worldOf(check, asOf, own).build())(check.sql)
          worlds.push(
            worldOf(
              check,
              asOf,
              own.flatMap((scene) => scenesOf(scene, hits.get(scene) ?? [])),
            ),
          )
        }
      }
      return worlds
    },
    close: () => {
      for (const stage of stages.values()) void stage.then(({ session }) => session.close())
    },
  }
}

function unitOf(catalog: CheckCatalog, name: string): string {
  const found = catalog.parameters.find((each) => each.name === name)
  if (!found) throw new Error(`catalog/standards/parameters.yml has no ${name}`)
  return found.unit
}

async function openStage(engine: Engine, options: { columns: Promise<Columns>; asOf: string }): Promise<Stage> {
  const columns = await options.columns
  const session = await engine.open({ asOf: options.asOf, threads: 1, small: true })
  const fixed = new Map<string, Rows>([
    ['month', monthRange(lookBackFrom, monthOf(options.asOf)).map((month) => [month])],
    ['working_day', workingDayRows(caseCalendar, { from: `${lookBackFrom}-01`, to: options.asOf })],
  ])
  return { session, columns, fixed, present: new Set(), dirty: new Set() }
}

/** The columns of all relations, as the engine in the box finds them. */
async function learnColumns(catalog: CheckCatalog, ledgers: readonly LedgerTable[]): Promise<Columns> {
  const session = await duckdbEngine.open({ asOf: '2026-01-01', threads: 1 })
  const input = { catalog, ledgers, batches: [], divisions: aloneCommunities, town, months: { from: lookBackFrom, to: lookBackFrom } }
  await defineLake(session, input)
  await new RunRelations(session, input).ensure(['row_flag', 'weak_row', ...ledgers.map((ledger) => `ledger_${ledger.ledger}`)])
  const columns: Columns = new Map(Object.entries(engineRelations).map(([name, of]) => [name, [...of]]))
  for (const fact of catalog.facts) {
    await session.define(fact.fact, fact.sql, 'view')
    columns.set(fact.fact, await session.columnsOf(fact.fact))
  }
  await session.close()
  return columns
}

interface Reading {
  /** Every relation that a check's text reads, also through facts. */
  relations: ReadonlySet<string>
  /** The facts among them, in their order. */
  facts: readonly FactDefinition[]
}

function readingOf(catalog: CheckCatalog, sql: string): Reading {
  const relations = relationsIn(sql)
  if (relations.has('rule')) relations.add('month')
  for (const fact of catalog.facts.toReversed())
    if (relations.has(fact.fact) && fact.ledgers.length === 0) for (const each of relationsIn(fact.sql)) relations.add(each)
  return { relations, facts: catalog.facts.filter((fact) => relations.has(fact.fact)) }
}

function relationsIn(sql: string): Set<string> {
  return new Set([...sql.matchAll(/\b(?:from|join)\s+([a-z_][a-z0-9_]*)/g)].map(([, name]) => name!))
}

/** The rows that a case gives, by relation, with what it leaves out. */
function rowsOf(stage: Stage, played: CheckCase): Map<string, Rows> {
  return new Map(
    Object.entries(played.given).map(([name, rows]) => {
      const columns = stage.columns.get(name)
      if (!columns) throw new Error(`no fact is called ${name}`)
      return [name, rows.flatMap((row) => expand(row)).map((row, at) => fillRow({ fact: name, columns, at }, row))]
    }),
  )
}

/** Gives rows and computes anew what they change; everything else is blank as it was when the stage opened. */
async function setStage(
  stage: Stage,
  { relations, facts }: Reading,
  given: { rows: ReadonlyMap<string, Rows>; communities: readonly { code: string; name: string }[] },
): Promise<void> {
  const changed = new Set(given.rows.keys())
  const made = facts.filter((fact) => {
    // Facts made of other facts only are computed, unless the case gives them.
    if (changed.has(fact.fact) || fact.ledgers.length > 0 || ![...relationsIn(fact.sql)].some((name) => changed.has(name))) return false
    changed.add(fact.fact)
    return true
  })
  const load = async (name: string, rows: Rows): Promise<void> => {
    const columns = stage.columns.get(name)
    if (columns) await stage.session.load(name, columns, rows)
    stage.present.add(name)
  }
  for (const name of relations)
    if (!changed.has(name) && (stage.dirty.has(name) || !stage.present.has(name))) await load(name, [...(stage.fixed.get(name) ?? [])])
  for (const name of relations) stage.dirty.delete(name)
  for (const name of changed) stage.dirty.add(name)
  if (!given.rows.has('division'))
    await load(
      'division',
      [town, ...given.communities].map(({ code, name }) => [code, name]),
    )
  for (const [name, rows] of given.rows) await load(name, rows)
  for (const fact of made) {
    await stage.session.define(fact.fact, fact.sql, 'table')
    stage.present.add(fact.fact)
  }
}

/** `2024-01..2024-03` in a cell gives a row for each month. */
function expand(row: Record<string, EngineValue>): Record<string, EngineValue>[] {
  const spread = Object.entries(row).find(([, value]) => typeof value === 'string' && /^\d{4}-\d{2}\.\.\d{4}-\d{2}$/.test(value))
  if (!spread) return [row]
  const [from, to] = String(spread[1]).split('..')
  return monthRange(from!, to!).map((month) => ({ ...row, [spread[0]]: month }))
}

function fillRow(to: { fact: string; columns: readonly EngineColumn[]; at: number }, row: Record<string, EngineValue>): EngineValue[] {
  const names = new Set(to.columns.map((column) => column.name))
  for (const name of Object.keys(row)) if (!names.has(name)) throw new Error(`${to.fact} has no column ${name}`)
  const basic: Record<string, EngineValue> = { division: 'aaaa', ledger: to.fact, batch: 'b1', source_row: BigInt(to.at + 1), ...defaults[to.fact] }
  const person = row['person_key']
  if (row['program'] !== undefined && person !== undefined && person !== null) basic['household_key'] = `${row['program']}:${person}`
  const cells = { ...basic, ...row }
  return to.columns.map((column) => {
    const value = cells[column.name] ?? null
    return typeof value === 'number' ? BigInt(value) : value
  })
}

/** The hits in the words of a case: only what the expected hits speak of. */
export function sayHits(hits: readonly Hit[], expected: CheckCase['hits']): Record<string, unknown>[] {
  const keys = [...new Set(expected.flatMap((hit) => Object.keys(hit)))]
  return hits.map((hit) => {
    const subject = hit.subjectKind === 'division' ? hit.division : (hit.rowKey ?? hit.householdKey ?? (hit.personKey === null ? null : Number(hit.personKey)))
    const said: Record<string, unknown> = {
      ...hit,
      subject,
      evidence_count: hit.evidence.length,
      evidence_rows: hit.evidence
        .map((each) => `${each.role} ${each.batch}/${each.row}`)
        .sort()
        .join(', '),
      cites: hit.basis.map(({ law, article }) => `${law}${article}`).join('、'),
      ...Object.fromEntries(Object.entries(hit.identity).map(([name, value]) => [`identity_${name}`, value])),
    }
    return Object.fromEntries(keys.map((key) => [key, said[key]]))
  })
}

/** Expected hits with month ranges spelt out. */
export function spellHits(expected: CheckCase['hits']): Record<string, unknown>[] {
  const keys = [...new Set(expected.flatMap((hit) => Object.keys(hit)))]
  return expected.map((hit) =>
    Object.fromEntries(
      keys.map((key) => {
        const value = hit[key]
        if (!Array.isArray(value)) return [key, value]
        return [key, value.flatMap((each) => (each.includes('..') ? monthRange(each.split('..')[0]!, each.split('..')[1]!) : [each]))]
      }),
    ),
  )
}
