import { SidePanel } from '#src/ui/Page.tsx'
import { Shown } from '#src/ui/States.tsx'
import { useRead } from './calls.ts'

/** A row among its neighbours in the file it came from, for who may read that ledger. */
export function SourcePanel({ row, onClose }: { row: { id: string; file: string; sheet: string; row: number }; onClose: () => void }) {
  const [batch = ''] = row.id.split(':')
  const isImported = row.id.includes(':')
  const answer = useRead('GET /api/source-rows', { query: { batch, sheet: row.sheet, row: row.row } }, { isOn: isImported })
  return (
    <SidePanel head={`${row.file} · ${row.sheet} · 第 ${row.row} 行`} label="这一行在原表里" onClose={onClose} width={420}>
      {isImported ? (
        <Shown of={answer}>
          {({ columns, rows }) => (
            <div className="sheet-scroll">
              <table className="sheet">
                <tbody>
                  {columns
                    .filter((column) => rows.some((each) => each.cells[column.name] !== undefined))
                    .map((column) => (
                      <tr key={column.name}>
                        <th scope="row">{column.title}</th>
                        {rows.map((each) => (
                          <td key={each.row} className={each.row === row.row ? 'is-current' : ''}>
                            {each.cells[column.name] ?? ''}
                          </td>
                        ))}
                      </tr>
                    ))}
                </tbody>
              </table>
            </div>
          )}
        </Shown>
      ) : (
        <p>这一行在本系统里登记，没有原表。</p>
      )}
    </SidePanel>
  )
}
