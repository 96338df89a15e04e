import { moneyKinds, recoveryWays } from '../../domain/problem-words.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accountLines, accountOf, refuseEntry, type NewEntry } from './money-account.ts'

const none = { concerned: null, overpaid: null, underpaid: null }
const town = '青禾镇'
const county = { organ: '禾川县民政局', paper: '禾民决〔2026〕37号' }

describe('the account of a problem', () => {
  test('of 5,448 ordered, 3,405 recovered and 681 waived leave 1,362', () => {
    const sums = { ...none, overpaid: 544_800 }
    const account = accountOf(sums, [
      { kind: 'ordered', fen: 544_800 },
      { kind: 'recovered', fen: 272_400 },
      { kind: 'recovered', fen: 68_100 },
      { kind: 'waived', fen: 68_100 },
    ])
    expect(account.rest).toBe(136_200)
    expect(accountLines(sums, account).map((line) => [line.sign, line.label, line.fen])).toEqual([
      ['', '应追回', 544_800],
      ['−', '已追回', 340_500],
      ['−', '减免', 68_100],
      ['=', '余额', 136_200],
    ])
  })

  test('before a decision the sum is 多发（待决定）, and an order for a part leaves the other part to be decided', () => {
    const sums = { ...none, overpaid: 500_00 }
    expect(accountLines(sums, accountOf(sums, []))[0]).toMatchObject({ label: '多发（待决定）', fen: 500_00 })
    const account = accountOf(sums, [
      { kind: 'ordered', fen: 300_00 },
      { kind: 'recovered', fen: 300_00 },
    ])
    expect(account.rest).toBe(200_00)
  })

  test('the town never orders return, and an order without organ or paper is refused', () => {
    const sums = { ...none, overpaid: 100 }
    const order = (entry: Partial<NewEntry>) => refuseEntry(sums, [], { entry: { kind: 'ordered', fen: 100, ...entry }, town })
    expect(order({ organ: '青禾镇人民政府', paper: '青政〔2026〕1号' })).toContain('镇里不能自己责令')
    expect(order({ organ: '某某镇民政办公室', paper: '1号' })).toContain('镇里不能自己责令')
    expect(order({ organ: '禾川县民政局' })).toContain('哪份文件')
    expect(order(county)).toBeNull()
  })

  test('a waiver needs an order and its paper', () => {
    const sums = { ...none, overpaid: 100 }
    expect(refuseEntry(sums, [], { entry: { kind: 'waived', fen: 50, paper: '批件1' }, town })).toContain('还没有责令退回')
    expect(refuseEntry(sums, [{ kind: 'ordered', fen: 100 }], { entry: { kind: 'waived', fen: 50 }, town })).toContain('批件')
  })

  test('where the data fixed no overpaid sum, a decision of no return settles what was concerned', () => {
    const sums = { ...none, concerned: 800_00 }
    expect(accountOf(sums, [])).toMatchObject({ isUndecided: true, rest: 0 })
    expect(accountOf(sums, [{ kind: 'no_basis', fen: 800_00 }])).toMatchObject({ isUndecided: false, base: 800_00, rest: 0 })
    expect(refuseEntry(sums, [], { entry: { kind: 'no_basis', fen: 900_00, ...county }, town })).toContain('涉及金额只有 800.00')
  })

  test('whatever is booked in whatever order, no balance is ever below zero and the shown lines add up', () => {
    const anyEntry = fc.record({ kind: fc.constantFrom(...moneyKinds), fen: fc.integer({ min: 1, max: 1_000 }), way: fc.constantFrom(...recoveryWays) })
    const anySum = fc.option(fc.integer({ min: 0, max: 2_000 }), { nil: null })
    fc.assert(
      fc.property(fc.record({ concerned: anySum, overpaid: anySum, underpaid: anySum }), fc.array(anyEntry, { maxLength: 30 }), (sums, tried) => {
        const entries: { kind: string; fen: number }[] = []
        for (const entry of tried) if (refuseEntry(sums, entries, { entry: { ...entry, ...county }, town }) === null) entries.push(entry)
        const account = accountOf(sums, entries)
        expect(account.rest).toBeGreaterThanOrEqual(0)
        expect(account.owedRest).toBeGreaterThanOrEqual(0)
        let running = 0
        for (const line of accountLines(sums, account)) {
          if (line.sign === '=') expect(line.fen).toBe(running)
          else running = line.sign === '' ? line.fen : running - line.fen
        }
      }),
      { numRuns: 1_000 },
    )
  })
})
