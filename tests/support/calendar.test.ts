import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { expect, test } from 'vitest'
import { dayKind, isWorkingDay, type Calendar } from '../../src/domain/working-days.ts'

const calendar = parse(readFileSync('catalog/standards/calendar.yml', 'utf8')) as Calendar

test('the calendar of the catalogue knows 2020 to 2026, each with holidays and make-up days of its own year', () => {
  expect(Object.keys(calendar)).toEqual(['2020', '2021', '2022', '2023', '2024', '2025', '2026'])
  for (const [year, { holidays, makeup }] of Object.entries(calendar)) {
    expect(holidays.length, year).toBeGreaterThanOrEqual(25)
    expect(makeup.length, year).toBeGreaterThanOrEqual(5)
    for (const day of [...holidays, ...makeup]) expect(day.slice(0, 4)).toBe(year)
    // A make-up day is a weekend that is worked.
    for (const day of makeup) expect([0, 6], day).toContain(new Date(`${day}T00:00:00Z`).getUTCDay())
  }
})

test('the longest holiday of 2025 and its make-up day are as announced', () => {
  expect(['2025-10-01', '2025-10-08', '2025-10-09'].map((day) => isWorkingDay(day, calendar))).toEqual([false, false, true])
  expect(dayKind('2025-10-11', calendar)).toBe('makeup')
})
