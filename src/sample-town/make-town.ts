import { monthOf } from '../domain/months.ts'
import { addReceipts } from './bank-receipts.ts'
import type { OldIds, Payment } from './model.ts'
import type { Town } from './town.ts'
import { two } from './people.ts'
import { allPayments, isActive, lastMonth, returnedAndPaid } from './payments.ts'
import { townSizes } from './places.ts'
import type { SizeName } from './places.ts'
import { addBorderlineFamilies, populate } from './populate.ts'
import { plantAfterDeath, plantOverlap, plantPastEighteen, plantPayroll, plantSingleProtection } from './plant-money.ts'
import { plantAgreements, plantLimits, plantRepeatedAid, plantReturned, plantVisits, plantWrongIds, plantZeroReports } from './plant-records.ts'
import { plantAgainstLists } from './plant-against-lists.ts'
import { plantAid } from './plant-aid.ts'
import { plantChildren } from './plant-children.ts'
import { plantCustodyAndProperty } from './plant-custody-and-property.ts'
import { plantInEachProgram } from './plant-each-program.ts'
import { plantFieldRecords } from './plant-field.ts'
import { plantMeans } from './plant-means.ts'
import { plantOddMoney } from './plant-odd-money.ts'
import { plantTekun } from './plant-tekun.ts'
import { plantTies } from './plant-ties.ts'
import { plantAccounts } from './plant-accounts.ts'
import { plantStrayMoney } from './plant-stray-money.ts'
import { plantBorderline } from './plant-borderline.ts'
import { plantByProgram } from './plant-by-program.ts'
import { plantUnnumbered } from './plant-unnumbered.ts'
import { plantOverlooked } from './plant-overlooked.ts'
import { plantLevels, plantMissingCare, plantMissingLiving, plantTekunDrawing } from './plant-subsidies.ts'
import { Register } from './register.ts'
import { TruthBook } from './truth.ts'
import type { Planted } from './truth.ts'

export interface TownWish {
  size?: SizeName
  /** Nothing is planted: the checks have nothing to find. */
  isInnocent?: boolean
}

export interface MadeTown {
  register: Register
  payments: Payment[]
  planted: Planted[]
  nextMonth: { month: string; reappears: string[]; stopped: string[] }
  oldIds: OldIds
}

/** The town in good order, then everything that is planted in it, then what follows from both: visits, reports, payments. */
export function makeTown(seed: number, { size = 'demo', isInnocent = false }: TownWish = {}): MadeTown {
  const register = new Register(seed, townSizes[size])
  const truth = new TruthBook()
  populate(register)
  const planted: Planting = { oldIds: new Map(), unvisited: new Set() }
  for (; !isInnocent && register.planting < register.size.plantings; register.planting += 1) plantAll(register, truth, planted)
  register.planting = 0
  addBorderlineFamilies(register)
  addKin(register)
  addMonthlyVisits(register, planted.unvisited)
  addReports(register)
  const payments = withReturns(register, allPayments(register.town))
  addReceipts(register, payments)
  return { register, payments, planted: truth.weigh(payments), nextMonth: whatChangesNext(register.town), oldIds: planted.oldIds }
}

interface Planting {
  oldIds: OldIds
  /** People in 特困 and children whom nobody visited in September. */
  unvisited: Set<string>
}

function plantAll(register: Register, truth: TruthBook, planted: Planting): void {
  plantAfterDeath(register, truth)
  plantPayroll(register, truth)
  plantOverlap(register, truth)
  plantSingleProtection(register, truth)
  plantPastEighteen(register, truth)
  plantMissingLiving(register, truth)
  plantMissingCare(register, truth)
  plantTekunDrawing(register, truth)
  plantLevels(register, truth)
  plantRepeatedAid(register, truth)
  plantLimits(register, truth)
  plantAgreements(register, truth)
  plantReturned(register, truth)
  for (const [id, oldId] of plantWrongIds(register, truth)) planted.oldIds.set(id, oldId)
  plantZeroReports(register, truth)
  for (const id of plantVisits(register, truth)) planted.unvisited.add(id)
  plantStrayMoney(register, truth)
  plantCustodyAndProperty(register, truth)
  plantOverlooked(register, truth)
  plantAccounts(register, truth)
  plantMeans(register, truth)
  plantTies(register, truth)
  plantTekun(register, truth)
  plantChildren(register, truth)
  plantAid(register, truth)
  plantOddMoney(register, truth)
  plantAgainstLists(register, truth)
  for (const id of plantFieldRecords(register, truth)) planted.unvisited.add(id)
  plantUnnumbered(register, truth)
  plantBorderline(register, truth)
  plantByProgram(register, truth)
  if (register.size.inEachProgram) plantInEachProgram(register, truth)
}

