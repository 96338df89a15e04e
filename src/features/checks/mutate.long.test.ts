import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { duckdbEngine } from '../../platform/engine/duckdb.ts'
import { openSqlParser, type SqlParser } from '../../platform/engine/sql-tree.ts'
import { ledgerDefinitions } from '../ledgers/index.ts'
import { openCasePlayer } from './cases.ts'
import { loadCheckCatalog } from './check-catalog.ts'
import { ledgerTables } from './ledger-tables.ts'
import { mutateCheck } from './mutate.ts'

const catalog = loadCheckCatalog(join(import.meta.dirname, '..', '..', '..', 'catalog'))
const player = openCasePlayer(duckdbEngine, catalog, ledgerTables(ledgerDefinitions()))
let parser: SqlParser
beforeAll(async () => {
  parser = await openSqlParser()
})
afterAll(() => {
  player.close()
  parser.close()
})

test.each(catalog.checks.map((check) => [check.check, check] as const))('every change of %s turns one of its cases red, or is explained', async (_, check) => {
  const { red, survivors, falselyExplained } = await mutateCheck({ player, parser }, check)
  expect({ red, survivors, falselyExplained }).toEqual({ red: [], survivors: [], falselyExplained: [] })
})
