import { expect, test } from 'vitest'
import { lostNumbers } from './lost-numbers.ts'

const item = (areaNo: number, no: number | null, position: number, source: 'paper' | 'hand' = 'paper') => ({ areaNo, no, position, source })

test('Numbers below the highest of an area that the paper does not hold are lost', () => {
  expect(lostNumbers([item(1, 1, 0), item(1, 3, 1), item(2, 3, 2), item(2, 4, 3)])).toEqual([
    { areaNo: 1, no: 2 },
    { areaNo: 2, no: 1 },
    { areaNo: 2, no: 2 },
  ])
})

test('A piece without number stands for the number before the item that follows it', () => {
  expect(lostNumbers([item(3, null, 0), item(3, 3, 1)])).toEqual([{ areaNo: 3, no: 1 }])
})

test('A number added by hand is no longer lost, and one without number fills no gap', () => {
  expect(lostNumbers([item(1, 1, 0), item(1, 3, 1), item(1, 2, 9, 'hand')])).toEqual([])
  expect(lostNumbers([item(1, 1, 0), item(1, 3, 1), item(1, null, 9, 'hand')])).toEqual([{ areaNo: 1, no: 2 }])
})
