import { idCells } from './files-lists.ts'
import type { Household } from './model.ts'
import type { Person } from './people.ts'
import { couple, elder } from './plant-money.ts'
import { addHousehold } from './add-household.ts'
import type { Register } from './register.ts'
import type { TruthBook } from './truth.ts'

const from = '2026-03'
const last = '2026-09'
const isUrbanPlace = 7
/** Rosters from May 2026 on: what a roster states holds for its own month. */
const rosters = ['2026-06', '2026-08', last]

/** What 低保 families have and earn by the lists of others: pensions, wages, jobs, homes, savings, machines, journeys. */
export function plantMeans(register: Register, truth: TruthBook): void {
  plantIncome(register, truth)
  plantJobs(register, truth)
  plantUnreportedJobs(register, truth)
  plantPhaseOut(register, truth)
  plantDwellings(register, truth)
  plantSavings(register, truth)
  plantFarming(register, truth)
  plantConsumption(register, truth)
}

function ofFamily(truth: TruthBook, check: string, given: { person: Person; household: Household; note: string; from?: string; months?: string[] }): void {
  const { person, household, note, months } = given
  const when = months === undefined ? { from: given.from ?? from, to: last } : { months }
  truth.wrong({ check, person, program: 'dibao', ...when, overpaid: null, cardNo: household.cardNo, note })
}

