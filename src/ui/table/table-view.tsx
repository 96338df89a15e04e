import { useMemo, useState, type ReactNode } from 'react'
import { Button, Key } from '../Button.tsx'
import { usePageKeys } from '../page-keys.tsx'
import { Segmented } from '../Segmented.tsx'
import { useUrlQuery } from '../url-query.ts'
import { ColumnChoice } from './ColumnChoice.tsx'
import { presetOf, readSort, writeSort, type Column, type Grouping, type Preset, type Sort } from './columns.ts'
import { keepOwnPresets, readOwnPresets } from './own-presets.ts'

export interface GroupChoice<Row> {
  /** Value in the address; the first choice is the default. `none` for no grouping. */
  key: string
  title: string
  grouping?: Grouping<Row>
}

export interface TableView<Row> {
  sort: Sort | undefined
  setSort: (sort: Sort | undefined) => void
  /** All columns that can be chosen from. */
  columns: readonly Column<Row>[]
  /** The page's presets, then one's own. */
  presets: readonly Preset[]
  own: readonly Preset[]
  setOwn: (own: readonly Preset[]) => void
  preset: Preset | undefined
  setPreset: (key: string) => void
  groups: readonly GroupChoice<Row>[]
  group: GroupChoice<Row> | undefined
  setGroup: (key: string) => void
}

interface ViewOptions<Row> {
  /** The table's stable name: one's own presets are kept under it. */
  id: string
  columns: readonly Column<Row>[]
  /** The first is shown at first; without any, all columns are. */
  presets?: readonly Preset[]
  groups?: readonly GroupChoice<Row>[]
  sort?: Sort
}

/** How a table is looked at (sorting, columns, grouping), kept in the address as `sort`, `cols`, `group`. */
export function useTableView<Row>({ id, columns, presets, groups = [], sort }: ViewOptions<Row>): TableView<Row> {
  const { query, change } = useUrlQuery()
  const sortText = query.get('sort')
  const shownSort = useMemo(() => readSort(sortText) ?? sort, [sortText, sort])
  const [own, setOwn] = useState(() => readOwnPresets(id))
  const cols = query.get('cols')
  const all = useMemo(() => [...(presets ?? [{ key: 'all', title: '全部列', columns: columns.map((column) => column.key) }]), ...own], [presets, columns, own])
  const preset = useMemo(() => presetOf(cols, all, columns) ?? all[0], [cols, all, columns])
  return {
    sort: shownSort,
    setSort: (next) => change({ sort: writeSort(next) }),
    columns,
    presets: all,
    own,
    setOwn: (next) => {
      keepOwnPresets(id, next)
      setOwn(next)
    },
    preset,
    setPreset: (key) => change({ cols: key === all[0]?.key ? undefined : key }),
    groups,
    group: groups.find((group) => group.key === query.get('group')) ?? groups[0],
    setGroup: (key) => change({ group: key === groups[0]?.key ? undefined : key }),
  }
}

interface TableToolsProps<Row> {
  view: TableView<Row>
  /** “导出所见 22 条”. */
  exportText?: string
  onExport?: () => void
  isExporting?: boolean
  children?: ReactNode
}

/** Fewer columns leave nothing to choose. */
const fewest = 6

/** The control line over a table: grouping (`g` goes on to the next), columns (`c` chooses), export of what is seen, printing. */
export function TableTools<Row>({ view, exportText = '导出所见', onExport, isExporting = false, children }: TableToolsProps<Row>) {
  const { groups, presets, preset } = view
  const nextGroup = (): void => {
    const at = groups.findIndex((group) => group.key === view.group?.key)
    const next = groups[(at + 1) % groups.length]
    if (next) view.setGroup(next.key)
  }
  usePageKeys(groups.length > 1 ? [{ key: 'g', does: '换一种分组', run: nextGroup }] : [])
  const shown = preset && !presets.includes(preset) ? [...presets, preset] : presets
  return (
    <div className="table-tools no-print">
      {groups.length > 1 ? (
        <div className="tool">
          <span className="small ink3">
            分组 <Key>g</Key>
          </span>
          <Segmented label="分组" choices={groups.map(({ key, title }) => ({ value: key, title }))} value={view.group?.key} onChange={view.setGroup} />
        </div>
      ) : null}
      {view.columns.length >= fewest ? (
        <div className="tool wide-only">
          <span className="small ink3">列</span>
          {shown.length > 1 ? (
            <Segmented label="看哪些列" choices={shown.map(({ key, title }) => ({ value: key, title }))} value={preset?.key} onChange={view.setPreset} />
          ) : null}
          <ColumnChoice columns={view.columns} preset={preset} onChoose={view.setPreset} own={view.own} onOwn={view.setOwn} />
        </div>
      ) : null}
      {children}
      <div className="tool tool-end">
        <Button icon="print" className="wide-only" onClick={() => window.print()}>
          打印
        </Button>
        {onExport ? (
          <Button icon="download" onClick={onExport} isBusy={isExporting}>
            {exportText}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
