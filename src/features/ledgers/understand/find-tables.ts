import type { Cell, SheetRow } from '../../../platform/files/workbook.ts'
import { readCitizenId } from '../../../domain/citizen-id.ts'
import { distinctTexts, isBlank, isBlankRow, textOf, type Grid } from './grid.ts'
import { makeHeading, memberColumn, type Heading, type HeadingIndex } from './headings.ts'

/** One table of a sheet: places in `grid.rows`, `end` exclusive. `start` is the first row of its title. */
export interface Table {
  start: number
  headerRows: number[]
  dataStart: number
  end: number
  headings: Heading[]
}

const searchedRows = 20

/** Numbers and ids mark a row of data, texts a row of headings. */
function looksLikeData(cell: Cell | null): boolean {
  if (!cell || isBlank(cell)) return false
  if (typeof cell.value === 'number' || cell.isDate) return true
  return /\d{11,}/.test(textOf(cell).replace(/\s/g, ''))
}

function headerText(grid: Grid, row: SheetRow, column: number): string {
  return textOf(grid.mergedCell(row, column))
}

function singleHeadings(grid: Grid, row: SheetRow): Heading[] {
  return Array.from({ length: grid.width }, (_, column) => makeHeading('', textOf(grid.cell(row, column))))
}

function pairHeadings(grid: Grid, upper: SheetRow, lower: SheetRow): Heading[] {
  const headings: Heading[] = []
  let group = ''
  for (let column = 0; column < grid.width; column++) {
    const top = headerText(grid, upper, column)
    const bottom = headerText(grid, lower, column)
    if (top !== '') group = top
    // Without merges a group stands only over its first column.
    headings.push(makeHeading(top === '' && bottom !== '' ? group : top, bottom))
  }
  return headings
}

function countHits(headings: readonly Heading[], index: HeadingIndex): number {
  const hits = new Set<string>()
  for (const heading of headings) {
    const key = heading.keys.find((each) => index.known.has(each))
    if (key !== undefined) hits.add(key)
    else if (memberColumn(heading)) hits.add(heading.text)
  }
  return hits.size
}

interface Candidate {
  rows: number[]
  headings: Heading[]
  hits: number
}

function candidateAt(grid: Grid, at: number, index: HeadingIndex): Candidate | null {
  const row = grid.rows[at]!
  if (row.cells.some((cell) => looksLikeData(cell) && !/^\d{1,2}$/.test(textOf(cell)))) return null
  const texts = distinctTexts(grid, row)
  if (texts.length < 2) return null
  const single = singleHeadings(grid, row)
  let best: Candidate = { rows: [at], headings: single, hits: countHits(single, index) }
  const next = grid.rows[at + 1]
  if (next && !isBlankRow(next) && !next.cells.some((cell) => looksLikeData(cell))) {
    const pair = pairHeadings(grid, row, next)
    const hits = countHits(pair, index)
    if (hits > best.hits && hits > countHits(singleHeadings(grid, next), index)) best = { rows: [at, at + 1], headings: pair, hits }
  }
  return best.hits >= Math.max(2, 0.3 * texts.length) ? best : null
}

function findHeader(grid: Grid, from: number, index: HeadingIndex): Candidate | null {
  let best: Candidate | null = null
  for (let at = from, looked = 0; at < grid.rows.length && looked < searchedRows; at++) {
    if (isBlankRow(grid.rows[at]!)) continue
    looked += 1
    // Data below a heading ends the search: what comes later is another table.
    if (best && grid.rows[at]!.cells.some((cell) => looksLikeData(cell) && textOf(cell).length >= 15)) break
    const candidate = candidateAt(grid, at, index)
    if (candidate && (!best || candidate.hits > best.hits)) best = candidate
  }
  return best
}

/** Headings that say nothing: the row above the first row with an id. */
function findByContent(grid: Grid): Candidate | null {
  for (let at = 0; at < Math.min(grid.rows.length, 60); at++) {
    const row = grid.rows[at]!
    const hasId = row.cells.some((cell) => cell !== null && readCitizenId(typeof cell.value === 'number' ? cell.value : textOf(cell)).outcome === 'valid')
    if (!hasId) continue
    const above = at > 0 ? grid.rows[at - 1]! : null
    if (above && distinctTexts(grid, above).length >= 2 && !above.cells.some((cell) => looksLikeData(cell))) {
      return { rows: [at - 1], headings: singleHeadings(grid, above), hits: 0 }
    }
    return { rows: [], headings: Array.from({ length: grid.width }, () => makeHeading('', '')), hits: 0 }
  }
  return null
}

function sameHeadings(a: readonly Heading[], b: readonly Heading[]): boolean {
  return a.every((heading, at) => heading.text === (b[at]?.text ?? ''))
}

/** Walks back from a heading over its title rows to the first row that belongs to it. */
function titleStart(grid: Grid, header: number, floor: number): number {
  let start = header
  while (start > floor && (isBlankRow(grid.rows[start - 1]!) || distinctTexts(grid, grid.rows[start - 1]!).length === 1)) start -= 1
  return start
}

/**
 * Finds the tables of a sheet. A repeated heading belongs to its table; other headings further down, that know at
 * least three words, begin a new one.
 */
export function findTables(grid: Grid, index: HeadingIndex): Table[] {
  const first = findHeader(grid, 0, index) ?? findByContent(grid)
  if (!first) return []
  const tables: Table[] = []
  let current = first
  let start = 0
  let at = (first.rows.at(-1) ?? -1) + 1
  const firstData = first.rows.length > 0 ? at : grid.rows.findIndex((row) => row.cells.some((cell) => looksLikeData(cell)))
  let dataStart = Math.max(at, firstData)
  for (; at < grid.rows.length; at++) {
    const row = grid.rows[at]!
    if (row.cells.some((cell) => looksLikeData(cell))) continue
    const candidate = first.rows.length > 0 ? candidateAt(grid, at, index) : null
    if (!candidate || candidate.hits < 3 || candidate.hits < 0.6 * distinctTexts(grid, row).length) continue
    if (sameHeadings(candidate.headings, current.headings) || sameHeadings(singleHeadings(grid, row), current.headings) || repeats(grid, row, current)) continue
    if (at <= dataStart) continue
    const begin = titleStart(grid, at, dataStart)
    tables.push({ start, headerRows: current.rows, dataStart, end: begin, headings: current.headings })
    start = begin
    current = candidate
    at = candidate.rows.at(-1)!
    dataStart = at + 1
  }
  tables.push({ start, headerRows: current.rows, dataStart, end: grid.rows.length, headings: current.headings })
  return tables
}

function repeats(grid: Grid, row: SheetRow, header: Candidate): boolean {
  return header.rows.some((place) => repeatsRow(row, grid.rows[place]!))
}

/** Does a row say again what a heading row said? */
export function repeatsRow(row: SheetRow, header: SheetRow): boolean {
  let filled = 0
  let same = 0
  for (let column = 0; column < Math.max(row.cells.length, header.cells.length); column++) {
    const text = textOf(row.cells[column]).replace(/\s+/g, '')
    if (text === '') continue
    filled += 1
    if (text === textOf(header.cells[column]).replace(/\s+/g, '')) same += 1
  }
  return filled >= 2 && same >= 0.6 * filled
}
