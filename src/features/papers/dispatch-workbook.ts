import { writeWorkbook, type ExportColumn } from '../../platform/files/write-workbook.ts'
import { dispatchColumns, type DispatchKey, type DispatchTable } from './dispatch-table.ts'
import type { Issue } from './freeze-dispatch.ts'

/** A frozen issue as .xlsx: A4 landscape, two heading lines, totals, a line to sign. Money in 分 in, 元 out. */
export function dispatchWorkbook(title: string, table: DispatchTable, issue: Issue): Uint8Array {
  const columns: ExportColumn[] = [
    { heading: '社区', width: 14, kind: 'text' },
    ...dispatchColumns.map((column): ExportColumn => ({
      heading: column.title,
      width: column.kind === 'money' ? 13 : 9,
      kind: column.kind === 'money' ? 'money' : column.kind === 'count' || column.kind === 'rank' ? 'int' : 'text',
    })),
  ]
  const groups: { heading: string; from: number; to: number }[] = []
  for (const [at, column] of dispatchColumns.entries()) {
    const last = groups.at(-1)
    if (last?.heading === column.group) last.to = at + 1
    else groups.push({ heading: column.group, from: at + 1, to: at + 1 })
  }
  const line = (name: string, numbers: DispatchTable['total']): (string | number | null)[] => [name, ...dispatchColumns.map(({ key }) => cellOf(key, numbers))]
  return writeWorkbook({
    sheets: [
      {
        name: `第${issue.no}期`,
        title: `${title.replace(/方案$/, '')}周调度表`,
        notes: [`第 ${issue.no} 期　截至 ${shanghai(table.asOf)}（已冻结）　本周自 ${shanghai(table.weekFrom)} 起　核对号 ${issue.proofNumber}`],
        columns,
        groups,
        rows: table.rows.map((row) => line(row.name, row.numbers)),
        totals: line('合计', table.total),
        signature: ['制表', '镇民政办负责人', '分管领导', '镇纪委', '日期'],
      },
    ],
  })
}

function cellOf(key: DispatchKey, numbers: DispatchTable['total']): string | number | null {
  const number = numbers[key]
  const kind = dispatchColumns.find((column) => column.key === key)?.kind
  if (kind === 'of') return `${number.value} / ${number.of ?? 0}`
  if (kind === 'rate') return number.of ? `${((number.value / number.of) * 100).toFixed(1)}%` : '—'
  if (kind === 'change') return number.value === 0 ? '平' : number.value > 0 ? `升 ${number.value}` : `降 ${-number.value}`
  if (kind === 'rank' && number.value === 0) return null
  return number.value
}

function shanghai(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
