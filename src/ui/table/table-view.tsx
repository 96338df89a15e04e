import { useMemo, type ReactNode } from 'react'
import { Button, Key } from '../Button.tsx'
import { usePageKeys } from '../page-keys.tsx'
import { Segmented } from '../Segmented.tsx'
import { useUrlQuery } from '../url-query.ts'
import { readSort, writeSort, type Grouping, type Preset, type Sort } from './columns.ts'

export interface GroupChoice<Row> {
  /** Value in the address; the first choice is the default. `none` for no grouping. */
  key: string
  title: string
  grouping?: Grouping<Row>
}

export interface TableView<Row> {
  sort: Sort | undefined
  setSort: (sort: Sort | undefined) => void
  preset: Preset | undefined
  setPreset: (key: string) => void
  group: GroupChoice<Row> | undefined
  setGroup: (key: string) => void
}

interface ViewOptions<Row> {
  presets?: readonly Preset[]
  groups?: readonly GroupChoice<Row>[]
  sort?: Sort
}

/** How a table is looked at (sorting, column preset, grouping), kept in the address as `sort`, `cols`, `group`. */
export function useTableView<Row>({ presets, groups, sort }: ViewOptions<Row> = {}): TableView<Row> {
  const { query, change } = useUrlQuery()
  const sortText = query.get('sort')
  const shownSort = useMemo(() => readSort(sortText) ?? sort, [sortText, sort])
  return {
    sort: shownSort,
    setSort: (next) => change({ sort: writeSort(next) }),
    preset: presets?.find((preset) => preset.key === query.get('cols')) ?? presets?.[0],
    setPreset: (key) => change({ cols: key === presets?.[0]?.key ? undefined : key }),
    group: groups?.find((group) => group.key === query.get('group')) ?? groups?.[0],
    setGroup: (key) => change({ group: key === groups?.[0]?.key ? undefined : key }),
  }
}

interface TableToolsProps<Row> {
  view: TableView<Row>
  presets?: readonly Preset[]
  groups?: readonly GroupChoice<Row>[]
  /** “导出所见 22 条”. */
  exportText?: string
  onExport?: () => void
  isExporting?: boolean
  children?: ReactNode
}

/** The control line over a table: grouping (`g` goes on to the next), column presets, export of what is seen, printing. */
export function TableTools<Row>({ view, presets = [], groups = [], exportText = '导出所见', onExport, isExporting = false, children }: TableToolsProps<Row>) {
  const nextGroup = (): void => {
    const at = groups.findIndex((group) => group.key === view.group?.key)
    const next = groups[(at + 1) % groups.length]
    if (next) view.setGroup(next.key)
  }
  usePageKeys(groups.length > 1 ? [{ key: 'g', does: '换一种分组', run: nextGroup }] : [])
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
      {presets.length > 1 ? (
        <div className="tool wide-only">
          <span className="small ink3">列</span>
          <Segmented label="看哪些列" choices={presets.map(({ key, title }) => ({ value: key, title }))} value={view.preset?.key} onChange={view.setPreset} />
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