/** CK05, CK08, CK15: recalculated from pensions, wages and other money on lists, or as the roster itself states it. */
function plantIncome(register: Register, truth: TruthBook): void {
  const check = 'income-over-standard'
  const retired = couple(register, 2)
  register.addRow('pensions', ...idCells(retired.spouse), '云岭县社会保险服务中心', { fen: 296_000 }, { month: from }, null, '正常发放')
  ofFamily(truth, check, { person: retired.head, household: retired.household, note: '配偶领职工养老金2960元' })
  const taxed = couple(register, 6)
  for (const month of ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'])
    register.addRow('income_tax', ...idCells(taxed.spouse), '云川市远程物流公司', { fen: 880_000 }, { month })
  // A year's income is spread over its months; the job began half a year before the first lead.
  ofFamily(truth, check, {
    person: taxed.head,
    household: taxed.household,
    months: ['2026-04', '2026-05', '2026-06'],
    note: '个税申报的工资分摊到全年仍高于标准',
  })
  const hired = couple(register, 3)
  register.addRow('employment', ...idCells(hired.spouse), '云岭县城关大药房', '店长', { date: '2025-09-01' }, null, { fen: 380_000 })
  ofFamily(truth, check, { person: hired.head, household: hired.household, note: '配偶登记就业月工资3800元，已满六个月渐退期' })
  const insured = couple(register, 5)
  register.addRow('work_injury', ...idCells(insured.spouse), '失业保险金', { month: from }, { month: '2026-08' }, { fen: 172_000 })
  ofFamily(truth, check, {
    person: insured.head,
    household: insured.household,
    months: ['2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08'],
    note: '配偶领失业保险金1720元',
  })
  const widowed = elder(register, 4)
  register.addRow('other_benefits', ...idCells(widowed.person), '遗属生活困难补助', { fen: 79_000 }, { month: from }, null)
  ofFamily(truth, check, { ...widowed, note: '领遗属补助790元' })
  const declared = couple(register, 0)
  declared.household.stated = { from: '2026-05', income: 900 }
  ofFamily(truth, check, { person: declared.head, household: declared.household, months: rosters, note: '名册自己写的人均月收入900元' })
  const starting = couple(register, 4)
  register.addRow('employment', ...idCells(starting.spouse), '云岭县城关大药房', '收银员', { date: '2026-05-06' }, null, { fen: 310_000 })
  truth.lookAlike({ check, person: starting.head, program: 'dibao', note: '5月就业，还在渐退期' }, 'phase-out after a new job')
  const honoured = elder(register, 6)
  register.addRow('other_benefits', ...idCells(honoured.person), '优抚对象定期抚恤补助', { fen: 131_000 }, { month: from }, null)
  truth.lookAlike({ check, person: honoured.person, program: 'dibao', note: '优抚补助不计入收入' }, 'not counted by the text')
  const small = couple(register, 1)
  register.addRow('pensions', ...idCells(small.spouse), '云岭县社会保险服务中心', { fen: 38_000 }, { month: from }, null, '正常发放')
  truth.lookAlike({ check, person: small.head, program: 'dibao', note: '养老金380元，人均仍低于标准' }, 'below the standard')
  const stopped = couple(register, isUrbanPlace)
  register.addRow('pensions', ...idCells(stopped.spouse), '云岭县社会保险服务中心', { fen: 296_000 }, { month: '2014-05' }, { month: '2015-02' }, '停发')
  truth.lookAlike({ check, person: stopped.head, program: 'dibao', note: '养老金早已停发' }, 'stopped long ago')
}

/** CK06, CK07. */
function plantJobs(register: Register, truth: TruthBook): void {
  const check = 'job-on-dibao'
  const insure = (person: Person, unit: string, since: string, kind = '企业职工基本养老保险'): void =>
    register.addRow('employee_insurance', ...idCells(person), unit, kind, { fen: 420_000 }, { month: since }, null, '正常参保')
  for (const community of [0, 3]) {
    const { head, spouse, household } = couple(register, community)
    insure(spouse, '云岭县青山纺织厂', '2025-09')
    ofFamily(truth, check, { person: spouse, household, note: `与${head.name}同户，单位参保已满六个月渐退期` })
  }
  const fund = couple(register, 5)
  register.addRow('housing_fund', ...idCells(fund.head), '云岭县供电公司', { fen: 98_000 }, '正常', { month: last })
  ofFamily(truth, check, { person: fund.head, household: fund.household, months: [last], note: '9月仍在缴存公积金' })
  const hired = couple(register, 6)
  register.addRow('employment', ...idCells(hired.spouse), '云岭县城关大药房', '收银员', { date: '2025-09-01' }, null, null)
  ofFamily(truth, check, { person: hired.spouse, household: hired.household, note: '就业登记已满六个月，没有写工资' })
  const self = couple(register, 2)
  insure(self.spouse, '灵活就业人员代理户', '2024-05')
  truth.lookAlike({ check, person: self.spouse, program: 'dibao', note: '灵活就业人员自己缴费' }, 'flexible employment')
  const public_ = couple(register, isUrbanPlace)
  insure(public_.head, '青禾镇公益性岗位', '2024-05')
  truth.lookAlike({ check, person: public_.head, program: 'dibao', note: '公益性岗位' }, 'public-welfare post')
}

/** CK14: two begin a job in August; the community's report names one of them. */
function plantUnreportedJobs(register: Register, truth: TruthBook): void {
  const check = 'new-job-not-reported'
  for (const community of [4, 0]) {
    const begin = (isReported: boolean): ReturnType<typeof couple> => {
      const family = couple(register, community)
      register.town.newJobs.push({ person: family.spouse, month: '2026-08', isReported })
      register.addRow(
        'employee_insurance',
        ...idCells(family.spouse),
        '云岭县青山纺织厂',
        '企业职工基本养老保险',
        { fen: 420_000 },
        { month: '2026-08' },
        null,
        '正常参保',
      )
      return family
    }
    const { spouse } = begin(false)
    truth.wrong({ check, person: spouse, program: 'dibao', months: ['2026-08'], concerned: null, note: '8月入职，社区月报没有写' })
    const { spouse: reported } = begin(true)
    truth.lookAlike({ check, person: reported, program: 'dibao', months: ['2026-08'], note: '8月入职，当月月报已写' }, 'reported')
  }
}

/** CK66. */
function plantPhaseOut(register: Register, truth: TruthBook): void {
  const check = 'phase-out-too-long'
  const phased = (community: number, since: string): { head: Person; household: Household } => {
    const head = register.people.make({ born: [1968, 1980], community })
    return { head, household: addHousehold(register, { community, head, others: [], from: since, income: 200, reason: '就业渐退' }) }
  }
  for (const community of [1, isUrbanPlace]) {
    const { head, household } = phased(community, '2025-12')
    ofFamily(truth, check, { person: head, household, months: ['2026-06', '2026-08', '2026-09'], note: '2025年12月起渐退，已过六个月' })
  }
  const paid = couple(register, 3)
  paid.household.item = { words: '低保金（渐退）', from: '2025-12' }
  ofFamily(truth, check, {
    person: paid.head,
    household: paid.household,
    months: ['2026-06', '2026-07', '2026-08', '2026-09'],
    note: '发放明细自2025年12月写作渐退',
  })
  const { head } = phased(4, '2026-05')
  truth.lookAlike({ check, person: head, program: 'dibao', note: '五月起渐退，未满六个月' }, 'inside the months')
}

/** CK11. */
function plantDwellings(register: Register, truth: TruthBook): void {
  const check = 'dwellings-over-limit'
  const own = (person: Person, place: string, use = '住宅', shared = '单独所有'): void =>
    register.addRow('property', ...idCells(person), `云岭县${place}`, use, { date: '2026-03-12' }, shared, '现势')
  for (const community of [0, 5]) {
    const { head, household } = couple(register, community)
    own(head, `青禾镇幸福路${community + 11}号`)
    own(head, `城关街道湖滨花园${community + 2}栋301室`)
    ofFamily(truth, check, { person: head, household, note: '名下两套住宅' })
  }
  const shop = couple(register, 6)
  own(shop.spouse, '青禾镇老街18号门面', '商业服务')
  ofFamily(truth, check, { person: shop.head, household: shop.household, note: '名下一间门面' })
  const several = couple(register, 1)
  several.household.stated = { from: '2026-05', dwellings: 3 }
  ofFamily(truth, check, { person: several.head, household: several.household, months: rosters, note: '名册自己写的产权住房三套' })
  const shared = couple(register, 3)
  own(shared.head, '青禾镇东岭村12号')
  own(shared.head, '青禾镇东岭村老屋', '住宅', '按份共有')
  truth.lookAlike({ check, person: shared.head, program: 'dibao', note: '第二套是继承的份额' }, 'a share among heirs')
  const resettled = couple(register, isUrbanPlace)
  own(resettled.head, '安居苑安置小区5栋102室', '安置房')
  own(resettled.head, '青禾镇旧宅')
  truth.lookAlike({ check, person: resettled.head, program: 'dibao', note: '安置房和没有拆的旧宅' }, 'resettlement flat')
}

/** CK12. */
function plantSavings(register: Register, truth: TruthBook): void {
  const check = 'savings-over-limit'
  const report = (person: Person, fen: number): void =>
    register.addRow('asset_reports', ...idCells(person), { date: '2026-05-20' }, `YLHD2026${person.id.slice(-4, -1)}`, { fen }, { fen })
  for (const community of [4, isUrbanPlace]) {
    const { head, household } = couple(register, community)
    report(head, 9_800_000)
    ofFamily(truth, check, { person: head, household, months: ['2026-05'], note: '两口人，核对到存款九万八千元' })
  }
  const stated = couple(register, 1)
  stated.household.stated = { from: '2026-05', assets: 88_000 }
  ofFamily(truth, check, { person: stated.head, household: stated.household, months: rosters, note: '名册自己写的金融资产八万八千元' })
  const below = couple(register, 2)
  report(below.head, 5_900_000)
  truth.lookAlike(
    { check, person: below.head, program: 'dibao', months: ['2026-05'], note: '两口人五万九千元，人均没有超过限额' },
    'under the limit per person',
  )
}

/** CK13. */
function plantFarming(register: Register, truth: TruthBook): void {
  const check = 'farming-on-dibao'
  for (const [community, name, fen] of [
    [1, '轮式拖拉机', 8_600_000],
    [0, '联合收割机', 12_400_000],
  ] as const) {
    const { head, household } = couple(register, community)
    register.addRow('farm_machines', ...idCells(head), name, 'DF-804', { fen }, { date: '2026-03-15' })
    ofFamily(truth, check, { person: head, household, note: `购买${name}` })
  }
  const grower = couple(register, 4)
  register.addRow('land', ...idCells(grower.head), '86亩', { fen: 860_000 }, 2026, { place: grower.head.community })
  ofFamily(truth, check, { person: grower.head, household: grower.household, from: '2026-01', note: '种植补贴八千六百元' })
  const { head } = couple(register, 6)
  register.addRow('land', ...idCells(head), '3亩', { fen: 24_000 }, 2026, { place: head.community })
  register.addRow('farm_machines', ...idCells(head), '微耕机', 'WG-4', { fen: 290_000 }, { date: '2026-03-15' })
  truth.lookAlike({ check, person: head, program: 'dibao', note: '小型微耕机' }, 'a small machine')
}

/** CK24. */
function plantConsumption(register: Register, truth: TruthBook): void {
  const check = 'high-consumption'
  const travel = (person: Person, reason: string): void => {
    for (const date of ['2026-03-08', '2026-05-02', '2026-07-19']) register.addRow('travel', ...idCells(person), { date }, '出境', reason)
  }
  for (const community of [3, 0]) {
    const { head } = couple(register, community)
    travel(head, '旅游')
    truth.wrong({ check, person: head, program: 'dibao', months: ['2026-03', '2026-05', '2026-07'], concerned: null, note: '一年三次出境旅游' })
  }
  const pupil = (community: number, school: string, status: string): Person => {
    const child = register.people.make({ born: [2012, 2015], community })
    const head = register.people.make({ born: [1975, 1985], community, like: child })
    const others: [Person, string][] = [[child, child.sex === '男' ? '长子' : '长女']]
    addHousehold(register, { community, head, others, from: '2020-06', income: 180, reason: '因病' })
    register.addRow('students', ...idCells(child), school, '七年级', status, { place: child.community })
    return child
  }
  const rich = pupil(7, '云川市启明国际学校', '正常')
  truth.wrong({ check, person: rich, program: 'dibao', months: [last], concerned: null, note: '就读国际学校' })
  truth.lookAlike({ check, person: pupil(2, '云川市启明国际学校', '转出'), program: 'dibao', months: [last], note: '已经转出' }, 'no longer there')
  const worker = couple(register, 5).head
  travel(worker, '务工')
  truth.lookAlike({ check, person: worker, program: 'dibao', note: '出境务工' }, 'labour abroad')
}
