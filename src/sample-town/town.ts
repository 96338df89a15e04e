import type {
  Agreement,
  Aid,
  Application,
  Child,
  Custody,
  Death,
  Enterprise,
  Household,
  Kin,
  LeftBehind,
  ListCell,
  MonthlyReport,
  NewJob,
  Payment,
  Payroll,
  Staff,
  Stop,
  StreetReturn,
  Subsidy,
  Tekun,
  Vehicle,
  Visit,
} from './model.ts'
import type { Person } from './people.ts'

/** The whole town as it is known; files and truth are derived from it. */
export interface Town {
  /** Indexes of its communities; see `places.ts`. */
  communities: number[]
  /** 低保. */
  households: Household[]
  /** 低保边缘 and 刚性支出困难: on rosters, without money every month. */
  borderline: Household[]
  tekun: Tekun[]
  subsidies: Subsidy[]
  children: Child[]
  leftBehind: LeftBehind[]
  agreements: Agreement[]
  aids: Aid[]
  applications: Application[]
  visits: Visit[]
  deaths: Death[]
  reports: MonthlyReport[]
  streetReturns: StreetReturn[]
  payroll: Payroll[]
  custody: Custody[]
  vehicles: Vehicle[]
  enterprises: Enterprise[]
  stops: Stop[]
  staff: Staff[]
  kin: Kin[]
  newJobs: NewJob[]
  /** Rows of further lists, by ledger; see `files-lists.ts`. */
  lists: Map<string, ListCell[][]>
  /** Everybody with a disability card, whether drawing or not. */
  cardHolders: Person[]
  /** Payments beside the monthly ones: arrears, one-off sums. */
  extraPayments: Payment[]
  /** Communities (index and month) that reported nothing although somebody died. */
  silent: Set<string>
  /** Changes of single monthly payments, by program, person and month. */
  paidOnInstead: Map<string, string>
  /** Monthly payments that the bank sent back and nobody sent again, by program, person and month. */
  returnedForGood: Set<string>
  /** Monthly payments that nobody made, by program, person and month. */
  unpaid: Set<string>
  /** Monthly payments of another sum in 分, by program, person and month. */
  paidInstead: Map<string, number>
  /** Payment rows with another number than the person's, by program, person and month. */
  typedInPayments: Map<string, string>
  /** What rosters of 特困, subsidies and children write instead of a person's number, by program and person; '' for none. */
  typedInRosters: Map<string, string>
  /** Rows that a roster of a subsidy lacks, by program, person and month. */
  unlisted: Set<string>
  /** What the bank did with the money of September, by program and person, whatever the payment list says; a number is the sum in 分 that it credited instead. */
  bankAnswers: Map<string, 'returned' | 'credited later' | 'no answer' | number>
}

export function emptyTown(communities: number[]): Town {
  return {
    communities,
    households: [],
    borderline: [],
    tekun: [],
    subsidies: [],
    children: [],
    leftBehind: [],
    agreements: [],
    aids: [],
    applications: [],
    visits: [],
    deaths: [],
    reports: [],
    streetReturns: [],
    payroll: [],
    custody: [],
    vehicles: [],
    enterprises: [],
    stops: [],
    staff: [],
    kin: [],
    newJobs: [],
    lists: new Map(),
    cardHolders: [],
    extraPayments: [],
    silent: new Set(),
    paidOnInstead: new Map(),
    returnedForGood: new Set(),
    unpaid: new Set(),
    paidInstead: new Map(),
    typedInPayments: new Map(),
    typedInRosters: new Map(),
    unlisted: new Set(),
    bankAnswers: new Map(),
  }
}
