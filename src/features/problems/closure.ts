import { formatMoney } from '../../domain/money.ts'
import { noticeLacks, type NoticeFacts } from './notice-rules.ts'
import type { Account } from './money-account.ts'
import type { Track } from './problem-clock.ts'

export const conditionKeys = ['cause', 'measures', 'owner', 'deadline', 'proof', 'money', 'roster', 'notice', 'reviewer'] as const
export type ConditionKey = (typeof conditionKeys)[number]

/** One condition of closure: what it is, whether it holds, why not, and which action mends it. */
export interface Condition {
  key: ConditionKey
  ok: boolean
  text: string
  why: string | null
  /** The page's button: which field or form opens, and its word. */
  button: { action: 'cause' | 'measure' | 'owner' | 'plan' | 'proof' | 'money' | 'stop' | 'import'; word: string } | null
}

export interface ClosureFacts {
  kind: string
  causeKind: string | null
  cause: string | null
  measures: readonly { text: string; isDone: boolean }[]
  ownerName: string | null
  hasOwnerLeft: boolean
  track: Track | null
  dueOn: string | null
  proofAfter: number
  account: Account
  concerned: number | null
  /** For a benefit that had to stop: what the payment batch of the first month without it says; null where nothing stops. */
  roster: { month: string; isRecorded: boolean; covered: boolean; isPaid: boolean; batch?: string | undefined } | null
  goesOn: string | null
  /** Hearing and notice of the stop, cut or end; null where nothing stopped. */
  notice: NoticeFacts | null
  /** Asked about one reviewer; null while nobody reviews yet. */
  reviewer: { isRectifier: boolean; isAsker: boolean; isKin: boolean } | null
}

type Button = Condition['button']

function condition(key: ConditionKey, { ok, text, why, button }: { ok: boolean; text: string; why: string; button: Button }): Condition {
  return { key, ok, text, why: ok ? null : why, button: ok ? null : button }
}

/** 销号的条件: all that must hold before a problem is struck off, those that lack first. */
export function closureOf(facts: ClosureFacts): Condition[] {
  const open = facts.measures.filter((measure) => !measure.isDone)
  const list: Condition[] = [
    condition('cause', {
      ok: facts.causeKind !== null && (facts.cause ?? '') !== '',
      text: '原因写了',
      why: '原因还没有写',
      button: { action: 'cause', word: '写原因' },
    }),
    condition('measures', {
      ok: facts.measures.length > 0 && open.length === 0,
      text: facts.measures.length === 0 ? '有整改措施' : `${facts.measures.length} 条措施都做了`,
      why: facts.measures.length === 0 ? '还没有整改措施' : `${facts.measures.length} 条措施里有 ${open.length} 条没做完`,
      button: { action: 'measure', word: facts.measures.length === 0 ? '写措施' : '勾已做' },
    }),
    condition('owner', {
      ok: facts.ownerName !== null && !facts.hasOwnerLeft,
      text: `责任人${facts.ownerName ?? ''}`,
      why: facts.ownerName === null ? '还没有责任人' : `责任人${facts.ownerName}已经离岗，要移交`,
      button: { action: 'owner', word: '定责任人' },
    }),
    condition('deadline', {
      ok: facts.track === 'at_once' || facts.dueOn !== null,
      text: facts.track === 'at_once' && facts.dueOn === null ? '立行立改' : `时限 ${facts.dueOn ?? ''}`,
      why: '还没有定立行立改还是限期整改',
      button: { action: 'plan', word: '定时限' },
    }),
    condition('proof', {
      ok: facts.proofAfter > 0,
      text: `整改后的佐证 ${facts.proofAfter} 件`,
      why: '整改后的佐证一件也没有',
      button: { action: 'proof', word: '传佐证' },
    }),
  ]
  const money = moneyCondition(facts)
  if (money) list.push(money)
  const roster = rosterCondition(facts)
  if (roster) list.push(roster)
  const notice = noticeCondition(facts)
  if (notice) list.push(notice)
  if (facts.reviewer) {
    const { isRectifier, isAsker, isKin } = facts.reviewer
    list.push(
      condition('reviewer', {
        ok: !isRectifier && !isAsker && !isKin,
        text: '复核的人不是整改的人',
        why: isKin ? '当事人在您的近亲属备案里，要由别人复核' : isAsker ? '销号是您申请的，要由另一个人复核' : '您参与了这条的整改，要由另一个人复核',
        button: null,
      }),
    )
  }
  return [...list.filter((each) => !each.ok), ...list.filter((each) => each.ok)]
}

function moneyCondition({ account, concerned, kind }: ClosureFacts): Condition | null {
  const touchesMoney = account.base > 0 || account.owedBase > 0 || (kind === 'money' && (concerned ?? 0) > 0)
  if (!touchesMoney) return null
  const why = account.isUndecided
    ? account.base > 0
      ? `多发 ${formatMoney(account.rest)} 元还没有确认机关的决定`
      : `涉及 ${formatMoney(concerned ?? 0)} 元，多发多少、要不要追回还没有确认机关的决定`
    : account.rest > 0
      ? `余额 ${formatMoney(account.rest)} 元还没有追回、减免或不予追回的文号`
      : `还有 ${formatMoney(account.owedRest)} 元没有补发`
  return condition('money', {
    ok: account.rest === 0 && account.owedRest === 0 && !account.isUndecided,
    text: '钱款余额为 0',
    why,
    button: { action: 'money', word: account.isUndecided ? '登记决定' : '登记钱款' },
  })
}

function noticeCondition({ notice }: ClosureFacts): Condition | null {
  if (!notice) return null
  const lacks = noticeLacks(notice)
  return condition('notice', {
    ok: lacks === null,
    text: notice.isDead ? '当事人已去世，没有人要听取和告知' : '该听取的意见听取了，该告知的告知了',
    why: lacks ?? '',
    button: { action: 'stop', word: '登记听取和告知' },
  })
}

function rosterCondition({ roster, goesOn }: ClosureFacts): Condition | null {
  if (goesOn !== null) return condition('roster', { ok: true, text: `待遇照常发放：${goesOn}`, why: '', button: null })
  if (!roster) return null
  return condition('roster', {
    ok: roster.covered && !roster.isPaid,
    text: `${roster.month} 的发放批次里已没有这个人`,
    why: roster.covered ? `${roster.month} 的发放批次里还有这个人，没有停发` : `${roster.month} 的发放批次还没有导入，不能证明已停发`,
    button: roster.isRecorded && !roster.covered ? { action: 'import', word: '导入发放批次' } : { action: 'stop', word: '登记停发' },
  })
}
