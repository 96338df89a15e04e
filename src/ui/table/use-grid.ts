import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import type { Column } from './columns.ts'
import type { Line } from './rows.ts'
import { toHtml, toTsv } from './tsv.ts'

export interface Cell {
  line: number
  column: number
}

interface GridOptions<Row> {
  /** Where cursor and scroll position are kept while another page is open. */
  memory: string
  lines: readonly Line<Row>[]
  columns: readonly Column<Row>[]
  selectedRows: readonly Row[]
  onOpen: ((row: Row) => void) | undefined
  onCursor: ((row: Row) => void) | undefined
  onToggle: ((row: Row) => void) | undefined
  onFold: (line: Line<Row>) => void
  /** Brings a line into view. */
  reveal: (line: number) => void
  cursorElement: () => HTMLElement | null
  pageLines: () => number
}

interface Place {
  key: string
  column: number
}

interface Kept {
  key: string | undefined
  column: number
  top: number
}

const memories = new Map<string, Kept>()

/** Where a table was scrolled to when it was last left. */
export function keptTop(memory: string): number {
  return memories.get(memory)?.top ?? 0
}

/** Cursor, range, copying and keys of a grid of cells, as a spreadsheet has them. */
export function useGrid<Row>(options: GridOptions<Row>) {
  const { memory, lines, columns, selectedRows, onOpen, onCursor, onToggle, onFold, reveal, cursorElement, pageLines } = options
  const kept = memories.get(memory)
  // Kept by key: sorting, filtering and folding move lines about, and the cursor goes with its row or away with it.
  const [cursorAt, setCursorAt] = useState<Place | undefined>(kept?.key === undefined ? undefined : { key: kept.key, column: kept.column })
  const [anchorAt, setAnchorAt] = useState<Place | undefined>(undefined)
  const lineOf = useMemo(() => new Map(lines.map((line, at) => [line.key, at])), [lines])
  const cursor = cellOf(cursorAt)
  const anchor = cellOf(anchorAt)
  const top = useRef(kept?.top ?? 0)
  const position = useRef({ cursor, lines })
  useLayoutEffect(() => {
    position.current = { cursor, lines }
  })
  useEffect(
    () => () => {
      const at = position.current.cursor
      memories.set(memory, { key: at ? position.current.lines[at.line]?.key : undefined, column: at?.column ?? 0, top: top.current })
    },
    [memory],
  )

  const range =
    cursor && anchor
      ? {
          from: Math.min(cursor.line, anchor.line),
          to: Math.max(cursor.line, anchor.line),
          left: Math.min(cursor.column, anchor.column),
          right: Math.max(cursor.column, anchor.column),
        }
      : undefined

  function cellOf(place: Place | undefined): Cell | undefined {
    const line = place && lineOf.get(place.key)
    return line === undefined ? undefined : { line, column: Math.min(place?.column ?? 0, columns.length - 1) }
  }

  function placeOf(cell: Cell): Place | undefined {
    const line = lines[cell.line]
    return line && { key: line.key, column: cell.column }
  }

  function go(cell: Cell, { extends: isExtending = false } = {}): void {
    const line = Math.max(0, Math.min(lines.length - 1, cell.line))
    const next = { line, column: Math.max(0, Math.min(columns.length - 1, cell.column)) }
    setAnchorAt(isExtending ? placeOf(anchor ?? cursor ?? next) : undefined)
    setCursorAt(placeOf(next))
    reveal(line)
    const found = lines[line]
    if (found?.kind === 'row') onCursor?.(found.row)
  }

  /** Moves to the next or previous row, over group headings: `j` and `k`. */
  function step(by: 1 | -1): void {
    let line = cursor ? cursor.line + by : 0
    while (lines[line] && lines[line]?.kind !== 'row') line += by
    if (lines[line]) go({ line, column: cursor?.column ?? 0 })
  }

  /** Enter: a link or button in the cell first, then the row; a group folds. */
  function open(): boolean {
    const line = cursor && lines[cursor.line]
    if (!cursor || !line) return false
    if (line.kind === 'group') {
      onFold(line)
      return true
    }
    const inside = cursorElement()?.querySelector<HTMLElement>('a,button,input')
    if (inside) inside.click()
    else if (onOpen) onOpen(line.row)
    else return false
    return true
  }

  function toggle(): boolean {
    const line = cursor && lines[cursor.line]
    if (line?.kind !== 'row' || !onToggle) return false
    onToggle(line.row)
    return true
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.target !== event.currentTarget) return
    const at = cursor ?? { line: 0, column: 0 }
    const jump = event.ctrlKey || event.metaKey
    const moves: Record<string, Cell> = {
      ArrowDown: { line: jump ? lines.length - 1 : cursor ? at.line + 1 : 0, column: at.column },
      ArrowUp: { line: jump ? 0 : at.line - 1, column: at.column },
      ArrowRight: { line: at.line, column: jump ? columns.length - 1 : at.column + 1 },
      ArrowLeft: { line: at.line, column: jump ? 0 : at.column - 1 },
      Home: { line: jump ? 0 : at.line, column: 0 },
      End: { line: jump ? lines.length - 1 : at.line, column: columns.length - 1 },
      PageDown: { line: at.line + pageLines(), column: at.column },
      PageUp: { line: at.line - pageLines(), column: at.column },
    }
    const move = moves[event.key]
    if (move) go(move, { extends: event.shiftKey })
    else if (event.key === 'a' && jump) {
      setAnchorAt(placeOf({ line: 0, column: 0 }))
      setCursorAt(placeOf({ line: lines.length - 1, column: columns.length - 1 }))
    } else if (event.key === 'Enter' && !jump) {
      if (!open()) return
    } else if (event.key === ' ') {
      if (!toggle()) return
    } else return
    event.preventDefault()
  }

  /** Copies the range of cells, else the ticked rows with their headings, else the cell under the cursor. */
  function onCopy(event: ClipboardEvent): void {
    if (window.getSelection()?.isCollapsed === false) return
    const rowsIn = (from: number, to: number): Row[] => lines.slice(from, to + 1).flatMap((line) => (line.kind === 'row' ? [line.row] : []))
    const block = range
      ? { rows: rowsIn(range.from, range.to), columns: columns.slice(range.left, range.right + 1), headings: false }
      : selectedRows.length > 0
        ? { rows: selectedRows, columns, headings: true }
        : cursor
          ? { rows: rowsIn(cursor.line, cursor.line), columns: columns.slice(cursor.column, cursor.column + 1), headings: false }
          : undefined
    if (!block) return
    event.clipboardData.setData('text/plain', toTsv(block.rows, block.columns, block.headings))
    event.clipboardData.setData('text/html', toHtml(block.rows, block.columns, block.headings))
    event.preventDefault()
  }

  return { cursor, range, top, go, step, open, toggle, onKeyDown, onCopy }
}
