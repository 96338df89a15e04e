import { expect, test } from 'vitest'
import { arrangementOf, marksOf, pressDay } from './year-marks.ts'

const arrangement = {
  holidays: [
    { name: '元旦', from: '2026-12-31', to: '2027-01-03' },
    { name: '春节', from: '2027-02-05', to: '2027-02-11' },
  ],
  makeup: ['2027-01-09', '2027-02-14'],
}

test('an arrangement comes back from its days as it was', () => {
  expect(arrangementOf(marksOf(arrangement))).toEqual(arrangement)
})

test('a workday goes off and back; beside a holiday it belongs to it', () => {
  const off = pressDay({}, '2027-04-12', '三月三')
  expect(off).toEqual({ '2027-04-12': '三月三' })
  expect(pressDay(off, '2027-04-13', '别的')).toEqual({ '2027-04-12': '三月三', '2027-04-13': '三月三' })
  expect(pressDay(off, '2027-04-12', '三月三')).toEqual({})
})

test('a weekend day is worked, then off, then as it was', () => {
  const worked = pressDay({}, '2027-04-10', '三月三')
  expect(worked).toEqual({ '2027-04-10': null })
  expect(pressDay(worked, '2027-04-10', '三月三')).toEqual({ '2027-04-10': '三月三' })
  expect(pressDay({ '2027-04-10': '三月三' }, '2027-04-10', '三月三')).toEqual({})
})
