// A virtual grid of cells cannot be a <table>; its roles say what the elements would.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { Icon } from '../Icon.tsx'
import { CheckBox } from '../Field.tsx'
import { bandsOf, isRight, type Column } from './columns.ts'
import type { TableView } from './table-view.tsx'

interface GridHeadProps<Row> {
  columns: readonly Column<Row>[]
  view: TableView<Row> | undefined
  hasBands: boolean
  selection: { all: number; chosen: number; onAll: (isOn: boolean) => void } | undefined
}

/** Headings, with bands above them where columns name one; a click sorts, a second turns, a third lets go. */
export function GridHead<Row>({ columns, view, hasBands, selection }: GridHeadProps<Row>) {
  return (
    <div role="rowgroup" className="grid-head">
      {hasBands ? <Bands columns={columns} hasSelection={selection !== undefined} /> : null}
      <div role="row" className="grid-row" aria-rowindex={hasBands ? 2 : 1}>
        {selection ? (
          <div role="columnheader" className="cell cell-select">
            <CheckBox
              label="全选"
              isChecked={selection.all > 0 && selection.chosen === selection.all}
              isMixed={selection.chosen > 0 && selection.chosen < selection.all}
              onChange={selection.onAll}
            />
          </div>
        ) : null}
        {columns.map((column, at) => (
          <Heading key={column.key} column={column} view={view} isFirst={at === 0} startsBand={at > 0 && column.band !== columns[at - 1]?.band} />
        ))}
      </div>
    </div>
  )
}

function Heading<Row>({ column, view, isFirst, startsBand }: { column: Column<Row>; view: TableView<Row> | undefined; isFirst: boolean; startsBand: boolean }) {
  const sort = view?.sort?.key === column.key ? view.sort : undefined
  const className = `cell${isRight(column.kind) ? ' right' : ''}${isFirst ? ' cell-first' : ''}${startsBand ? ' cell-band' : ''}`
  if (!view || column.isSortable === false) {
    return (
      <div role="columnheader" className={className}>
        {column.title}
      </div>
    )
  }
  const turn = (): void =>
    view.setSort(sort === undefined ? { key: column.key, isDescending: false } : sort.isDescending ? undefined : { key: column.key, isDescending: true })
  return (
    <div role="columnheader" className={className} aria-sort={sort === undefined ? 'none' : sort.isDescending ? 'descending' : 'ascending'}>
      <button type="button" className="sort-btn" tabIndex={-1} onClick={turn}>
        {column.title}
        {sort ? <Icon name={sort.isDescending ? 'down' : 'up'} size={12} /> : null}
      </button>
    </div>
  )
}

function Bands<Row>({ columns, hasSelection }: { columns: readonly Column<Row>[]; hasSelection: boolean }) {
  return (
    <div role="row" className="grid-row grid-bands" aria-rowindex={1}>
      {hasSelection ? <div role="columnheader" aria-label="选中" className="cell cell-select" /> : null}
      {bandsOf(columns).map((band, at) => (
        <div
          key={`${at} ${band.name}`}
          role="columnheader"
          aria-colspan={band.span}
          className={`cell${at === 0 ? ' cell-first' : ' cell-band'}`}
          style={{ gridColumn: `span ${band.span}` }}
        >
          {band.name}
        </div>
      ))}
    </div>
  )
}
