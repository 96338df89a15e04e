import { addMonths, monthOf } from '../domain/months.ts'
import { addDays, ageOn } from '../domain/plain-date.ts'
import { emptyTown } from './town.ts'
import type { Aid, Application, Child, FamilyProgram, Household, LeftBehind, ListCell, Member, Tekun, Visit } from './model.ts'
import type { Town } from './town.ts'
import { PeopleMaker, two } from './people.ts'
import type { Card, Person } from './people.ts'
import { communityAt, communitiesOf, placeOfPlant, townSizes } from './places.ts'
import type { Community, TownSize } from './places.ts'
import { Random } from './random.ts'

const places = ['广东东莞', '浙江宁波', '江苏昆山', '福建晋江', '重庆', '上海', '广东佛山', '新疆库尔勒']
/** What a benefit's card numbers carry. */
export const cardLetters = { dibao: 'D', marginal: 'B', rigid: 'G' } as const
const visitWords = [
  '身体状况稳定',
  '饮食起居正常',
  '水电气安全',
  '衣被整洁',
  '按时服药',
  '与邻里相处融洽',
  '有固定照料人',
  '已提醒防火防滑',
  '近期无困难诉求',
  '生活物资充足',
]

/** The town while it is being made: adds people together with every record that belongs to them. */
export class Register {
  readonly town: Town
  readonly random: Random
  readonly people: PeopleMaker
  #cardNo = 0
  #serial = 0

  readonly size: TownSize
  /** Which round of planting is going on; see `TownSize.plantings`. */
  planting = 0

  constructor(seed: number, size: TownSize = townSizes.demo) {
    this.size = size
    this.town = emptyTown([...communitiesOf(size).keys()])
    this.random = new Random(seed)
    this.people = new PeopleMaker(this.random, (community) => this.at(community))
  }

  get communities(): Community[] {
    return communitiesOf(this.size)
  }

  /** Where something meant for one of the eight communities stands in this town. Asking twice changes nothing. */
  at(community: number): number {
    return placeOfPlant(community, this)
  }

  nextCardNo(letter: (typeof cardLetters)[FamilyProgram] | 'T'): string {
    this.#cardNo += 1
    return `99910100${letter}${String(this.#cardNo).padStart(5, '0')}`
  }

  nextNumber(prefix: string): string {
    this.#serial += 1
    return `${prefix}${String(this.#serial).padStart(4, '0')}`
  }

  /** Both subsidies as the papers give them: living inside 低保, care by level; from the month the right began, not before 2020. */
  giveBenefitsOfCard(card: Card, person: Person, household: Household | null): void {
    const issued = monthOf(card.firstIssued)
    const later = (a: string, b: string): string => (a > b ? a : b)
    if (!this.town.cardHolders.includes(person)) this.town.cardHolders.push(person)
    if (household !== null)
      this.town.subsidies.push({ person, program: 'disability_living', level: card.level, from: later(household.from, issued), to: household.to })
    const highest = card.kind === '智力' || card.kind === '精神' ? 3 : 2
    if (card.level <= highest) this.town.subsidies.push({ person, program: 'disability_care', level: card.level, from: later(issued, '2016-01'), to: null })
  }

  /** One row of a further list; its columns are those of `files-lists.ts`. */
  addRow(ledger: string, ...cells: ListCell[]): void {
    const rows = this.town.lists.get(ledger) ?? []
    rows.push(cells)
    this.town.lists.set(ledger, rows)
  }

  recordDeath(person: Person, on: string): void {
    person.died = on
    for (const card of person.cards) {
      card.status = '注销'
      card.statusOn = addDays(on, 20)
    }
    this.town.deaths.push({ person, on, cancelledOn: addDays(on, this.random.int(6, 40)), hasCertificate: on >= '2024-01-01' })
  }

