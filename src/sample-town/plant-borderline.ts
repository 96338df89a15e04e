import type { FamilyProgram, Household } from './model.ts'
import { extra } from './payments.ts'
import { asLostNumber, giveCard, withWrongCheckDigit } from './people.ts'
import type { Person } from './people.ts'
import { communityAt } from './places.ts'
import { addBill } from './plant-aid.ts'
import { addHousehold } from './add-household.ts'
import type { Register } from './register.ts'
import type { TruthBook } from './truth.ts'

/** The paper of August 2026 gives the living subsidy to 低保边缘 as well; rosters of August and September tell who is in it. */
const months = ['2026-08', '2026-09']

/** 低保边缘 and 刚性支出困难: on rosters of their own, with money only now and then. */
export function plantBorderline(register: Register, truth: TruthBook): void {
  plantMissed(register, truth)
  plantMoved(register, truth)
  plantNumbers(register, truth)
  plantOneOff(register, truth, 'rigid')
  if (register.size.inEachProgram) plantOneOff(register, truth, 'marginal')
  plantBills(register, truth)
}

type Borderline = Exclude<FamilyProgram, 'dibao'>

function family(register: Register, program: Borderline, community: number): { head: Person; wife: Person; household: Household } {
  const head = register.people.make({ born: [1962, 1978], sex: '男', community })
  const wife = register.people.make({ born: [1964, 1980], sex: '女', community })
  const income = communityAt(register.at(community)).isUrban ? 1_050 : 830
  return { head, wife, household: addHousehold(register, { program, community, head, others: [[wife, '妻子']], from: '2024-03', income, reason: '因病' }) }
}

function holdCard(register: Register, person: Person): void {
  giveCard(person, { kind: '肢体', level: 3 })
  register.town.cardHolders.push(person)
}

/** CK27. */
function plantMissed(register: Register, truth: TruthBook): void {
  const check = 'missed-living-subsidy'
  const program = 'disability_living'
  for (const community of [3, 0]) {
    const { wife } = family(register, 'marginal', community)
    holdCard(register, wife)
    truth.wrong({ check, person: wife, program, months, underpaid: null, note: '低保边缘家庭成员，扩面以后没有享受' })
  }
  const { wife } = family(register, 'rigid', 5)
  holdCard(register, wife)
  truth.lookAlike({ check, person: wife, program, note: '刚性支出困难家庭不在扩大范围' }, 'not reached by the paper')
}

/** CK32. */
function plantMoved(register: Register, truth: TruthBook): void {
  const check = 'living-subsidy-without-dibao'
  const drawn = (person: Person, from: string): void => {
    holdCard(register, person)
    register.town.subsidies.push({ person, program: 'disability_living', level: 3, from, to: null })
  }
  const nowhere = register.people.make({ born: [1962, 1980], community: 1 })
  drawn(nowhere, '2026-08')
  truth.wrong({ check, person: nowhere, program: 'disability_living', months, overpaid: null, note: '扩面时列入，既不在低保也不在低保边缘名册' })
  for (const [program, community] of [
    ['marginal', 6],
    ['rigid', 7],
  ] as const) {
    const { head } = family(register, program, community)
    const before = addHousehold(register, { community, head, others: [], from: '2019-03', income: 180, reason: '因残' })
    Object.assign(before, { to: '2026-07', endReason: '家庭收入提高' })
    drawn(head, '2019-03')
    const row = { check, person: head, program: 'disability_living', months }
    if (program === 'marginal') truth.lookAlike({ ...row, note: '退出低保后转入低保边缘' }, 'on the roster that the paper reaches')
    else truth.wrong({ ...row, overpaid: null, note: '退出低保后转入刚性支出困难，不在扩大范围' })
  }
}

