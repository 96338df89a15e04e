import { expect, test } from 'vitest'
import { isAmong, sumOfArea } from './matrix-columns.ts'
import type { Cell } from './overview-api.ts'

const cell = (state: Cell['state'], more: Partial<Cell> = {}): Cell => ({
  item: 'i',
  division: 'aaaa',
  state,
  answered: 0,
  of: 2,
  openLeads: 0,
  contradicts: false,
  ...more,
})

test('An area is sent back as soon as one of its items is, and complete only when all are', () => {
  expect(sumOfArea([cell('accepted'), cell('returned')]).state).toBe('returned')
  expect(sumOfArea([cell('accepted'), cell('accepted')]).state).toBe('accepted')
  expect(sumOfArea([cell('accepted'), cell('signed')]).state).toBe('submitted')
})

test('An area that one item was begun in is in work, with its reported items and leads counted', () => {
  expect(sumOfArea([cell('open', { openLeads: 2 }), cell('submitted', { openLeads: 1, contradicts: true })])).toEqual({
    state: 'working',
    done: 1,
    of: 2,
    openLeads: 3,
    contradicts: true,
  })
  expect(sumOfArea([cell('open'), cell('open')]).state).toBe('open')
})

test('A number of the first line shows exactly its cells', () => {
  const cells = [cell('open'), cell('signed'), cell('submitted', { contradicts: true }), cell('accepted')]
  expect(cells.filter((each) => isAmong('reported', each))).toHaveLength(2)
  expect(cells.filter((each) => isAmong('contradicting', each))).toHaveLength(1)
  expect(cells.filter((each) => isAmong(undefined, each))).toHaveLength(4)
})
