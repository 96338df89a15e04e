import { addDays } from '../domain/plain-date.ts'
import { from, stranger } from './outside.ts'
import { wholeTown } from './files-rosters.ts'
import type { CellValue, Mess } from './mess.ts'
import type { ListCell } from './model.ts'
import { two } from './people.ts'
import type { Person } from './people.ts'
import { communityAt, county, town as townName } from './places.ts'
import type { Register } from './register.ts'
import type { TableFile } from './table.ts'

interface List {
  ledger: string
  title: string
  /** Who gave it; none for the town's own books. */
  giver?: string
  /** Months for which it speaks; none where it holds only some of the people. */
  covers?: [from: string, to: string]
  headings: string[]
  /** A row of somebody whom nobody asks about. */
  other?: (register: Register) => ListCell[]
  /** Only towns that plant in each program have it. */
  isFurther?: boolean
}

export function idCells(person: Person): [string, { id: string }] {
  return [person.name, { id: person.id }]
}

function somebody(register: Register, born: [number, number] = [1962, 2000]): [string, { id: string }] {
  return idCells(stranger(register, born))
}

function day(register: Register): { date: string } {
  return { date: `${register.random.int(2020, 2025)}-${two(register.random.int(1, 12))}-${two(register.random.int(1, 28))}` }
}

const whole: [string, string] = ['2020-01', '2026-09']

