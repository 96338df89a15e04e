import type { Cell, SheetRow } from '../../../platform/files/workbook.ts'
import type { Values } from './finish-row.ts'
import { textOf } from './grid.ts'
import type { MemberColumns } from './map-columns.ts'
import { isHeadRelation } from './plans.ts'
import type { CellRead } from './read-cells.ts'
import type { RemarkCode } from './reading.ts'

const inherited = [
  'head_name',
  'head_citizen_id',
  'head_key',
  'community',
  'address',
  'card_no',
  'category',
  'grade',
  'family_size',
  'protected_size',
  'household_amount',
]

/**
 * Gives a member what belongs to the household of the head above it. Returns the head for the next row: a head begins
 * a household, a row without a relation ends it. A member who names another head or household takes nothing.
 */
export function joinHousehold(values: Values, head: Values | null): Values | null {
  const word = values.relation
  if (typeof word !== 'string') return null
  if (isHeadRelation(word)) {
    if (values.head_name === null && typeof values.name === 'string') values.head_name = values.name
    if (values.head_citizen_id === null && values.head_name === values.name) {
      values.head_citizen_id = values.citizen_id ?? null
      values.head_key = values.person_key ?? null
    }
    return values
  }
  if (!head || (values.head_name !== null && values.head_name !== head.head_name) || (values.head_key !== null && values.head_key !== head.head_key))
    return head
  if (typeof values.household_no === 'string' && values.household_no !== head.household_no) return head
  for (const name of inherited) if (values[name] === null && head[name] !== undefined) values[name] = head[name]!
  return head
}

/** Names the head whom a member states by number only, wherever he stands in the table: rows in any order say the same. */
export function nameHeads(rows: readonly { values: Values }[]): void {
  const names = new Map(rows.filter(({ values }) => values.person_key === values.head_key).map(({ values }) => [values.head_key, values.head_name]))
  for (const { values } of rows) if (typeof values.relation === 'string' && values.head_key !== null) values.head_name ??= names.get(values.head_key) ?? null
}

export interface Member {
  values: Values
  idCode: RemarkCode | null
  idMessage: string | null
  idText: string | null
}

function sexIn(cell: Cell | null | undefined): string | null {
  const text = textOf(cell)
  return text.includes('女') ? 'female' : text.includes('男') ? 'male' : null
}

/**
 * One row for a household with its members side by side (姓名1, 身份证1, 姓名2 …) gives a row for each; the first is
 * the head unless 户主 is named, who then comes first when he is not among them.
 */
export function expandMembers(
  row: SheetRow,
  members: readonly MemberColumns[],
  read: { values: Values; readId: (cell: Cell) => CellRead; readName: (cell: Cell) => CellRead },
): Member[] {
  const people: Member[] = []
  const cell = (at: number | null): Cell | null => (at === null ? null : (row.cells[at] ?? null))
  const hasRelation = 'relation' in read.values
  members.forEach((member, place) => {
    const nameCell = cell(member.name)
    const idCell = cell(member.citizenId)
    const name = nameCell ? read.readName(nameCell).value : null
    const id = idCell ? read.readId(idCell) : null
    if (name === null && (id === null || id.value === null)) return
    const relation = textOf(cell(member.relation)) || (place === 0 ? '本人' : null)
    const values: Values = {
      ...read.values,
      name,
      citizen_id: id?.value ?? null,
      person_key: id?.key ?? null,
      sex: sexIn(cell(member.sex)),
      ...(hasRelation ? { relation } : {}),
    }
    const who = typeof name === 'string' ? name : '成员'
    if (id === null)
      people.push({ values, idCode: 'id_missing', idMessage: `${who}没有证号，只能凭姓名、出生日期和社区推断是谁，不作认定，请补上证号`, idText: null })
    else people.push({ values, idCode: id.code, idMessage: id.message === null ? null : `${who}：${id.message}`, idText: textOf(idCell) })
  })
  const first = people[0]
  if (!first) return []
  const headName = read.values.head_name ?? first.values.name ?? null
  const headKey = read.values.head_key ?? null
  const isHead = (member: Member): boolean => (headKey === null ? member.values.name === headName : member.values.person_key === headKey)
  if (!people.some(isHead) && typeof read.values.head_name === 'string') {
    const values: Values = {
      ...read.values,
      name: read.values.head_name,
      citizen_id: read.values.head_citizen_id ?? null,
      person_key: headKey,
      ...(hasRelation ? { relation: '本人' } : {}),
    }
    people.unshift({ values, idCode: null, idMessage: null, idText: null })
  }
  const head = people.find(isHead) ?? people[0]!
  for (const { values } of people) {
    values.head_name ??= headName
    if (values.head_citizen_id === null) {
      values.head_citizen_id = head.values.citizen_id ?? null
      values.head_key = head.values.person_key ?? null
    }
  }
  return people
}
