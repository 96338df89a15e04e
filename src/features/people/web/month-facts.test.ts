import { expect, test } from 'vitest'
import type { Lane, PersonFile, Segment } from './calls.ts'
import { drawnNow, factsAt, firstShown, householdAt, lastSpoken } from './month-facts.ts'

function segment(from: string, to: string, more: Partial<Segment> = {}): Segment {
  return { from, to, state: 'paid', fen: 63_200, label: '632.00', lead: null, notes: {}, ...more }
}

function lane(name: string, segments: Segment[], kind: Lane['kind'] = 'money'): Lane {
  return { lane: name, title: name, kind, segments, points: [] }
}

function person(lanes: Lane[], households: PersonFile['households'] = []): PersonFile {
  return { from: '2020-01', to: '2026-10', lanes, households } as unknown as PersonFile
}

const unknown = segment('2026-10', '2026-10', { state: 'unknown', fen: null })

test('what is drawn now is what the last month with lists says, not the month without', () => {
  const drawing = lane('低保', [segment('2020-01', '2026-09'), unknown])
  const ended = lane('特困', [segment('2020-01', '2024-03'), unknown])
  expect(lastSpoken(drawing, '2026-10')).toBe('2026-09')
  expect(drawnNow(person([drawing, ended]))).toEqual([{ title: '低保', fen: 63_200, persons: '', month: '2026-09' }])
  expect(firstShown(person([drawing, ended]))).toBe('2026-09')
})

test('of more than four lanes those that say nothing give way, and a lead is never left out', () => {
  const lanes = [
    lane('a', []),
    lane('b', [segment('2026-01', '2026-01')]),
    lane('c', [segment('2026-01', '2026-01', { state: 'unknown' })]),
    lane('d', [segment('2026-01', '2026-01')], 'card'),
    lane('e', [segment('2026-01', '2026-01')]),
    lane('f', [segment('2026-01', '2026-01', { state: 'none', lead: '2026-0001' })]),
  ]
  expect(factsAt(person(lanes), '2026-01').map((fact) => fact.lane.lane)).toEqual(['b', 'd', 'e', 'f'])
})

test('the household of a month is the roster before it, else the first', () => {
  const list = (month: string) => ({ month, program: 'dibao', members: [] })
  const file = person([], [list('2025-12'), list('2026-06')])
  expect(householdAt(file, '2026-03').map((each) => each.month)).toEqual(['2025-12'])
  expect(householdAt(file, '2021-03').map((each) => each.month)).toEqual(['2025-12'])
  expect(householdAt(file, '2026-06').map((each) => each.month)).toEqual(['2026-06'])
})