const lists: List[] = [
  {
    ledger: 'pensions',
    title: '离退休养老金发放名单',
    giver: `${county}人力资源和社会保障局`,
    covers: whole,
    headings: ['姓名', '身份证号', '发放单位', '月养老金', '待遇起始年月', '待遇终止年月', '发放状态'],
    other: (register) => [...somebody(register, [1945, 1962]), `${county}社会保险服务中心`, { fen: 268_000 }, { month: '2021-03' }, null, '正常发放'],
  },
  {
    ledger: 'income_tax',
    title: '个人所得税扣缴名单',
    giver: `${county}税务局`,
    covers: whole,
    headings: ['纳税人姓名', '身份证号', '扣缴单位', '收入额', '税款所属期'],
    other: (register) => [...somebody(register), '云岭县建筑公司', { fen: 510_000 }, { month: '2026-05' }],
  },
  {
    ledger: 'employee_insurance',
    title: '职工养老保险参保名单',
    giver: `${county}社会保险服务中心`,
    covers: whole,
    headings: ['姓名', '身份证号', '参保单位', '险种', '缴费基数', '参保起始年月', '最近缴费年月', '参保状态'],
    other: (register) => [...somebody(register), '云岭县青山纺织厂', '企业职工基本养老保险', { fen: 420_000 }, { month: '2023-04' }, null, '正常参保'],
  },
  {
    ledger: 'employment',
    title: '就业登记名单',
    giver: `${county}公共就业服务中心`,
    covers: whole,
    headings: ['姓名', '身份证号', '用人单位', '岗位', '合同开始日期', '合同终止日期', '月工资'],
    other: (register) => [...somebody(register), '云岭县城关大药房', '店员', day(register), null, { fen: 280_000 }],
  },
  {
    ledger: 'land',
    title: '耕地地力补贴名单',
    giver: `${county}农业农村局`,
    covers: whole,
    headings: ['承包方', '身份证号', '补贴面积', '补贴金额', '年度', '村（社区）'],
    other: (register) => {
      const person = stranger(register, [1955, 1985])
      return [...idCells(person), '4亩', { fen: 32_000 }, 2026, { place: person.community }]
    },
  },
  {
    ledger: 'housing_fund',
    title: '住房公积金缴存名单',
    giver: `${county}住房公积金管理部`,
    covers: whole,
    headings: ['职工姓名', '身份证号', '缴存单位', '月缴存额', '账户状态', '最近缴存年月'],
    other: (register) => [...somebody(register), '云岭县供电公司', { fen: 98_000 }, '正常', { month: '2026-09' }],
  },
  {
    ledger: 'property',
    title: '不动产登记名单',
    giver: `${county}不动产登记中心`,
    covers: whole,
    headings: ['权利人', '证件号', '坐落', '用途', '登记日期', '共有情况', '状态'],
    other: (register) => [...somebody(register), `${county}城关街道朝阳路${register.random.int(1, 400)}号`, '住宅', day(register), '单独所有', '现势'],
  },
  {
    ledger: 'asset_reports',
    title: '家庭经济状况核对报告汇总',
    giver: `${county}社会救助家庭经济状况核对中心`,
    covers: whole,
    headings: ['被核对人', '身份证号', '核对日期', '报告编号', '存款余额', '金融资产总额'],
    other: (register) => [...somebody(register), { date: '2026-04-16' }, `YLHD${register.random.int(10_000, 99_999)}`, { fen: 8_000_000 }, { fen: 8_000_000 }],
  },
  {
    ledger: 'farm_machines',
    title: '农机购置补贴名单',
    giver: `${county}农业农村局`,
    covers: whole,
    headings: ['购机者姓名', '身份证号', '机具品目', '型号', '销售价格', '购机日期'],
    other: (register) => [...somebody(register), '微耕机', 'WG-4', { fen: 320_000 }, day(register)],
  },
  {
    ledger: 'travel',
    title: '出入境人员名单',
    giver: `${county}公安局出入境管理大队`,
    covers: whole,
    headings: ['姓名', '身份证号', '出入境日期', '出入境类型', '事由'],
    other: (register) => [...somebody(register), day(register), '出境', '旅游'],
  },
  {
    ledger: 'students',
    title: '学籍学生名册',
    giver: `${county}教育局`,
    covers: ['2026-02', '2026-09'],
    headings: ['学生姓名', '身份证号', '学校', '年级', '学籍状态', '村（社区）'],
    other: (register) => {
      const person = stranger(register, [2010, 2018])
      return [...idCells(person), '青禾镇中心学校', '四年级', '正常', { place: person.community }]
    },
  },
  {
    ledger: 'household_register',
    title: '户籍信息核查结果',
    giver: `${county}公安局`,
    covers: ['2026-08', '2026-09'],
    headings: [
      '姓名',
      '身份证号',
      '户号',
      '与户主关系',
      '户主姓名',
      '户主身份证号',
      '父亲姓名',
      '父亲身份证号',
      '母亲姓名',
      '母亲身份证号',
      '迁出日期',
      '曾用名',
      '村（社区）',
    ],
    other: (register) => {
      const person = stranger(register, [1950, 2000])
      const number = String(register.random.int(100_000, 999_999))
      return [...idCells(person), number, '户主', ...idCells(person), null, null, null, null, null, null, { place: person.community }]
    },
  },
  {
    ledger: 'marriages',
    title: '婚姻登记名单',
    giver: `${county}民政局婚姻登记处`,
    covers: whole,
    headings: ['男方姓名', '男方身份证号', '女方姓名', '女方身份证号', '登记日期', '登记类型'],
    other: (register) => [...somebody(register, [1970, 1999]), ...somebody(register, [1970, 1999]), day(register), '结婚登记'],
  },
  {
    ledger: 'consents',
    title: '法定义务人同意核对登记',
    covers: whole,
    headings: ['义务人姓名', '义务人身份证号', '与申请人关系', '申请人姓名', '申请人身份证号', '同意日期', '社区'],
  },
  {
    ledger: 'adoptions',
    title: '收养登记名单',
    giver: `${county}民政局`,
    covers: whole,
    headings: ['被收养人', '身份证号', '收养前姓名', '收养人', '收养人身份证号', '收养登记日期'],
    other: (register) => [...somebody(register, [2015, 2023]), null, ...somebody(register, [1975, 1990]), day(register)],
  },
  {
    ledger: 'work_injury',
    title: '失业与工伤待遇名单',
    giver: `${county}社会保险服务中心`,
    covers: whole,
    headings: ['姓名', '身份证号', '待遇类别', '待遇起始年月', '待遇终止年月', '月金额'],
    other: (register) => [...somebody(register), '失业保险金', { month: '2026-03' }, { month: '2026-08' }, { fen: 142_000 }],
  },
  {
    ledger: 'other_benefits',
    title: '优抚和其他补贴名单',
    giver: `${county}退役军人事务局、民政局`,
    covers: whole,
    headings: ['姓名', '身份证号', '补贴项目', '金额', '起始年月', '终止年月'],
    other: (register) => [...somebody(register, [1936, 1944]), '高龄津贴', { fen: 10_000 }, { month: '2024-01' }, null],
  },
  {
    ledger: 'medical_bills',
    title: '医保住院大额自付名单',
    giver: `${county}医疗保障局`,
    covers: whole,
    headings: ['患者姓名', '身份证号', '医院', '入院日期', '出院日期', '总费用', '个人自付', '参保村（社区）'],
    other: (register) => {
      const person = stranger(register, [1945, 1990])
      const admitted = day(register)
      return [
        ...idCells(person),
        '云岭县人民医院',
        admitted,
        { date: addDays(admitted.date, 9) },
        { fen: 1_480_000 },
        { fen: 310_000 },
        { place: person.community },
      ]
    },
  },
  {
    ledger: 'bank_receipts',
    title: '一卡通代发回执',
    giver: `${county}农村商业银行`,
    covers: ['2026-09', '2026-09'],
    headings: ['户名', '银行账号', '身份证号', '摘要', '交易金额', '批次号', '交易日期', '交易状态', '退回原因'],
  },
  {
    ledger: 'clues',
    title: '主动发现线索台账',
    covers: whole,
    headings: ['线索编号', '线索来源', '发现日期', '姓名', '身份证号', '困难情形', '处理情况', '办结日期', '处理结果', '社区'],
  },
  {
    ledger: 'complaints',
    title: '信访和12345来电来信登记',
    giver: `${county}信访局`,
    covers: whole,
    isFurther: true,
    headings: ['工单编号', '受理日期', '诉求人', '身份证号', '反映内容', '办理结果', '社区'],
    other: (register) => {
      const person = stranger(register, [1955, 1995])
      return [
        `YLXF${register.random.int(100_000, 999_999)}`,
        day(register),
        ...idCells(person),
        '村口路灯不亮，请派人维修',
        '已转供电所维修',
        { place: person.community },
      ]
    },
  },
  {
    ledger: 'patrols',
    title: '街面巡查记录',
    covers: ['2026-09', '2026-09'],
    headings: ['巡查点位', '巡查日期', '巡查人', '巡查情况', '社区'],
  },
  {
    ledger: 'patrol_points',
    title: '街面巡查点位安排',
    headings: ['巡查点位', '几天一次', '起始日期', '依据', '社区'],
  },
  {
    ledger: 'assessments',
    title: '特困人员自理能力评估登记',
    covers: whole,
    headings: ['评估对象', '身份证号', '评估日期', '不能达到项数', '评估结果', '评估单位', '社区'],
  },
]

