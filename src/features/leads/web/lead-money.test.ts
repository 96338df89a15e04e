import { expect, test } from 'vitest'
import { arithmetic, moneyOf } from './lead-money.ts'

test('the sum shows its arithmetic', () => {
  expect(arithmetic([68_100, 68_100, 68_100])).toBe('3 笔 × 681.00 元')
  expect(arithmetic([68_100, 70_000, 68_100])).toBe('2 × 681.00 ＋ 700.00')
  expect(arithmetic([])).toBe('')
})

test('what was wrongly paid comes before what is only concerned, and its steps are its own', () => {
  const lead = {
    check: 'paid-after-death',
    overpaid: 100,
    underpaid: null,
    concerned: 300,
    steps: [
      { month: '2026-01', fen: 300, kind: 'concerned' },
      { month: '2026-01', fen: 100, kind: 'overpaid' },
    ],
  }
  expect(moneyOf(lead)).toMatchObject({ label: '多发', fen: 100, note: '1 笔 × 1.00 元；涉及 3.00', steps: [{ kind: 'overpaid' }] })
})
