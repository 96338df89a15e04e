import { describe, expect, test } from 'vitest'
import { parseCheck } from './check-definition.ts'
import { forecast, type Hand, unlocksOf } from './forecast.ts'

const facts = [
  { fact: 'payment', sql: '', ledgers: ['payments'], facts: [] },
  { fact: 'death', sql: '', ledgers: ['cremations', 'cancellations'], facts: [] },
  { fact: 'visit', sql: '', ledgers: ['visits'], facts: [] },
]

function checkOf(check: string, more: string) {
  const yml = `title: ${check}
question: 有没有
topics: { '*': deaths-dibao }
programs: [dibao, tekun]
ck: [CK01]
basis: []
population: payment
identity: []
severity: money
sentence: 一句
innocent: [{ code: other, ask: 别的原因 }]
closes: 查清
cases: []
${more}`
  return parseCheck({ subject: 'test', check }, yml, '-- A test.\nselect 1')
}

const dead = checkOf('dead', 'needs: [payment, "death(cremations, cancellations)"]')
const onlyPaid = checkOf('only-paid', 'needs: [payment]')
const visited = checkOf('visited', 'needs: [payment]\nabsence: [visits]')
const withPaper = checkOf('with-paper', 'needs: [payment]\nparameters: [visit_every]')

const communities = [
  { code: 'aaaa', name: '青柳' },
  { code: 'aaab', name: '桥头' },
]
const payments = { ledger: 'payments', covers: [{ from: '2026-01', to: '2026-03', division: null }], programs: ['dibao'] }

function hand(more: Partial<Hand> = {}): Hand {
  return {
    catalog: { checks: [dead, onlyPaid, visited, withPaper], facts, national: [] },
    standards: [],
    months: { from: '2026-01', to: '2026-03' },
    divisions: communities,
    batches: [payments],
    programs: ['dibao'],
    ...more,
  }
}

const statuses = (given: Hand): Record<string, string> => Object.fromEntries(forecast(given).map((each) => [each.check.check, each.status]))

describe('what can be checked with the lists at hand', () => {
  test('A check runs, waits for a list, or waits for a paper', () => {
    expect(statuses(hand())).toEqual({ dead: 'missing_list', 'only-paid': 'ran', visited: 'missing_list', 'with-paper': 'missing_basis' })
  })

  test('Without any list nothing runs', () => {
    expect(new Set(Object.values(statuses(hand({ batches: [], programs: [] }))))).toEqual(new Set(['missing_list']))
  })

  test('One of several lists is enough to run, and the others are told', () => {
    const given = hand({ batches: [payments, { ledger: 'cremations', covers: [], programs: [] }] })
    const [first] = forecast(given)
    expect(first).toMatchObject({ status: 'partly', absent: [{ ledger: 'cancellations' }], stoppedBy: [] })
  })

  test('Months and communities for which no list speaks are gaps; a list that speaks for none of them stops the check', () => {
    const visits = { ledger: 'visits', covers: [{ from: '2026-01', to: '2026-02', division: 'aaaa' }], programs: [] }
    const found = forecast(hand({ batches: [payments, visits] })).find((each) => each.check === visited)
    expect(found?.status).toBe('partly')
    expect(found?.gaps.map(({ from, to, divisions }) => [from, to, divisions])).toEqual([
      ['2026-03', '2026-03', ['青柳']],
      ['2026-01', '2026-03', ['桥头']],
    ])
    const elsewhere = { ...visits, covers: [{ from: '2025-01', to: '2025-12', division: null }] }
    expect(statuses(hand({ batches: [payments, elsewhere] }))['visited']).toBe('missing_list')
  })

  test('A list that a rule asks for is a gap in the months of that rule, and stops the check where every month has it', () => {
    const extended = checkOf('extended', "needs: [payment]\nparameters: [covers_marginal]\nabsence: ['marginal_person where covers_marginal = 1']")
    const row = { name: 'covers_marginal', program: 'dibao', division: null, unit: 'flag', source: '《样例》第一条', confirmed: '2026-01-01' }
    const given = (standards: Hand['standards']): Hand => hand({ catalog: { checks: [extended], facts, national: [] }, standards })
    const [first] = forecast(
      given([
        { ...row, from: '2026-01', to: '2026-01', value: 0 },
        { ...row, from: '2026-02', to: null, value: 1 },
      ]),
    )
    expect(first).toMatchObject({ status: 'partly', gaps: [{ list: { ledger: 'marginal_person' }, from: '2026-02', to: '2026-03', divisions: null }] })
    expect(forecast(given([{ ...row, from: '2026-01', to: null, value: 0 }]))[0]).toMatchObject({ status: 'ran', gaps: [] })
    expect(statuses(given([{ ...row, from: '2026-01', to: null, value: 1 }]))).toEqual({ extended: 'missing_list' })
  })

  test('A list that each community sends: one that never did is a gap without months, and does not stop the check', () => {
    const listed = checkOf('listed', 'needs: [payment]\nspoken_once: [payments]')
    const given = (covers: Hand['batches'][number]['covers']): Hand =>
      hand({ catalog: { checks: [listed], facts, national: [] }, batches: [{ ...payments, covers }] })
    const [first] = forecast(given([{ from: '2026-02', to: '2026-02', division: 'aaaa' }]))
    expect(first).toMatchObject({ status: 'partly', gaps: [{ list: { ledger: 'payments' }, from: null, to: null, divisions: ['桥头'] }] })
    expect(forecast(given(payments.covers))[0]).toMatchObject({ status: 'ran', gaps: [] })
  })
})

describe('one list more', () => {
  test('It opens the checks that wait for it alone, and completes those that see a part', () => {
    const given = hand({ batches: [payments, { ledger: 'cremations', covers: [], programs: [] }] })
    const unlocks = unlocksOf(given, forecast(given)).map((each) => [
      each.list.ledger,
      each.opens.map((one) => one.check),
      each.completes.map((one) => one.check),
    ])
    expect(unlocks).toEqual([
      ['cancellations', [], ['dead']],
      ['visits', ['visited'], []],
    ])
  })

  test('Either of two lists of deaths opens the check; payments alone, where deaths are missing too, do not', () => {
    const given = hand()
    const opens = (of: Hand): Record<string, string[]> =>
      Object.fromEntries(unlocksOf(of, forecast(of)).map((each) => [each.list.ledger, each.opens.map((one) => one.check)]))
    expect(opens(given)).toEqual({ cremations: ['dead'], cancellations: ['dead'], visits: ['visited'] })
    expect(opens(hand({ batches: [], programs: [] }))['payments']).toEqual(['only-paid'])
  })
})
