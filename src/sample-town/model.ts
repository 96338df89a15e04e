import type { Person } from './people.ts'

export interface Member {
  person: Person
  relation: string
  isProtected: boolean
  /** First and last month in the household's protection; null = still. */
  from: string
  to: string | null
  /** What stands in the roster instead of the id. */
  typedId?: string | number
}

/** Programs whose rosters list families and their members. */
export type FamilyProgram = 'dibao' | 'marginal' | 'rigid'

export interface Household {
  program: FamilyProgram
  cardNo: string
  community: number
  isUrban: boolean
  /** Monthly income per head in 元. */
  income: number
  members: Member[]
  from: string
  /** Last month that is paid; null = still. */
  to: string | null
  /** Months inside in which it is neither on the roster nor paid. */
  pause: string[]
  reason: string
  endReason: string
  /** 分 that the roster approves and the bank pays beyond what is due (or below it), from a month on. */
  over?: { fen: number; from: string }
  /** What the roster says of the family from a month on, whatever the payments rest on; yuan. */
  stated?: { from: string; familySize?: number; income?: number; dwellings?: number; assets?: number }
  /** Class by which the family is paid, whatever its income: the roster names it. */
  grade?: 'A' | 'B' | 'C'
  /** 分 a month beside it for groups of their own (分类施保); the roster states them. */
  extraFen?: number
  /** What the payment lists call the money from a month on. */
  item?: { words: string; from: string }
}

export interface Tekun {
  person: Person
  community: number
  isUrban: boolean
  cardNo: string
  from: string
  to: string | null
  support: '分散供养' | '集中供养'
  selfCare: '全护理' | '半护理' | '全自理'
  carer: { person: Person; relation: string; signedOn: string; number: string } | null
  /** Grade whose care money is paid from a month on, whatever the roster calls the person. */
  paidAs?: { grade: Tekun['selfCare']; from: string }
}

export interface Subsidy {
  person: Person
  program: 'disability_living' | 'disability_care'
  /** Level that the amount follows (care only). */
  level: number
  /** What is paid a month instead of the level's amount, in 分. */
  fixedFen?: number
  from: string
  to: string | null
}

export interface Child {
  person: Person
  program: 'orphan' | 'unattended_child'
  childNo: string
  from: string
  to: string | null
  father: { person: Person; situation: string }
  mother: { person: Person; situation: string }
  guardian: { person: Person; relation: string }
  school: string
  isAtSchool: boolean
  /** 分 that are kept back every month because the family's 低保 counts the child. */
  deducted?: number
}

export interface LeftBehind {
  person: Person
  /** What stands in the roster instead of the id. */
  typedId?: string
  school: string
  grade: string
  father: Person
  fatherPlace: string
  mother: Person
  motherPlace: string
  carer: Person
  relation: string
  /** What the roster says of the agreement. */
  stated: { isSigned: boolean; on: string | null; number: string | null }
  /** The roster's columns of the carer are blank. */
  isCarerUnnamed?: boolean
}

export interface Agreement {
  number: string
  name: string
  id: string
  carer: Person
  relation: string
  kind: '委托照料服务协议' | '委托照护协议'
  signedOn: string
  endsOn: string
  community: number
}

export interface Aid {
  number: string
  person: Person
  typedId?: string
  typedName?: string
  familySize: number
  familyCategory: string
  kind: '急难型' | '支出型' | '小额快速' | '已认定'
  cause: string
  appliedOn: string
  acceptedOn: string
  noticeFrom: string | null
  noticeTo: string | null
  decidedOn: string
  paidOn: string
  fen: number
}

export interface Application {
  number: string
  person: Person
  /** The register has no number. */
  isWithoutId?: boolean
  program: string
  appliedOn: string
  receivedOn: string
  forwardedOn: string
  acceptedOn: string
  surveyedOn: string
  surveyors: string
  noticeFrom: string | null
  noticeTo: string | null
  decidedOn: string | null
  firstPaidOn: string | null
  outcome: string
  reason: string
  cause: string
  community: number
}

export interface Visit {
  name: string
  id: string
  category: string
  on: string
  kind: '定期回访' | '日常走访' | '特殊走访' | '电话走访'
  by: string
  place: string
  content: string
  found: string
  community: number
}

export interface Payment {
  program: string
  person: Person
  /** What stands in the list instead of the id. */
  typedId?: string
  cardNo: string
  month: string
  fen: number
  paidOn: string
  kind: '正常发放' | '补发' | '一次性'
  item: string
  status: '成功' | '退回'
  returnReason: string
  size: number
  community: number
  bankBatch: string
}

export interface Death {
  person: Person
  on: string
  cancelledOn: string
  hasCertificate: boolean
  /** Only the list of cremations has this death, under an id with a slip. */
  typedId?: string
}

export interface MonthlyReport {
  month: string
  kind: '死亡月报' | '就业月报'
  community: number
  count: number
  person: Person | null
  on: string | null
  benefit: string
  handled: string
}

export interface StreetReturn {
  person: Person
  /** What stands in the register instead of the id; '' for none. */
  typedId?: string
  category: string
  enteredOn: string
  returnedOn: string
}

export interface Payroll {
  name: string
  id: string
  unit: string
  identity: string
  post: string
  status: string
  from: string
  to: string | null
}

export interface Custody {
  person: Person
  kind: '服刑' | '社区矫正' | '行政拘留' | '强制隔离戒毒'
  from: string
  to: string
}

export interface Vehicle {
  person: Person
  kind: string
  model: string
  registeredOn: string
  use: string
  status: string
}

export interface Enterprise {
  person: Person
  name: string
  kind: string
  role: string
  foundedOn: string
  endedOn: string | null
  status: string
}

export interface Stop {
  person: Person
  /** The register has no number. */
  isWithoutId?: boolean
  program: string
  action: '终止' | '停发' | '减发'
  reason: string
  heardOn: string | null
  decidedOn: string
  notifiedOn: string | null
  stopMonth: string
}

export interface Staff {
  person: Person
  post: string
  from: string
}

/** A job that began while the family was in 低保, and whether the month's report names it. */
export interface NewJob {
  person: Person
  month: string
  isReported: boolean
}

/** Ids in 15 digits, as before 1999; by person. */
export type OldIds = Map<string, string>

/** A cell of a list before it is written: plain, or a value that every hand writes in its own way. */
export type ListCell = string | number | null | { id: string } | { date: string } | { month: string } | { fen: number } | { place: number }

export interface Kin {
  staff: Staff
  relation: string
  person: Person
  program: string
  registeredOn: string
  /** The county has not been there. */
  isUnvisited?: boolean
}
