import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { duckdbEngine } from '../../platform/engine/duckdb.ts'
import { ledgerDefinitions } from '../ledgers/index.ts'
import { openCasePlayer } from './cases.ts'
import { loadCheckCatalog } from './check-catalog.ts'
import { caseKinds, type CheckDefinition } from './check-definition.ts'
import { ledgerTables } from './ledger-tables.ts'
import { type PlayedCase, playCases } from './play-cases.ts'
import { readSource } from './standards.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const catalog = loadCheckCatalog(join(root, 'catalog'))
const player = openCasePlayer(duckdbEngine, catalog, ledgerTables(ledgerDefinitions()))
afterAll(() => player.close())

const topics = new Set(
  z
    .array(z.object({ code: z.string() }))
    .parse(parse(readFileSync(join(root, 'catalog', 'topics.yml'), 'utf8')))
    .map((topic) => topic.code),
)
const parameterNames = new Set(catalog.parameters.map((each) => each.name))

for (const check of catalog.checks) {
  describe(check.check, () => {
    test('has a hit, a clean row, missing values, two look-alikes and, where a rule changes, both sides of the change', () => {
      const count = (kind: string): number => check.cases.filter((each) => each.kind === kind).length
      for (const kind of caseKinds) {
        const least = kind === 'look_alike' ? 2 : kind === 'rule_change' ? (hasRule(check) ? 1 : 0) : 1
        expect(count(kind), `cases of kind ${kind}`).toBeGreaterThanOrEqual(least)
      }
      expect(check.cases.some((each) => each.hits.length > 0)).toBe(true)
    })

    test('names topics, parameters, facts and columns that exist', () => {
      for (const topic of Object.values(check.topics)) expect(topics).toContain(topic)
      for (const parameter of check.parameters) {
        expect(parameterNames).toContain(parameter.name)
        if (parameter.or) expect(parameterNames).toContain(parameter.or.name)
      }
      const facts = catalog.facts.map((fact) => fact.fact)
      for (const need of check.needs) expect(facts).toContain(need.fact)
      for (const column of check.reason) expect(check.sentence).toContain(`{${column}}`)
    })

    let played: PlayedCase[] = []
    beforeAll(async () => {
      played = await playCases(player, check)
    }, 240_000)

    test.each(check.cases)('$name', ({ name }) => {
      const found = played.filter((each) => each.name === name)
      expect(found.length).toBeGreaterThan(0)
      for (const each of found) {
        expect(each.found).toEqual(each.expected)
        for (const hit of each.hits) expect(hit.sentence).not.toContain('{')
      }
    })

    test('says nothing under a rule of another community, other months or another program', () => {
      const names = new Set(check.cases.map((each) => each.name))
      for (const each of played) if (!names.has(each.name)) expect({ name: each.name, found: each.found }).toEqual({ name: each.name, found: [] })
    })
  })
}

function hasRule(check: CheckDefinition): boolean {
  return check.basis.length > 0 || check.parameters.some((each) => !each.optional)
}

test('a town’s citation gives title and article', () => {
  expect(readSource('《青山镇社会救助标准》（青政〔2026〕3号）第三条')).toEqual({ law: '青山镇社会救助标准', article: '第三条' })
})
