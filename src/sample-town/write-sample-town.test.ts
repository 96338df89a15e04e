import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readCitizenId } from '../domain/citizen-id.ts'
import { readDivisionName } from '../domain/division-names.ts'
import { readWorkbook } from '../platform/files/read-workbook.ts'
import { makeTown } from './make-town.ts'
import { communitiesOf, townSizes } from './places.ts'
import { writeSampleTown, writeVariant } from './write-sample-town.ts'
import type { Truth } from './write-sample-town.ts'

const seed = 20261020
const communities = communitiesOf(townSizes.demo)
const root = mkdtempSync(path.join(tmpdir(), 'doudi-town-'))
const at = (name: string): string => path.join(root, name)
const first = await writeSampleTown(at('first'), seed)
const truth = JSON.parse(readFileSync(first.truthFile, 'utf8')) as Truth

afterAll(() => {
  rmSync(root, { recursive: true })
})

function hashes(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
  return Object.fromEntries(names.map((name) => [path.relative(folder, name), createHash('sha256').update(readFileSync(name)).digest('hex')]))
}

async function cellsOf(file: string): Promise<string[]> {
  const workbook = await readWorkbook(readFileSync(path.join(at('first'), file)), file)
  return workbook.sheets.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells.map((cell) => cell?.text ?? '')))
}

test('the same seed writes the same bytes, another seed another town', { timeout: 120_000 }, async () => {
  await writeSampleTown(at('second'), seed)
  expect(hashes(at('second'))).toEqual(hashes(at('first')))
  await writeSampleTown(at('other'), 7)
  expect(hashes(at('other'))['truth.json']).not.toBe(hashes(at('first'))['truth.json'])
})

test('a variant has other bytes and the same cells in every table', { timeout: 120_000 }, async () => {
  await writeVariant(at('variant'), seed)
  const rosters = ['files/低保家庭查询_20260930.xlsx', 'files/2026年低保金发放花名册.xlsx', 'files/青禾镇残疾人两项补贴名册（2026年6月）.csv']
  for (const file of rosters) {
    const variant = await readWorkbook(readFileSync(path.join(at('variant'), file)), file)
    const original = await readWorkbook(readFileSync(path.join(at('first'), file)), file)
    const texts = (book: typeof variant): string[] =>
      book.sheets
        .flatMap((sheet) => sheet.rows.flatMap((row) => row.cells.flatMap((cell) => (cell === null || cell.value === '' ? [] : [String(cell.value)]))))
        .filter((text) => !/^(制表|小计|合计|单位)/.test(text))
    expect(texts(variant).toSorted()).toEqual(texts(original).toSorted())
    expect(texts(variant)).not.toEqual(texts(original))
  }
})

test('about twelve hundred people stand on the lists of September 2026, in eight communities', () => {
  const { register } = makeTown(seed)
  const { town } = register
  const people = new Set([
    ...town.households
      .filter((household) => household.to === null)
      .flatMap((household) => household.members.filter((member) => member.to === null).map((member) => member.person.id)),
    ...town.tekun.filter((tekun) => tekun.to === null).map((tekun) => tekun.person.id),
    ...town.subsidies.filter((subsidy) => subsidy.to === null).map((subsidy) => subsidy.person.id),
    ...town.children.filter((child) => child.to === null).map((child) => child.person.id),
    ...[...town.leftBehind, ...town.aids].map((row) => row.person.id),
  ])
  expect(people.size).toBeGreaterThan(1100)
  expect(people.size).toBeLessThan(1400)
  expect(new Set(town.households.map((household) => household.community)).size).toBe(communities.length)
})

test('a small town has two communities, a large one 48 with thousands of people and some 400,000 payments', { timeout: 120_000 }, () => {
  const small = makeTown(seed, { size: 'small' })
  expect(new Set(small.payments.map((payment) => payment.community)).size).toBe(2)
  expect(small.payments.length).toBeLessThan(40_000)
  const large = makeTown(seed, { size: 'large' })
  expect(new Set(large.payments.map((payment) => payment.community)).size).toBe(48)
  expect(new Set(large.payments.map((payment) => payment.person.id)).size).toBeGreaterThan(5000)
  expect(large.payments.length).toBeGreaterThan(370_000)
})

test('an innocent town is the same town without its plants', () => {
  const innocent = makeTown(seed, { size: 'small', isInnocent: true })
  expect(innocent.planted).toEqual([])
  expect(innocent.payments.length).toBeGreaterThan(2000)
})

