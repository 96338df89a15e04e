import { formatMoney } from '../../domain/money.ts'
import { moneyKinds, moneyWords, type MoneyKind, type RecoveryWay } from '../../domain/problem-words.ts'

export interface Sums {
  concerned: number | null
  overpaid: number | null
  underpaid: number | null
}

export interface Account extends Record<MoneyKind, number> {
  /** What has to be accounted for: what was ordered back, and what was overpaid beyond it. */
  base: number
  rest: number
  owedBase: number
  owedRest: number
  /** 多发（待决定）: no authority has said yet what of it comes back. */
  isUndecided: boolean
}

/**
 * The account of a problem in 分: `rest` = base − recovered − waived − no_basis − debtor_dead − handed_over,
 * `owedRest` = owedBase − paid_later. Where the data could fix no overpaid sum, what the authority decided is the base.
 */
export function accountOf(sums: Sums, entries: readonly { kind: string; fen: number }[]): Account {
  const sum = (kind: MoneyKind): number => entries.reduce((total, entry) => (entry.kind === kind ? total + entry.fen : total), 0)
  const parts = Object.fromEntries(moneyKinds.map((kind) => [kind, sum(kind)])) as Record<MoneyKind, number>
  const base = sums.overpaid === null ? parts.ordered + parts.no_basis : Math.max(sums.overpaid, parts.ordered)
  const settled = parts.recovered + parts.waived + parts.no_basis + parts.debtor_dead + parts.handed_over
  const owedBase = parts.owed > 0 ? parts.owed : (sums.underpaid ?? 0)
  return {
    ...parts,
    base,
    rest: base - settled,
    owedBase,
    owedRest: owedBase - parts.paid_later,
    isUndecided: parts.ordered === 0 && (sums.overpaid === null ? (sums.concerned ?? 0) > 0 && parts.no_basis === 0 : base - settled > 0),
  }
}

/** What the debtor still has to bring, in 分: of the order what is neither in, waived nor lost with a death, never more than the balance. */
export function stillToCome(account: Account): number {
  return Math.max(0, Math.min(account.rest, account.ordered - account.recovered - account.waived - account.debtor_dead))
}

export interface NewEntry {
  kind: MoneyKind
  fen: number
  way?: RecoveryWay | undefined
  organ?: string | undefined
  paper?: string | undefined
}

/** Why an entry cannot be booked, or null. The town never orders return by itself (社会救助法 第七十三条、第七十四条). */
export function refuseEntry(sums: Sums, entries: readonly { kind: string; fen: number }[], { entry, town }: { entry: NewEntry; town: string }): string | null {
  const { kind, fen, way, organ, paper } = entry
  const account = accountOf(sums, entries)
  const lacks = (what: string | undefined): boolean => (what ?? '').trim() === ''
  if ((kind === 'ordered' || kind === 'no_basis' || kind === 'handed_over') && (lacks(organ) || lacks(paper)))
    return `${moneyWords[kind]}要写明由哪个机关、凭哪份文件决定。`
  if (kind === 'ordered' && isTownOrgan(organ ?? '', town)) return '责令退回由社会救助管理部门作出，镇里不能自己责令；请上报后等决定，再登记它的文号。'
  if ((kind === 'waived' || kind === 'debtor_dead' || way === 'offset') && lacks(paper))
    return `${way === 'offset' ? '抵扣' : moneyWords[kind]}要写批件或文号。`
  if (kind === 'recovered' && way === undefined) return '请写明怎样收回：现金、抵扣、退卡或分期。'
  if (kind === 'waived' && account.ordered === 0) return '还没有责令退回的决定，谈不上减免；不需要退回的，登记“不予追回”和它的文号。'
  const after = accountOf(sums, [...entries, { kind, fen }])
  if (kind === 'no_basis' && sums.overpaid === null && sums.concerned !== null && after.base > Math.max(sums.concerned, account.base))
    return `涉及金额只有 ${formatMoney(sums.concerned)} 元。`
  if (after.rest < 0) return `余额只有 ${formatMoney(account.rest)} 元，登记 ${formatMoney(fen)} 元就成负数了。`
  if (after.owedRest < 0) return `应补发的余额只有 ${formatMoney(account.owedRest)} 元，登记 ${formatMoney(fen)} 元就成负数了。`
  return null
}

function isTownOrgan(organ: string, town: string): boolean {
  const name = organ.replaceAll(/\s/g, '')
  return (
    (town !== '' && name.includes(town)) ||
    /(镇|乡|街道)(人民政府|政府|民政办|社会事务办|便民服务中心|办事处)?(公室)?$/.test(name) ||
    /社区|村委会|居委会/.test(name)
  )
}

export interface AccountLine {
  key: MoneyKind | 'overpaid' | 'rest' | 'underpaid' | 'owed_rest'
  sign: '' | '−' | '='
  label: string
  fen: number
}

/** The account as a screen shows it: it subtracts downwards and ends in one balance. Empty where no money is touched. */
export function accountLines(sums: Sums, account: Account): AccountLine[] {
  const lines: AccountLine[] = []
  if (account.base > 0) {
    const isOrdered = account.ordered > 0
    if (account.isUndecided) lines.push({ key: 'overpaid', sign: '', label: '多发（待决定）', fen: account.base })
    else if (isOrdered && account.base === account.ordered) lines.push({ key: 'ordered', sign: '', label: '应追回', fen: account.base })
    else lines.push({ key: 'overpaid', sign: '', label: isOrdered ? `多发，其中责令退回 ${formatMoney(account.ordered)}` : '多发', fen: account.base })
    for (const kind of ['recovered', 'waived', 'no_basis', 'debtor_dead', 'handed_over'] as const)
      if (account[kind] > 0) lines.push({ key: kind, sign: '−', label: moneyWords[kind], fen: account[kind] })
    lines.push({ key: 'rest', sign: '=', label: '余额', fen: account.rest })
  }
  if (account.owedBase > 0) {
    lines.push({ key: account.owed > 0 ? 'owed' : 'underpaid', sign: '', label: account.owed > 0 ? '应补发' : '少发（待决定）', fen: account.owedBase })
    if (account.paid_later > 0) lines.push({ key: 'paid_later', sign: '−', label: '已补发', fen: account.paid_later })
    lines.push({ key: 'owed_rest', sign: '=', label: '未补发', fen: account.owedRest })
  }
  if (lines.length === 0 && (sums.concerned ?? 0) > 0) lines.push({ key: 'overpaid', sign: '', label: '涉及（多发多少待决定）', fen: sums.concerned ?? 0 })
  return lines
}
