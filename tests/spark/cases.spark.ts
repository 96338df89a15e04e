import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CasePlayer, openCasePlayer } from '#src/features/checks/cases.ts'
import { loadCheckCatalog } from '#src/features/checks/check-catalog.ts'
import { ledgerTables } from '#src/features/checks/ledger-tables.ts'
import { playCases } from '#src/features/checks/play-cases.ts'
import { ledgerDefinitions } from '#src/features/ledgers/index.ts'
import { duckdbEngine } from '#src/platform/engine/duckdb.ts'
import { asLines, localSpark } from './engines.ts'

const catalog = loadCheckCatalog(join(import.meta.dirname, '..', '..', 'catalog'))
const ledgers = ledgerTables(ledgerDefinitions())
let spark: CasePlayer
let duckdb: CasePlayer

beforeAll(async () => {
  spark = openCasePlayer(await localSpark(), catalog, ledgers)
  duckdb = openCasePlayer(duckdbEngine, catalog, ledgers)
})
afterAll(() => {
  spark.close()
  duckdb.close()
})

describe('every case gives the same hits on DuckDB and on Spark', () => {
  test.each(catalog.checks.map((check) => [check.check, check] as const))('%s', async (_, check) => {
    const [one, other] = [await playCases(duckdb, check), await playCases(spark, check)]
    expect(other.map((each) => each.name)).toEqual(one.map((each) => each.name))
    for (const [at, each] of one.entries()) {
      expect({ name: each.name, hits: asLines(other[at]!.hits) }).toEqual({ name: each.name, hits: asLines(each.hits) })
    }
  })
})
