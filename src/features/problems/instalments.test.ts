import fc from 'fast-check'
import { expect, test } from 'vitest'
import { laidAgainst } from './instalments.ts'

const parts = [
  { due: '2026-10-31', fen: 50_000 },
  { due: '2026-11-30', fen: 50_000 },
  { due: '2026-12-31', fen: 36_200 },
]

test('what comes in fills the parts in order of their days; a part is late from the day after its own', () => {
  expect(laidAgainst(parts, { recovered: 70_000, today: '2026-12-01' })).toEqual([
    { due: '2026-10-31', fen: 50_000, paid: 50_000, isLate: false },
    { due: '2026-11-30', fen: 50_000, paid: 20_000, isLate: true },
    { due: '2026-12-31', fen: 36_200, paid: 0, isLate: false },
  ])
  expect(laidAgainst(parts, { recovered: 0, today: '2026-10-31' }).some((each) => each.isLate)).toBe(false)
})

test('no part takes more than it is, and together they take exactly what came in as far as there is room', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 12 }), fc.integer({ min: 0, max: 5_000_000 }), (amounts, recovered) => {
      const laid = laidAgainst(
        amounts.map((fen, at) => ({ due: `2026-${String(at + 1).padStart(2, '0')}-28`, fen })),
        { recovered, today: '2026-06-30' },
      )
      const total = amounts.reduce((sum, fen) => sum + fen, 0)
      expect(laid.every((each) => each.paid >= 0 && each.paid <= each.fen)).toBe(true)
      expect(laid.reduce((sum, each) => sum + each.paid, 0)).toBe(Math.min(total, recovered))
    }),
  )
})