/** The lists of the widest plants: each with its planted people among others of the county. */
export function listFiles(register: Register, mess: Mess): TableFile[] {
  return lists
    .filter((list) => register.size.inEachProgram || list.isFurther !== true)
    .map((list, at): TableFile => {
      const others = Array.from(
        { length: list.other === undefined ? 0 : Math.max(12, Math.round(register.size.strangers / 12)) },
        () => list.other?.(register) ?? [],
      )
      const rows = register.random.shuffled([...(register.town.lists.get(list.ledger) ?? []), ...others])
      return {
        file: list.giver === undefined ? `${list.title}.xlsx` : `参照/${county}${list.title}.xlsx`,
        ledger: list.ledger,
        ...(list.covers === undefined ? {} : wholeTown(...list.covers)),
        ...(list.giver === undefined ? {} : { authority: from(list.giver, `云民函〔2026〕${50 + at}号`) }),
        sheets: [
          {
            name: list.title.slice(0, 12),
            title: `${list.giver === undefined ? townName : county}${list.title}`,
            headings: list.headings,
            rows: rows.map((row) => row.map((cell) => written(cell, mess))),
          },
        ],
      }
    })
}

function written(cell: ListCell, mess: Mess): CellValue {
  if (cell === null || typeof cell !== 'object') return cell
  if ('id' in cell) return mess.id(cell.id)
  if ('date' in cell) return mess.date(cell.date, 'dash')
  if ('month' in cell) return mess.month(cell.month)
  if ('fen' in cell) return mess.money(cell.fen)
  return communityAt(cell.place).official
}
