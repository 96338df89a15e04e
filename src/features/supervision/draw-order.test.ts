import { expect, test } from 'vitest'
import { drawOrder } from './draw-order.ts'

test('the same seed and numbers give the same draw in whatever order they are read', () => {
  const numbers = Array.from({ length: 50 }, (_, n) => `2026-${String(n + 1).padStart(4, '0')}`)
  const draw = drawOrder('2026-10-20-1', numbers)
  expect(drawOrder('2026-10-20-1', numbers.toReversed())).toEqual(draw)
  expect(drawOrder('2026-10-20-2', numbers).map((each) => each.number)).not.toEqual(draw.map((each) => each.number))
})

test('anybody can draw again with sha256 of seed, a bar and the number', () => {
  // printf '2026-10-20-1|2026-0001' | sha256sum
  expect(drawOrder('2026-10-20-1', ['2026-0001'])[0]?.hash).toBe('a6fe980551517dadf8ab5f3d5ae5da9636818b90dac34f8b726fb3e197d6937f')
})