/** CK56, CK58. */
function plantNumbers(register: Register, truth: TruthBook): void {
  for (const program of register.size.inEachProgram ? (['marginal', 'rigid'] as const) : []) {
    const { wife } = family(register, program, 5)
    wife.written = { sex: '男' }
    truth.wrong({ check: 'columns-against-id', person: wife, program, months: [], concerned: null, note: '名册性别与证号不符' })
  }
  const typed = (program: Borderline, community: number, typedIdOf: (id: string) => string | number): { wife: Person; typedId: string } => {
    const { wife, household } = family(register, program, community)
    const typedId = typedIdOf(wife.id)
    Object.assign(household.members[1] ?? {}, { typedId })
    return { wife, typedId: String(typedId) }
  }
  const check = 'wrong-check-digit'
  const slip = typed('marginal', 2, withWrongCheckDigit)
  truth.wrong({ check, person: slip.wife, typedId: slip.typedId, program: 'marginal', code: 'id_check_digit', note: '低保边缘名册中末位录错' })
  const lost = typed('rigid', 0, asLostNumber)
  truth.wrong({ check, person: lost.wife, typedId: lost.typedId, program: 'rigid', code: 'id_precision_lost', note: '刚性支出困难名册中末三位丢失' })
  const old = typed('rigid', 4, (id) => id.slice(0, 6) + id.slice(8, 17))
  truth.lookAlike({ check, person: old.wife, program: 'rigid', note: '名册中是15位旧号' }, 'old numbers')
  for (const [program, community] of [
    ['marginal', 1],
    ['rigid', 7],
  ] as const) {
    const { wife } = typed(program, community, () => '')
    register.addAid(wife, { on: '2026-03-24', kind: '支出型', cause: '疾病', category: '其他' })
    truth.wrong({ check: 'possible-match', person: wife, typedId: '', program, months: [], concerned: null, note: '名册没有证号，临时救助台账上有' })
  }
}

const oneOff = { rigid: '一次性刚性支出救助', marginal: '一次性生活补助' } as const

/** CK50 to CK52: one sum for a year's expenses. */
function plantOneOff(register: Register, truth: TruthBook, program: Borderline): void {
  const month = '2026-08'
  const fen = 240_000
  const helped = (community: number, holder?: Person): Person => {
    const { head, household } = family(register, program, community)
    if (holder !== undefined) head.paidInto = { from: month, account: holder.account, holder: holder.name }
    const due = { program, person: head, month, fen, cardNo: household.cardNo, size: 2, community: household.community }
    register.town.extraPayments.push(extra({ ...due, paidOn: '2026-08-21', kind: '一次性', item: oneOff[program] }))
    return head
  }
  const row = { program, months: [month], concerned: fen, overpaid: null }
  for (const community of [2, 7]) {
    const staff = register.people.make({ born: [1970, 1990], community })
    register.town.staff.push({ person: staff, post: '委员', from: '2022-05' })
    const person = helped(community, staff)
    truth.wrong({ check: 'staff-account', person, ...row, otherwise: 'account-of-another', note: `${oneOff[program]}打进两委委员的账户` })
  }
  const stranger = register.people.make({ born: [1970, 1990], community: 3 })
  truth.wrong({ check: 'account-of-another', person: helped(3, stranger), ...row, note: `${oneOff[program]}的户名是不相干的人` })
  if (register.size.inEachProgram) {
    const host = helped(5)
    truth.wrong({ check: 'shared-account', person: helped(5, host), ...row, note: `与${host.name}共用账户，两人不是一家` })
  }
  const own = helped(4)
  for (const check of ['staff-account', 'account-of-another', 'shared-account'])
    truth.lookAlike({ check, person: own, program, months: [month], note: `${oneOff[program]}进本人账户` }, 'own account')
}

/** CK42. */
function plantBills(register: Register, truth: TruthBook): void {
  const person = register.people.make({ born: [1962, 1985], community: 6 })
  addBill(register, person, 3_600_000)
  const dates = { appliedOn: '2026-06-02', receivedOn: '2026-06-02', forwardedOn: '2026-06-03', acceptedOn: '2026-06-04', surveyedOn: '2026-06-08' }
  register.addApplication(person, { program: '刚性支出困难', from: '2026-07', cause: '疾病', change: { ...dates, firstPaidOn: null } })
  truth.lookAlike(
    { check: 'bill-without-aid', person, program: 'temporary_aid', months: ['2026-05'], note: '出院后申请认定刚性支出困难' },
    'asked for another help',
  )
}