/** A few relatives of committee members are in 低保, registered and visited by the county as they should be. */
function addKin(register: Register): void {
  const { town, random } = register
  for (const community of register.communities.keys()) {
    if (![0, 1, 3, 4, 6].includes(community % 8)) continue

    const staff = town.staff.find((each) => each.person.community === community && each.post === '副主任')
    const household = town.households.find(
      (each) =>
        each.community === community && isActive(each, lastMonth) && each.from < '2022-01' && each.members.every((member) => member.person.died === null),
    )
    const person = household?.members[0]?.person
    if (staff === undefined || person === undefined) continue
    town.kin.push({ staff, relation: random.pick(['兄弟', '姐妹', '叔侄']), person, program: '低保', registeredOn: `2023-${two(random.int(2, 11))}-15` })
  }
}

/** September: everybody in 特困 and every child is visited, and some families in 低保. */
function addMonthlyVisits(register: Register, unvisited: ReadonlySet<string>): void {
  const { town, random } = register
  const day = (): string => `2026-09-${two(random.int(3, 28))}`
  for (const tekun of town.tekun) {
    if (!isActive(tekun, lastMonth) || tekun.person.died !== null || unvisited.has(tekun.person.id)) continue
    const isInstitution = tekun.support === '集中供养'
    register.addVisit(tekun.person, { on: day(), category: '特困供养对象', ...(isInstitution ? { place: '青禾镇敬老院' } : {}) })
  }
  for (const child of town.children)
    if (isActive(child, lastMonth) && !unvisited.has(child.person.id)) register.addVisit(child.person, { on: day(), category: '困境儿童', kind: '日常走访' })
  for (const child of town.leftBehind)
    if (!unvisited.has(child.person.id)) register.addVisit(child.person, { on: day(), category: '留守儿童', kind: '日常走访' })
  const families = town.households.filter((household) => isActive(household, lastMonth) && household.members.every((member) => member.person.died === null))
  for (const household of random.shuffled(families).slice(0, register.size.visitedFamilies)) {
    const person = household.members[0]?.person
    if (person !== undefined) register.addVisit(person, { on: day(), category: '低保对象', kind: '日常走访' })
  }
}

function addReports(register: Register): void {
  const { town } = register
  for (const month of ['2026-08', '2026-09']) {
    for (const community of register.communities.keys()) {
      const dead = town.silent.has(`${community} ${month}`)
        ? []
        : town.deaths.filter((death) => death.typedId === undefined && death.person.community === community && monthOf(death.on) === month)
      for (const { person, on } of dead)
        town.reports.push({ month, kind: '死亡月报', community, count: dead.length, person, on, benefit: '低保', handled: '次月核减' })
      if (dead.length === 0) town.reports.push({ month, kind: '死亡月报', community, count: 0, person: null, on: null, benefit: '', handled: '' })
      const jobs = town.newJobs.filter((job) => job.isReported && job.person.community === community && job.month === month)
      for (const { person } of jobs)
        town.reports.push({ month, kind: '就业月报', community, count: jobs.length, person, on: `${month}-01`, benefit: '低保', handled: '列入渐退观察' })
      if (jobs.length === 0) town.reports.push({ month, kind: '就业月报', community, count: 0, person: null, on: null, benefit: '', handled: '' })
    }
  }
}

/** Now and then the bank sends a payment back and it is paid again. */
function withReturns(register: Register, payments: Payment[]): Payment[] {
  const chosen = new Set(
    register.random
      .shuffled(payments.filter((payment) => payment.kind === '正常发放' && payment.person.died === null && payment.month < '2026-06'))
      .slice(0, register.size.returnedPayments),
  )
  return payments.flatMap((payment) => (chosen.has(payment) ? returnedAndPaid(payment) : [payment]))
}

function whatChangesNext(town: Town): MadeTown['nextMonth'] {
  const heads = (isWanted: (household: Town['households'][number]) => boolean): string[] =>
    town.households.filter(isWanted).flatMap((household) => household.members.slice(0, 1).map((member) => member.person.id))
  return { month: '2026-10', reappears: heads((household) => household.pause.length > 0), stopped: heads((household) => household.to === lastMonth) }
}
