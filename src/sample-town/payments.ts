import { monthRange } from '../domain/months.ts'
import { addDays } from '../domain/plain-date.ts'
import type { Child, Household, Member, Payment, Subsidy, Tekun } from './model.ts'
import type { Town } from './town.ts'
import type { Person } from './people.ts'
import { fenAt } from './rules.ts'

export const firstMonth = '2020-01'
export const lastMonth = '2026-09'
export const nextMonth = '2026-10'
/** The children's payment list of 2020 is lost: only a roster tells of that year. */
const firstMonthOfChildren = '2021-01'

export function isActive(entry: { from: string; to: string | null }, month: string): boolean {
  return month >= entry.from && (entry.to === null || month <= entry.to)
}

export function isOnRoster(household: Household, month: string): boolean {
  return isActive(household, month) && !household.pause.includes(month) && protectedMembers(household, month).length > 0
}

export function membersIn(household: Household, month: string): Member[] {
  return household.members.filter((member) => isActive(member, month))
}

export function protectedMembers(household: Household, month: string): Member[] {
  return membersIn(household, month).filter((member) => member.isProtected)
}

/** The head: the first member who is still there. */
export function headIn(household: Household, month: string): Member {
  const head = membersIn(household, month)[0]
  if (head === undefined) throw new Error(`household ${household.cardNo} is empty in ${month}`)
  return head
}

/** One person's share in 分: the standard less the income per head. */
export function shareFen(household: Household, month: string): number {
  return fenAt(household.isUrban ? 'standard_urban' : 'standard_rural', 'dibao', month) - household.income * 100
}

/** What a class of 低保 gives each person, in 分. */
export function gradeFen(household: Household, grade: 'A' | 'B' | 'C', month: string): number {
  return fenAt(`grade_${grade.toLowerCase()}_${household.isUrban ? 'urban' : 'rural'}`, 'dibao', month)
}

export function householdFen(household: Household, month: string): number {
  const over = household.over !== undefined && month >= household.over.from ? household.over.fen : 0
  const each = household.grade === undefined ? shareFen(household, month) : gradeFen(household, household.grade, month)
  return each * protectedMembers(household, month).length + (household.extraFen ?? 0) + over
}

export function livingFen(tekun: Tekun, month: string): number {
  return fenAt(tekun.isUrban ? 'living_urban' : 'living_rural', 'tekun', month)
}

export function careFen(tekun: Tekun, month: string): number {
  const grade = tekun.paidAs !== undefined && month >= tekun.paidAs.from ? tekun.paidAs.grade : tekun.selfCare
  return careRate(grade, month)
}

/** What the papers give for a grade of care, in 分 a month. */
export function careRate(grade: Tekun['selfCare'], month: string): number {
  return fenAt({ 全护理: 'care_full', 半护理: 'care_half', 全自理: 'care_self' }[grade], 'tekun', month)
}

export function subsidyFen(subsidy: Subsidy, month: string): number {
  if (subsidy.fixedFen !== undefined) return subsidy.fixedFen
  if (subsidy.program === 'disability_living') return fenAt('amount', 'disability_living', month)
  return fenAt(`amount_level_${subsidy.level}`, 'disability_care', month)
}

export function childFen(child: Child, month: string): number {
  return fenAt(child.program === 'orphan' ? 'amount_scattered' : 'amount', child.program, month) - (child.deducted ?? 0)
}

/** Every payment of the town in its order: by program, month, community. */
export function allPayments(town: Town): Payment[] {
  const out: Payment[] = []
  for (const month of monthRange(firstMonth, nextMonth)) {
    for (const household of town.households) {
      if (!isOnRoster(household, month)) continue
      const person = headIn(household, month).person
      const size = protectedMembers(household, month).length
      out.push(
        regular(town, {
          program: 'dibao',
          person,
          month,
          fen: householdFen(household, month),
          cardNo: household.cardNo,
          size,
          community: household.community,
          ...(household.item !== undefined && month >= household.item.from ? { item: household.item.words } : {}),
        }),
      )
    }
    for (const tekun of town.tekun) {
      if (isActive(tekun, month))
        out.push(
          regular(town, {
            program: 'tekun',
            person: tekun.person,
            month,
            fen: livingFen(tekun, month) + careFen(tekun, month),
            cardNo: tekun.cardNo,
            size: 1,
            community: tekun.community,
          }),
        )
    }
    for (const subsidy of town.subsidies) {
      if (isActive(subsidy, month))
        out.push(
          regular(town, {
            program: subsidy.program,
            person: subsidy.person,
            month,
            fen: subsidyFen(subsidy, month),
            cardNo: '',
            size: 1,
            community: subsidy.person.community,
          }),
        )
    }
    for (const child of town.children) {
      if (month >= firstMonthOfChildren && isActive(child, month))
        out.push(
          regular(town, {
            program: child.program,
            person: child.person,
            month,
            fen: childFen(child, month),
            cardNo: '',
            size: 1,
            community: child.person.community,
          }),
        )
    }
  }
  const isPaid = (payment: Payment): boolean => !town.unpaid.has(`${payment.program} ${payment.person.id} ${payment.month}`)
  return [...out.filter(isPaid), ...town.extraPayments]
}

/** What payment lists and bank orders call the money of a program. */
export const itemOf: Record<string, string> = {
  dibao: '低保金',
  tekun: '特困供养金',
  disability_living: '困难残疾人生活补贴',
  disability_care: '重度残疾人护理补贴',
  orphan: '孤儿基本生活费',
  unattended_child: '事实无人抚养儿童基本生活补贴',
}
const payDay: Record<string, string> = { dibao: '12', tekun: '15', disability_living: '18', disability_care: '18', orphan: '20', unattended_child: '20' }

interface Due {
  program: string
  person: Person
  month: string
  fen: number
  cardNo: string
  size: number
  community: number
  item?: string
}

function regular(town: Town, due: Due): Payment {
  const key = `${due.program} ${due.person.id} ${due.month}`
  const isReturned = town.returnedForGood.has(key)
  const typedId = town.typedInPayments.get(key)
  const paidOn = town.paidOnInstead.get(key) ?? `${due.month}-${payDay[due.program] ?? '15'}`
  return {
    ...due,
    ...(typedId === undefined ? {} : { typedId }),
    fen: town.paidInstead.get(key) ?? due.fen,
    paidOn,
    kind: '正常发放',
    item: due.item ?? itemOf[due.program] ?? '',
    status: isReturned ? '退回' : '成功',
    returnReason: isReturned ? '账户已销户' : '',
    bankBatch: `QH${due.month.replace('-', '')}${Object.keys(itemOf).indexOf(due.program) + 1}`,
  }
}

/** A payment that is not the month's own: arrears for an earlier month, or a one-off sum. */
export function extra(given: Due & { paidOn: string; kind: Payment['kind']; item: string }): Payment {
  return { ...given, status: '成功', returnReason: '', bankBatch: `QH${given.paidOn.slice(0, 7).replace('-', '')}B` }
}

/** The bank sends one month's money back and takes it again a week later: two rows, nothing lost. */
export function returnedAndPaid(payment: Payment): Payment[] {
  return [
    { ...payment, status: '退回', returnReason: '账户状态异常' },
    { ...payment, paidOn: addDays(payment.paidOn, 9), bankBatch: `${payment.bankBatch}C` },
  ]
}
