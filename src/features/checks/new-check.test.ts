import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { duckdbEngine } from '../../platform/engine/duckdb.ts'
import { ledgerDefinitions } from '../ledgers/index.ts'
import { openCasePlayer } from './cases.ts'
import { loadCheckCatalog } from './check-catalog.ts'
import { ledgerTables } from './ledger-tables.ts'
import { writeNewCheck } from './new-check.ts'

const folder = mkdtempSync(join(tmpdir(), 'catalog-'))
cpSync(join(import.meta.dirname, '..', '..', '..', 'catalog'), folder, { recursive: true })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a new check is two files that load, and its first case fails until it is written', async () => {
  writeNewCheck(folder, 'income/new-income')
  const catalog = loadCheckCatalog(folder)
  const check = catalog.checks.find((each) => each.check === 'new-income')!
  const player = openCasePlayer(duckdbEngine, catalog, ledgerTables(ledgerDefinitions()))
  expect(await player.play(check, check.cases[0]!)).toEqual([])
  expect(check.cases[0]!.hits).toHaveLength(1)
  player.close()
})

test('an existing check is not overwritten, and a place without a subject is refused', () => {
  expect(() => writeNewCheck(folder, 'deaths/paid-after-death')).toThrow('已经有')
  expect(() => writeNewCheck(folder, 'paid-after-death')).toThrow('SUBJECT/NAME')
})
