import { expect, test } from 'vitest'
import { placeLabels, widthOf } from './place-labels.ts'

test('words stand right of their sign, left where the edge or the next sign is near, nowhere between two', () => {
  const label = '残疾证换发'
  expect(placeLabels([{ at: 100, label }], 800)).toEqual(['right'])
  expect(placeLabels([{ at: 790, label }], 800)).toEqual(['left'])
  expect(
    placeLabels(
      [
        { at: 400, label },
        { at: 420, label },
      ],
      800,
    ),
  ).toEqual(['left', 'right'])
  expect(
    placeLabels(
      [
        { at: 20, label },
        { at: 40, label },
        { at: 60, label },
      ],
      800,
    ),
  ).toEqual(['none', 'none', 'right'])
})

test('Chinese signs count about twice as wide as digits', () => {
  expect(widthOf('残疾证')).toBeGreaterThan(widthOf('681'))
})
