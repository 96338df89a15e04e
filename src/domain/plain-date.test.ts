import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMonthsToDate, ageOn, dateOfDayNumber, dateOfSerial, dayNumber, daysBetween, lastDayOf, readDate, readDateRange } from './plain-date.ts'

test.each([
  ['20230310', '2023-03-10'],
  ['2023.3.10', '2023-03-10'],
  ['2023年3月10日', '2023-03-10'],
  ['2023年03月10号', '2023-03-10'],
  ['2023/3/10', '2023-03-10'],
  ['２０２３－３－１０', '2023-03-10'],
  ['2023-03-10 00:00:00', '2023-03-10'],
  ['2023-03-10T00:00:00', '2023-03-10'],
  ['二〇二三年三月十日', '2023-03-10'],
  ['45000', '2023-03-15'],
])('the date %s is read', (written, date) => {
  expect(readDate(written)).toMatchObject({ outcome: 'read', date })
})

test.each([
  ['2023.03', '2023-03'],
  ['2023-3', '2023-03'],
  ['202303', '2023-03'],
  ['2023年3月', '2023-03'],
])('%s names a month and no day', (written, month) => {
  expect(readDate(written)).toEqual({ outcome: 'read', date: null, month })
})

test('3月10日 needs a year from elsewhere', () => {
  expect(readDate('3月10日').outcome).toBe('unreadable')
  expect(readDate('3月10日', { year: 2023 }).date).toBe('2023-03-10')
})

test('长期 is open, a dash is empty, a lunar date and 30 February are unreadable', () => {
  expect(readDate('长期').outcome).toBe('open')
  expect(readDate('—').outcome).toBe('empty')
  expect(readDate('农历三月初五').outcome).toBe('unreadable')
  expect(readDate('2023-02-30').outcome).toBe('unreadable')
})

test('serials follow the 1900 system with its false leap day, or the 1904 system', () => {
  expect(dateOfSerial(45000)).toBe('2023-03-15')
  expect(dateOfSerial(59)).toBe('1900-02-28')
  expect(dateOfSerial(60)).toBeNull()
  expect(dateOfSerial(61)).toBe('1900-03-01')
  expect(dateOfSerial(43538, true)).toBe('2023-03-15')
  expect(readDate(45000.5, { isSerial: true }).date).toBe('2023-03-15')
})

test('every day reads back from its own forms', () => {
  fc.assert(
    fc.property(fc.integer({ min: dayNumber('1930-01-01'), max: dayNumber('2100-12-31') }), (day) => {
      const date = dateOfDayNumber(day)
      const [y, m, d] = date.split('-').map(Number) as [number, number, number]
      for (const written of [date, `${y}.${m}.${d}`, `${y}年${m}月${d}日`, `${y}/${m}/${d}`, date.replaceAll('-', '')])
        expect(readDate(written).date).toBe(date)
      expect(readDate(day + 25569, { isSerial: true }).date).toBe(date)
    }),
  )
})

test('a range in one cell gives both ends', () => {
  const ends = (text: string): (string | null)[] => {
    const range = readDateRange(text)
    return [range.from.date ?? range.from.month, range.to.date ?? range.to.month ?? range.to.outcome]
  }
  expect(ends('2024.1.3-2024.1.10')).toEqual(['2024-01-03', '2024-01-10'])
  expect(ends('2024年1月3日至10日')).toEqual(['2024-01-03', '2024-01-10'])
  expect(ends('2024-01-03至2024-01-10')).toEqual(['2024-01-03', '2024-01-10'])
  expect(ends('2020.5—至今')).toEqual(['2020-05', 'open'])
  expect(ends('2024-01-03')).toEqual(['2024-01-03', 'empty'])
  expect(ends('2023.3.6-3.13')).toEqual(['2023-03-06', '2023-03-13'])
  expect(ends('2023.3.6-13')).toEqual(['2023-03-06', '2023-03-13'])
  expect(ends('2024-01-03-2024-01-10')).toEqual(['2024-01-03', '2024-01-10'])
  expect(ends('2024-01-03 — 2024-01-10')).toEqual(['2024-01-03', '2024-01-10'])
  expect(ends('20240103-20240110')).toEqual(['2024-01-03', '2024-01-10'])
  expect(ends('202103-202406')).toEqual(['2021-03', '2024-06'])
  expect(ends('2021-03-2024-06')).toEqual(['2021-03', '2024-06'])
  expect(ends('自2021年3月至2024年6月')).toEqual(['2021-03', '2024-06'])
  expect(ends('2024年1月3日至某日')).toEqual(['2024-01-03', 'unreadable'])
  for (const open of ['2021.03-至今', '2021.03至今', '2021年3月起', '2021年3月起至今', '2021.03—', '2021.03-', '202103-今'])
    expect([open, ...ends(open)]).toEqual([open, '2021-03', 'open'])
})

test('an age is completed on the birthday, of 29 February on 1 March', () => {
  expect(ageOn('2008-10-31', '2026-10-30')).toBe(17)
  expect(ageOn('2008-10-31', '2026-10-31')).toBe(18)
  expect(ageOn('2008-02-29', '2026-02-28')).toBe(17)
  expect(ageOn('2008-02-29', '2026-03-01')).toBe(18)
})

test('a month on from the 31st ends on the last day there is', () => {
  expect(addMonthsToDate('2024-01-31', 1)).toBe('2024-02-29')
  expect(addMonthsToDate('2024-01-15', -1)).toBe('2023-12-15')
  expect(lastDayOf('2023-02')).toBe('2023-02-28')
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
})
