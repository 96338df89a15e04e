import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf, daysUntil, grouped, maskId, minuteOf, shortDay, weekdayOf, yuan } from './amounts.ts'
import { markedRange } from './PaperText.tsx'
import { readDraft } from './use-draft.ts'

describe('amounts and days as they are written', () => {
  test('money keeps every cent, also negative and large', () => {
    expect(yuan(408_600)).toBe('4,086.00')
    expect(yuan(-5)).toBe('-0.05')
    expect(yuan(0)).toBe('0.00')
    expect(yuan(null)).toBe('—')
    fc.assert(
      fc.property(fc.integer({ min: -9e14, max: 9e14 }), (fen) => {
        expect(BigInt(yuan(fen).replace(/[,.]/g, ''))).toBe(BigInt(fen))
      }),
    )
  })

  test('thousands are separated', () => {
    expect(grouped(1_127)).toBe('1,127')
    expect(grouped(999)).toBe('999')
  })

  test('an instant is read in Shanghai whatever the computer says', () => {
    expect(minuteOf('2026-10-19T16:30:00Z')).toBe('2026-10-20 00:30')
    expect(dayOf('2026-10-19T16:30:00Z')).toBe('2026-10-20')
  })

  test('the year stands only where it is not clear', () => {
    expect(shortDay('2026-10-22', '2026-10-20')).toBe('10-22')
    expect(shortDay('2025-12-09', '2026-10-20')).toBe('2025-12-09')
  })

  test('days count from midnight to midnight and weekdays are Chinese', () => {
    expect(daysUntil('2026-11-02', '2026-10-20')).toBe(13)
    expect(daysUntil('2026-10-16', '2026-10-20')).toBe(-4)
    expect(weekdayOf('2026-10-20')).toBe('周二')
  })

  test('an id number keeps its first six and last four only', () => {
    expect(maskId('99910119400101123X')).toBe('999101********123X')
    expect(maskId('999101********123X')).toBe('999101********123X')
  })
})

describe('marked words in a paper', () => {
  test('are found by themselves or by range; words that do not occur mark nothing', () => {
    expect(markedRange('一是二是三是', '二是')).toEqual({ from: 2, to: 4 })
    expect(markedRange('一是', '四是')).toBeUndefined()
    expect(markedRange('一是', { from: 0, to: 9 })).toBeUndefined()
  })
})

describe('kept drafts', () => {
  test('what cannot be read counts as none', () => {
    const storage = (text: string | null) => ({ getItem: () => text })
    expect(readDraft(storage('{"value":{"note":"x"},"at":"09:11"}'), 'k')?.value).toEqual({ note: 'x' })
    expect(readDraft(storage('{broken'), 'k')).toBeUndefined()
    expect(readDraft(storage('[1]'), 'k')).toBeUndefined()
    expect(readDraft(storage(null), 'k')).toBeUndefined()
  })
})
