import { householdLists, type HouseholdList } from './household.ts'
import { programWord } from '../../domain/programs.ts'
import { text, type PersonRows } from './person-rows.ts'

export interface Mark {
  on: string
  label: string
  kind: 'death' | 'card' | 'move' | 'household' | 'application' | 'stop'
}

interface MarksOptions {
  data: PersonRows
  key: bigint
  nameOf: (division: string) => string
}

/** What happened to the person and the household, by day. Lists of other offices are in `data` only for who may read them. */
export function marksOf({ data, key, nameOf }: MarksOptions): Mark[] {
  const marks = [...deaths(data), ...cardChanges(data), ...moves(data, key, nameOf), ...householdChanges(data, key), ...papers(data)]
  return marks.sort((a, b) => (a.on < b.on ? -1 : 1))
}

/** The certificate's day counts before the others (民法典 第十五条), else the latest that a list names. */
function deaths(data: PersonRows): Mark[] {
  const days = (ledger: string): string[] => (data.rows.get(ledger) ?? []).flatMap((row) => text(row['died_on']) ?? [])
  const cancelled = (data.rows.get('cancellations') ?? []).filter((row) => text(row['reason']) === null || /死|亡/.test(text(row['reason']) ?? ''))
  const certified = days('death_certificates').sort()[0]
  const registered = cancelled.flatMap((row) => text(row['died_on']) ?? []).sort()[0]
  const on = certified ?? registered ?? days('cremations').sort().at(-1)
  if (on === undefined) return []
  const source = certified === undefined ? (registered === undefined ? '火化名单' : '户口注销名单') : '死亡证明'
  return [{ on, label: `去世（${source}）`, kind: 'death' }]
}

function cardChanges(data: PersonRows): Mark[] {
  return (data.rows.get('disability_cards') ?? []).flatMap((row): Mark[] => {
    const issued = text(row['issued_on'])
    const first = text(row['first_issued'])
    const changed = text(row['status_on'])
    const status = { frozen: '冻结', cancelled: '注销', expired: '过期' }[text(row['status']) ?? '']
    return [
      ...(issued !== null && first !== null && issued !== first ? [{ on: issued, label: '残疾证换发', kind: 'card' as const }] : []),
      ...(changed !== null && status !== undefined ? [{ on: changed, label: `残疾证${status}`, kind: 'card' as const }] : []),
    ]
  })
}

/** Between two lists of payments or rosters the community changed. Rows of other people in the household do not count. */
function moves(data: PersonRows, key: bigint, nameOf: (division: string) => string): Mark[] {
  const marks: Mark[] = []
  let before: string | null = null
  for (const { month, division } of placesOf(data, key)) {
    if (before !== null && division !== before) marks.push({ on: `${month}-01`, label: `迁居：${nameOf(before)} → ${nameOf(division)}`, kind: 'move' })
    before = division
  }
  return marks
}

/** The community that each month's lists state for the person, oldest first. */
export function placesOf(data: PersonRows, key: bigint): { month: string; division: string }[] {
  const places = new Map<string, string>()
  for (const rows of data.rows.values()) {
    for (const row of rows) {
      const month = text(row['for_month']) ?? text(row['period'])
      const division = text(row['division'])?.slice(0, 4)
      if (row['person_key'] === key && month !== null && division !== undefined && division.length === 4) places.set(month, division)
    }
  }
  return [...places].map(([month, division]) => ({ month, division })).sort((a, b) => (a.month < b.month ? -1 : 1))
}

/** Who came and who left between two rosters of the person's household. */
function householdChanges(data: PersonRows, key: bigint): Mark[] {
  const self = key.toString()
  const own = householdLists(data).filter((list) => list.members.some((member) => member.key === self))
  return own.flatMap((list, at): Mark[] => {
    const before = own[at - 1]
    if (!before || before.month === list.month) return []
    const on = `${list.month}-01`
    if (before.head !== list.head) return [{ on, label: '换了户', kind: 'household' }]
    const words = [...differ(list, before).map((name) => `${name}进户`), ...differ(before, list).map((name) => `${name}出户`)]
    return words.length === 0 ? [] : [{ on, label: words.join('、'), kind: 'household' }]
  })
}

function differ(list: HouseholdList, other: HouseholdList): string[] {
  const known = new Set(other.members.map((member) => member.key ?? member.name))
  return list.members.filter((member) => !known.has(member.key ?? member.name)).map((member) => member.name)
}

function papers(data: PersonRows): Mark[] {
  return data.kept.flatMap((row): Mark[] => {
    const program = text(row.cells['program']) === null ? '救助' : programWord(String(row.cells['program']), 'short')
    const day = (name: string): string | null => text(row.cells[name])
    if (row.ledger === 'applications') {
      const outcome = { approved: '确认', refused: '不予确认', withdrawn: '撤回' }[String(row.cells['outcome'])]
      const decided = day('decided_on')
      const applied = day('applied_on')
      return [
        ...(applied === null ? [] : [{ on: applied, label: `申请${program}`, kind: 'application' as const }]),
        ...(decided === null || outcome === undefined ? [] : [{ on: decided, label: `${program}${outcome}`, kind: 'application' as const }]),
      ]
    }
    if (row.ledger === 'stops') {
      const on = day('decided_on') ?? (day('stop_month') === null ? null : `${day('stop_month')}-01`)
      const action = { stop: '停发', cut: '减发', end: '终止' }[String(row.cells['action'])] ?? '停发'
      return on === null ? [] : [{ on, label: `${program}${action}`, kind: 'stop' as const }]
    }
    return []
  })
}
