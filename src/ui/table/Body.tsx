// A virtual grid of cells cannot be a <table>; its roles say what the elements would.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import type { VirtualItem } from '@tanstack/react-virtual'
import { useEffect, useRef, type MouseEvent, type PointerEvent, type ReactNode } from 'react'
import { CheckBox } from '../Field.tsx'
import { Icon } from '../Icon.tsx'
import { cellContent, totalContent } from './CellContent.tsx'
import { isRight, type Column } from './columns.ts'
import type { Line } from './rows.ts'
import { totalsLayout } from './totals.ts'
import type { Cell, useGrid } from './use-grid.ts'

export interface BodyProps<Row> {
  gridId: string
  lines: readonly Line<Row>[]
  columns: readonly Column<Row>[]
  unit: string
  rowKey: (row: Row) => string
  grid: ReturnType<typeof useGrid<Row>>
  selected: ReadonlySet<string> | undefined
  onToggle: ((row: Row) => void) | undefined
  onFold: (line: Line<Row>) => void
  onOpen: ((row: Row) => void) | undefined
  current: string | undefined
  rowTone: ((row: Row) => 'amber' | 'red' | undefined) | undefined
  headRows: number
  groupTitle: ((rows: readonly Row[]) => ReactNode) | undefined
}

interface Virtual {
  items: readonly VirtualItem[]
  size: number
  margin: number
}

/** The lines of a grid: all of them, or only those in sight when `virtual` is given. */
export function Body<Row>({ virtual, ...props }: BodyProps<Row> & { virtual: Virtual | undefined }) {
  const isDragging = useRef(false)
  useEffect(() => {
    const end = (): void => {
      isDragging.current = false
    }
    window.addEventListener('pointerup', end)
    return () => window.removeEventListener('pointerup', end)
  }, [])
  const { gridId, lines, grid, onOpen } = props
  const cellAt = (event: MouseEvent | PointerEvent): Cell | undefined => {
    const element = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')
    const [line, column] = element?.dataset['cell']?.split(',').map(Number) ?? []
    return line === undefined || column === undefined ? undefined : { line, column }
  }
  const isControl = (event: MouseEvent | PointerEvent): boolean => (event.target as HTMLElement).closest('a,button,input,label') !== null
  const events = {
    onPointerDown: (event: PointerEvent) => {
      const cell = cellAt(event)
      if (!cell || event.button !== 0 || isControl(event)) return
      isDragging.current = event.pointerType === 'mouse'
      grid.go(cell, { extends: event.shiftKey })
    },
    onPointerOver: (event: PointerEvent) => {
      if (!isDragging.current || event.buttons !== 1) return
      const cell = cellAt(event)
      if (cell && (cell.line !== grid.cursor?.line || cell.column !== grid.cursor.column)) grid.go(cell, { extends: true })
    },
    onDoubleClick: (event: MouseEvent) => {
      const line = lines[cellAt(event)?.line ?? -1]
      if (line?.kind === 'row' && !isControl(event)) onOpen?.(line.row)
    },
  }
  if (!virtual) {
    return (
      <div role="rowgroup" className="grid-body" {...events}>
        {lines.map((line, at) => (
          <LineView key={line.key} {...props} line={line} at={at} gridId={gridId} top={undefined} />
        ))}
      </div>
    )
  }
  return (
    <div role="rowgroup" className="grid-body grid-body-virtual" style={{ height: virtual.size }} {...events}>
      {virtual.items.map((item) => {
        const line = lines[item.index]
        return line ? <LineView key={line.key} {...props} line={line} at={item.index} gridId={gridId} top={item.start - virtual.margin} /> : null
      })}
    </div>
  )
}

type LineProps<Row> = BodyProps<Row> & { line: Line<Row>; at: number; top: number | undefined }

