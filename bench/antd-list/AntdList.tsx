import { Table, type GetRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { leadColumns, leadPresets } from '#src/features/leads/web/lead-columns.tsx'
import type { LeadList } from '#src/features/leads/web/leads-api.ts'
import { cellContent } from '#src/ui/table/CellContent.tsx'
import { columnsOf } from '#src/ui/table/columns.ts'
import '#src/ui/tokens.css'

const columns = columnsOf(leadColumns('2026-10-20'), leadPresets[0]).map((column) => ({
  key: column.key,
  title: column.title,
  width: column.width ?? 90,
  ellipsis: true,
  render: (_: unknown, lead: LeadList['rows'][number]) => cellContent(lead, column),
}))

/** What a page would be that takes the virtual table of Ant Design: the same rows and cells, ticks, a current row that `j` moves on. */
function AntdList({ rows }: { rows: LeadList['rows'] }) {
  const [current, setCurrent] = useState(-1)
  const table = useRef<GetRef<typeof Table>>(null)
  useEffect(() => {
    const step = (event: KeyboardEvent): void => {
      if (event.key === 'j') setCurrent((at) => at + 1)
    }
    window.addEventListener('keydown', step)
    return () => window.removeEventListener('keydown', step)
  }, [])
  useEffect(() => table.current?.scrollTo({ index: current }), [current])
  return (
    <Table
      ref={table}
      virtual
      size="small"
      pagination={false}
      rowKey="lead"
      columns={columns}
      dataSource={rows}
      rowSelection={{}}
      scroll={{ x: 1200, y: 640 }}
      rowClassName={(_, at) => (at === current ? 'ant-table-row-selected' : '')}
    />
  )
}

const answer = await fetch('/api/leads?state=open')
const { rows } = (await answer.json()) as LeadList
createRoot(document.querySelector('#root')!).render(<AntdList rows={rows} />)
