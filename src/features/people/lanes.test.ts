import { expect, test } from 'vitest'
import { monthRange } from '../../domain/months.ts'
import { cellsOf, segmentsOf, type LaneInput, type PaidMonth } from './lanes.ts'

const months = monthRange('2024-01', '2024-06')

function paid(month: string, fen: number, more: Partial<PaidMonth> = {}): PaidMonth {
  return { month, fen, paidOn: `${month}-12`, persons: 1, isReturned: false, isArrears: false, ...more }
}

function lane(input: Partial<LaneInput>) {
  return segmentsOf(cellsOf({ months, paid: [], listed: [], leads: [], speaks: () => true, ...input })).map(({ from, to, state, label, lead }) => ({
    from,
    to,
    state,
    label,
    lead,
  }))
}

test('an amount stands once for the months in which it does not change', () => {
  const rows = [
    ...['2024-01', '2024-02', '2024-03'].map((month) => paid(month, 63_200)),
    ...['2024-04', '2024-05', '2024-06'].map((month) => paid(month, 64_000)),
  ]
  expect(lane({ paid: rows })).toEqual([
    { from: '2024-01', to: '2024-03', state: 'paid', label: '632.00', lead: null },
    { from: '2024-04', to: '2024-06', state: 'paid', label: '640.00', lead: null },
  ])
})

test('months for which no list speaks are marked, months in which a list is silent are left empty', () => {
  expect(lane({ paid: [paid('2024-01', 9_000)], speaks: (month) => month < '2024-04' })).toEqual([
    { from: '2024-01', to: '2024-01', state: 'paid', label: '90.00', lead: null },
    { from: '2024-04', to: '2024-06', state: 'unknown', label: '', lead: null },
  ])
})

test('silence about which a lead asks is shown as not paid', () => {
  expect(lane({ leads: [{ number: '2026-0001', months: ['2024-02', '2024-03'] }] })).toEqual([
    { from: '2024-02', to: '2024-03', state: 'none', label: '没发', lead: '2026-0001' },
  ])
})

test('a roster month without a payment is not taken for a payment', () => {
  const listed = [{ month: '2024-02', fen: 9_000 }]
  expect(lane({ listed })).toEqual([{ from: '2024-02', to: '2024-02', state: 'unpaid', label: '名册有，没发', lead: null }])
  expect(lane({ listed, speaks: (month, from) => from === 'any' && month === '2024-02' })[1]).toEqual({
    from: '2024-02',
    to: '2024-02',
    state: 'listed',
    label: '名册 90.00',
    lead: null,
  })
})

test('what came back does not count until it is sent again', () => {
  const back = paid('2024-01', 9_000, { isReturned: true })
  expect(lane({ paid: [back] })[0]).toMatchObject({ state: 'returned' })
  expect(lane({ paid: [back, paid('2024-01', 9_000)] })[0]).toMatchObject({ state: 'paid', label: '90.00' })
})

test('arrears add to their month and the note says so', () => {
  const cells = cellsOf({
    months: ['2024-01'],
    paid: [paid('2024-01', 9_000), paid('2024-01', 1_000, { isArrears: true, paidOn: '2024-03-12' })],
    listed: [],
    leads: [],
    speaks: () => true,
  })
  expect(cells[0]).toMatchObject({ fen: 10_000, note: '1 人，2024-01-12、2024-03-12 到账，含补发，2 笔' })
})
