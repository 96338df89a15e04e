import { join } from 'node:path'
import { expect, test } from 'vitest'
import { programs } from '../../domain/programs.ts'
import { loadCheckCatalog } from './check-catalog.ts'
import { sayValue } from './standard-words.ts'
import { readSource, readStandardsJson, readStandardsSheet } from './standards.ts'

const { parameters } = loadCheckCatalog(join(import.meta.dirname, '..', '..', '..', 'catalog'))
const context = { parameters, divisions: [{ code: 'aaaa', name: '青柳社区' }], standing: [] }
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
  expect(read({ ...good, division: '青柳社区' })).toEqual({ rows: [{ ...good, division: 'aaaa' }], known: 0, problems: [] })
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
  ['standard_urban', 66_000, '660.00元'],
  ['repeat_max', 3, '3次'],
  ['max_dwellings', 1, '1套'],
  ['even_ask', 5, '5户'],
  ['same_text_ask', 6, '6份'],
])('a value of %s is said with its own measure word', (name, value, said) => {
  const definition = parameters.find((each) => each.name === name)!
  expect(sayValue({ unit: definition.unit, value }, definition)).toBe(said)
})

// What towns and other systems write into their files, by the table of names that they were given.
const subsidised = ['disability_living', 'unattended_child']
const visited = ['tekun', 'orphan', 'unattended_child', 'street', 'left_behind']
const overlaps = ['dibao', 'tekun', 'orphan', 'unattended_child', 'injury_care', 'disability_living', 'disability_care']
const drawn = programs.filter((program) => program !== 'left_behind')
const agreed: readonly (readonly [names: string, programs: readonly string[], unit: string, value?: number])[] = [
  ['standard_urban standard_rural', ['dibao'], 'fen'],
  ['multiple', ['tekun', 'marginal'], 'ratio', 1.3],
  ['living_urban living_rural care_full care_half care_self', ['tekun'], 'fen'],
  ['amount', subsidised, 'fen'],
  ['amount_level_1 amount_level_2 amount_level_3 amount_level_4', ['disability_care'], 'fen'],
  ['amount_scattered amount_institution', ['orphan'], 'fen'],
  ['first_month last_month_after_death last_month_after_prison last_month_after_18 last_month_after_card_end last_month_after_end', programs, 'months'],
  ['continues_at_school', ['orphan', 'unattended_child', 'tekun'], 'flag'],
  ['phase_out review_every', ['dibao'], 'months'],
  ['covers_marginal', ['disability_living'], 'flag'],
  ['level_mental level_other', ['disability_care'], 'level'],
  ['single_person_level_mental single_person_level_other', ['dibao'], 'level'],
  ['single_person_illness excludes_payroll excludes_vehicle excludes_enterprise', ['dibao'], 'flag'],
  ['max_dwellings', ['dibao'], 'times'],
  ['grade_a_urban grade_a_rural grade_b_urban grade_b_rural grade_c_urban grade_c_rural', ['dibao'], 'fen'],
  ['limit_confirm', ['dibao', 'tekun'], 'workdays'],
  ['limit_ordinary limit_urgent limit_recognised', ['temporary_aid'], 'workdays'],
  ['limit_small', ['temporary_aid'], 'days'],
  ['repeat_window', ['temporary_aid', 'street'], 'months'],
  ['repeat_max', ['temporary_aid'], 'times'],
  ['town_limit', ['temporary_aid'], 'fen'],
  ['forward_limit', programs, 'workdays'],
  ['publicity_days', programs, 'days'],
  ['visit_every', visited, 'months'],
  ['visit_by_phone', visited, 'flag'],
  ['return_visit_within patrol_every', ['street'], 'days'],
  ['carer_age_ask', ['left_behind'], 'years'],
  ['agreement_required', ['tekun', 'left_behind'], 'flag'],
  ['income_per_capita', programs, 'fen'],
  ...overlaps.map((other) => [`overlap_${other}`, drawn.filter((program) => program !== other), 'rule'] as const),
]

for (const [names, of, unit, value = 1] of agreed) {
  test(`${names} is taken for ${of.join(', ')} in ${unit}`, () => {
    const rows = names.split(' ').flatMap((name) => of.map((program) => ({ ...good, name, program, unit, value })))
    expect(read(...rows)).toEqual({ rows, known: 0, problems: [] })
  })
}
