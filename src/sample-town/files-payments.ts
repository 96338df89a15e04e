import { monthRange } from '../domain/months.ts'
import type { Payment } from './model.ts'
import type { CellValue, Mess } from './mess.ts'
import { accountIn } from './people.ts'
import { communityAt, town as townName } from './places.ts'
import { wholeTown } from './files-rosters.ts'
import type { TableFile, TableSheet } from './table.ts'

const programWords: Record<string, string> = {
  tekun: '特困供养',
  disability_living: '困难残疾人生活补贴',
  disability_care: '重度残疾人护理补贴',
  orphan: '孤儿基本生活费',
  unattended_child: '事实无人抚养儿童',
  marginal: '低保边缘',
  rigid: '刚性支出困难',
  temporary_aid: '临时救助',
}

interface Series {
  programs: string[]
  title: string
  file: (year: string) => string
  /** It speaks for the months only in which something was paid. */
  isNowAndThen?: boolean
}

const quarterly: Series[] = [
  { programs: ['tekun'], title: '特困人员供养金社会化发放明细', file: (year) => `${year}年特困供养金发放明细.xlsx` },
  { programs: ['disability_living', 'disability_care'], title: '残疾人两项补贴社会化发放明细', file: (year) => `${year}年残疾人两项补贴发放明细.xlsx` },
  { programs: ['orphan', 'unattended_child'], title: '孤儿和事实无人抚养儿童基本生活费发放明细', file: (year) => `${year}年儿童基本生活费发放明细.xlsx` },
  { programs: ['rigid'], title: '刚性支出困难家庭救助金发放明细', file: (year) => `${year}年刚性支出困难家庭救助金发放明细.xlsx`, isNowAndThen: true },
  {
    programs: ['marginal'],
    title: '低保边缘家庭一次性生活补助发放明细',
    file: (year) => `${year}年低保边缘家庭一次性生活补助发放明细.xlsx`,
    isNowAndThen: true,
  },
  { programs: ['temporary_aid'], title: '临时救助金社会化发放明细', file: (year) => `${year}年临时救助金发放明细.xlsx`, isNowAndThen: true },
]

function byCommunity(a: Payment, b: Payment): number {
  return (
    a.month.localeCompare(b.month) ||
    a.community - b.community ||
    a.program.localeCompare(b.program) ||
    a.person.id.localeCompare(b.person.id) ||
    a.paidOn.localeCompare(b.paidOn)
  )
}

/** The year's payment workbooks: 低保 with a sheet a month, the others with a sheet a quarter. */
export function paymentFiles(payments: readonly Payment[], mess: Mess, { from, to, folder = '' }: { from: string; to: string; folder?: string }): TableFile[] {
  const years = [...new Set(monthRange(from, to).map((month) => month.slice(0, 4)))]
  return years.flatMap((year) => {
    const first = from.startsWith(year) ? from : `${year}-01`
    const last = to.startsWith(year) ? to : `${year}-12`
    const inYear = payments.filter((payment) => payment.month >= first && payment.month <= last)
    const dibao: TableFile = {
      file: `${folder}${first === last ? `${year}年${Number(last.slice(5))}月` : `${year}年`}低保金发放花名册.xlsx`,
      ledger: 'payments',
      ...wholeTown(first, last),
      sheets: monthRange(first, last).map((month) =>
        dibaoSheet(inYear.filter((payment) => payment.program === 'dibao' && payment.month === month).toSorted(byCommunity), month, mess),
      ),
    }
    const others = quarterly.flatMap((series): TableFile[] => {
      const ofSeries = inYear.filter((payment) => series.programs.includes(payment.program)).toSorted(byCommunity)
      if (ofSeries.length === 0) return []
      return [
        {
          file: folder + series.file(first === last ? `${year}年${Number(last.slice(5))}月` : year).replace('月年', '月'),
          ledger: 'payments',
          ...(series.isNowAndThen === true ? wholeTown(ofSeries[0]!.month, ofSeries.at(-1)!.month) : wholeTown(first, last)),
          sheets: quarterSheets(ofSeries, { year, series, mess }),
        },
      ]
    })
    return [dibao, ...others]
  })
}

