import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { expect, test } from 'vitest'
import { addDays } from '../../src/domain/plain-date.ts'
import { dayKind, isWorkingDay, type Calendar } from '../../src/domain/working-days.ts'

const calendar = parse(readFileSync('catalog/standards/calendar.yml', 'utf8')) as Calendar

test('the calendar of the catalogue knows 2020 to 2026, each with holidays and make-up days of its own year', () => {
  expect(Object.keys(calendar)).toEqual(['2020', '2021', '2022', '2023', '2024', '2025', '2026'])
  for (const [year, { holidays, makeup }] of Object.entries(calendar)) {
    expect(holidays.length, year).toBeGreaterThanOrEqual(6)
    expect(makeup.length, year).toBeGreaterThanOrEqual(5)
    // 元旦 of 2023 began on the last day of 2022.
    for (const { from, to } of holidays) expect([from <= to, to.slice(0, 4)], from).toEqual([true, year])
    for (const day of makeup) expect(day.slice(0, 4)).toBe(year)
    // A make-up day is a weekend that is worked.
    for (const day of makeup) expect([0, 6], day).toContain(new Date(`${day}T00:00:00Z`).getUTCDay())
  }
})

test('days off and days of work are as many as the papers of the seven years add up to', () => {
  const count = (year: string, kind: string): number => {
    const days = Array.from({ length: 366 }, (_, at) => addDays(`${year}-01-01`, at)).filter((day) => day.startsWith(year))
    return days.filter((day) => dayKind(day, calendar) === kind).length
  }
  expect(Object.keys(calendar).map((year) => [count(year, 'holiday'), count(year, 'makeup')])).toEqual([
    [30, 6],
    [31, 7],
    [32, 7],
    [26, 7],
    [28, 8],
    [28, 5],
    [33, 6],
  ])
})

test('the longest holiday of 2025 and its make-up day are as announced', () => {
  expect(['2025-10-01', '2025-10-08', '2025-10-09'].map((day) => isWorkingDay(day, calendar))).toEqual([false, false, true])
  expect(dayKind('2025-10-11', calendar)).toBe('makeup')
})
