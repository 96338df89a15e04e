import { addMonths } from '../domain/months.ts'

/** One row of the town's standards, as contract names them; money in 分, months YYYY-MM. */
export interface Rule {
  name: string
  program: string
  division: null
  from: string
  to: string | null
  value: number
  unit: string
  source: string
  confirmed: string
}

const confirmed = '2026-09-28'
const paper = (title: string, number: string, article: string): string => `《${title}》（${number}）${article}`

const dibaoPapers: [from: string, rural: number, urban: number, number: string][] = [
  ['2020-01', 430, 610, '青民发〔2019〕31号'],
  ['2021-07', 480, 650, '青民发〔2021〕12号'],
  ['2022-07', 530, 700, '青民发〔2022〕18号'],
  ['2023-07', 580, 750, '青民发〔2023〕15号'],
  ['2024-07', 625, 790, '青民发〔2024〕20号'],
  ['2025-07', 660, 820, '青民发〔2025〕16号'],
]
const carePapers: [from: string, full: number, half: number, self: number, number: string][] = [
  ['2020-01', 600, 300, 60, '青民发〔2019〕32号'],
  ['2023-07', 700, 350, 80, '青民发〔2023〕16号'],
]
const subsidyPapers: [from: string, living: number, levels: [number, number, number], number: string][] = [
  ['2020-01', 60, [100, 80, 50], '青残联发〔2019〕6号'],
  ['2022-01', 70, [110, 90, 55], '青残联发〔2021〕9号'],
  ['2024-01', 80, [120, 100, 60], '青残联发〔2023〕11号'],
]
const childPapers: [from: string, scattered: number, institution: number, number: string][] = [
  ['2020-01', 1000, 1450, '青民发〔2019〕40号'],
  ['2022-01', 1100, 1550, '青民发〔2021〕30号'],
  ['2024-01', 1250, 1700, '青民发〔2023〕28号'],
]

const marginalPapers: [from: string, isCovered: 0 | 1, number: string][] = [
  ['2020-01', 0, '青残联发〔2019〕6号'],
  ['2026-08', 1, '青残联发〔2026〕5号'],
]

/** Rows that follow each other in time: each ends in the month before the next begins. */
function inTurn<P extends readonly [from: string, ...rest: unknown[]]>(
  papers: readonly P[],
  rowsOf: (paper: P) => Omit<Rule, 'from' | 'to' | 'division' | 'confirmed'>[],
): Rule[] {
  return papers.flatMap((each, at) => {
    const next = papers[at + 1]
    return rowsOf(each).map((row) => ({ ...row, division: null, from: each[0], to: next === undefined ? null : addMonths(next[0], -1), confirmed }))
  })
}

function amount(name: string, program: string, yuan: number, source: string): Omit<Rule, 'from' | 'to' | 'division' | 'confirmed'> {
  return { name, program, value: Math.round(yuan * 100), unit: 'fen', source }
}

const amounts: Rule[] = [
  ...inTurn(dibaoPapers, ([, rural, urban, number]) => {
    const source = paper('青禾镇关于执行城乡居民最低生活保障和特困供养标准的通知', number, '第一条')
    return [
      amount('standard_rural', 'dibao', rural, source),
      amount('standard_urban', 'dibao', urban, source),
      amount('living_rural', 'tekun', rural * 1.3, source),
      amount('living_urban', 'tekun', urban * 1.3, source),
    ]
  }),
  ...inTurn(carePapers, ([, full, half, self, number]) => {
    const source = paper('青禾镇特困人员照料护理标准', number, '第二条')
    return [amount('care_full', 'tekun', full, source), amount('care_half', 'tekun', half, source), amount('care_self', 'tekun', self, source)]
  }),
  ...inTurn(subsidyPapers, ([, living, levels, number]) => {
    const source = paper('青禾镇残疾人两项补贴实施细则', number, '第五条')
    return [
      amount('amount', 'disability_living', living, source),
      ...levels.map((yuan, at) => amount(`amount_level_${at + 1}`, 'disability_care', yuan, source)),
    ]
  }),
  ...inTurn(marginalPapers, ([, value, number]) => [
    { name: 'covers_marginal', program: 'disability_living', value, unit: 'flag', source: paper('青禾镇残疾人两项补贴实施细则', number, '第二条') },
  ]),
  ...inTurn(childPapers, ([, scattered, institution, number]) => {
    const source = paper('青禾镇孤儿和事实无人抚养儿童基本生活保障标准', number, '第一条')
    return [
      amount('amount_scattered', 'orphan', scattered, source),
      amount('amount_institution', 'orphan', institution, source),
      amount('amount', 'unattended_child', scattered, source),
    ]
  }),
]

