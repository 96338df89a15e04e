import { addMonths, monthOf } from '../domain/months.ts'
import { addDays, ageOn } from '../domain/plain-date.ts'
import { Register } from './register.ts'
import { addHousehold } from './add-household.ts'
import { addTekun } from './add-tekun.ts'
import { giveCard, two } from './people.ts'
import type { CardKind, Person } from './people.ts'
import type { Household } from './model.ts'
import { isActive, lastMonth } from './payments.ts'
import { communityAt } from './places.ts'

const kinds: CardKind[] = ['视力', '听力', '言语', '肢体', '肢体', '肢体', '智力', '精神']
const reasons = ['因病', '因残', '缺少劳动力', '年老无依靠', '因灾', '缺资金']
const illnesses = ['高血压', '糖尿病', '慢性支气管炎', '冠心病', '类风湿', '腰椎间盘突出']

/** The town as it is in good order: everybody is paid what the papers say, nobody is missed, every record is there. */
export function populate(register: Register): void {
  for (const [at, community] of register.communities.entries()) {
    addStaff(register, at)
    for (let no = 0; no < Math.round(community.dibaoHouseholds * register.size.dibaoShare); no += 1) addFamily(register, at)
  }
  addTekunPeople(register)
  addCardHolders(register)
  addChildren(register)
  addLeftBehindChildren(register)
  addNaturalDeaths(register)
  addEndedFamilies(register)
  addAids(register)
  addStreetReturns(register)
}

function addStaff(register: Register, community: number): void {
  const posts = ['社区书记、主任', '副主任', '委员、民政专干', '委员、儿童主任', '委员、妇联主席']
  for (const post of posts) {
    register.town.staff.push({ person: register.people.make({ born: [1966, 1992], community }), post, from: `${register.random.int(2018, 2023)}-01` })
  }
}

/** A month in which a benefit began: most long ago, a few this year. */
function startMonth(register: Register): string {
  const { random } = register
  if (random.chance(0.45)) return `${random.int(2012, 2019)}-${two(random.int(1, 12))}`
  if (random.chance(0.9)) return `${random.int(2020, 2024)}-${two(random.int(1, 12))}`
  return random.chance(0.5) ? `2025-${two(random.int(1, 12))}` : `2026-${two(random.int(2, 6))}`
}

function addFamily(register: Register, community: number): Household {
  const { random, people } = register
  const from = startMonth(register)
  const year = Number(from.slice(0, 4))
  const kind = random.pick(['elder', 'elder', 'couple', 'couple', 'parent', 'family', 'family', 'grand'] as const)
  const headBorn: [number, number] = kind === 'elder' || kind === 'couple' || kind === 'grand' ? [1940, Math.min(1962, year - 52)] : [1970, 1986]
  const head = people.make({ born: headBorn, community })
  const others: [Person, string][] = []
  const spouse = (): void => {
    const born = Number(head.birth.slice(0, 4))
    others.push([people.make({ born: [born - 4, born + 4], sex: head.sex === '男' ? '女' : '男', community }), head.sex === '男' ? '妻子' : '丈夫'])
  }
  const child = (order: number): void => {
    const person = people.make({ born: [2008, 2017], community, like: head })
    others.push([person, person.sex === '男' ? (['长子', '次子'][order] ?? '儿子') : (['长女', '次女'][order] ?? '女儿')])
  }
  if (kind === 'couple' || kind === 'family') spouse()
  if (kind === 'parent' || kind === 'family') child(0)
  if (kind === 'family' && random.chance(0.5)) child(1)
  if (kind === 'grand') {
    const person = people.make({ born: [2008, 2016], community, like: head })
    others.push([person, person.sex === '男' ? '孙子' : '孙女'])
  }
  const household = addHousehold(register, {
    community,
    head,
    others,
    from,
    income: (communityAt(community).isUrban ? random.int(10, 45) : random.int(4, 32)) * 10,
    reason: random.pick(reasons),
  })
  for (const member of household.members) {
    const isAdult = ageOn(member.person.birth, '2020-01-01') >= 18
    if (isAdult && random.chance(0.2))
      register.giveBenefitsOfCard(giveCard(member.person, { kind: random.pick(kinds), level: random.int(1, 4) }), member.person, household)
    else if (isAdult && random.chance(0.15)) member.person.illness = random.pick(illnesses)
  }
  return household
}

