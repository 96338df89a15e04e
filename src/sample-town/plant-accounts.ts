import type { Child } from './model.ts'
import { childFen, extra } from './payments.ts'
import { giveCard } from './people.ts'
import type { Person } from './people.ts'
import { couple, elder } from './plant-money.ts'
import { cared } from './plant-stray-money.ts'
import { registerRow } from './plant-ties.ts'
import { addHousehold } from './add-household.ts'
import { addTekun } from './add-tekun.ts'
import type { Register } from './register.ts'
import { fenAt } from './rules.ts'
import type { TruthBook } from './truth.ts'

const from = '2026-05'
const last = '2026-09'
/** The first months of the amounts of 2024. */
const afterRaise = ['2024-01', '2024-02', '2024-03']

/** Accounts of others, amounts that fit no paper, one person under two numbers. */
export function plantAccounts(register: Register, truth: TruthBook): void {
  plantStaffAccounts(register, truth)
  plantSharedAccounts(register, truth)
  plantAccountsOfOthers(register, truth)
  plantTwoNumbers(register, truth)
  plantAmounts(register, truth)
  plantOutsideDibao(register, truth)
}

function payInto(person: Person, { account, name }: Person): void {
  person.paidInto = { from, account, holder: name }
}

function plantStaffAccounts(register: Register, truth: TruthBook): void {
  const check = 'staff-account'
  const staffOf = (community: number): Person => {
    const person = register.people.make({ born: [1970, 1990], community })
    register.town.staff.push({ person, post: '委员', from: '2022-05' })
    return person
  }
  for (const community of [3, 7]) {
    const person = cared(register, community)
    payInto(person, staffOf(community))
    truth.wrong({ check, person, program: 'disability_care', from, to: last, overpaid: null, otherwise: 'account-of-another', note: '补贴打进两委委员的账户' })
  }
  const own = cared(register, 1)
  register.town.staff.push({ person: own, post: '委员', from: '2022-05' })
  truth.lookAlike({ check, person: own, program: 'disability_care', note: '两委委员本人的补贴进本人账户' }, 'own money')
}

function plantSharedAccounts(register: Register, truth: TruthBook): void {
  const check = 'shared-account'
  for (const community of [0, 5]) {
    const host = cared(register, community)
    const guest = cared(register, community)
    payInto(guest, host)
    truth.wrong({ check, person: guest, program: 'disability_care', from, to: last, overpaid: null, note: `与${host.name}共用账户，两人不是一家` })
  }
  for (const community of [2, 6]) {
    const { head, spouse, household } = couple(register, community)
    register.giveBenefitsOfCard(giveCard(spouse, { kind: '肢体', level: 2 }), spouse, household)
    payInto(spouse, head)
    truth.lookAlike({ check, person: spouse, program: 'disability_care', note: '妻子的补贴进丈夫的账户' }, 'one household')
  }
}

function plantAccountsOfOthers(register: Register, truth: TruthBook): void {
  const check = 'account-of-another'
  for (const community of [4, 7]) {
    const person = cared(register, community)
    payInto(person, register.people.make({ born: [1970, 1990], community }))
    truth.wrong({ check, person, program: 'disability_care', from, to: last, overpaid: null, note: '账户户名是不相干的人' })
  }
  for (const community of [1, 6]) {
    const { person, carer } = addTekun(register, register.people.make({ born: [1940, 1952], sex: '男', community }), { from: '2018-06', support: '分散供养' })
    if (carer !== null) payInto(person, carer.person)
    truth.lookAlike({ check, person, program: 'tekun', note: '账户由照料人代管' }, 'carer')
  }
}

function plantTwoNumbers(register: Register, truth: TruthBook): void {
  const check = 'several-ids-one-person'
  const twin = (person: Person, change: Partial<Pick<Person, 'sex' | 'birth'>> & { region?: string }): Person => ({
    ...register.people.make({
      born: change.birth ?? person.birth,
      sex: change.sex ?? person.sex,
      community: person.community,
      ...(change.region === undefined ? {} : { region: change.region }),
    }),
    name: person.name,
  })
  const helped = (person: Person): void => {
    register.addAid(person, { on: '2026-04-08', kind: '支出型', cause: '疾病', category: '其他' })
  }
  for (const community of [2, 0]) {
    const { person } = elder(register, community)
    helped(twin(person, {}))
    truth.wrong({ check, person, program: 'dibao', months: [], concerned: null, note: '临时救助台账中同名同生日，另一个证号' })
  }
  const outsider = elder(register, 5).person
  helped(twin(outsider, { region: '999103' }))
  truth.wrong({ check, person: outsider, program: 'dibao', months: [], concerned: null, note: '临时救助台账中同名同生日，证号地区码不同' })
  const first = elder(register, 1).person
  const second = twin(first, {})
  helped(second)
  for (const each of [first, second]) registerRow(register, each, {})
  truth.lookAlike({ check, person: first, program: 'dibao', knownBy: 'household_register', note: '户籍名单里两个人都有' }, 'two people in the register')
  const { person } = elder(register, 4)
  helped(twin(person, { sex: person.sex === '男' ? '女' : '男' }))
  truth.lookAlike({ check, person, program: 'dibao', note: '同名同生日，性别不同' }, 'another person')
  const other = elder(register, 7).person
  helped(twin(other, { birth: `${Number(other.birth.slice(0, 4)) + 1}${other.birth.slice(4)}` }))
  truth.lookAlike({ check, person: other, program: 'dibao', note: '同名，差一岁' }, 'another person')
}

