import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { keyColumnOf, loadLedgers, readSharedWords, takeLedger } from './ledger-definition.ts'

const ledgers = loadLedgers('catalog')
const shared = readSharedWords('catalog/words.yml')
const received = [
  'dibao_family',
  'dibao_person',
  'marginal_family',
  'marginal_person',
  'rigid_family',
  'rigid_person',
  'tekun_family',
  'tekun_person',
  'disability_subsidy',
  'temporary_aid',
  'orphans',
  'unattended_children',
  'left_behind',
  'payments',
]
const kept = [
  'applications',
  'visits',
  'agreements',
  'patrols',
  'patrol_points',
  'street_returns',
  'kin_register',
  'stops',
  'monthly_reports',
  'training',
  'clues',
  'consents',
  'assessments',
]
const reference =
  'cremations cancellations death_certificates residents_pension employee_insurance pensions work_injury employment housing_fund payroll committee_members enterprises vehicles farm_machines property marriages disability_cards students custody medical_bills travel bank_receipts household_register poverty_monitoring income_tax other_benefits mental_patients complaints land insurance_aid asset_reports adoptions'.split(
    ' ',
  )

test('every ledger that the contract names has a definition of its owner, and there is no other', () => {
  for (const [owner, names] of Object.entries({ received, kept, reference })) {
    expect(
      ledgers
        .filter((each) => each.owner === owner)
        .map((each) => each.ledger)
        .sort(),
    ).toEqual([...names].sort())
  }
})

test('every heading belongs to exactly one column of its ledger', () => {
  for (const ledger of ledgers) {
    const seen = new Map<string, string>()
    for (const column of ledger.columns) {
      for (const heading of column.headings) {
        expect(seen.get(heading) ?? column.name, `${ledger.ledger}: ${heading}`).toBe(column.name)
        seen.set(heading, column.name)
      }
    }
  }
})

test('a citizen id column names its key column', () => {
  expect(keyColumnOf('citizen_id')).toBe('person_key')
  expect(keyColumnOf('head_citizen_id')).toBe('head_key')
})

test('a definition with a key that is no column is refused with its name', () => {
  const text = 'title: 甲\nowner: kept\nshape: register\nplaces_in_town: false\nkey: [absent]\ncolumns: { name: { headings: [姓名], type: name } }'
  expect(() => takeLedger('sample', parse(text), shared)).toThrow('sample.yml 提到的列 absent')
})

test('a list of words that nobody shares is refused with its name', () => {
  const text = 'title: 甲\nowner: kept\nshape: register\nplaces_in_town: false\ncolumns: { name: { headings: [$absent], type: name } }'
  expect(() => takeLedger('sample', parse(text), shared)).toThrow('sample.yml 用到的 $absent，catalog/words.yml 里没有')
})

test('a file that is cut short is refused with the place in it', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'doudi-ledgers-')), 'catalog')
  mkdirSync(join(folder, 'ledgers'), { recursive: true })
  writeFileSync(join(folder, 'words.yml'), 'headings: {}\nvalues: {}\n')
  writeFileSync(join(folder, 'ledgers', 'visits.yml'), 'title: 走访\ncolumns: { name: { headings: [姓名')
  expect(() => loadLedgers(folder)).toThrow('catalog/ledgers/visits.yml 第 2 行')
})

test('every shared list stands in two places or more', () => {
  const text = readdirSync('catalog/ledgers')
    .map((file) => readFileSync(`catalog/ledgers/${file}`, 'utf8'))
    .join('')
  for (const name of [...Object.keys(shared.headings), ...Object.keys(shared.values)])
    expect(text.match(new RegExp(`\\$${name}\\b`, 'g'))?.length ?? 0, name).toBeGreaterThan(1)
})