function addTekunPeople(register: Register): void {
  const { random, people } = register
  for (let no = 0; no < register.size.tekun; no += 1) {
    const community = no % register.size.communities
    const year = random.pick([2012, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024])
    const person = people.make({ born: [1934, Math.min(1961, year - 62)], sex: random.chance(0.85) ? '男' : '女', community })
    const tekun = addTekun(register, person, { from: `${year}-${two(random.int(1, 12))}`, support: no % 4 === 3 ? '集中供养' : '分散供养' })
    // A card from before 特困 would have given a right to the care subsidy.
    if (random.chance(0.2))
      giveCard(person, { kind: random.pick(kinds), level: random.int(1, 4), ...(tekun.from >= '2020' ? { issued: `${tekun.from}-08` } : {}) })
    if (person.cards.length > 0) register.town.cardHolders.push(person)
    if (random.chance(0.12)) register.endTekunByDeath(tekun, `${random.int(2020, 2025)}-${two(random.int(1, 12))}-${two(random.int(3, 27))}`)
  }
}

/** People with a card outside 低保 and 特困: severe ones draw the care subsidy, the others nothing. */
function addCardHolders(register: Register): void {
  const { random, people, town } = register
  for (let no = 0; no < register.size.cardHolders; no += 1) {
    const person = people.make({ born: [1945, 2001], community: no % register.size.communities })
    const isSevere = no < Math.round((register.size.cardHolders * 74) / 130)
    const kind = random.pick(kinds)
    const isMental = kind === '智力' || kind === '精神'
    const card = giveCard(person, { kind, level: isSevere ? (isMental ? random.int(1, 3) : random.int(1, 2)) : isMental ? 4 : random.int(3, 4) })
    register.giveBenefitsOfCard(card, person, null)
    if (no % 12 !== 5 || !isSevere) continue
    const on = `${random.int(2020, 2025)}-${two(random.int(1, 12))}-${two(random.int(3, 27))}`
    register.recordDeath(person, on)
    for (const subsidy of town.subsidies) if (subsidy.person === person) subsidy.to = monthOf(on)
  }
}

function addChildren(register: Register): void {
  const { random } = register
  for (let no = 0; no < register.size.children; no += 1) {
    const program = no < Math.round((register.size.children * 10) / 26) ? 'orphan' : 'unattended_child'
    const isGrown = no % 9 === 4
    const child = register.addChild(program, {
      born: isGrown ? [2005, 2006] : [2009, 2018],
      community: no % register.size.communities,
      from: `${random.int(2019, isGrown ? 2021 : 2024)}-${two(random.int(1, 12))}`,
    })
    if (isGrown) child.to = `${Number(child.person.birth.slice(0, 4)) + 18}-${child.person.birth.slice(5, 7)}`
  }
}

function addLeftBehindChildren(register: Register): void {
  for (let no = 0; no < register.size.leftBehind; no += 1) register.addLeftBehind(no % register.size.communities)
}

function addAids(register: Register): void {
  const { random, town } = register
  const heads = random.shuffled(town.households.filter((household) => household.from < '2024-01' && household.to === null && household.members[0]?.to === null))
  for (let no = 0; no < register.size.aids; no += 1) {
    const community = no % register.size.communities
    const known =
      no % 3 === 0
        ? heads.find((household) => household.community === community && !town.aids.some((aid) => aid.person === household.members[0]?.person))
        : undefined
    const person = known?.members[0]?.person ?? register.people.make({ born: [1955, 1995], community })
    const isEarlier = no < Math.round((register.size.aids * 16) / 44)
    const on = `${isEarlier ? 2025 : 2026}-${two(random.int(1, isEarlier ? 12 : 8))}-${two(random.int(2, 26))}`
    const kind = known === undefined ? random.pick(['支出型', '急难型', '小额快速', '支出型'] as const) : '已认定'
    register.addAid(person, { on, kind, cause: random.pick(['疾病', '意外灾害', '教育支出', '其他困难']), category: known === undefined ? '其他' : '低保' })
  }
}

/** Deaths that were handled as they should: the month of death is the last one. */
function addNaturalDeaths(register: Register): void {
  const { random, town } = register
  const chosen = random
    .shuffled(town.households.filter((household) => household.from < '2020-01' && hasAdultAfterHead(household)))
    .slice(0, register.size.naturalDeaths)
  for (const [no, household] of chosen.entries()) {
    const on =
      no < Math.round((register.size.naturalDeaths * 20) / 26)
        ? `${random.int(2020, 2025)}-${two(random.int(1, 12))}-${two(random.int(3, 27))}`
        : `2026-${two(random.int(1, 7))}-${two(random.int(3, 27))}`
    register.endMemberByDeath(household, household.members[0], on)
  }
  // Deaths of the two months that the communities reported on.
  for (const [community, on] of reportedDeaths(register)) {
    const household = town.households.find(
      (candidate) =>
        candidate.community === community &&
        candidate.from < '2022-01' &&
        candidate.members.length === 2 &&
        isActive(candidate, lastMonth) &&
        candidate.members.every((member) => member.to === null),
    )
    const bereaved = household ?? oldCouple(register, community)
    register.endMemberByDeath(bereaved, bereaved.members[1], on)
  }
}

