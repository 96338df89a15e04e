import type { LakeRow } from '../../platform/lake/lake.ts'
import { text, type PersonRows } from './person-rows.ts'

export interface Member {
  key: string | null
  name: string
  relation: string
  isProtected: boolean
}

export interface HouseholdList {
  month: string
  head: string
  members: Member[]
}

const headWords = ['本人', '户主', '申请人']

/** The head of a roster row: stated, or the row itself when it says so. */
function headOfRow(row: LakeRow): string | null {
  if (typeof row['head_key'] === 'bigint') return row['head_key'].toString()
  const relation = text(row['relation'])
  return typeof row['person_key'] === 'bigint' && relation !== null && headWords.includes(relation) ? row['person_key'].toString() : null
}

/** 低保 rosters of the person's households, by month and head. */
export function householdLists(data: Pick<PersonRows, 'household' | 'heads'>): HouseholdList[] {
  const lists = new Map<string, HouseholdList>()
  for (const row of data.household) {
    const head = headOfRow(row)
    const month = text(row['period'])
    if (head === null || month === null || !data.heads.has(head)) continue
    const list = lists.get(`${month} ${head}`) ?? { month, head, members: [] }
    lists.set(`${month} ${head}`, list)
    list.members.push({
      key: typeof row['person_key'] === 'bigint' ? row['person_key'].toString() : null,
      name: text(row['name']) ?? '',
      relation: text(row['relation']) ?? '',
      isProtected: row['protected'] !== false,
    })
  }
  const rank = (member: Member): number => (headWords.includes(member.relation) ? 0 : 1)
  for (const list of lists.values()) list.members.sort((a, b) => rank(a) - rank(b))
  return [...lists.values()].sort((a, b) => (a.month < b.month ? -1 : 1))
}

/**
 * Was the person in that head's household in a month? A household payment between two rosters stands for who is on the
 * next one and was on one before, or whose first month has come; without a later roster for who is on the last one.
 */
export function belongsTo(data: Pick<PersonRows, 'household' | 'heads'>, key: bigint): (head: string, month: string) => boolean {
  const lists = householdLists(data)
  const self = key.toString()
  const firstMonth = data.household.flatMap((row) => (row['person_key'] === key ? (text(row['first_month']) ?? []) : [])).sort()[0]
  return (head, month) => {
    const own = lists.filter((list) => list.head === head)
    const next = own.find((list) => list.month >= month)
    const isOn = (list: HouseholdList): boolean => list.members.some((member) => member.key === self && member.isProtected)
    if (!next) {
      const last = own.at(-1)
      return last !== undefined && isOn(last)
    }
    if (!isOn(next)) return false
    return next.month === month || (firstMonth !== undefined && firstMonth <= month) || own.some((list) => list.month < month && isOn(list))
  }
}
