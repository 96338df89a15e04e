import { useState, type ReactNode } from 'react'
import { Button } from '../Button.tsx'
import { CheckBox } from '../Field.tsx'
import { Icon } from '../Icon.tsx'
import { cellContent, totalContent } from './CellContent.tsx'
import type { Column } from './columns.ts'
import type { Line } from './rows.ts'

interface CardsProps<Row> {
  label: string
  lines: readonly Line<Row>[]
  columns: readonly Column<Row>[]
  unit: string
  rowKey: (row: Row) => string
  groupTitle: ((rows: readonly Row[]) => ReactNode) | undefined
  selected: ReadonlySet<string> | undefined
  onToggle: ((row: Row) => void) | undefined
  onOpen: ((row: Row) => void) | undefined
  onFold: (line: Line<Row>) => void
  onReachEnd: (() => void) | undefined
  /** All rows, where a line with their sums ends the list. */
  totals: readonly Row[] | undefined
}

const atOnce = 50

const isBlank = (value: unknown): boolean => value === null || value === undefined || value === ''

/** The same rows on a phone: one card each, the whole card a target. */
export function Cards<Row>({ label, lines, columns, unit, rowKey, groupTitle, selected, onToggle, onOpen, onFold, onReachEnd, totals }: CardsProps<Row>) {
  const [shown, setShown] = useState(atOnce)
  const titleColumn = columns.find((column) => column.card === 'title') ?? columns[0]
  const side = columns.find((column) => column.card === 'side')
  const rest = columns.filter((column) => column !== titleColumn && column !== side && column.card !== 'none')
  return (
    <>
      <ul className="cards" aria-label={label}>
        {lines.slice(0, shown).map((line) =>
          line.kind === 'group' ? (
            <li key={line.key}>
              <button type="button" className="cards-group" aria-expanded={!line.isFolded} onClick={() => onFold(line)}>
                <Icon name={line.isFolded ? 'right' : 'down'} size={12} />
                <b>{groupTitle?.(line.rows)}</b>
                <span className="small ink2">
                  {line.rows.length} {unit}
                </span>
              </button>
            </li>
          ) : (
            <li key={line.key} className={`card${selected?.has(rowKey(line.row)) ? ' is-selected' : ''}`}>
              <div className="card-head">
                {selected ? <CheckBox label="选中这一条" isChecked={selected.has(rowKey(line.row))} onChange={() => onToggle?.(line.row)} /> : null}
                {onOpen ? (
                  <button type="button" className="card-title" onClick={() => onOpen(line.row)}>
                    {titleColumn ? cellContent(line.row, titleColumn) : null}
                  </button>
                ) : (
                  <span className="card-title">{titleColumn ? cellContent(line.row, titleColumn) : null}</span>
                )}
                {side ? <span className="card-side">{cellContent(line.row, side)}</span> : null}
                {onOpen ? <Icon name="right" size={14} /> : null}
              </div>
              <dl className="card-facts">
                {rest
                  .filter((column) => !isBlank(column.value(line.row)))
                  .map((column) => (
                    <div key={column.key}>
                      <dt>{column.title.replace('\n', '')}</dt>
                      <dd>{cellContent(line.row, column)}</dd>
                    </div>
                  ))}
              </dl>
            </li>
          ),
        )}
      </ul>
      {lines.length > shown || onReachEnd ? (
        <Button
          size="large"
          className="cards-more"
          onClick={() => {
            setShown(shown + atOnce)
            onReachEnd?.()
          }}
        >
          再看 {atOnce} {unit}
        </Button>
      ) : null}
      {totals ? (
        <dl className="card card-facts cards-totals">
          <div>
            <dt>合计</dt>
            <dd>
              <b>
                {totals.length} {unit}
              </b>
            </dd>
          </div>
          {columns
            .filter((column) => column.total)
            .map((column) => (
              <div key={column.key}>
                <dt>{column.title.replace('\n', '')}</dt>
                <dd>{totalContent(totals, column, true)}</dd>
              </div>
            ))}
        </dl>
      ) : null}
    </>
  )
}
