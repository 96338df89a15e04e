import type { EngineSession } from '../../platform/engine/engine.ts'
import type { CheckCatalog, FactDefinition } from './check-catalog.ts'
import type { CheckDefinition } from './check-definition.ts'
import { type LakeInput, ownLedgers } from './lake-input.ts'
import { defineOwn, defineReference, defineSubjects } from './lake-relations.ts'
import { deathLists, defineWeakRows, rowFlags } from './weak-rows.ts'

/** Names after `from` and `join` in a text. */
export function relationsIn(sql: string): Set<string> {
  const bare = sql.replaceAll(/--.*$/gm, '')
  return new Set([...bare.matchAll(/\b(?:from|join)\s+([a-z_][a-z0-9_]*)/g)].map((found) => found[1]!))
}

/** These relations with all that the facts among them read. */
export function relationsBehind({ facts }: Pick<CheckCatalog, 'facts'>, names: Iterable<string>): Set<string> {
  const seen = new Set<string>()
  const visit = (name: string): void => {
    if (seen.has(name)) return
    seen.add(name)
    const fact = facts.find((each) => each.fact === name)
    if (fact) for (const each of relationsIn(fact.sql)) visit(each)
  }
  for (const name of names) visit(name)
  return seen
}

/** The lists whose rows a check sees, also through facts, with those whose silence it notes. */
export function listsBehind(input: Pick<LakeInput, 'ledgers'> & { catalog: Pick<CheckCatalog, 'facts'> }, check: CheckDefinition): Set<string> {
  const seen = relationsBehind(input.catalog, [check.population.split(/\s/)[0]!, ...relationsIn(check.sql)])
  const lists = new Set(check.absence.flat().map((list) => list.ledger))
  for (const { ledger } of input.ledgers) if (seen.has(`ledger_${ledger}`)) lists.add(ledger)
  if (seen.has('row_flag') || seen.has('weak_row')) for (const { ledger } of ownLedgers(input)) lists.add(ledger)
  if (seen.has('weak_row')) for (const { ledger } of deathLists(input)) lists.add(ledger)
  return lists
}

interface Counts {
  /** A relation of `n` by those of the columns `program`, `division` and `month` that the population has. */
  name: string
  has: (column: 'program' | 'division' | 'month') => boolean
}

/** Facts and lists of one run, each made when the first check asks for it. */
export class RunRelations {
  private readonly session: EngineSession
  private readonly input: LakeInput
  private readonly facts: ReadonlyMap<string, FactDefinition>
  /** What there is by now. */
  readonly made: Set<string>
  private readonly counts = new Map<string, Counts>()

  constructor(session: EngineSession, input: LakeInput & { catalog: Pick<CheckCatalog, 'facts'> }) {
    this.session = session
    this.input = input
    this.made = new Set(input.part?.standing)
    this.facts = new Map(input.catalog.facts.map((fact) => [fact.fact, fact]))
  }

  /** Makes everything that a text reads. */
  async ensure(names: Iterable<string>): Promise<void> {
    for (const name of names) {
      if (this.made.has(name)) continue
      this.made.add(name)
      const fact = this.facts.get(name)
      if (fact) {
        await this.ensure(relationsIn(fact.sql))
        await this.session.define(fact.fact, fact.sql, 'table')
      } else if (name === 'row_flag') {
        await this.once('own')
        await this.session.define('row_flag', rowFlags(ownLedgers(this.input)), 'table')
      } else if (name === 'weak_row') {
        await this.once('own')
        await defineWeakRows(this.session, this.input)
      } else {
        const ledger = this.input.ledgers.find((each) => `ledger_${each.ledger}` === name)
        if (!ledger) continue
        await this.once('own')
        if (ledger.owner !== 'reference') continue
        await this.once('subject')
        await defineReference(this.session, ledger, this.input)
      }
    }
  }

  /** How many rows of a population there are, by program, division and month as far as it has them; counted once for all its checks. */
  async countsOf(population: string): Promise<Counts> {
    const before = this.counts.get(population)
    if (before) return before
    const columns = new Set((await this.session.columnsOf(population.split(/\s/)[0]!)).map((column) => column.name))
    const month = ['for_month', 'month'].find((name) => columns.has(name))
    const by = new Map([
      ...['program', 'division'].filter((name) => columns.has(name)).map((name) => [name, name] as const),
      ...(month === undefined ? [] : [['month', month] as const]),
    ])
    const name = `population_${this.counts.size + 1}`
    const told = [...by].map(([column, from]) => `${from} as ${column}`)
    await this.session.define(
      name,
      `select ${[...told, 'count(*) as n'].join(', ')} from ${population}${by.size === 0 ? '' : ` group by ${[...by.values()].join(', ')}`}`,
      'table',
    )
    const counts: Counts = { name, has: (column) => by.has(column) }
    this.counts.set(population, counts)
    return counts
  }

  private async once(ground: 'own' | 'subject'): Promise<void> {
    if (this.made.has(`${ground} `)) return
    this.made.add(`${ground} `)
    await (ground === 'own' ? defineOwn : defineSubjects)(this.session, this.input)
  }
}