  /** A member dies and everything ends with the month of death; the household goes on with the others. */
  endMemberByDeath(household: Household, member: Member | undefined, on: string): void {
    if (member === undefined) return
    const month = monthOf(on)
    if (month < household.from) return
    this.recordDeath(member.person, on)
    member.to = month
    if (household.members.every((each) => each.to !== null || !each.isProtected)) {
      household.to = month
      household.endReason = '死亡'
    }
    for (const subsidy of this.town.subsidies) if (subsidy.person === member.person) subsidy.to = month
    if (on < '2025-01-01') return
    const isLast = household.to === month
    const decidedOn = addDays(on, this.random.int(4, 9))
    this.town.stops.push({
      person: member.person,
      program: '低保',
      action: isLast ? '终止' : '减发',
      reason: '死亡',
      heardOn: null,
      decidedOn,
      notifiedOn: addDays(decidedOn, 2),
      stopMonth: addMonths(month, 1),
    })
  }

  endTekunByDeath(tekun: Tekun, on: string): void {
    if (monthOf(on) < tekun.from) return
    this.recordDeath(tekun.person, on)
    tekun.to = monthOf(on)
    if (on < '2025-01-01') return
    const decidedOn = addDays(on, 6)
    this.town.stops.push({
      person: tekun.person,
      program: '特困',
      action: '终止',
      reason: '死亡',
      heardOn: null,
      decidedOn,
      notifiedOn: addDays(decidedOn, 2),
      stopMonth: addMonths(tekun.to, 1),
    })
  }

  /** The application that led to a benefit beginning in `from`: every step within its limit. */
  addApplication(
    person: Person,
    { program, from, cause, change }: { program: string; from: string; cause: string; change?: Partial<Application> },
  ): Application {
    const decidedOn = `${addMonths(from, -1)}-${two(this.random.int(19, 24))}`
    const [first = '', second = ''] = communityAt(person.community).visitors
    const application: Application = {
      number: this.nextNumber('QHSQ'),
      person,
      program,
      appliedOn: addDays(decidedOn, -21),
      receivedOn: addDays(decidedOn, -21),
      forwardedOn: addDays(decidedOn, -20),
      acceptedOn: addDays(decidedOn, -19),
      surveyedOn: addDays(decidedOn, -17),
      surveyors: `${first}、${second}`,
      noticeFrom: addDays(decidedOn, -12),
      noticeTo: addDays(decidedOn, -4),
      decidedOn,
      firstPaidOn: `${from}-12`,
      outcome: '予以确认',
      reason: '',
      cause,
      community: person.community,
      ...change,
    }
    this.town.applications.push(application)
    return application
  }

  addChild(
    program: Child['program'],
    {
      born,
      community,
      from,
      isAtSchool = true,
      situations: stated,
    }: { born: [number, number] | string; community: number; from: string; isAtSchool?: boolean; situations?: [father: string, mother: string] },
  ): Child {
    const person = this.people.make({ born, community })
    const year = Number(person.birth.slice(0, 4))
    const parent = (sex: '男' | '女', like?: Person): Person =>
      this.people.make({ born: [year - 34, year - 22], sex, community, ...(like === undefined ? {} : { like }) })
    const father = parent('男', person)
    const mother = parent('女')
    const begin = from < addMonths(monthOf(person.birth), 13) ? addMonths(monthOf(person.birth), 13) : from
    const before = `${addMonths(begin, -8)}-11`
    const situations =
      stated ??
      (program === 'orphan'
        ? ['死亡', '死亡']
        : this.random.pick([
            ['死亡', '失联'],
            ['服刑在押', '失联'],
            ['强制隔离戒毒', '失联'],
          ]))
    for (const [at, who] of [father, mother].entries()) if (situations[at] === '死亡') this.recordDeath(who, addDays(before, at * 5))
    const guardian = this.people.make({ born: [1950, 1965], community })
    const child: Child = {
      person,
      program,
      childNo: this.nextNumber(program === 'orphan' ? 'GE' : 'SW'),
      from: begin,
      to: null,
      father: { person: father, situation: situations[0] ?? '' },
      mother: { person: mother, situation: situations[1] ?? '' },
      guardian: { person: guardian, relation: guardian.sex === '男' ? '祖父' : '祖母' },
      school: ageOn(person.birth, '2026-09-01') >= 15 ? '云岭县第一中学' : '青禾镇中心学校',
      isAtSchool,
    }
    this.town.children.push(child)
    return child
  }