function reportedDeaths({ size }: Register): [community: number, on: string][] {
  // Of two communities the village is the one that reports nothing; see `plantZeroReports`.
  if (size.communities < 8) return [[0, '2026-08-06']]
  return Array.from({ length: size.plantings }, (_, round): [number, string][] => [
    [1 + round * 8, '2026-08-06'],
    [3 + round * 8, '2026-08-19'],
    [4 + round * 8, '2026-09-04'],
    [6 + round * 8, '2026-09-17'],
  ]).flat()
}

function oldCouple(register: Register, community: number): Household {
  const head = register.people.make({ born: [1944, 1952], sex: '男', community })
  const wife = register.people.make({ born: [1945, 1954], sex: '女', community })
  return addHousehold(register, { community, head, others: [[wife, '妻子']], from: '2018-09', income: 180, reason: '年老无依靠' })
}

function hasAdultAfterHead(household: Household): boolean {
  const [, second] = household.members
  return second === undefined || second.person.birth < '1990'
}

/** Families that left 低保 because they earned more. */
function addEndedFamilies(register: Register): void {
  const { random, town } = register
  const candidates = town.households.filter(
    (household) =>
      household.from < '2021-01' && household.to === null && household.members.every((member) => member.to === null && member.person.cards.length === 0),
  )
  for (const [no, household] of random.shuffled(candidates).slice(0, register.size.endedFamilies).entries()) {
    const to = no < register.size.endedFamilies - 2 ? `${random.int(2021, 2025)}-${two(random.int(1, 9))}` : '2026-07'
    household.to = to
    household.endReason = '家庭收入提高'
    if (to < '2025-01') continue
    const decidedOn = `${to}-22`
    const head = household.members[0]?.person
    if (head !== undefined)
      town.stops.push({
        person: head,
        program: '低保',
        action: '终止',
        reason: '家庭收入提高，不再符合条件',
        heardOn: addDays(decidedOn, -9),
        decidedOn,
        notifiedOn: addDays(decidedOn, 2),
        stopMonth: addMonths(to, 1),
      })
  }
}

function addStreetReturns(register: Register): void {
  const { random, town, people } = register
  for (let no = 0; no < register.size.streetReturns; no += 1) {
    const community = (no * 3 + 1) % register.size.communities
    const person = people.make({ born: [1958, 1985], sex: '男', community })
    const returnedOn = `2026-09-${two(random.int(1, 12))}`
    town.streetReturns.push({ person, category: '生活无着的流浪乞讨人员', enteredOn: addDays(returnedOn, -random.int(3, 8)), returnedOn })
    register.addVisit(person, { on: addDays(returnedOn, random.int(3, 11)), category: '其他', content: '入户了解返乡后居住、就业和家庭照料情况' })
  }
}

/** Two in three in 低保边缘; since the paper of August 2026 its disabled members draw the living subsidy too. */
export function addBorderlineFamilies(register: Register): void {
  const { random, people, town } = register
  for (let no = 0; no < register.size.borderline; no += 1) {
    const community = no % register.size.communities
    const program = no % 3 === 1 ? 'rigid' : 'marginal'
    const head = people.make({ born: [1962, 1984], sex: '男', community })
    const wife = people.make({ born: [1964, 1986], sex: '女', community })
    const income = communityAt(community).isUrban ? random.int(90, 115) : random.int(72, 92)
    addHousehold(register, {
      program,
      community,
      head,
      others: [[wife, '妻子']],
      from: `${random.int(2022, 2025)}-${two(random.int(1, 12))}`,
      income: income * 10,
      reason: random.pick(reasons),
    })
    if (no % 4 !== 2) continue
    const card = giveCard(head, { kind: random.pick(kinds), level: random.int(1, 4) })
    register.giveBenefitsOfCard(card, head, null)
    if (program === 'marginal') town.subsidies.push({ person: head, program: 'disability_living', level: card.level, from: '2026-08', to: null })
  }
}
