import { useMemo, useState } from 'react'
import { useParams } from 'wouter'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { SelectInput, TextInput } from '#src/ui/Field.tsx'
import { useHere } from '#src/ui/here.ts'
import { Page } from '#src/ui/Page.tsx'
import { PrintFrame } from '#src/ui/PrintFrame.tsx'
import { EmptyState, Shown } from '#src/ui/States.tsx'
import type { OutputOf } from '#src/ui/call.ts'
import type { Column } from '#src/ui/table/columns.ts'
import { readMoney } from '#src/domain/money.ts'
import { DataTable } from '#src/ui/table/DataTable.tsx'
import { TableTools, useTableView } from '#src/ui/table/table-view.tsx'
import { useUrlQuery } from '#src/ui/url-query.ts'
import type { api } from '../contract.ts'
import { useRead } from './calls.ts'
import { SourcePanel } from './SourcePanel.tsx'
import './import.css'

type Ledger = OutputOf<(typeof api)['GET /api/ledgers/{ledger}']>
type Row = Ledger['rows'][number]

const rowKey = (row: Row): string => row.id

/** One ledger like a sheet; a row opens among its neighbours in the file it came from. */
export function LedgerPage() {
  const { ledger } = useParams<{ ledger: string }>()
  const { query, change } = useUrlQuery()
  const [open, setOpen] = useState<Row | null>(null)
  const q = query.get('q') ?? ''
  const period = query.get('period')
  const answer = useRead(
    'GET /api/ledgers/{ledger}',
    { params: { ledger }, query: { ...(q ? { q } : {}), ...(period ? { period } : {}) } },
    { keepsLast: true },
  )
  return (
    <Page side={open ? <SourcePanel row={open} onClose={() => setOpen(null)} /> : undefined}>
      <Shown of={answer}>
        {(data) => (
          <>
            <FirstLine note={data.total > data.rows.length ? `先看前 ${data.rows.length} 行，用姓名缩小` : undefined}>
              {data.title}
              {data.periods.length > 0 ? ` ${period ?? data.periods[0] ?? ''}` : ''}：{data.total} 行
            </FirstLine>
            <div className="ledger-filters">
              <TextInput
                aria-label="找姓名、证号、住址"
                placeholder="找姓名、住址"
                defaultValue={q}
                onKeyDown={(event) => event.key === 'Enter' && change({ q: event.currentTarget.value })}
              />
              {data.periods.length > 1 ? (
                <SelectInput
                  aria-label="哪一期"
                  value={period ?? data.periods[0] ?? ''}
                  options={data.periods.map((value) => ({ value, title: value }))}
                  onChange={(value) => change({ period: value })}
                />
              ) : null}
            </div>
            <LedgerTable data={data} scope={[period ?? data.periods[0], q].filter(Boolean).join('，') || '全部'} onOpen={setOpen} />
          </>
        )}
      </Shown>
    </Page>
  )
}

function kindOf(type: string): NonNullable<Column<Row>['kind']> {
  if (type === 'citizen_id' || type === 'card') return 'id'
  if (type === 'money') return 'money'
  if (type === 'integer') return 'count'
  return type === 'date' || type === 'month' ? type : 'text'
}

/** The cell as the table sorts and aligns it: money in 分, counts as numbers, the rest as it is written. */
function valueOf(type: string, text: string): string | number | null {
  if (text === '') return null
  if (type === 'money') return readMoney(text).fen ?? text
  return type === 'integer' ? Number(text) : text
}

function LedgerTable({ data, scope, onOpen }: { data: Ledger; scope: string; onOpen: (row: Row) => void }) {
  const { today, person } = useHere()
  const columns = useMemo((): Column<Row>[] => {
    const filled = data.columns.filter((column) => data.rows.some((row) => row.cells[column.name] !== undefined))
    return [
      ...filled.map((column): Column<Row> => ({
        key: column.name,
        title: column.title,
        kind: kindOf(column.type),
        width: kindOf(column.type) === 'id' ? 176 : 104,
        value: (row) => valueOf(column.type, row.cells[column.name] ?? ''),
      })),
      { key: 'file', title: '出自', width: 160, value: (row) => `${row.file} ${row.sheet} 第 ${row.row} 行` },
    ]
  }, [data])
  const id = `ledger-${data.title}`
  const view = useTableView({ id, columns })
  return (
    <>
      <TableTools view={view} />
      <PrintFrame
        title={data.title}
        scope={data.total > data.rows.length ? `${scope}，前 ${data.rows.length} 行，共 ${data.total} 行` : scope}
        asOf={today}
        printedBy={person}
      >
        <DataTable
          id={id}
          label={data.title}
          rows={data.rows}
          rowKey={rowKey}
          columns={columns}
          view={view}
          unit="行"
          onOpen={onOpen}
          onCursor={onOpen}
          empty={<EmptyState title="这本台账还没有行" missing="换个条件，或先导入。" />}
        />
      </PrintFrame>
    </>
  )
}
