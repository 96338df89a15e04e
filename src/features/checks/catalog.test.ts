import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { addMonths } from '../../domain/months.ts'
import { duckdbEngine } from '../../platform/engine/duckdb.ts'
import { ledgerDefinitions } from '../ledgers/index.ts'
import { openCasePlayer } from './cases.ts'
import { loadCheckCatalog } from './check-catalog.ts'
import { caseKinds, type CheckCase, type CheckDefinition } from './check-definition.ts'
import type { Hit } from './hits.ts'
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

test('no check is broken', () => {
  expect(catalog.broken).toEqual([])
})

for (const check of catalog.checks) {
  describe(check.check, () => {
    test('has a hit, a clean row, missing values, two look-alikes and, where a rule changes, both sides of the change', () => {
      const count = (kind: string): number => check.cases.filter((each) => each.kind === kind).length
      for (const kind of caseKinds) {
        const least = kind === 'look_alike' ? 2 : kind === 'rule_change' ? (hasRule(check) ? 1 : 0) : 1
        expect(count(kind), `cases of kind ${kind}`).toBeGreaterThanOrEqual(least)
      }
      expect(check.cases.some((each) => each.hits.length > 0)).toBe(true)
      const lacking = changesOf(check).filter(({ before, month }) => !check.cases.some((each) => speaksOf(each, before) && speaksOf(each, month)))
      expect(lacking).toEqual([])
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
        for (const hit of each.hits) {
          expect(hit.sentence).not.toMatch(/[{}]|NaN|undefined|null/)
          expect(stepsOf(hit)).toEqual({ concerned: hit.concerned, overpaid: hit.overpaid, underpaid: hit.underpaid })
          // Its topic, its numbers and who may see it follow from the programme.
          if (hit.program !== null) expect(check.programs).toContain(hit.program)
          expect(hit.overpaid ?? 0).toBeLessThanOrEqual(hit.concerned ?? hit.overpaid ?? 0)
        }
      }
    })

    test.runIf(countsPayments(check))('counts neither a payment that came back nor a one-off sum', async () => {
      const beside = await playCases(player, { ...check, cases: check.cases.map(withPaymentsApart) })
      for (const each of beside) expect({ name: each.name, money: moneyOf(each) }).toEqual({ name: each.name, money: moneyOf(sameOf(each, played)) })
    })

    test('says nothing under a rule of another community, other months or another program', () => {
      const names = new Set(check.cases.map((each) => each.name))
      for (const each of played) if (!names.has(each.name)) expect({ name: each.name, found: each.found }).toEqual({ name: each.name, found: [] })
    })
  })
}

const ofEveryPayment = new Set([
  // Every payment there is: whose account it went to, what the bank says of it.
  'account-of-another',
  'shared-account',
  'staff-account',
  'bank-against-payments',
  // What came back was granted.
  'missed-care-subsidy',
  'missed-living-subsidy',
  'first-month-wrong',
])

function countsPayments(check: CheckDefinition): boolean {
  return !ofEveryPayment.has(check.check) && check.cases.some((each) => each.given['payment'] !== undefined)
}

/** Beside each payment one for the month that the bank sent back, and a one-off sum that was paid. */
function withPaymentsApart(played: CheckCase): CheckCase {
  const given = played.given['payment'] ?? []
  const apart = given
    .filter((row) => (row['status'] ?? 'paid') === 'paid')
    .flatMap((row) => [
      { ...row, status: 'returned', fen: 7777 },
      { ...row, kind: 'one_off', fen: 5555 },
    ])
  return { ...played, given: { ...played.given, payment: [...given, ...apart] } }
}

function moneyOf({ hits }: PlayedCase) {
  return hits
    .map((hit) => [hit.months, hit.concerned, hit.overpaid, hit.underpaid, String(hit.personKey), hit.householdKey, hit.rowKey, hit.division])
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

function sameOf(played: PlayedCase, among: readonly PlayedCase[]): PlayedCase {
  const found = among.find((each) => each.name === played.name)
  if (!found) throw new Error(`${played.name} was not played before`)
  return found
}

/** The money of a hit, from its steps alone. */
function stepsOf({ steps }: Hit) {
  const sum = (kind: Hit['steps'][number]['kind']): number | null => {
    const own = steps.filter((step) => step.kind === kind)
    return own.length === 0 ? null : own.reduce((total, step) => total + step.fen, 0)
  }
  return { concerned: sum('concerned'), overpaid: sum('overpaid'), underpaid: sum('underpaid') }
}

/** Months inside the look-back in which a text begins, with the month before. */
function changesOf(check: CheckDefinition): { before: string; month: string }[] {
  const months = new Set(check.basis.map((each) => each.from).filter((from) => from > '2020-01'))
  return [...months].map((month) => ({ before: addMonths(month, -1), month }))
}

/** Does a case give a row of the month? */
function speaksOf(played: CheckCase, month: string): boolean {
  return Object.values(played.given)
    .flat()
    .flatMap((row) => Object.values(row))
    .some((cell) => {
      const [, from, to = from] = /^(\d{4}-\d{2})(?:-\d{2}|\.\.(\d{4}-\d{2}))?$/.exec(String(cell)) ?? []
      return from !== undefined && from <= month && month <= (to ?? '')
    })
}

function hasRule(check: CheckDefinition): boolean {
  return check.basis.length > 0 || check.parameters.some((each) => !each.optional)
}

test('a town’s citation gives title and article', () => {
  expect(readSource('《青山镇社会救助标准》（青政〔2026〕3号）第三条')).toEqual({ law: '青山镇社会救助标准', article: '第三条' })
})
