import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from './plain-date.ts'
import { addWorkingDays, dayKind, isAnnounced, isWorkingDay, orNextWorkingDay, sayCounting, workingDaysBetween, type Calendar } from './working-days.ts'

/** 2025 as 国务院办公厅 announced it; no other year is known here. */
const calendar: Calendar = {
  '2025': {
    holidays: [
      { name: '元旦', from: '2025-01-01', to: '2025-01-01' },
      { name: '春节', from: '2025-01-28', to: '2025-02-04' },
      { name: '清明节', from: '2025-04-04', to: '2025-04-06' },
      { name: '劳动节', from: '2025-05-01', to: '2025-05-05' },
      { name: '端午节', from: '2025-05-31', to: '2025-06-02' },
      { name: '国庆节、中秋节', from: '2025-10-01', to: '2025-10-08' },
    ],
    makeup: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
}

test('holidays, make-up days, weekends and working days are told apart', () => {
  expect(dayKind('2025-10-01', calendar)).toBe('holiday')
  expect(dayKind('2025-10-11', calendar)).toBe('makeup')
  expect(dayKind('2025-10-12', calendar)).toBe('weekend')
  expect(dayKind('2025-10-13', calendar)).toBe('workday')
})

test('working days run over a holiday and count the make-up day, and say so', () => {
  const counted = addWorkingDays('2025-09-29', 4, calendar)
  // 30 September, then 1–8 October off, 9 and 10 October, and Saturday 11 October made up.
  expect(counted.date).toBe('2025-10-11')
  expect(sayCounting(counted)).toBe('2025-09-30 工作日1天；2025-10-01至2025-10-08 国庆节、中秋节不计；2025-10-09至2025-10-10 工作日2天；2025-10-11 调休上班1天')
})

test('a year without an announced calendar is said to be so', () => {
  expect(isAnnounced('2026-01-05', calendar)).toBe(false)
  expect(addWorkingDays('2025-12-30', 3, calendar).notAnnounced).toEqual(['2026'])
  expect(sayCounting(addWorkingDays('2025-12-30', 3, calendar))).toContain('2026年节假日安排尚未公布')
})

test('a last day of rest moves to the next working day', () => {
  expect(orNextWorkingDay('2025-10-04', calendar)).toBe('2025-10-09')
  expect(orNextWorkingDay('2025-10-10', calendar)).toBe('2025-10-10')
})

test('adding and counting agree', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 240 }), fc.integer({ min: 1, max: 60 }), (start, n) => {
      const from = addDays('2025-01-01', start)
      const end = addWorkingDays(from, n, calendar)
      expect(workingDaysBetween(from, end.date, calendar).days).toBe(n)
      expect(isWorkingDay(end.date, calendar)).toBe(true)
      expect(end.steps.reduce((sum, step) => sum + (step.counts ? step.days : 0), 0)).toBe(n)
    }),
  )
})
