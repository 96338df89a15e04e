import { formatMoney } from '#src/domain/money.ts'
import type { OutputOf } from '#src/ui/call.ts'
import { Icon } from '#src/ui/Icon.tsx'
import type { api } from '../contract.ts'
import './dispatch.css'

type Table = OutputOf<(typeof api)['GET /api/dispatch']>
type Column = Table['columns'][number]
type Numbers = Table['total']

interface GridProps {
  table: Table
  opened: { division: string; column: string } | null
  onOpen: (cell: { division: string; column: string } | null) => void
}

const openable = new Set([
  'week_cells',
  'week_leads',
  'week_established',
  'week_closed',
  'cells',
  'leads_done',
  'leads_open',
  'established',
  'closed',
  'overdue',
  'gap_before',
  'gap',
])

/** Communities × figures in four blocks; every number that stands for rows opens them. */
export function DispatchGrid({ table, opened, onOpen }: GridProps) {
  const groups = groupsOf(table.columns)
  const cell = (division: string, column: Column, numbers: Numbers) => {
    const isOpen = opened?.division === division && opened.column === column.key
    const text = textOf(column, numbers)
    const count = numbers[column.key]?.value ?? 0
    const isOverdue = column.key === 'overdue' && count > 0
    const canOpen = openable.has(column.key) && count > 0
    return (
      <td
        key={column.key}
        className={`${isOpen ? 'is-open' : ''}${isOverdue ? ' is-overdue' : ''}${isFirstOfGroup(table.columns, column) ? ' starts-group' : ''}`}
      >
        {canOpen ? (
          <button
            type="button"
            className="number-button"
            aria-expanded={isOpen}
            aria-label={`${column.group}${column.title} ${text}，点开看是哪几行`}
            onClick={() => onOpen(isOpen ? null : { division, column: column.key })}
          >
            {isOverdue ? <Icon name="triangle" /> : null}
            {text}
          </button>
        ) : (
          <span className={count === 0 ? 'ink3' : ''}>{text}</span>
        )}
      </td>
    )
  }
  return (
    <div className="dispatch-frame">
      <table className="dispatch">
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              社区
            </th>
            {groups.map((group) => (
              <th key={group.name} colSpan={group.columns.length} scope="colgroup" className="starts-group">
                {group.name}
              </th>
            ))}
          </tr>
          <tr>
            {table.columns.map((column) => (
              <th key={column.key} scope="col" className={isFirstOfGroup(table.columns, column) ? 'starts-group' : ''}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.division}>
              <th scope="row">{row.name}</th>
              {table.columns.map((column) => cell(row.division, column, row.numbers))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">合计</th>
            {table.columns.map((column) => cell('all', column, table.total))}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function groupsOf(columns: readonly Column[]): { name: string; columns: Column[] }[] {
  const groups: { name: string; columns: Column[] }[] = []
  for (const column of columns) {
    const last = groups.at(-1)
    if (last?.name === column.group) last.columns.push(column)
    else groups.push({ name: column.group, columns: [column] })
  }
  return groups
}

const isFirstOfGroup = (columns: readonly Column[], column: Column): boolean => columns[columns.indexOf(column) - 1]?.group !== column.group

function textOf(column: Column, numbers: Numbers): string {
  const number = numbers[column.key]
  if (!number) return ''
  if (column.kind === 'money') return formatMoney(number.value)
  if (column.kind === 'of') return `${number.value} / ${number.of ?? 0}`
  if (column.kind === 'rate') return number.of ? `${((number.value / number.of) * 100).toFixed(1)}%` : '—'
  if (column.kind === 'rank') return number.value === 0 ? '—' : String(number.value)
  if (column.kind === 'change') return number.value === 0 ? '平' : number.value > 0 ? `升 ${number.value}` : `降 ${-number.value}`
  return String(number.value)
}
