// A virtual grid of cells cannot be a <table>; its roles say what the elements would.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type CSSProperties, type ReactNode } from 'react'
import { useSearch } from 'wouter'
import { grouped, yuan } from '../amounts.ts'
import { changeQuery } from '../url-query.ts'
import { useNarrow } from '../use-narrow.ts'
import { usePageKeys, type PageKey } from '../page-keys.tsx'
import { BatchBar } from './BatchBar.tsx'
import { Body, type BodyProps } from './Body.tsx'
import { Cards } from './Cards.tsx'
import { columnsOf, isRight, type Column } from './columns.ts'
import { GridHead } from './GridHead.tsx'
import { PrintTable } from './PrintTable.tsx'
import { linesOf, sortRows, sumOf, type Line } from './rows.ts'
import type { TableView } from './table-view.tsx'
import { totalsLayout } from './totals.ts'
import { totalContent } from './CellContent.tsx'
import { keptTop, useGrid } from './use-grid.ts'
import { usePrinting } from './use-printing.ts'

export interface DataTableProps<Row> {
  /** Stable name: cursor and scroll position are remembered under it. */
  id: string
  /** What the table holds, for readers and for print: “疑点”. */
  label: string
  rows: readonly Row[]
  rowKey: (row: Row) => string
  columns: readonly Column<Row>[]
  view?: TableView<Row> | undefined
  /** True where rows come sorted (paged lists): a heading only changes `view.sort`. */
  isSortedByServer?: boolean
  /** Counting word: 条, 人, 户, 件. */
  unit?: string
  /** How many there are in all, when not all are loaded. */
  totalCount?: number | undefined
  onReachEnd?: (() => void) | undefined
  selected?: ReadonlySet<string> | undefined
  onSelect?: ((selected: ReadonlySet<string>) => void) | undefined
  /** What can be done with ticked rows: the batch bar's facts and buttons. */
  batch?: ((rows: readonly Row[], clear: () => void) => ReactNode) | undefined
  /** Row whose panel is open. */
  current?: string | undefined
  /** Enter, double click: opens the page of a row. */
  onOpen?: ((row: Row) => void) | undefined
  /** Click, j, k, arrows: turns the side panel's page. */
  onCursor?: ((row: Row) => void) | undefined
  hasTotals?: boolean
  totalsNote?: ReactNode
  /** `fill` takes the rest of the page and scrolls inside; `natural` is as high as its rows. */
  height?: 'fill' | 'natural'
  rowHeight?: number
  rowTone?: ((row: Row) => 'amber' | 'red' | undefined) | undefined
  /** Shown instead when there is no row: an `EmptyState`. */
  empty?: ReactNode
}

const virtualFrom = 200
const overscan = 6
const none: ReadonlySet<string> = new Set()
const widths = { text: 88, money: 88, count: 64, date: 98, month: 76, id: 128 } as const

