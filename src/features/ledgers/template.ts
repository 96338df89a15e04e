import { writeWorkbook, type ColumnKind } from '../../platform/files/write-workbook.ts'
import type { FileAnswer } from '../../platform/http/server.ts'
import type { ColumnType, LedgerDefinition } from './understand/ledger-definition.ts'

// Money is typed by hand into a template, in 元, so its cells stay free text there.
const kindOf: Partial<Record<ColumnType, ColumnKind>> = { date: 'date', month: 'month', integer: 'int' }

/** A blank .xlsx of a ledger: the headings that are read back without asking, drop-downs for fixed words. */
export function templateOf(definition: LedgerDefinition): FileAnswer {
  const columns = definition.columns.filter((column) => !column.dropped)
  const required = columns.filter((column) => column.required).map((column) => column.headings[0])
  const bytes = writeWorkbook({
    sheets: [
      {
        name: definition.title.slice(0, 31),
        title: definition.title,
        notes: [`必填：${required.join('、') || '无'}。身份证号按文本填；日期写 2026-10-20；金额单位元。`],
        columns: columns.map((column) => ({
          heading: column.headings[0] ?? column.name,
          width: column.type === 'citizen_id' || column.type === 'address' ? 22 : 14,
          kind: kindOf[column.type] ?? 'text',
          ...(column.values ? { choices: Object.values(column.values).flatMap((words) => words.slice(0, 1)) } : {}),
          ...(column.type === 'boolean' ? { choices: ['是', '否'] } : {}),
        })),
        rows: [],
      },
    ],
  })
  return { bytes, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', name: `${definition.title}模板.xlsx` }
}