const dibaoPaper = paper('青禾镇最低生活保障工作细则', '青政发〔2019〕22号', '')
const tekunPaper = paper('青禾镇特困人员救助供养工作细则', '青政发〔2019〕23号', '')
const subsidyPaper = paper('青禾镇残疾人两项补贴实施细则', '青残联发〔2019〕6号', '')
const aidPaper = paper('青禾镇临时救助实施办法', '青政发〔2019〕27号', '')
const childPaper = paper('青禾镇困境儿童和留守儿童关爱保护办法', '青政发〔2020〕3号', '')
const meansPaper = paper('青禾镇低保家庭经济状况核对细则', '青政发〔2019〕24号', '')
const campaignPaper = paper('青禾镇社会救助走访探视制度', '青社救组〔2026〕2号', '')

type Short = [name: string, program: string, value: number, unit: string, source: string, article: string, from?: string]

const settled: Short[] = [
  ['first_month', 'dibao', 1, 'months', dibaoPaper, '第九条'],
  ['last_month_after_death', 'dibao', 0, 'months', dibaoPaper, '第十四条'],
  ['limit_confirm', 'dibao', 30, 'workdays', dibaoPaper, '第八条'],
  ['forward_limit', 'dibao', 5, 'workdays', dibaoPaper, '第四条'],
  ['publicity_days', 'dibao', 7, 'days', dibaoPaper, '第七条'],
  ['excludes_payroll', 'dibao', 1, 'flag', dibaoPaper, '第六条第一项'],
  ['excludes_vehicle', 'dibao', 1, 'flag', dibaoPaper, '第六条第二项'],
  ['excludes_enterprise', 'dibao', 1, 'flag', dibaoPaper, '第六条第三项'],
  ['max_dwellings', 'dibao', 1, 'times', dibaoPaper, '第六条第四项'],
  ['single_person_level_mental', 'dibao', 3, 'level', dibaoPaper, '第十条', '2021-07'],
  ['single_person_level_other', 'dibao', 2, 'level', dibaoPaper, '第十条', '2021-07'],
  ['single_person_illness', 'dibao', 1, 'flag', dibaoPaper, '第十条', '2021-07'],
  ['overlap_tekun', 'dibao', 0, 'rule', dibaoPaper, '第十二条'],
  ['grade_a_urban', 'dibao', 65_000, 'fen', dibaoPaper, '第十一条', '2026-01'],
  ['grade_b_urban', 'dibao', 50_000, 'fen', dibaoPaper, '第十一条', '2026-01'],
  ['grade_c_urban', 'dibao', 35_000, 'fen', dibaoPaper, '第十一条', '2026-01'],
  ['grade_a_rural', 'dibao', 52_000, 'fen', dibaoPaper, '第十一条', '2026-01'],
  ['grade_b_rural', 'dibao', 42_000, 'fen', dibaoPaper, '第十一条', '2026-01'],
  ['grade_c_rural', 'dibao', 32_000, 'fen', dibaoPaper, '第十一条', '2026-01'],
  ['multiple', 'tekun', 1.3, 'ratio', tekunPaper, '第五条'],
  ['agreement_required', 'tekun', 1, 'flag', tekunPaper, '第八条'],
  ['carer_age_ask', 'tekun', 75, 'years', tekunPaper, '第八条'],
  ['first_month', 'tekun', 1, 'months', tekunPaper, '第六条'],
  ['last_month_after_death', 'tekun', 0, 'months', tekunPaper, '第十一条'],
  ['limit_confirm', 'tekun', 30, 'workdays', tekunPaper, '第四条', '2021-07'],
  ['publicity_days', 'temporary_aid', 7, 'days', aidPaper, '第六条'],
  ['publicity_days', 'tekun', 7, 'days', tekunPaper, '第四条', '2021-07'],
  ['overlap_dibao', 'tekun', 0, 'rule', tekunPaper, '第九条'],
  ['overlap_disability_living', 'tekun', 0, 'rule', tekunPaper, '第九条'],
  ['overlap_disability_care', 'tekun', 0, 'rule', tekunPaper, '第九条'],
  ['visit_every', 'tekun', 1, 'months', campaignPaper, '第二条', '2026-09'],
  ['visit_by_phone', 'tekun', 1, 'flag', campaignPaper, '第三条', '2026-09'],
  ['first_month', 'disability_living', 0, 'months', subsidyPaper, '第七条'],
  ['last_month_after_death', 'disability_living', 0, 'months', subsidyPaper, '第十条'],
  ['last_month_after_card_end', 'disability_living', 0, 'months', subsidyPaper, '第十条'],
  ['last_month_after_move', 'disability_living', 0, 'months', subsidyPaper, '第十条'],
  ['last_month_after_end', 'disability_living', 0, 'months', subsidyPaper, '第十条'],
  ['overlap_tekun', 'disability_living', 0, 'rule', subsidyPaper, '第八条'],
  ['overlap_orphan', 'disability_living', 0, 'rule', subsidyPaper, '第八条'],
  ['overlap_unattended_child', 'disability_living', 0, 'rule', subsidyPaper, '第八条'],
  ['overlap_injury_care', 'disability_living', 0, 'rule', subsidyPaper, '第八条'],
  ['first_month', 'disability_care', 0, 'months', subsidyPaper, '第七条'],
  ['last_month_after_death', 'disability_care', 0, 'months', subsidyPaper, '第十条'],
  ['last_month_after_card_end', 'disability_care', 0, 'months', subsidyPaper, '第十条'],
  ['last_month_after_move', 'disability_care', 0, 'months', subsidyPaper, '第十条'],
  ['level_mental', 'disability_care', 3, 'level', subsidyPaper, '第三条'],
  ['level_other', 'disability_care', 2, 'level', subsidyPaper, '第三条'],
  ['overlap_tekun', 'disability_care', 0, 'rule', subsidyPaper, '第八条'],
  ['overlap_orphan', 'disability_care', 1, 'rule', subsidyPaper, '第八条'],
  ['overlap_unattended_child', 'disability_care', 1, 'rule', subsidyPaper, '第八条'],
  ['overlap_injury_care', 'disability_care', 0, 'rule', subsidyPaper, '第八条'],
  ['limit_ordinary', 'temporary_aid', 20, 'workdays', aidPaper, '第八条'],
  ['limit_urgent', 'temporary_aid', 5, 'workdays', aidPaper, '第九条'],
  ['limit_recognised', 'temporary_aid', 10, 'workdays', aidPaper, '第十条'],
  ['limit_small', 'temporary_aid', 3, 'days', aidPaper, '第十一条'],
  ['repeat_window', 'temporary_aid', 12, 'months', aidPaper, '第十三条'],
  ['repeat_max', 'temporary_aid', 1, 'times', aidPaper, '第十三条'],
  ['town_limit', 'temporary_aid', 500_000, 'fen', aidPaper, '第七条'],
  ['first_month', 'orphan', 1, 'months', childPaper, '第四条'],
  ['last_month_after_death', 'orphan', 0, 'months', childPaper, '第八条'],
  ['last_month_after_18', 'orphan', 0, 'months', childPaper, '第七条'],
  ['continues_at_school', 'orphan', 1, 'flag', childPaper, '第七条'],
  ['overlap_dibao', 'orphan', 0, 'rule', childPaper, '第六条'],
  ['visit_every', 'orphan', 3, 'months', campaignPaper, '第四条', '2026-09'],
  ['first_month', 'unattended_child', 1, 'months', childPaper, '第四条'],
  ['last_month_after_death', 'unattended_child', 0, 'months', childPaper, '第八条'],
  ['last_month_after_18', 'unattended_child', 0, 'months', childPaper, '第七条'],
  ['last_month_after_end', 'unattended_child', 0, 'months', childPaper, '第八条'],
  ['continues_at_school', 'unattended_child', 1, 'flag', childPaper, '第七条'],
  ['overlap_dibao', 'unattended_child', 2, 'rule', childPaper, '第六条'],
  ['overlap_disability_living', 'unattended_child', 0, 'rule', childPaper, '第六条'],
  ['visit_every', 'unattended_child', 1, 'months', campaignPaper, '第四条', '2026-09'],
  ['agreement_required', 'left_behind', 1, 'flag', childPaper, '第十二条'],
  ['carer_age_ask', 'left_behind', 75, 'years', childPaper, '第十三条'],
  ['visit_every', 'left_behind', 3, 'months', campaignPaper, '第五条', '2026-09'],
  ['return_visit_within', 'street', 15, 'days', campaignPaper, '第六条', '2026-09'],
  ['repeat_window', 'street', 12, 'months', campaignPaper, '第六条', '2026-09'],
  ['phase_out', 'dibao', 6, 'months', meansPaper, '第五条'],
  ['job_report_within', 'dibao', 1, 'months', meansPaper, '第六条'],
  ['excludes_shop', 'dibao', 1, 'flag', meansPaper, '第八条'],
  ['max_savings', 'dibao', 3_000_000, 'fen', meansPaper, '第九条'],
  ['machine_price_ask', 'dibao', 5_000_000, 'fen', meansPaper, '第十条'],
  ['land_subsidy_ask', 'dibao', 500_000, 'fen', meansPaper, '第十条'],
  ['asks_private_school', 'dibao', 1, 'flag', meansPaper, '第十一条'],
  ['trips_ask', 'dibao', 3, 'times', meansPaper, '第十一条'],
  ['care_in_hospital', 'tekun', 0, 'flag', tekunPaper, '第七条'],
  ['no_labour_illness', 'tekun', 0, 'flag', tekunPaper, '第三条'],
  ['same_text_ask', 'tekun', 6, 'times', campaignPaper, '第七条', '2026-09'],
  ['visits_a_day_ask', 'tekun', 15, 'times', campaignPaper, '第七条', '2026-09'],
  ['often_window', 'temporary_aid', 12, 'months', aidPaper, '第十四条'],
  ['often_ask', 'temporary_aid', 3, 'times', aidPaper, '第十四条'],
  ['split_within', 'temporary_aid', 30, 'days', aidPaper, '第十五条'],
  ['split_near', 'temporary_aid', 450_000, 'fen', aidPaper, '第十五条'],
  ['even_ask', 'temporary_aid', 5, 'times', aidPaper, '第十六条'],
  ['registers_kin', 'temporary_aid', 1, 'flag', aidPaper, '第十七条'],
  ['bill_ask', 'temporary_aid', 2_000_000, 'fen', aidPaper, '第十八条'],
  ['clue_within', 'temporary_aid', 20, 'workdays', aidPaper, '第十九条'],
  ['patrol_every', 'street', 7, 'days', campaignPaper, '第八条', '2026-09'],
]

function settledRules(all: readonly Short[]): Rule[] {
  return all.map(([name, program, value, unit, source, article, from]) => ({
    name,
    program,
    division: null,
    from: from ?? '2020-01',
    to: null,
    value,
    unit,
    source: source + article,
    confirmed,
  }))
}

/** Everything that the town's invented papers say. */
export const rules: readonly Rule[] = [...amounts, ...settledRules(settled)]

/** The amount in 分 that the papers give for a month; months before 2020 have the first one. */
export function fenAt(name: string, program: string, month: string): number {
  const rows = rules.filter((rule) => rule.name === name && rule.program === program)
  const row = rows.findLast((rule) => rule.from <= month) ?? rows[0]
  if (row === undefined) throw new Error(`no amount ${name} for ${program}`)
  return row.value
}