/**
 * A sheet that knows its rows: `role=grid`, sticky headings and first column, cell cursor with arrow keys and ranges,
 * `j` `k` `Enter` `Esc` `x` on the page, copying as a spreadsheet expects, sorting, groups with subtotals, totals,
 * virtual from 200 lines; on a phone its rows are cards, on paper a plain table with repeated headings.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { id, label, rows, rowKey, view, unit = '条', selected = none, onSelect, batch, current, onOpen, onCursor, hasTotals = false } = props
  const { height = 'fill', rowHeight = 36, isSortedByServer = false, totalCount = rows.length, onReachEnd, totalsNote, rowTone, empty } = props
  const isNarrow = useNarrow()
  const isPrinting = usePrinting()
  const gridId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [folded, setFolded] = useState(none)
  const columns = useMemo(() => columnsOf(props.columns, view?.preset), [props.columns, view?.preset])
  const sorted = useMemo(
    () =>
      isSortedByServer
        ? rows
        : sortRows(
            rows,
            props.columns.find((column) => column.key === view?.sort?.key),
            view?.sort,
          ),
    [rows, props.columns, view?.sort, isSortedByServer],
  )
  const grouping = view?.group?.grouping
  const lines = useMemo(() => linesOf(sorted, { rowKey, grouping, folded }), [sorted, rowKey, grouping, folded])
  const selectedRows = useMemo(() => (selected.size === 0 ? [] : sorted.filter((row) => selected.has(rowKey(row)))), [sorted, selected, rowKey])
  const hasBands = columns.some((column) => column.band)
  const headHeight = (columns.some((column) => column.title.includes('\n')) ? 50 : 36) + (hasBands ? 30 : 0)
  const isVirtual = lines.length >= virtualFrom && !isNarrow
  // Another open row is the same list; another filter, sorting or grouping is not.
  const memory = `${id}?${changeQuery(useSearch(), { open: undefined })}`
  // The pages are not compiled with the React Compiler, which this hook does not suit.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: lines.length,
    enabled: isVirtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    scrollMargin: headHeight,
    initialOffset: () => keptTop(memory),
    scrollPaddingStart: headHeight,
    scrollPaddingEnd: hasTotals ? rowHeight : 0,
  })
  const cursorElement = (): HTMLElement | null => document.getElementById(`${gridId}-cursor`)
  const toggle = onSelect
    ? (row: Row): void => {
        const next = new Set(selected)
        if (!next.delete(rowKey(row))) next.add(rowKey(row))
        onSelect(next)
      }
    : undefined
  const fold = (line: Line<Row>): void => {
    if (line.kind !== 'group') return
    const next = new Set(folded)
    const key = line.key.slice('group '.length)
    if (!next.delete(key)) next.add(key)
    setFolded(next)
  }
  const grid = useGrid<Row>({
    memory,
    lines,
    columns,
    selectedRows,
    onOpen,
    onCursor,
    onToggle: toggle,
    onFold: fold,
    reveal: (line) => {
      if (isVirtual) virtual.scrollToIndex(line, { align: 'auto' })
      else document.getElementById(`${gridId}-${line}`)?.scrollIntoView({ block: 'nearest' })
    },
    cursorElement,
    pageLines: () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 400) - headHeight) / rowHeight) - 1),
  })
  const shownMemory = useRef<string | undefined>(undefined)
  useLayoutEffect(() => {
    const box = scroller.current
    if (!box || shownMemory.current === memory) return
    // First where the reader was before another page was opened; later, with other filters or sorting, the top.
    box.scrollTop = shownMemory.current === undefined ? grid.top.current : 0
    shownMemory.current = memory
  })
  useEffect(() => {
    // Horizontal: the sticky first column must not cover the cell under the cursor.
    if (grid.cursor && grid.cursor.column > 0) cursorElement()?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
  usePageKeys(tableKeys())

  function tableKeys(): PageKey[] {
    return [
      { key: 'j', does: '下一条', run: () => grid.step(1) },
      { key: 'k', does: '上一条', run: () => grid.step(-1) },
      ...(onOpen ? [{ key: 'Enter', does: '打开这一条', run: () => (grid.open() ? undefined : (false as const)) }] : []),
      ...(toggle ? [{ key: 'x', does: '选中或取消这一条', run: () => (grid.toggle() ? undefined : (false as const)) }] : []),
      ...(onSelect && selected.size > 0 ? [{ key: 'Escape', does: '取消选择', run: () => onSelect(none) }] : []),
    ]
  }

  // A line on screen moves often and there may be ten thousand: what all rows add up to is told once.
  const least = useMemo(
    () => new Map(columns.map((column) => [column.key, Math.max(widthOf(column), hasTotals || grouping ? sumWidth(sorted, column) : 0)])),
    [columns, sorted, hasTotals, grouping],
  )
  const totals = useMemo(
    () => new Map(hasTotals ? totalsLayout(columns).cells.map((column) => [column.key, totalContent(sorted, column, true)]) : []),
    [columns, sorted, hasTotals],
  )

  if (rows.length === 0 && empty) return <>{empty}</>
  if (isPrinting)
    return (
      <PrintTable
        label={label}
        lines={linesOf(sorted, { rowKey, grouping, folded: none })}
        columns={columns}
        rows={sorted}
        hasTotals={hasTotals}
        unit={unit}
        groupTitle={grouping?.title}
      />
    )
  const bar =
    batch && onSelect && selectedRows.length > 0 ? (
      <BatchBar count={selectedRows.length} of={sorted.length} unit={unit} onAll={() => onSelect(new Set(sorted.map(rowKey)))} onClear={() => onSelect(none)}>
        {batch(selectedRows, () => onSelect(none))}
      </BatchBar>
    ) : null
  if (isNarrow) {
    return (
      <>
        <Cards
          label={label}
          lines={lines}
          columns={columns}
          unit={unit}
          selected={onSelect ? selected : undefined}
          onToggle={toggle}
          onOpen={onOpen ?? onCursor}
          onFold={fold}
          groupTitle={grouping?.title}
          onReachEnd={onReachEnd}
          rowKey={rowKey}
          totals={hasTotals ? sorted : undefined}
        />
        {bar}
      </>
    )
  }
  const width = (column: Column<Row>): number => least.get(column.key) ?? widthOf(column)
  const template = [
    ...(onSelect ? ['40px'] : []),
    ...columns.map((column, at) => `minmax(${width(column)}px, ${column.grow ?? ((column.kind ?? 'text') === 'text' ? (at === 0 ? 2 : 1) : 0.4)}fr)`),
  ].join(' ')
  const leastWidth = columns.reduce((sum, column) => sum + width(column), onSelect ? 40 : 0)
  const style = {
    '--template': template,
    '--least': `${leastWidth}px`,
    '--row': `${rowHeight}px`,
    '--head': `${headHeight}px`,
    '--stick': onSelect ? '40px' : '0px',
  } as CSSProperties
  const bodyProps: BodyProps<Row> = {
    gridId,
    lines,
    columns,
    unit,
    rowKey,
    grid,
    selected: onSelect ? selected : undefined,
    onToggle: toggle,
    onFold: fold,
    onOpen,
    current,
    rowTone,
    headRows: hasBands ? 2 : 1,
    groupTitle: grouping?.title,
  }
  const { lead, cells } = totalsLayout(columns)
  return (
    <div className={`data-table data-table-${height}`}>
      <div className="grid-frame">
        <div
          ref={scroller}
          className="grid"
          style={style}
          role="grid"
          tabIndex={0}
          aria-label={label}
          aria-rowcount={lines.length + (hasBands ? 2 : 1) + (hasTotals ? 1 : 0)}
          aria-colcount={columns.length + (onSelect ? 1 : 0)}
          aria-multiselectable={onSelect ? true : undefined}
          aria-activedescendant={grid.cursor ? `${gridId}-cursor` : undefined}
          onKeyDown={grid.onKeyDown}
          onCopy={grid.onCopy}
          onScroll={(event) => {
            const box = event.currentTarget
            grid.top.current = box.scrollTop
            if (onReachEnd && box.scrollTop + box.clientHeight > box.scrollHeight - 400) onReachEnd()
          }}
        >
          <div className="grid-inner">
            <GridHead
              columns={columns}
              view={view}
              hasBands={hasBands}
              selection={
                onSelect ? { all: sorted.length, chosen: selectedRows.length, onAll: (isOn) => onSelect(isOn ? new Set(sorted.map(rowKey)) : none) } : undefined
              }
            />
            <Body
              {...bodyProps}
              virtual={
                isVirtual
                  ? {
                      items: virtual.getVirtualItems(),
                      size: virtual.getTotalSize(),
                      margin: headHeight,
                      slots: Math.ceil((virtual.scrollRect?.height ?? 0) / rowHeight) + 2 * overscan + 2,
                    }
                  : undefined
              }
            />
            {hasTotals ? (
              <div role="row" className="grid-row grid-totals" aria-rowindex={lines.length + (hasBands ? 3 : 2)}>
                <div role="gridcell" className="cell cell-first cell-lead" style={{ gridColumn: `span ${lead + (onSelect ? 1 : 0)}` }}>
                  <b>
                    {view ? '筛出' : '合计'} {totalCount} {unit}
                  </b>
                  {totalCount > sorted.length ? (
                    <span className="small ink3">
                      　金额只合计已载入的 {sorted.length} {unit}
                    </span>
                  ) : null}
                  {lead >= columns.length && totalsNote ? <span className="small ink2">　{totalsNote}</span> : null}
                </div>
                {cells.map((column) => (
                  <div key={column.key} role="gridcell" className={`cell${isRight(column.kind) ? ' right' : ''}`}>
                    {totals.get(column.key)}
                  </div>
                ))}
              </div>
            ) : null}
          </div>
        </div>
        {hasTotals && totalsNote && lead < columns.length ? <div className="totals-note small ink2">{totalsNote}</div> : null}
      </div>
      {bar}
    </div>
  )
}

/** What the bold sum of a column needs: a total must never be cut off. */
function sumWidth<Row>(rows: readonly Row[], column: Column<Row>): number {
  if (column.total !== 'sum') return 0
  const sum = sumOf(rows, column) ?? 0
  return (column.kind === 'money' ? yuan(sum) : grouped(sum)).length * 8 + 14
}

function widthOf<Row>(column: Column<Row>): number {
  return column.width ?? widths[column.kind ?? 'text']
}
