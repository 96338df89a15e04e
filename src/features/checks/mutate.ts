import { join } from 'node:path'
import { duckdbEngine } from '../../platform/engine/duckdb.ts'
import { openSqlParser, type SqlParser } from '../../platform/engine/sql-tree.ts'
import { ledgerDefinitions } from '../ledgers/index.ts'
import { type CasePlayer, openCasePlayer, sayHits, spellHits } from './cases.ts'
import { fitsIntoWorld } from './case-world.ts'
import { loadCheckCatalog } from './check-catalog.ts'
import type { CheckDefinition } from './check-definition.ts'
import { ledgerTables } from './ledger-tables.ts'
import { type Mutant, mutantsOf } from './mutants.ts'

export interface MutationReport {
  check: string
  /** Cases that fail before any change. */
  red: string[]
  mutants: number
  /** Changes that turn no case red and are not explained. */
  survivors: string[]
  /** Explained changes that a case does turn red, or that the text does not have. */
  falselyExplained: string[]
}

/**
 * Changes one thing at a time in a check's text and plays its cases: each change must turn one red. What changes nothing
 * in meaning is named with its reason under `equivalent` in the check's .yml.
 */
export async function mutateCheck(tools: { player: CasePlayer; parser: SqlParser }, check: CheckDefinition): Promise<MutationReport> {
  const mutants = await mutantsOf(tools.parser, check.sql)
  const alive = new Set<Mutant>(mutants)
  const red: string[] = []
  const refuted = async (mutant: Mutant, isRight: (sql: string) => Promise<boolean>): Promise<void> => {
    // A text that the engine refuses is seen by whoever runs it.
    const isAlive = await isRight(mutant.sql).catch(() => false)
    if (!isAlive) alive.delete(mutant)
  }
  for (const world of await tools.player.worlds(check)) {
    const run = await world.build()
    const isRight = async (sql: string): Promise<boolean> => {
      const hits = await run(sql)
      return right.every((scene) => said(sayHits(hits.get(scene) ?? [], scene.expected)) === said(spellHits(scene.expected)))
    }
    let right = world.scenes
    const before = await run(check.sql)
    right = world.scenes.filter((scene) => said(sayHits(before.get(scene) ?? [], scene.expected)) === said(spellHits(scene.expected)))
    red.push(...world.scenes.filter((scene) => !right.includes(scene)).map((scene) => scene.name))
    for (const mutant of alive) await refuted(mutant, isRight)
  }
  for (const played of check.cases) {
    if (alive.size === 0 || fitsIntoWorld(played)) continue
    const run = await tools.player.stage(check, played)
    const isRight = async (sql: string): Promise<boolean> => said(sayHits(await run(sql), played.hits)) === said(spellHits(played.hits))
    // A case that fails anyway notices nothing.
    if (!(await isRight(check.sql))) red.push(played.name)
    else for (const mutant of alive) await refuted(mutant, isRight)
  }
  const explained = new Set(check.equivalent.map((each) => each.change))
  const living = [...alive].map((mutant) => mutant.change)
  return {
    check: check.check,
    red,
    mutants: mutants.length,
    survivors: living.filter((change) => !explained.has(change)),
    falselyExplained: [...explained].filter((change) => !living.includes(change)),
  }
}

function said(hits: readonly Record<string, unknown>[]): string {
  return JSON.stringify(hits.map((hit) => JSON.stringify(hit)).sort())
}

if (import.meta.main) {
  const catalog = loadCheckCatalog(join(import.meta.dirname, '..', '..', '..', 'catalog'))
  const asked = process.argv.slice(2).map((each) => each.split('/').at(-1)!)
  const unknown = asked.filter((each) => !catalog.checks.some((check) => check.check === each))
  const parser = await openSqlParser()
  const player = openCasePlayer(duckdbEngine, catalog, ledgerTables(ledgerDefinitions()))
  let bad = unknown.length
  for (const each of unknown) process.stderr.write(`没有叫 ${each} 的核查。\n`)
  for (const check of catalog.checks) {
    if (asked.length > 0 && !asked.includes(check.check)) continue
    const report = await mutateCheck({ player, parser }, check)
    bad += report.red.length + report.survivors.length + report.falselyExplained.length
    process.stdout.write(`${check.check}: ${report.mutants} changes, ${report.survivors.length} survive\n`)
    for (const name of report.red) process.stdout.write(`  red before any change  ${name}\n`)
    for (const change of report.survivors) process.stdout.write(`  survives  ${change}\n`)
    for (const change of report.falselyExplained) process.stdout.write(`  explained, but not alive  ${change}\n`)
  }
  player.close()
  parser.close()
  process.exitCode = bad === 0 ? 0 : 1
}
