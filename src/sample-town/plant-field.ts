import { addDays } from '../domain/plain-date.ts'
import { isActive } from './payments.ts'
import { communityAt } from './places.ts'
import type { Tekun } from './model.ts'
import type { Person } from './people.ts'
import { alone } from './plant-tekun.ts'
import type { Register } from './register.ts'
import type { TruthBook } from './truth.ts'

const last = '2026-09'
const points = ['老车站', '桥下', '集贸市场']

/** Records of the field: patrols, people found in the street, visits that are copied. Gives those whom nobody visits by himself. */
export function plantFieldRecords(register: Register, truth: TruthBook): Set<string> {
  plantPatrols(register, truth)
  plantOnStreet(register, truth)
  return plantAlikeVisits(register, truth)
}

/** CK94. */
function plantPatrols(register: Register, truth: TruthBook): void {
  const check = 'patrol-gap'
  const place = register.at(0)
  addPatrols(register, place, (point, date) => point === '桥下' && date > '2026-09-07' && date < '2026-09-19')
  truth.wrong({ check, community: place, program: 'street', months: [last], concerned: null, note: '桥下9月7日以后十二天没有人去' })
  const calm = register.at(3)
  addPatrols(register, calm, (point, date) => point === '老车站' && date > '2026-09-07' && date < '2026-09-13')
  truth.lookAlike({ check, community: calm, program: 'street', months: [last], note: '少走一次，没有超过七天' }, 'within the schedule')
  const missed = register.at(1)
  planPoint(register, missed, '北街路口', ['2026-09-02', '2026-09-09', '2026-09-24'])
  truth.wrong({ check, community: missed, program: 'street', months: [last], concerned: null, note: '安排七天一次的北街路口，9月15日至21日没有人去' })
  const apart = register.at(6)
  planPoint(register, apart, '南街路口', ['2026-09-01', '2026-09-13', '2026-09-15', '2026-09-22'])
  truth.lookAlike({ check, community: apart, program: 'street', months: [last], note: '两次相隔十二天，每一段都有人去' }, 'each stretch walked')
}

/** A place of the schedule, every seven days from the first of September on, with its walks. */
function planPoint(register: Register, place: number, point: string, walks: readonly string[]): void {
  register.addRow('patrol_points', point, 7, { date: '2026-09-01' }, '镇街面巡查安排', { place })
  for (const date of walks) register.addRow('patrols', point, { date }, '网格员', '无异常', { place })
}

/** September's walks of a community: every point each third day but on the days left out. */
function addPatrols(register: Register, community: number, without: (point: string, date: string) => boolean): void {
  const by = communityAt(community).visitors[0] ?? null
  for (const point of points) {
    for (let date = '2026-09-01'; date <= '2026-09-30'; date = addDays(date, 3)) {
      if (!without(point, date)) register.addRow('patrols', point, { date }, by, '无异常', { place: community })
    }
  }
}

/** CK93. */
function plantOnStreet(register: Register, truth: TruthBook): void {
  const check = 'institution-money-on-street'
  const found = (community: number, support: Tekun['support']): Person => {
    const { person } = alone(register, community, { support })
    register.town.streetReturns.push({ person, category: '生活无着的流浪乞讨人员', enteredOn: '2026-09-07', returnedOn: '2026-09-11' })
    register.addVisit(person, { on: '2026-09-17', category: '其他', content: '入户了解返乡后生活情况' })
    return person
  }
  for (const community of [3, 0]) {
    truth.wrong({ check, person: found(community, '集中供养'), program: 'tekun', months: [last], note: '9月在外流浪，集中供养费照发' })
  }
  truth.lookAlike({ check, person: found(5, '分散供养'), program: 'tekun', months: [last], note: '分散供养' }, 'at home by right')
}

/** One visitor in fifteen homes of a community on one day. */
function walkAll(register: Register, community: number): void {
  const at = register.at(community)
  const by = communityAt(at).visitors[0] ?? ''
  const heads = register.town.households
    .filter((household) => household.community === at && isActive(household, last) && household.members.every((member) => member.person.died === null))
    .flatMap((household) => household.members.slice(0, 1))
  for (const { person } of heads.slice(0, 15)) register.addVisit(person, { on: '2026-09-29', category: '低保对象', kind: '日常走访', by })
}

/** CK69: six records of one text in a community. Those whose records are alike, and those who were only called. */
function plantAlikeVisits(register: Register, truth: TruthBook): Set<string> {
  const check = 'visits-alike'
  const handled = new Set<string>()
  const text = '查看了住房、水电和床铺，身体和精神状态良好，生活物资充足，没有新的困难和诉求。'
  const six = (community: number, kind: '定期回访' | '电话走访'): void => {
    for (let no = 0; no < 6; no += 1) {
      const { person } = alone(register, community)
      register.addVisit(person, { on: `2026-09-${String(5 + no * 3).padStart(2, '0')}`, category: '特困供养对象', kind, content: text, isWhole: true })
      handled.add(person.id)
    }
  }
  six(2, '定期回访')
  truth.wrong({ check, community: register.at(2), program: 'tekun', months: [last], concerned: null, note: '同一社区六份走访记录一字不差' })
  walkAll(register, 4)
  truth.wrong({ check, community: register.at(4), program: 'tekun', months: [last], concerned: null, note: '一个人一天走访十五户' })
  six(7, '电话走访')
  truth.lookAlike({ check, community: register.at(7), program: 'tekun', months: [last], note: '电话记录本来简短相同' }, 'calls')
  return handled
}
