// A virtual grid of cells cannot be a <table>; its roles say what the elements would.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import type { VirtualItem } from '@tanstack/react-virtual'
import { memo, useEffect, useLayoutEffect, useRef, type MouseEvent, type PointerEvent, type ReactNode, type RefObject } from 'react'
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
  /** More than `items` ever holds. */
  slots: number
}

/** The lines of a grid: all of them, or only those in sight when `virtual` is given. */
export function Body<Row>({
  virtual,
  lines,
  grid,
  rowKey,
  selected,
  onToggle,
  onFold,
  onOpen,
  current,
  rowTone,
  groupTitle,
  ...same
}: BodyProps<Row> & { virtual: Virtual | undefined }) {
  const isDragging = useRef(false)
  useEffect(() => {
    const end = (): void => {
      isDragging.current = false
    }
    window.addEventListener('pointerup', end)
    return () => window.removeEventListener('pointerup', end)
  }, [])
  const lead = selected === undefined ? 0 : 1
  const elementAt = (event: MouseEvent | PointerEvent): Element | null => (event.target as HTMLElement).closest('[aria-colindex]')
  const cellAt = (event: MouseEvent | PointerEvent): Cell | undefined => {
    const cell = elementAt(event)
    const row = cell?.closest('[aria-rowindex]')
    if (!cell || !row) return undefined
    return { line: Number(row.getAttribute('aria-rowindex')) - same.headRows - 1, column: Number(cell.getAttribute('aria-colindex')) - lead - 1 }
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
      const cell = cellAt(event)
      const line = cell && lines[cell.line]
      const column = cell && same.columns[cell.column]
      // The whole text of a cell that may be cut off, while it is looked at: to keep it at every cell costs more than the cells.
      if (line?.kind === 'row' && column) elementAt(event)?.setAttribute('title', hintOf(line.row, column))
      if (!isDragging.current || event.buttons !== 1) return
      if (cell && (cell.line !== grid.cursor?.line || cell.column !== grid.cursor.column)) grid.go(cell, { extends: true })
    },
    onPointerOut: (event: PointerEvent) => elementAt(event)?.removeAttribute('title'),
    onDoubleClick: (event: MouseEvent) => {
      const line = lines[cellAt(event)?.line ?? -1]
      if (line?.kind === 'row' && !isControl(event)) onOpen?.(line.row)
    },
  }
  const { gridId } = same
  const acts = useRef({ onToggle, onFold })
  useLayoutEffect(() => {
    acts.current = { onToggle, onFold }
  })
  const lineView = (at: number, place: { key: string; top: number | undefined }): ReactNode => {
    const line = lines[at]
    if (!line) return null
    const isInRange = grid.range !== undefined && at >= grid.range.from && at <= grid.range.to
    const own = { ...same, acts, at, top: place.top, cursor: grid.cursor?.line === at ? grid.cursor.column : undefined }
    if (line.kind === 'group') return <GroupLine key={place.key} {...own} line={line} groupTitle={groupTitle} hasSelection={selected !== undefined} />
    const key = rowKey(line.row)
    return (
      <RowLine
        key={place.key}
        {...own}
        row={line.row}
        rowId={key}
        tone={rowTone?.(line.row)}
        isSelected={selected?.has(key)}
        isCurrent={key === current}
        left={isInRange ? grid.range?.left : undefined}
        right={isInRange ? grid.range?.right : undefined}
      />
    )
  }
  if (!virtual) {
    return (
      <div role="rowgroup" className="grid-body" {...events}>
        {lines.map((line, at) => lineView(at, { key: line.key, top: undefined }))}
      </div>
    )
  }
  // Lines that scroll out hand their elements to those that scroll in: new text in old elements needs no new styles. Elements
  // that changed places would need them, so they stand by slot and `aria-owns` tells readers the order of the lines.
  const slotOf = (item: VirtualItem): number => item.index % virtual.slots
  return (
    <div
      role="rowgroup"
      className="grid-body grid-body-virtual"
      style={{ height: virtual.size }}
      aria-owns={virtual.items.map((item) => `${gridId}-${item.index}`).join(' ')}
      {...events}
    >
      {[...virtual.items]
        .sort((a, b) => slotOf(a) - slotOf(b))
        .map((item) => lineView(item.index, { key: String(slotOf(item)), top: item.start - virtual.margin }))}
    </div>
  )
}

