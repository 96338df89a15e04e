import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatMoney, readMoney } from './money.ts'

test.each([
  ['1,234.5', 123450],
  ['￥1,234.5', 123450],
  ['¥300', 30000],
  ['300元', 30000],
  ['300元/月', 30000],
  ['300元/人/月', 30000],
  ['叁佰', 30000],
  ['叁佰元整', 30000],
  ['六百八十一', 68100],
  ['壹仟贰佰叁拾肆元伍角陆分', 123456],
  ['壹万零伍拾元', 1005000],
  ['0.28万元', 280000],
  ['0.28万', 280000],
  ['-300', -30000],
  ['－300', -30000],
  ['(50.5)', -5050],
  ['１２３', 12300],
  ['.5', 50],
  [' 1 234 ', 123400],
  ['0', 0],
])('the amount %s is read', (written, fen) => {
  expect(readMoney(written)).toEqual({ outcome: 'read', fen })
})

test('a blank or a dash is empty, words, percentages and yearly sums are unreadable', () => {
  for (const written of ['', ' ', '-', '/', '无']) expect(readMoney(written).outcome).toBe('empty')
  for (const written of ['待定', '50%', '300元/年', '300+20', '元']) expect(readMoney(written).outcome, written).toBe('unreadable')
})

test('numbers are rounded to 分 and scaled by the heading', () => {
  expect(readMoney(681.005).fen).toBe(68101)
  expect(readMoney(1.1 + 2.2).fen).toBe(330)
  expect(readMoney(-0.005).fen).toBe(-1)
  expect(readMoney(0.28, 10_000).fen).toBe(280000)
  expect(readMoney('0.28', 10_000).fen).toBe(280000)
  expect(readMoney('300元', 10_000).fen).toBe(30000)
})

test('what is formatted reads back as the same sum', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (fen) => {
      expect(readMoney(formatMoney(fen)).fen).toBe(fen === 0 ? 0 : fen)
    }),
  )
  expect(formatMoney(123450)).toBe('1,234.50')
})