function LineView<Row>(props: LineProps<Row>) {
  const { line, at, top, gridId, columns, rowKey, grid, selected, onToggle, current, rowTone, headRows } = props
  const place = top === undefined ? undefined : { transform: `translateY(${top}px)` }
  if (line.kind === 'group') return <GroupLine {...props} line={line} place={place} />
  const key = rowKey(line.row)
  const isSelected = selected?.has(key) ?? false
  const tone = rowTone?.(line.row)
  return (
    <div
      role="row"
      id={`${gridId}-${at}`}
      className={`grid-row${isSelected ? ' is-selected' : ''}${key === current ? ' is-current' : ''}${tone ? ` row-${tone}` : ''}`}
      style={place}
      aria-rowindex={at + headRows + 1}
      aria-selected={selected ? isSelected : undefined}
    >
      {selected ? (
        <div role="gridcell" className="cell cell-select">
          <CheckBox label="选中这一行" isChecked={isSelected} onChange={() => onToggle?.(line.row)} isOutOfTabs />
        </div>
      ) : null}
      {columns.map((column, columnAt) => (
        <div
          key={column.key}
          role="gridcell"
          id={`${gridId}-${at}-${columnAt}`}
          data-cell={`${at},${columnAt}`}
          title={hintOf(line.row, column)}
          className={cellClass({
            column,
            columns,
            columnAt,
            isCursor: grid.cursor?.line === at && grid.cursor.column === columnAt,
            isInRange: isIn(grid.range, at, columnAt),
          })}
        >
          {cellContent(line.row, column)}
        </div>
      ))}
    </div>
  )
}

function GroupLine<Row>({
  line,
  at,
  place,
  gridId,
  columns,
  unit,
  grid,
  selected,
  onFold,
  headRows,
  groupTitle,
}: Omit<LineProps<Row>, 'line'> & { line: Line<Row> & { kind: 'group' }; place: { transform: string } | undefined }) {
  const { lead, cells } = totalsLayout(columns)
  const isCursor = grid.cursor?.line === at
  return (
    <div role="row" id={`${gridId}-${at}`} className="grid-row grid-group" style={place} aria-rowindex={at + headRows + 1}>
      <div
        role="gridcell"
        id={`${gridId}-${at}-0`}
        className={`cell cell-first cell-lead${isCursor ? ' is-cursor' : ''}`}
        style={{ gridColumn: `span ${lead + (selected ? 1 : 0)}` }}
      >
        <button type="button" className="fold-btn" tabIndex={-1} aria-expanded={!line.isFolded} onClick={() => onFold(line)}>
          <Icon name={line.isFolded ? 'right' : 'down'} size={12} />
          <b>{groupTitle?.(line.rows)}</b>
          <span className="small ink2">
            {line.rows.length} {unit}
          </span>
        </button>
      </div>
      {cells.map((column) => (
        <div key={column.key} role="gridcell" className={`cell ink2${isRight(column.kind) ? ' right' : ''}`}>
          {totalContent(line.rows, column, false)}
        </div>
      ))}
    </div>
  )
}

/** The whole text of a cell that may be cut off; never an id number. */
function hintOf<Row>(row: Row, column: Column<Row>): string | undefined {
  const value = column.kind === 'id' ? undefined : column.value(row)
  return typeof value === 'string' && value.length > 6 ? value : undefined
}

function isIn(range: { from: number; to: number; left: number; right: number } | undefined, line: number, column: number): boolean {
  return range !== undefined && line >= range.from && line <= range.to && column >= range.left && column <= range.right
}

interface CellClass<Row> {
  column: Column<Row>
  columns: readonly Column<Row>[]
  columnAt: number
  isCursor: boolean
  isInRange: boolean
}

function cellClass<Row>({ column, columns, columnAt, isCursor, isInRange }: CellClass<Row>): string {
  const startsBand = columnAt > 0 && column.band !== columns[columnAt - 1]?.band
  return `cell${isRight(column.kind) ? ' right' : ''}${columnAt === 0 ? ' cell-first' : ''}${startsBand ? ' cell-band' : ''}${isCursor ? ' is-cursor' : ''}${isInRange ? ' is-in-range' : ''}`
}