function plantAmounts(register: Register, truth: TruthBook): void {
  const check = 'amount-off-standard'
  for (const community of [1, 6]) {
    const person = register.people.make({ born: [1962, 1985], community })
    giveCard(person, { kind: '肢体', level: 2, issued: '2021-05-12' })
    register.town.cardHolders.push(person)
    register.town.subsidies.push(
      { person, program: 'disability_care', level: 2, from: '2021-06', to: '2026-02' },
      { person, program: 'disability_care', level: 1, from: '2026-03', to: null },
    )
    const more = fenAt('amount_level_1', 'disability_care', last) - fenAt('amount_level_2', 'disability_care', last)
    truth.wrong({
      check,
      person,
      program: 'disability_care',
      from: '2026-03',
      to: last,
      concerned: null,
      overpaid: { monthly: more },
      note: '二级按一级标准发放',
    })
  }
  const paidOld = (community: number): Child => {
    const child = register.addChild('orphan', { born: [2012, 2016], community, from: '2021-05' })
    for (const month of afterRaise) register.town.paidInstead.set(`orphan ${child.person.id} ${month}`, childFen(child, '2023-12'))
    return child
  }
  const orphan = paidOld(2)
  truth.wrong({
    check,
    person: orphan.person,
    program: 'orphan',
    months: afterRaise,
    concerned: null,
    underpaid: { from: '2024-01', monthly: (month) => childFen(orphan, month) - childFen(orphan, '2023-12') },
    note: '提标以后三个月还按原标准发',
  })
  const late = paidOld(7)
  for (const month of afterRaise)
    register.town.extraPayments.push(
      extra({
        program: 'orphan',
        person: late.person,
        month,
        fen: childFen(late, month) - childFen(late, '2023-12'),
        cardNo: '',
        size: 1,
        community: late.person.community,
        paidOn: '2024-04-20',
        kind: '补发',
        item: '提标补发',
      }),
    )
  truth.lookAlike({ check, person: late.person, program: 'orphan', months: afterRaise, note: '四月补发提标的差额' }, 'raise paid as arrears')
  const inDibao = (community: number): Person => {
    const head = register.people.make({ born: [1962, 1980], community })
    addHousehold(register, { community, head, others: [], from: '2026-02', income: 180, reason: '因残' })
    giveCard(head, { kind: '听力', level: 3, issued: '2021-05-12' })
    register.town.cardHolders.push(head)
    return head
  }
  const poor = inDibao(3)
  const due = fenAt('amount', 'disability_living', last)
  register.town.subsidies.push({ person: poor, program: 'disability_living', level: 3, fixedFen: due - 1000, from: '2026-02', to: null })
  truth.wrong({
    check,
    person: poor,
    program: 'disability_living',
    from: '2026-02',
    to: last,
    concerned: null,
    underpaid: { from: '2026-02', monthly: () => 1000 },
    note: '仍按旧标准发放，每月少十元',
  })
  const rounded = inDibao(0)
  register.town.subsidies.push({ person: rounded, program: 'disability_living', level: 3, fixedFen: due - 50, from: '2026-02', to: null })
  truth.lookAlike({ check, person: rounded, program: 'disability_living', note: '相差不到一元' }, 'rounding')
  const raised = cared(register, 5)
  const [old] = raised.cards
  if (old !== undefined) {
    const current = giveCard(raised, { kind: '肢体', level: 1, issued: '2026-05-11' })
    Object.assign(current, { firstIssued: old.firstIssued })
    Object.assign(old, { status: '注销', statusOn: '2026-05-10' })
  }
  for (const subsidy of register.town.subsidies) if (subsidy.person === raised) subsidy.to = '2026-05'
  register.town.subsidies.push({ person: raised, program: 'disability_care', level: 1, from: '2026-06', to: null })
  truth.lookAlike({ check, person: raised, program: 'disability_care', note: '换证升为一级，次月调整' }, 'level changed')
}

/** Living subsidies after the family left 低保; rosters of August and September show it. */
function plantOutsideDibao(register: Register, truth: TruthBook): void {
  const check = 'living-subsidy-without-dibao'
  const left = (community: number, given: { dibaoTo: string; subsidyTo: string | null }): Person => {
    const head = register.people.make({ born: [1962, 1980], community })
    const household = addHousehold(register, { community, head, others: [], from: '2019-03', income: 180, reason: '因残' })
    register.giveBenefitsOfCard(giveCard(head, { kind: '听力', level: 3 }), head, household)
    household.to = given.dibaoTo
    household.endReason = '家庭收入提高'
    for (const subsidy of register.town.subsidies) if (subsidy.person === head) subsidy.to = given.subsidyTo
    return head
  }
  for (const community of [2, 7]) {
    const person = left(community, { dibaoTo: '2026-07', subsidyTo: null })
    truth.wrong({ check, person, program: 'disability_living', from: '2026-08', to: last, overpaid: null, note: '退出低保后生活补贴没有停' })
  }
  for (const community of [4, 0]) {
    const person = left(community, { dibaoTo: '2026-08', subsidyTo: '2026-08' })
    truth.lookAlike({ check, person, program: 'disability_living', months: ['2026-08'], note: '退出低保当月停发' }, 'stopped in the month')
  }
}
