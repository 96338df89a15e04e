import { SidePanel } from '#src/ui/Page.tsx'
import { Shown } from '#src/ui/States.tsx'
import { useSource, type Source } from './calls.ts'

/** The row itself is seen first, its neighbours beside it. */
function intoView(cell: HTMLElement | null): void {
  cell?.scrollIntoView({ inline: 'center', block: 'nearest' })
}

/** A source row among its neighbours in the file it came from. */
export function NeighbourRows({ row, onClose }: { row: Source; onClose: () => void }) {
  const answer = useSource('GET /api/source-rows', { query: { batch: row.batch ?? '', sheet: row.sheet, row: row.row ?? 0, around: 3 } })
  return (
    <SidePanel head={`${row.file} · ${row.sheet} · 第 ${row.row ?? 0} 行`} label="这一行在原表里" onClose={onClose} width={420}>
      <Shown of={answer}>
        {({ columns, rows }) => (
          <div className="neighbours">
            <table>
              <thead>
                <tr>
                  <th scope="col">行</th>
                  {rows.map((each) => (
                    <th
                      key={each.row}
                      scope="col"
                      className={each.row === row.row ? 'is-current' : undefined}
                      ref={each.row === row.row ? intoView : undefined}
                    >
                      {each.row}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {columns
                  .filter((column) => rows.some((each) => each.cells[column.name] !== undefined))
                  .map((column) => (
                    <tr key={column.name}>
                      <th scope="row">{column.title}</th>
                      {rows.map((each) => (
                        <td key={each.row} className={each.row === row.row ? 'is-current' : undefined}>
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
    </SidePanel>
  )
}
