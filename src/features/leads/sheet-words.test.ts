import { expect, test } from 'vitest'
import { monthsIn, programOf, severityOf, topicOf } from './sheet-words.ts'

test.each([
  ['死亡人员仍享受低保', 'dibao', 'deaths-dibao'],
  ['财政供养人员享受低保', 'dibao', 'payroll-dibao'],
  ['死亡后领取特困供养金', 'tekun', 'deaths-tekun'],
  ['名下有车辆', 'dibao', 'assets-dibao'],
  ['重复享受残疾人两项补贴', 'disability_care', 'overlap-disability'],
  ['说不清的情况', 'temporary_aid', 'records-aid'],
])('“%s” of %s is about %s', (words, program, topic) => {
  expect(topicOf(words, program).topic).toBe(topic)
})

test('the longest word names the program', () => {
  expect([programOf('低保边缘家庭'), programOf('农村低保'), programOf('重度残疾人护理补贴'), programOf('别的')]).toEqual([
    'marginal',
    'dibao',
    'disability_care',
    null,
  ])
})

test('a period becomes its months in the forms that offices write', () => {
  expect(monthsIn('2024-01至2024-03')).toEqual(['2024-01', '2024-02', '2024-03'])
  expect(monthsIn('2024年11月-2025年1月')).toEqual(['2024-11', '2024-12', '2025-01'])
  expect(monthsIn('2024年3月-5月')).toEqual(['2024-03', '2024-04', '2024-05'])
  expect(monthsIn('202405')).toEqual(['2024-05'])
  expect(monthsIn('2024.05')).toEqual(['2024-05'])
  expect(monthsIn('长期')).toEqual([])
})

test('what hurts somebody is never called process', () => {
  expect([severityOf('alone-children'), severityOf('missed-dibao'), severityOf('deaths-tekun')]).toEqual(['danger', 'right', 'money'])
})
