import { packXlsx } from '../platform/files/pack-xlsx.ts'
import type { DraftCell } from '../platform/files/pack-xlsx.ts'
import type { Look } from '../platform/files/sheet-style.ts'
import type { Register } from './register.ts'
import { communityAt, county, town as townName } from './places.ts'
import type { Planted } from './truth.ts'

export const handedDownFile = `handed-down/${townName}社会救助疑点数据核查表（县级下发）.xlsx`

const given: Look = { hasBorder: true, format: '@', wrap: true }
const answer: Look = { hasBorder: true, fill: 'FFF9E5', wrap: true }
const heading: Look = { bold: true, hasBorder: true, align: 'center', fill: 'DDEBF7', wrap: true }
const answerHeading: Look = { ...heading, fill: 'FFE699' }

const headings = ['序号', '疑点编号', '疑点类型', '乡镇', '村', '姓名', '身份证号', '享受待遇', '享受期间', '比对数据项']
const answers = ['核查结果', '核查情况说明', '处理措施', '追回金额', '核查人', '核查日期', '佐证材料']

const kinds: Record<string, [kind: string, compared: string]> = {
  'paid-after-death': ['死亡后领取待遇', '死亡日期见殡仪馆火化名单'],
  'payroll-on-dibao': ['财政供养人员享受低保', '财政供养人员名单'],
  'dibao-and-tekun': ['低保与特困重复享受', '低保、特困发放明细'],
  'tekun-draws-subsidy': ['特困人员领取残疾人两项补贴', '残疾人两项补贴发放明细'],
  'level-mismatch': ['残疾等级不符领取护理补贴', '残疾人证登记等级'],
}
const programs: Record<string, string> = { dibao: '低保', tekun: '特困供养', disability_living: '困难残疾人生活补贴', disability_care: '重度残疾人护理补贴' }

/** The county's table of suspicions with empty answer columns, drop-down lists, and a sheet that explains them. */
export function handedDown(register: Register, planted: readonly Planted[]): Uint8Array {
  const rows: string[][] = []
  for (const lead of planted) {
    const [kind, compared] = kinds[lead.check] ?? []
    if (kind === undefined || compared === undefined || lead.kind !== 'wrong' || lead.citizenId === null) continue
    rows.push([
      kind,
      `${lead.division}${lead.division.endsWith('点') ? '' : '社区'}`,
      lead.name ?? '',
      lead.citizenId,
      programs[lead.program ?? ''] ?? '',
      `${lead.months[0] ?? ''}至${lead.months.at(-1) ?? ''}`,
      compared,
    ])
  }
  // Suspicions of the county that our own lists cannot know: cars of other people in 低保.
  for (const household of register.random.shuffled(register.town.households.filter((each) => each.to === null)).slice(0, 4)) {
    const person = household.members[0]?.person
    if (person === undefined || person.died !== null) continue
    rows.push([
      '名下有机动车',
      communityAt(household.community).official,
      person.name,
      person.id,
      '低保',
      '2025-01至2026-09',
      `小型轿车 云Q·${register.random.int(10_000, 99_999)}`,
    ])
  }
  const title: DraftCell = { value: `${county}社会救助疑点数据核查表`, look: { bold: true, size: 16, align: 'center' } }
  const line: DraftCell = { value: '下发单位：云岭县民政局　　下发日期：2026年9月18日　　反馈截止：2026年10月30日', look: { size: 10 } }
  const body = rows.map(([kind, place, name, id, benefit, period, compared], at): (DraftCell | null)[] => [
    { value: at + 1, look: { hasBorder: true, align: 'center' } },
    ...[`YLYD2026${String(at + 1).padStart(4, '0')}`, kind, townName, place, name, id, benefit, period, compared].map((value): DraftCell => ({
      value: value ?? null,
      look: given,
    })),
    ...answers.map((): DraftCell => ({ value: null, look: answer })),
  ])
  const last = 3 + body.length
  const list = (column: string, values: string[]) => ({ range: `${column}4:${column}${last}`, values })
  return packXlsx([
    {
      name: '疑点核查表',
      rows: [
        [title],
        [line],
        [...headings.map((value): DraftCell => ({ value, look: heading })), ...answers.map((value): DraftCell => ({ value, look: answerHeading }))],
        ...body,
      ],
      merges: [
        { top: 1, left: 0, bottom: 1, right: headings.length + answers.length - 1 },
        { top: 2, left: 0, bottom: 2, right: headings.length + answers.length - 1 },
      ],
      widths: [6, 16, 22, 10, 14, 10, 22, 18, 20, 26, 12, 30, 12, 12, 10, 14, 20],
      heights: { 1: 30, 3: 32 },
      frozenRows: 3,
      choices: [list('K', ['属实', '不属实', '部分属实']), list('M', ['停发', '减发', '追回', '维持'])],
      print: { titleRows: { from: 3, to: 3 } },
    },
    {
      name: '填表说明',
      rows: [
        [{ value: '填表说明', look: { bold: true, size: 14 } }],
        ['一、黄色列由乡镇填写，其他列不得改动，不得增删行列。'],
        ['二、核查结果从下拉列表中选择：属实、不属实、部分属实。'],
        ['三、核查情况说明写明何人何时用什么方式核实、查到什么。'],
        ['四、追回金额单位为元；没有追回的填0并说明原因。'],
        ['五、请于2026年10月30日前将本表原件回传。'],
      ],
      widths: [90],
    },
  ])
}
