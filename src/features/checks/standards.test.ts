import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadCheckCatalog } from './check-catalog.ts'
import { sayValue } from './standard-words.ts'
import { readSource, readStandardsJson, readStandardsSheet } from './standards.ts'

const { parameters } = loadCheckCatalog(join(import.meta.dirname, '..', '..', '..', 'catalog'))
const context = { parameters, divisions: [{ code: 'aaaa', name: '青柳社区' }] }
const good = {
  name: 'visit_every',
  program: 'tekun',
  division: null,
  from: '2026-01',
  to: null,
  value: 1,
  unit: 'months',
  source: '《办法》第一条',
  confirmed: null,
}

function read(...rows: Record<string, unknown>[]) {
  return readStandardsJson(JSON.stringify({ standards: rows }), context)
}

test('a whole row is read, a community by its listed name', () => {
  expect(read({ ...good, division: '青柳社区' })).toEqual({ rows: [{ ...good, division: 'aaaa' }], problems: [] })
})

test.each([
  ['an empty source', { source: ' ' }, 'required', 'source'],
  ['an unknown name', { name: 'visit_sometimes' }, 'unknown', 'name'],
  ['a program that the name does not have', { program: 'dibao' }, 'unknown', 'program'],
  ['another unit', { unit: 'days' }, 'unit', 'unit'],
  ['an unknown community', { division: '没有社区' }, 'unknown', 'division'],
  ['a day instead of a month', { from: '2026-01-01' }, 'month', 'from'],
  ['an end before the start', { to: '2025-12' }, 'month', 'to'],
  ['a part of a month', { value: 1.5 }, 'value', 'value'],
  ['no value', { value: null }, 'required', 'value'],
  ['a confirmation that is no day', { confirmed: '去年' }, 'date', 'confirmed'],
])('%s is refused', (_, change, code, column) => {
  const reading = read({ ...good, ...change })
  expect(reading.rows).toEqual([])
  expect(reading.problems).toMatchObject([{ row: 1, code, column }])
})

test('rows of one scope may follow each other and may not overlap', () => {
  expect(read({ ...good, to: '2026-03' }, { ...good, from: '2026-04' }).problems).toEqual([])
  expect(read({ ...good, to: '2026-04' }, { ...good, from: '2026-04' }).problems).toMatchObject([{ row: 2, code: 'overlap' }])
  expect(read(good, { ...good, division: '青柳社区' }).problems).toEqual([])
})

test('a sheet with a title above Chinese headings is read with its row numbers', () => {
  const reading = readStandardsSheet(
    [
      ['青山镇标准表', null],
      ['名称', '项目', '社区', '起始月份', '终止月份', '数值', '单位', '依据', '确认日期'],
      ['multiple', 'tekun', null, '2021-07', null, 1.3, 'ratio', '《标准》第二条', '2026-09-01'],
      [null, null, null, null, null, null, null, null, null],
      ['amount', 'disability_living', null, '2024-01', null, '一百', 'fen', '《标准》第三条', null],
    ],
    context,
  )
  expect(reading.rows).toMatchObject([{ name: 'multiple', value: 1.3, to: null }])
  expect(reading.problems).toMatchObject([{ row: 5, column: 'value' }])
})

test('what is no list of standards is one problem', () => {
  expect(readStandardsJson('[]', context).problems).toHaveLength(1)
  expect(readStandardsJson('nonsense', context).problems).toHaveLength(1)
})

test.each([
  ['《青山镇社会救助标准》（青政〔2026〕3号）第三条', '青山镇社会救助标准', '第三条'],
  ['青政〔2026〕3号，第二条第一款', '青政〔2026〕3号', '第二条第一款'],
  ['镇长办公会纪要', '镇长办公会纪要', ''],
])('the citation %s gives title and article', (source, law, article) => {
  expect(readSource(source)).toEqual({ law, article })
})

test.each([
  ['fen', 66_000, '660.00元'],
  ['times', 3, '3次'],
  ['dwellings', 1, '1套'],
  ['homes', 5, '5户'],
  ['copies', 6, '6份'],
])('a value in %s is said with its own measure word', (unit, value, said) => {
  expect(sayValue({ unit, value })).toBe(said)
})