  addLeftBehind(
    community: number,
    change: Partial<LeftBehind> & { born?: [number, number]; carerBorn?: [number, number]; hasRegisterRow?: boolean } = {},
  ): LeftBehind {
    const { born = [2011, 2018], carerBorn, hasRegisterRow = true, ...given } = change
    const person = this.people.make({ born, community })
    const year = Number(person.birth.slice(0, 4))
    const father = this.people.make({ born: [year - 32, year - 23], sex: '男', community, like: person })
    const mother = this.people.make({ born: [year - 30, year - 22], sex: '女', community })
    const carer = this.people.make({ born: carerBorn ?? [1957, 1968], community, ...(this.random.chance(0.6) ? { like: person } : {}) })
    const relation = carer.name.startsWith(person.name.slice(0, 1)) ? (carer.sex === '男' ? '祖父' : '祖母') : carer.sex === '男' ? '外祖父' : '外祖母'
    const signedOn = `${this.random.int(2024, 2025)}-${two(this.random.int(1, 12))}-${two(this.random.int(3, 27))}`
    const number = this.nextNumber('QHZH')
    const child: LeftBehind = {
      person,
      school: year >= 2014 ? '青禾镇中心学校' : '青禾镇初级中学',
      grade:
        year >= 2014
          ? `${['一', '二', '三', '四', '五', '六'][Math.max(0, 2019 - year)] ?? '六'}年级`
          : `${['七', '八', '九'][Math.min(2, 2013 - year)] ?? '九'}年级`,
      father,
      fatherPlace: this.random.pick(places),
      mother,
      motherPlace: this.random.pick(places),
      carer,
      relation,
      stated: { isSigned: true, on: signedOn, number },
      ...given,
    }
    this.town.leftBehind.push(child)
    if (hasRegisterRow) {
      this.town.agreements.push({
        number,
        name: person.name,
        id: person.id,
        carer,
        relation,
        kind: '委托照护协议',
        signedOn,
        endsOn: `${Number(signedOn.slice(0, 4)) + 3}${signedOn.slice(4)}`,
        community: person.community,
      })
    }
    return child
  }

  addAid(
    person: Person,
    { on, kind, cause, category, change }: { on: string; kind: Aid['kind']; cause: string; category: string; change?: Partial<Aid> },
  ): Aid {
    const days = { 急难型: [0, 0, 1, 2], 小额快速: [0, 0, 1, 2], 已认定: [1, 1, 4, 7], 支出型: [1, 3, 11, 14] }[kind]
    const isOrdinary = kind === '支出型'
    const aid: Aid = {
      number: this.nextNumber('QHLJ'),
      person,
      familySize: this.random.int(1, 5),
      familyCategory: category,
      kind,
      cause,
      appliedOn: on,
      acceptedOn: addDays(on, days[0] ?? 0),
      noticeFrom: isOrdinary ? addDays(on, 3) : null,
      noticeTo: isOrdinary ? addDays(on, 10) : null,
      decidedOn: addDays(on, days[2] ?? 0),
      paidOn: addDays(on, days[3] ?? 0),
      fen: (kind === '小额快速' ? this.random.int(3, 8) : this.random.int(6, 30)) * 10_000 + this.random.int(0, 9) * 1_000,
      ...change,
    }
    this.town.aids.push(aid)
    return aid
  }

  addVisit(
    person: Person,
    {
      on,
      category,
      content,
      isWhole = false,
      ...change
    }: { on: string; category: string; content?: string; isWhole?: boolean } & Partial<Pick<Visit, 'kind' | 'by' | 'place'>>,
  ): void {
    const words = this.random.shuffled(visitWords).slice(0, 3).join('，')
    this.town.visits.push({
      name: person.name,
      id: person.id,
      category,
      on,
      kind: '定期回访',
      by: this.random.pick(communityAt(person.community).visitors),
      place: person.address,
      content: content === undefined ? `${words}。` : isWhole ? content : `${content}，${words}。`,
      found: '无',
      community: person.community,
      ...change,
    })
  }
}
