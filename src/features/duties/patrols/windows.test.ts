import { expect, test } from 'vitest'
import { coverageOf, windowsOf } from './windows.ts'

const rhythm = { everyDays: 3, from: '2026-10-01', endsOn: null }
const span = { from: '2026-10-01', to: '2026-10-12' }

test('each stretch of the schedule wants one walk; a missed stretch names its days', () => {
  const windows = windowsOf(rhythm, { walks: ['2026-10-02', '2026-10-03', '2026-10-07'], span, today: '2026-10-12' })
  expect(windows.map((each) => [each.from, each.to, each.walkedOn])).toEqual([
    ['2026-10-01', '2026-10-03', '2026-10-02'],
    ['2026-10-04', '2026-10-06', null],
    ['2026-10-07', '2026-10-09', '2026-10-07'],
    ['2026-10-10', '2026-10-12', null],
  ])
  expect(coverageOf(windows)).toEqual({ expected: 3, walked: 2 })
})

test('the running stretch is missing only from the day after its end, and counts as soon as it is walked', () => {
  const on = (today: string, walks: string[]) => coverageOf(windowsOf(rhythm, { walks, span: { ...span, to: today }, today }))
  expect(on('2026-10-03', [])).toEqual({ expected: 0, walked: 0 })
  expect(on('2026-10-03', ['2026-10-03'])).toEqual({ expected: 1, walked: 1 })
  expect(on('2026-10-04', [])).toEqual({ expected: 1, walked: 0 })
})

test('a point that ended wants nothing afterwards, and its last stretch ends with it', () => {
  const windows = windowsOf({ ...rhythm, endsOn: '2026-10-05' }, { walks: [], span, today: '2026-10-12' })
  expect(windows.map((each) => [each.from, each.to])).toEqual([
    ['2026-10-01', '2026-10-03'],
    ['2026-10-04', '2026-10-05'],
  ])
})

test('a look at a later month starts with the stretch that its first day lies in', () => {
  const windows = windowsOf(
    { everyDays: 10, from: '2026-08-25', endsOn: null },
    { walks: [], span: { from: '2026-10-01', to: '2026-10-10' }, today: '2026-10-20' },
  )
  expect(windows.map((each) => each.from)).toEqual(['2026-09-24', '2026-10-04'])
})
