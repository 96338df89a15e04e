import { writeWorkbook, type ColumnKind } from '../../platform/files/write-workbook.ts'
import type { FileAnswer } from '../../platform/http/server.ts'
import type { ColumnType, LedgerColumn, LedgerDefinition } from './understand/ledger-definition.ts'

// Money is typed by hand into a template, in 元, so its cells stay free text there.
const kindOf: Partial<Record<ColumnType, ColumnKind>> = { date: 'date', month: 'month', integer: 'int' }

const hintOf: Partial<Record<ColumnType, string>> = {
  name: '写全名，不加称呼和备注',
  citizen_id: '18位，末位X大写；先设成文本再填，不要只填后几位',
  date: '写成 2026-10-20',
  month: '写成 2026-10',
  period: '写成 2026-10；全年的只写 2026',
  money: '单位元，只写数字',
  integer: '只写整数',
  level: '写一级、二级、三级、四级',
  phone: '11位手机号或带区号的固定电话',
  account: '按存折、银行卡填全，不要用科学计数',
  division: '写社区全称',
  address: '写到门牌或组',
  card: '20位残疾人证号，按文本填',
  percent: '写成 50%',
}

/** Rows that are ready to be filled: text stays text there, words are chosen. */
const blankRows = 300

/** A blank .xlsx of a ledger: the headings that are read back without asking, drop-downs for fixed words, a hint at each cell. */
export function templateOf(definition: LedgerDefinition): FileAnswer {
  const columns = definition.columns.filter((column) => !column.dropped)
  const required = columns.filter((column) => column.required).map((column) => column.headings[0])
  const isOfMonth = definition.shape === 'snapshot'
  const bytes = writeWorkbook({
    sheets: [
      {
        name: definition.title.slice(0, 31),
        title: isOfMonth ? `${definition.title}（　　　　年　　月）` : definition.title,
        notes: [`${isOfMonth ? '标题里填上是哪年哪月的。' : ''}必填：${required.join('、') || '无'}。身份证号按文本填；日期写 2026-10-20；金额单位元。`],
        columns: columns.map((column) => ({
          heading: column.headings[0] ?? column.name,
          width: column.type === 'citizen_id' || column.type === 'address' ? 22 : 14,
          kind: kindOf[column.type] ?? 'text',
          ...choicesOf(column),
          ...sayHint(column),
        })),
        rows: Array.from({ length: blankRows }, () => columns.map(() => null)),
      },
    ],
  })
  return { bytes, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', name: `${definition.title}模板.xlsx` }
}

function choicesOf(column: LedgerColumn): { choices?: string[] } {
  if (column.values) return { choices: Object.values(column.values).flatMap((words) => words.slice(0, 1)) }
  return column.type === 'boolean' ? { choices: ['是', '否'] } : {}
}

function sayHint(column: LedgerColumn): { hint?: string } {
  const words = [column.required ? '必填' : null, hintOf[column.type] ?? null, choicesOf(column).choices ? '从下拉列表中选' : null].filter(
    (each) => each !== null,
  )
  return words.length === 0 ? {} : { hint: words.join('；') }
}
