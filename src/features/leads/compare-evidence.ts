/** A row that a check pointed at, as the lead keeps it: a copy of its cells, ids masked. */
export interface KeptEvidence {
  role: string
  ledger: string
  batch: string
  sheet: string
  row: number
  file: string | null
  cells: Record<string, string | number | boolean>
  /** Its batch was withdrawn after the run that found it. */
  isWithdrawn?: boolean
  /** Columns in the order of the sheet, where it is not one of our ledgers. */
  order?: string[]
}

export interface ComparedCell {
  column: string
  title: string
  left: string | null
  right: string | null
  /** `tells`: only the list of others says it, and that is what the suspicion rests on. */
  state: 'same' | 'alike' | 'differs' | 'tells' | 'only'
}

export interface Comparison<E> {
  left: E[]
  right: E[]
  cells: ComparedCell[]
}

/** How a cell is called and written: money in 元, a code by its word. */
export interface CellWords {
  titleOf: (ledger: string, column: string) => string
  write: (ledger: string, column: string, value: string | number | boolean) => string
  isReference: (ledger: string) => boolean
}

/** Who it is and where first; then what disagrees and what the list tells; then the rest in the order a clerk reads. */
const whoAndWhere = ['name', 'head_name', 'citizen_id', 'head_citizen_id', 'relation', 'community', 'address']
const rest = ['status', 'program', 'for_month', 'amount']

/**
 * Lays evidence side by side: what we received or keep on the left, lists of others on the right; where all is of one kind, the
 * first ledger against the rest. Cells of the same column that say different things are marked. Column names that lists share
 * (`name`, `citizen_id`, …) meet; others stand alone.
 */
export function compareEvidence<E extends KeptEvidence>(evidence: readonly E[], words: CellWords): Comparison<E> {
  const isRight = splitter(evidence, words)
  const left = evidence.filter((row) => !isRight(row))
  const right = evidence.filter(isRight)
  const columns = [...new Set(evidence.flatMap((row) => Object.keys(row.cells)))].filter((column) => column !== 'batch' && column !== 'division')
  const sheetOrder = evidence.find((row) => row.order)?.order
  const rank = ({ column, state }: ComparedCell): number => {
    if (sheetOrder) return sheetOrder.indexOf(column)
    if (whoAndWhere.includes(column)) return whoAndWhere.indexOf(column)
    if (state === 'differs' || state === 'tells') return whoAndWhere.length
    return whoAndWhere.length + 1 + (rest.includes(column) ? rest.indexOf(column) : rest.length)
  }
  const cells = columns
    .map((column): ComparedCell => {
      const [a, b] = [valueOf(left, column, words), valueOf(right, column, words)]
      return {
        column,
        title: titleFor([...left, ...right], column, words),
        left: a,
        right: b,
        state: stateOf(
          a,
          b,
          right.some((row) => words.isReference(row.ledger)),
        ),
      }
    })
    .toSorted((a, b) => rank(a) - rank(b))
  return { left, right, cells }
}

function splitter(evidence: readonly KeptEvidence[], words: CellWords): (row: KeptEvidence) => boolean {
  const references = evidence.filter((row) => words.isReference(row.ledger))
  if (references.length > 0 && references.length < evidence.length) return (row) => words.isReference(row.ledger)
  const [first] = evidence
  const key = (row: KeptEvidence): string => (evidence.some((each) => each.ledger !== first?.ledger) ? row.ledger : row.role)
  return (row) => first !== undefined && key(row) !== key(first)
}

function valueOf(rows: readonly KeptEvidence[], column: string, words: CellWords): string | null {
  const values = new Set<string>()
  for (const row of rows) {
    const value = row.cells[column]
    if (value !== undefined) values.add(words.write(row.ledger, column, value))
  }
  return values.size === 0 ? null : [...values].join('、')
}

function titleFor(rows: readonly KeptEvidence[], column: string, words: CellWords): string {
  const row = rows.find((each) => each.cells[column] !== undefined)
  return row ? words.titleOf(row.ledger, column) : column
}

function stateOf(left: string | null, right: string | null, isOthers: boolean): ComparedCell['state'] {
  if (left === null && isOthers) return 'tells'
  if (left === null || right === null) return 'only'
  if (left === right) return 'same'
  const plain = (text: string): string => text.normalize('NFKC').replace(/[\s·・.、，,（）()-]/g, '')
  return plain(left) === plain(right) ? 'alike' : 'differs'
}