interface LineProps<Row> {
  gridId: string
  at: number
  top: number | undefined
  columns: readonly Column<Row>[]
  unit: string
  headRows: number
  /** The column under the cursor, on its line only. */
  cursor: number | undefined
  acts: RefObject<Pick<BodyProps<Row>, 'onToggle' | 'onFold'>>
}

interface RowProps<Row> extends LineProps<Row> {
  row: Row
  rowId: string
  tone: 'amber' | 'red' | undefined
  isSelected: boolean | undefined
  isCurrent: boolean
  left: number | undefined
  right: number | undefined
}

const placeOf = (top: number | undefined): { transform: string } | undefined => (top === undefined ? undefined : { transform: `translateY(${top}px)` })

/** Drawn anew only when its own props change: moving the cursor concerns two lines, not all in sight. */
const RowLine = memo(function RowLine<Row>({
  gridId,
  at,
  top,
  columns,
  headRows,
  cursor,
  acts,
  row,
  rowId,
  tone,
  isSelected,
  isCurrent,
  left = 0,
  right = -1,
}: RowProps<Row>) {
  const element = useRef<HTMLDivElement>(null)
  // The elements of a line that scrolled out are another row's now: a key must not fall on its tick or link.
  useLayoutEffect(
    () => () => {
      const focused = document.activeElement
      if (focused instanceof HTMLElement && element.current?.contains(focused)) focused.blur()
    },
    [rowId],
  )
  return (
    <div
      ref={element}
      role="row"
      id={`${gridId}-${at}`}
      className={`grid-row${isSelected ? ' is-selected' : ''}${isCurrent ? ' is-current' : ''}${tone ? ` row-${tone}` : ''}`}
      style={placeOf(top)}
      aria-rowindex={at + headRows + 1}
      aria-selected={isSelected}
    >
      {isSelected === undefined ? null : (
        <div role="gridcell" className="cell cell-select">
          <CheckBox label="选中这一行" isChecked={isSelected} onChange={() => acts.current.onToggle?.(row)} isOutOfTabs />
        </div>
      )}
      {columns.map((column, columnAt) => (
        <div
          key={column.key}
          role="gridcell"
          id={cursor === columnAt ? `${gridId}-cursor` : undefined}
          aria-colindex={columnAt + 1 + (isSelected === undefined ? 0 : 1)}
          className={cellClass({ column, columns, columnAt, isCursor: cursor === columnAt, isInRange: columnAt >= left && columnAt <= right })}
        >
          {cellContent(row, column)}
        </div>
      ))}
    </div>
  )
}) as <Row>(props: RowProps<Row>) => ReactNode

interface GroupProps<Row> extends LineProps<Row> {
  line: Line<Row> & { kind: 'group' }
  groupTitle: BodyProps<Row>['groupTitle']
  hasSelection: boolean
}

const GroupLine = memo(function GroupLine<Row>({ line, at, top, gridId, columns, unit, cursor, hasSelection, acts, headRows, groupTitle }: GroupProps<Row>) {
  const { lead, cells } = totalsLayout(columns)
  return (
    <div role="row" id={`${gridId}-${at}`} className="grid-row grid-group" style={placeOf(top)} aria-rowindex={at + headRows + 1}>
      <div
        role="gridcell"
        id={cursor === undefined ? undefined : `${gridId}-cursor`}
        aria-colindex={hasSelection ? 2 : 1}
        className={`cell cell-first cell-lead${cursor === undefined ? '' : ' is-cursor'}`}
        style={{ gridColumn: `span ${lead + (hasSelection ? 1 : 0)}` }}
      >
        <button type="button" className="fold-btn" tabIndex={-1} aria-expanded={!line.isFolded} onClick={() => acts.current.onFold(line)}>
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
}) as <Row>(props: GroupProps<Row>) => ReactNode

/** Nothing for a short text; never an id number. */
function hintOf<Row>(row: Row, column: Column<Row>): string {
  const value = column.kind === 'id' ? undefined : column.value(row)
  return typeof value === 'string' && value.length > 6 ? value : ''
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