/** Until 2021 the month and the program stand only in title and sheet name, and a community is one merged cell. */
function dibaoSheet(payments: readonly Payment[], month: string, mess: Mess): TableSheet {
  const isOld = month < '2022-01'
  const said = `${month.slice(0, 4)}年${Number(month.slice(5))}月`
  const headings = [
    '序号',
    '村（社区）',
    '领款人',
    '身份证号',
    '低保证号',
    '保障人口',
    '发放金额（元）',
    '发放日期',
    '户名',
    '银行账号',
    '发放状态',
    '退回原因',
    ...(isOld ? [] : ['救助项目', '所属月份', '代发批次', '款项性质']),
  ]
  const rows = payments.map((payment, at): CellValue[] => {
    const { person } = payment
    const tail: CellValue[] = isOld ? [] : ['低保', mess.month(payment.month), payment.bankBatch, payment.item]
    return [
      at + 1,
      isOld ? communityAt(payment.community).official : mess.place(payment.community),
      mess.name(person.name),
      mess.id(person.id),
      payment.cardNo,
      payment.size,
      mess.money(payment.fen),
      mess.date(payment.paidOn, isOld ? 'dot' : 'serial'),
      accountIn(person, payment.month).holder,
      accountIn(person, payment.month).account,
      payment.status,
      payment.returnReason === '' ? null : payment.returnReason,
      ...tail,
    ]
  })
  const title = `${townName}${said}最低生活保障金社会化发放花名册`
  return isOld
    ? {
        name: `${Number(month.slice(5))}月`,
        title,
        line: '单位：元',
        headings,
        rows,
        mergeColumn: 1,
        subtotal: { by: 1, sum: 6 },
        footer: '制表：李敏　　复核：周磊　　分管领导：陈静',
      }
    : { name: `${Number(month.slice(5))}月`, title, headings, rows, ...(month.endsWith('-12') ? { footer: '制表：李敏　　复核：周磊' } : {}) }
}

function quarterSheets(payments: readonly Payment[], { year, series, mess }: { year: string; series: Series; mess: Mess }): TableSheet[] {
  const headings = [
    '序号',
    '乡镇',
    '社区',
    '姓名',
    '身份证号',
    '救助项目',
    '所属月份',
    '发放金额',
    '款项性质',
    '发放性质',
    '到账日期',
    '户名',
    '账号',
    '代发结果',
    '退回原因',
    '批次号',
  ]
  const quarterOf = (payment: Payment): number => Math.ceil(Number(payment.month.slice(5)) / 3)
  return [1, 2, 3, 4].flatMap((quarter): TableSheet[] => {
    const inQuarter = payments.filter((payment) => quarterOf(payment) === quarter)
    if (inQuarter.length === 0) return []
    const rows = inQuarter.map((payment, at): CellValue[] => [
      at + 1,
      townName,
      mess.place(payment.community),
      mess.name(payment.person.name),
      payment.typedId ?? mess.id(payment.person.id),
      programWords[payment.program] ?? payment.program,
      mess.month(payment.month),
      mess.money(payment.fen),
      payment.item,
      payment.kind,
      mess.date(payment.paidOn, 'dash'),
      accountIn(payment.person, payment.month).holder,
      accountIn(payment.person, payment.month).account,
      payment.status,
      payment.returnReason === '' ? null : payment.returnReason,
      payment.bankBatch,
    ])
    return [
      {
        name: `${['一', '二', '三', '四'][quarter - 1] ?? ''}季度`,
        title: `${townName}${year}年第${['一', '二', '三', '四'][quarter - 1] ?? ''}季度${series.title}`,
        headings,
        rows,
        subtotal: { by: 1, sum: 7 },
      },
    ]
  })
}
