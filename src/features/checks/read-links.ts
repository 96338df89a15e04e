import { openSqlParser } from '../../platform/engine/sql-tree.ts'
import type { CheckCatalog } from './check-catalog.ts'
import { type Links, TextReader } from './link-reader.ts'
import { type Column, linkName, nothing, type Relation } from './resolve-column.ts'
import { isOfMatters, type LedgerTable } from './lake-input.ts'
import { engineRelations } from './lake-relations.ts'
import { deathLists } from './weak-rows.ts'

/** Relations about rows that no key holds: a run over a part has all of them and everybody whom they may mean. */
const alwaysWhole = new Set(['row_flag', 'weak_row', 'possible_match'])
/** Small lists that speak for a community as a whole: a part has all of each. */
export const broadcastLedgers = new Set(['monthly_reports', 'agreements'])

/** Reads the links of every check and of the facts behind it. */
export async function readLinks(
  catalog: Pick<CheckCatalog, 'checks' | 'facts'>,
  ledgers: readonly LedgerTable[],
): Promise<{ checks: Map<string, Links>; facts: Map<string, Links> }> {
  const parser = await openSqlParser()
  try {
    const tables = new Map<string, Relation>(
      Object.entries(engineRelations).map(([name, columns]) => [
        name,
        { isParted: false, columns: new Map(columns.map((column) => [column.name, { ...nothing, isDate: column.type === 'date' }])) },
      ]),
    )
    tables.set('rule', { isParted: false, columns: new Map(['program', 'division', 'month'].map((name) => [name, nothing])) })
    const deaths = deathLists({ ledgers })
    for (const ledger of ledgers)
      tables.set(`ledger_${ledger.ledger}`, ledgerRelation(ledger, ledger.owner !== 'reference' || deaths.includes(ledger) || isOfMatters(ledger)))
    const facts = new Map<string, Links>()
    for (const fact of catalog.facts) {
      const reader = new TextReader(tables)
      const relation = reader.statement(await parser.parse(fact.sql))
      tables.set(fact.fact, alwaysWhole.has(fact.fact) ? wholeRelation(relation) : relation)
      facts.set(fact.fact, alwaysWhole.has(fact.fact) ? { ...reader.result(), fault: null, links: new Set() } : reader.result())
      // Told of everybody, or the check that reads it runs whole.
      if (facts.get(fact.fact)!.fault !== null)
        tables.set(fact.fact, { isParted: false, columns: new Map([...relation.columns.keys()].map((name) => [name, nothing])) })
    }
    const checks = new Map<string, Links>()
    for (const check of catalog.checks) {
      const reader = new TextReader(tables)
      reader.leadsOf(reader.statement(await parser.parse(check.sql)))
      reader.statement(await parser.parse(`select * from ${check.population}`))
      // What is blank in a community is told of all its people.
      for (const { in: relation } of check.blank) reader.statement(await parser.parse(`select distinct division from ${relation}`))
      checks.set(check.check, reader.result())
    }
    return { checks, facts }
  } finally {
    parser.close()
  }
}

function wholeRelation({ columns }: Relation): Relation {
  const key: Column = { from: new Set(['person_key']), isSolid: true, isDate: false, isName: false }
  return { isParted: false, isWhole: true, columns: new Map([...columns].map(([name, column]) => [name, name === 'person_key' ? key : column])) }
}

/** Columns of a list that may link its rows to others. */
export function linkColumns(ledger: LedgerTable): string[] {
  return ledger.columns.filter((column) => linkName.test(column.name)).map((column) => column.name)
}

function ledgerRelation(ledger: LedgerTable, isNaming: boolean): Relation {
  const links = new Set(linkColumns(ledger))
  return {
    isParted: links.size > 0 && !broadcastLedgers.has(ledger.ledger),
    columns: new Map(
      ledger.columns.map((column) => [
        column.name,
        {
          from: links.has(column.name) ? new Set([column.name]) : null,
          isSolid: column.name === 'person_key',
          isDate: column.type === 'date',
          isName: isNaming && column.name === 'name',
        },
      ]),
    ),
  }
}
