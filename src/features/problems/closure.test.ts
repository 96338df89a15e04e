import { describe, expect, test } from 'vitest'
import { closureOf, type ClosureFacts } from './closure.ts'
import { accountOf } from './money-account.ts'

const sums = { concerned: null, overpaid: null, underpaid: null }
const ready: ClosureFacts = {
  kind: 'process',
  causeKind: 'work',
  cause: '没有人核对',
  measures: [{ text: '补走访', isDone: true }],
  ownerName: '刘芳',
  hasOwnerLeft: false,
  track: 'by_deadline',
  dueOn: '2026-11-06',
  proofAfter: 1,
  account: accountOf(sums, []),
  concerned: null,
  roster: null,
  goesOn: null,
  notice: null,
  reviewer: null,
}
const lacking = (facts: Partial<ClosureFacts>) =>
  closureOf({ ...ready, ...facts })
    .filter((each) => !each.ok)
    .map((each) => each.why)

describe('closure', () => {
  test('with everything there nothing lacks, and a process problem is not asked about money or rosters', () => {
    expect(lacking({})).toEqual([])
    expect(closureOf(ready).map((each) => each.key)).toEqual(['cause', 'measures', 'owner', 'deadline', 'proof'])
  })

  test('each thing that lacks is named with its button', () => {
    expect(lacking({ causeKind: null, measures: [], ownerName: null, track: null, dueOn: null, proofAfter: 0 })).toHaveLength(5)
    expect(
      lacking({
        measures: [
          { text: '补走访', isDone: true },
          { text: '写制度', isDone: false },
        ],
      }),
    ).toEqual(['2 条措施里有 1 条没做完'])
    expect(lacking({ hasOwnerLeft: true })).toEqual(['责任人刘芳已经离岗，要移交'])
    expect(closureOf({ ...ready, proofAfter: 0 })[0]).toMatchObject({ key: 'proof', button: { action: 'proof' } })
  })

  test('a stopped benefit waits for the payment batch that proves it', () => {
    expect(lacking({ roster: { month: '2026-11', isRecorded: false, covered: false, isPaid: false } })).toEqual([
      '2026-11 的发放批次还没有导入，不能证明已停发',
    ])
    expect(lacking({ roster: { month: '2026-11', isRecorded: false, covered: true, isPaid: true } })).toEqual(['2026-11 的发放批次里还有这个人，没有停发'])
    expect(lacking({ roster: { month: '2026-11', isRecorded: false, covered: true, isPaid: false } })).toEqual([])
    expect(lacking({ roster: { month: '2026-11', isRecorded: false, covered: false, isPaid: false }, goesOn: '只是等级调整' })).toEqual([])
  })

  test('money must come to zero by recovery, waiver or a decision of no return', () => {
    const overpaid = { ...sums, overpaid: 500_00 }
    const after = (...entries: { kind: string; fen: number }[]) => lacking({ kind: 'money', account: accountOf(overpaid, entries) })
    expect(after()).toEqual(['多发 500.00 元还没有确认机关的决定'])
    expect(after({ kind: 'ordered', fen: 500_00 }, { kind: 'recovered', fen: 100_00 })).toEqual(['余额 400.00 元还没有追回、减免或不予追回的文号'])
    expect(after({ kind: 'ordered', fen: 500_00 }, { kind: 'recovered', fen: 500_00 })).toEqual([])
    expect(after({ kind: 'no_basis', fen: 500_00 })).toEqual([])
    expect(lacking({ account: accountOf({ ...sums, underpaid: 300_00 }, []) })).toEqual(['还有 300.00 元没有补发'])
  })

  test('who mended, who asked and who is kin does not review', () => {
    const reviewer = { isRectifier: false, isAsker: false, isKin: false }
    expect(lacking({ reviewer })).toEqual([])
    for (const key of ['isRectifier', 'isAsker', 'isKin'] as const) expect(lacking({ reviewer: { ...reviewer, [key]: true } })).toHaveLength(1)
  })

  test('hearing and notice of a stop hold it back, and name the button that records them', () => {
    const notice = {
      program: 'dibao',
      action: 'stop' as const,
      heardOn: null,
      decidedOn: '2026-09-21',
      notifiedOn: '2026-09-22',
      form: 'written' as const,
      isDead: false,
    }
    expect(lacking({ notice })).toEqual(['决定前没有听取意见的记录（社会救助法第四十八条）'])
    expect(closureOf({ ...ready, notice })[0]).toMatchObject({ why: '决定前没有听取意见的记录（社会救助法第四十八条）', button: { action: 'stop' } })
    expect(lacking({ notice: { ...notice, heardOn: '2026-09-20' } })).toEqual([])
    expect(lacking({ notice: { ...notice, isDead: true } })).toEqual([])
  })
})