test('every person has a valid id of the invented county, and no two share one', () => {
  const { register } = makeTown(seed)
  const { town } = register
  const people = [
    ...town.households.flatMap((household) => household.members.map((member) => member.person)),
    ...town.tekun.map((tekun) => tekun.person),
    ...town.leftBehind.flatMap((child) => [child.person, child.father, child.mother, child.carer]),
  ]
  const byId = new Map<string, string>()
  for (const person of people) {
    expect(readCitizenId(person.id).outcome).toBe('valid')
    expect(person.id.slice(0, 6)).toBe('999101')
    expect(byId.get(person.id) ?? person.name).toBe(person.name)
    byId.set(person.id, person.name)
  }
})

test('the truth names a community of the town for each plant, and a phrase for each look-alike', () => {
  const names = communities.map((community) => community.name)
  expect(truth.planted.filter((planted) => !names.includes(planted.division))).toEqual([])
  expect(truth.planted.filter((planted) => planted.kind === 'lookalike' && !planted.phrase)).toEqual([])
})

test('money of the truth is what the payment lists say', async () => {
  const dead = truth.planted.find((planted) => planted.check === 'paid-after-death' && planted.months[0] === '2026-04')
  const workbook = await readWorkbook(readFileSync(at('first/files/2026年低保金发放花名册.xlsx')), 'x.xlsx')
  let fen = 0
  for (const sheet of workbook.sheets) {
    if (!dead?.months.includes(`2026-${sheet.name.replace('月', '').padStart(2, '0')}`)) continue
    for (const row of sheet.rows) {
      const id = readCitizenId(row.cells[3]?.text ?? null)
      if (id.text === dead.citizenId) fen += Math.round(Number(String(row.cells[6]?.value).replaceAll(/[,元]/g, '')) * 100)
    }
  }
  expect(fen).toBe(dead?.concerned)
  expect(fen).toBeGreaterThan(0)
})

test('the wrong ids of the truth stand in the files as they are told', async () => {
  const rosters = ['低保', '低保边缘', '刚性支出困难'].map((title) => `${title}人员查询_20260930.xlsx`)
  const files = [...rosters, '青禾镇留守儿童信息表（2026年9月）.xlsx', '临时救助台账（2025年1月-2026年9月）.xlsx', '2025年特困供养金发放明细.xlsx']
  const texts = new Set((await Promise.all(files.map((file) => cellsOf(`files/${file}`)))).flat())
  for (const planted of truth.planted) {
    if (planted.check !== 'wrong-check-digit' || planted.kind !== 'wrong') continue
    expect(texts).toContain(planted.citizenId)
    expect(readCitizenId(planted.citizenId).outcome).toBe(planted.code)
  }
})

test('the files show the habits of many hands: apostrophes, small x, five forms of dates, subtotals, merges', async () => {
  const payments = (await cellsOf('files/2020年低保金发放花名册.xlsx')).join('\n')
  expect(payments).toMatch(/\n'\d{17}/)
  expect(payments).toMatch(/\d{17}x/)
  expect(payments).toMatch(/\n小计\n/)
  for (const form of [/\n2020-\d\d-\d\d\n/, /\n2020\.\d+\.\d+\n/, /\n2020年\d+月\d+日\n/, /\n2020\d{4}\n/, /\n2020\/\d+\/\d+\n/]) expect(payments).toMatch(form)
  const roster = await readWorkbook(readFileSync(at('first/files/低保家庭查询_20251231.xlsx')), 'x.xlsx')
  expect(roster.sheets[0]?.merges.length).toBeGreaterThan(5)
  const byCommunity = await readWorkbook(readFileSync(at('first/files/低保人员查询_20260331.xlsx')), 'x.xlsx')
  expect(byCommunity.sheets.map((sheet) => readDivisionName(sheet.name)?.stem)).toEqual(communities.map((community) => readDivisionName(community.name)?.stem))
})

test('the manifest names every table and gives each reference list its authority', () => {
  const manifest = JSON.parse(readFileSync(at('first/manifest.json'), 'utf8')) as { file: string; authority?: { giver: string } }[]
  const tables = first.files.filter((file) => file.startsWith('files/'))
  expect(manifest.map((row) => row.file).toSorted()).toEqual(tables.toSorted())
  for (const row of manifest) expect(row.authority !== undefined, row.file).toBe(row.file.includes('参照/'))
})

test('next month some stop and one comes back', () => {
  expect(truth.nextMonth.reappears).toHaveLength(1)
  expect(truth.nextMonth.stopped.length).toBeGreaterThanOrEqual(2)
})

test('the generator knows nothing of the catalogue', () => {
  for (const file of readdirSync(import.meta.dirname)) {
    if (file.endsWith('.test.ts')) continue
    const source = readFileSync(path.join(import.meta.dirname, file), 'utf8')
    expect(source, file).not.toMatch(/catalog\//)
    expect(source, file).not.toMatch(/Math\.random|Date\.now|new Date\(\)/)
  }
})
