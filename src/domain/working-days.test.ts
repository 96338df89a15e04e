import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { parse } from 'yaml'
import { expect, test } from 'vitest'
import { addDays } from './plain-date.ts'
import { addWorkingDays, dayKind, isAnnounced, isWorkingDay, orNextWorkingDay, sayCounting, workingDaysBetween, type Calendar } from './working-days.ts'

const calendar = parse(readFileSync('catalog/standards/calendar.yml', 'utf8')) as Calendar

test('the calendar knows 2020 to 2026 with their make-up days', () => {
  expect(Object.keys(calendar)).toEqual(['2020', '2021', '2022', '2023', '2024', '2025', '2026'])
  expect(dayKind('2025-10-01', calendar)).toBe('holiday')
  expect(dayKind('2025-10-11', calendar)).toBe('makeup')
  expect(dayKind('2025-10-12', calendar)).toBe('weekend')
  expect(dayKind('2025-10-13', calendar)).toBe('workday')
})

test('working days run over a holiday and count the make-up day, and say so', () => {
  const counted = addWorkingDays('2025-09-29', 4, calendar)
  // 30 September, then 1–8 October off, 9 and 10 October, and Saturday 11 October made up.
  expect(counted.date).toBe('2025-10-11')
  expect(sayCounting(counted)).toBe('2025-09-30 工作日1天；2025-10-01至2025-10-08 节假日不计；2025-10-09至2025-10-10 工作日2天；2025-10-11 调休上班1天')
})

test('a year without an announced calendar is said to be so', () => {
  expect(isAnnounced('2027-01-04', calendar)).toBe(false)
  expect(addWorkingDays('2026-12-30', 3, calendar).notAnnounced).toEqual(['2027'])
  expect(sayCounting(addWorkingDays('2026-12-30', 3, calendar))).toContain('2027年节假日安排尚未公布')
})

test('a last day of rest moves to the next working day', () => {
  expect(orNextWorkingDay('2025-10-04', calendar)).toBe('2025-10-09')
  expect(orNextWorkingDay('2025-10-10', calendar)).toBe('2025-10-10')
})

test('adding and counting agree', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 60 }), (start, n) => {
      const from = addDays('2020-03-01', start)
      const end = addWorkingDays(from, n, calendar)
      expect(workingDaysBetween(from, end.date, calendar).days).toBe(n)
      expect(isWorkingDay(end.date, calendar)).toBe(true)
      expect(end.steps.reduce((sum, step) => sum + (step.counts ? step.days : 0), 0)).toBe(n)
    }),
  )
})
