import { expect, test } from 'vitest'
import { ranges } from '../../domain/months.ts'
import { parseCheck } from './check-definition.ts'
import { citeBasis, findRules } from './rules.ts'
import { fillSentence, sayMonths } from './sentence.ts'
import type { NationalStandard, StandardRow } from './standards.ts'

// A made-up club: the rule code must not know the domain.
function check(yml: string) {
  return parseCheck(
    { subject: 'club', check: 'late-fee' },
    `title: x\nquestion: x\ntopics: { "*": t }\nprograms: [dibao, tekun]\nck: [CK01]\nneeds: []\npopulation: x\nidentity: []\nseverity: data\nsentence: x\ninnocent: [{ code: a, ask: b }]\ncloses: x\ncases: []\n${yml}`,
    '-- Late.\nselect 1',
  )
}
const months = { from: '2024-01', to: '2024-06' }
const row = (more: Partial<StandardRow>): StandardRow => ({
  name: 'fee',
  program: 'dibao',
  division: null,
  from: '2024-03',
  to: null,
  value: 5,
  unit: 'fen',
  source: '《章程》第一条',
  confirmed: '2024-01-01',
  ...more,
})
const named = check('basis: []\nparameters: [fee]')

test('a named row makes the months from its first on; before it the parameter is missing', () => {
  const { spans, missing } = findRules(named, { standards: [row({})], national: [], months, programs: ['dibao'] })
  expect(spans).toMatchObject([{ program: 'dibao', division: null, from: '2024-03', to: '2024-06', values: { fee: 5 }, isUnverified: false }])
  expect(missing).toEqual([{ name: 'fee', program: 'dibao', from: '2024-01', to: '2024-02' }])
})

test('a new value begins a new span, and a row that nobody confirmed is unverified', () => {
  const { spans } = findRules(named, { standards: [row({ to: '2024-04' }), row({ from: '2024-05', value: 7, confirmed: null })], national: [], months })
  expect(spans.map((span) => [span.from, span.to, span.values['fee'], span.isUnverified])).toEqual([
    ['2024-03', '2024-04', 5, false],
    ['2024-05', '2024-06', 7, true],
  ])
})

test('a community’s row beats the town’s, the town’s beats the text on the shelf', () => {
  const national: NationalStandard[] = [
    { name: 'fee', program: 'dibao', from: '2020-01', to: null, value: 1, unit: 'fen', law: 'L', article: '第一条', rule: 'r' },
  ]
  const { spans } = findRules(named, { standards: [row({}), row({ division: 'aaab', value: 9, from: '2024-06' })], national, months })
  expect(spans.map((span) => [span.division, span.from, span.to, span.values['fee']])).toEqual([
    [null, '2024-01', '2024-02', 1],
    [null, '2024-03', '2024-06', 5],
    ['aaab', '2024-01', '2024-02', 1],
    ['aaab', '2024-03', '2024-05', 5],
    ['aaab', '2024-06', '2024-06', 9],
  ])
})

test('a text on the shelf covers its months and its programs', () => {
  const shelf = check('basis: [{ law: L, article: 第一条, from: 2024-02, to: 2024-03, programs: [tekun], rule: r }]')
  const { spans, missing } = findRules(shelf, { standards: [], national: [], months })
  expect(spans.map((span) => [span.program, span.from, span.to])).toEqual([['tekun', '2024-02', '2024-03']])
  expect(missing).toContainEqual({ name: 'L', program: 'dibao', from: '2024-01', to: '2024-06' })
})

test('a text on the shelf does not replace a parameter that the town must state', () => {
  const both = check('basis: [{ law: L, article: 第一条, from: 2020-01, rule: r }]\nparameters: [fee]')
  expect(findRules(both, { standards: [], national: [], months }).spans).toEqual([])
})

test('a fact of payments runs without its parameter, unverified, and says what is missing', () => {
  const fact = check('basis: []\nparameters: [fee]\npayment_fact: true')
  const { spans, missing } = findRules(fact, { standards: [], national: [], months, programs: ['dibao'] })
  expect(spans).toMatchObject([{ program: 'dibao', from: '2024-01', to: '2024-06', values: { fee: null }, isUnverified: true }, { program: 'tekun' }])
  expect(missing).toEqual([{ name: 'fee', program: 'dibao', from: '2024-01', to: '2024-06' }])
})

test('another name serves when the first has no row', () => {
  const either = check('basis: []\nparameters: [{ name: other, program: tekun, as: fee, or: { name: fee, program: dibao } }]')
  const { spans } = findRules(either, { standards: [row({ from: '2024-01' })], national: [], months })
  expect(spans.map((span) => [span.program, span.values['fee']])).toEqual([
    ['dibao', 5],
    ['tekun', 5],
  ])
})

test('ratios enter SQL as whole ten-thousandths', () => {
  expect(findRules(named, { standards: [row({ unit: 'ratio', value: 1.3 })], national: [], months }).spans[0]!.values).toEqual({ fee: 13_000 })
})

test('a hit cites the rows of its months in its community', () => {
  const { spans } = findRules(named, {
    standards: [row({ to: '2024-04' }), row({ from: '2024-05', source: '《新章程》第二条', confirmed: null })],
    national: [],
    months,
  })
  const cited = citeBasis(named, spans, { program: 'dibao', division: 'aaaa', months: ['2024-05'], titles: new Map([['fee', '会费']]) })
  expect(cited).toEqual({ isUnverified: true, basis: [{ law: '新章程', article: '第二条', from: '2024-05', to: null, rule: '会费：0.05元' }] })
})

test('a parameter that only tells checks apart has its value and is not cited', () => {
  const apart = check('basis: []\npayment_fact: true\nparameters: [{ name: fee, optional: true, cited: false }]')
  const { spans, missing } = findRules(apart, { standards: [row({ from: '2024-01' })], national: [], months })
  expect([spans.find((span) => span.program === 'dibao')!.values, missing]).toEqual([{ fee: 5 }, []])
  expect(citeBasis(apart, spans, { program: 'dibao', division: 'aaaa', months: ['2024-05'], titles: new Map() })).toEqual({ isUnverified: false, basis: [] })
})

test('months are said as ranges', () => {
  expect(ranges(['2024-12', '2025-01', '2025-03'])).toEqual([
    { from: '2024-12', to: '2025-01' },
    { from: '2025-03', to: '2025-03' },
  ])
  expect(sayMonths(['2026-04', '2026-05', '2026-09'])).toBe('2026-04 至 2026-05、2026-09')
})

test('a part in brackets falls away when its value is missing', () => {
  const template = '{name}领了{program}[，共{concerned}元]。'
  expect(fillSentence(template, { name: '张三', program: 'dibao', concerned: 123450 })).toBe('张三领了低保金，共1,234.50元。')
  expect(fillSentence(template, { name: null, program: 'dibao', concerned: null })).toBe('（未填）领了低保金。')
})
