import { Link } from 'wouter'
import { areaWords } from '#src/domain/problem-words.ts'
import { StateWord } from '#src/ui/StateWord.tsx'
import { cellLooks } from '#src/ui/state-kinds.ts'
import { groupByArea, isAmong, sumOfArea, wordOf, type AreaGroup, type CellShow } from './matrix-columns.ts'
import type { Cell, Home, Item } from './overview-api.ts'
import './Matrix.css'

interface MatrixProps {
  home: Home
  items: readonly Item[]
  chosen: string | undefined
  /** Areas whose items stand side by side; the others are one column each. */
  openAreas: ReadonlySet<number>
  show: CellShow | undefined
  onItem: (item: string) => void
  onArea: (areaNo: number) => void
}

/** Communities × items. Scrolls sideways inside itself; the first column stays. */
export function Matrix({ home, items, chosen, openAreas, show, onItem, onArea }: MatrixProps) {
  const groups = groupByArea(items, areaWords)
  const label = (item: Item): string => home.answers.find((each) => each.item === item.item)?.label ?? ''
  const columns = groups.flatMap((group): { group: AreaGroup; item: Item | undefined }[] =>
    openAreas.has(group.areaNo) ? group.items.map((item) => ({ group, item })) : [{ group, item: undefined }],
  )
  return (
    <div className="matrix-frame">
      <table className="matrix">
        <thead>
          <tr>
            <th rowSpan={2} scope="col" className="matrix-first">
              社区
            </th>
            {groups.map((group) => (
              <AreaHead key={group.areaNo} group={group} isOpen={openAreas.has(group.areaNo)} onArea={onArea} />
            ))}
          </tr>
          <tr>
            {columns.map(({ group, item }) =>
              item ? (
                <th key={item.item} scope="col" aria-label={item.title} className={item.item === chosen ? 'is-chosen' : undefined}>
                  <button type="button" aria-pressed={item.item === chosen} onClick={() => onItem(item.item)} title={item.text}>
                    <span>{label(item)}</span>
                    <b>{item.title}</b>
                  </button>
                </th>
              ) : (
                <th key={group.areaNo} scope="col" aria-label={`${group.title} ${group.items.length} 项`}>
                  <button type="button" onClick={() => onArea(group.areaNo)}>
                    <span>{group.items.length} 项</span>
                    <b>展开</b>
                  </button>
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {home.divisions.map((division) => (
            <tr key={division.division}>
              <th scope="row" className="matrix-first">
                <Link href={`/selfcheck?community=${division.division}`}>{division.name}</Link>
                <span className="small ink3">
                  已报 {division.done} / {division.of}
                </span>
              </th>
              {columns.map(({ group, item }) =>
                item ? (
                  <ItemCell
                    key={item.item}
                    cell={home.cells.find((cell) => cell.item === item.item && cell.division === division.division)}
                    item={item}
                    isChosen={item.item === chosen}
                    show={show}
                  />
                ) : (
                  <AreaCellView
                    key={group.areaNo}
                    cells={home.cells.filter((cell) => cell.division === division.division && group.items.some((each) => each.item === cell.item))}
                    show={show}
                  />
                ),
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className="matrix-first">
              疑点合计
            </th>
            {columns.map(({ group, item }) => {
              const own = item ? [item] : group.items
              const n = home.cells.filter((cell) => own.some((each) => each.item === cell.item)).reduce((sum, cell) => sum + cell.openLeads, 0)
              return (
                <td key={item?.item ?? group.areaNo} className={item && item.item === chosen ? 'is-chosen' : undefined}>
                  {n > 0 ? <Link href={leadsOf(own)}>{n}</Link> : <span className="ink3">0</span>}
                </td>
              )
            })}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function AreaHead({ group, isOpen, onArea }: { group: AreaGroup; isOpen: boolean; onArea: (areaNo: number) => void }) {
  return (
    <th colSpan={isOpen ? group.items.length : 1} scope="colgroup" className="matrix-area">
      <button type="button" aria-expanded={isOpen} onClick={() => onArea(group.areaNo)} title={isOpen ? '收起' : `展开 ${group.items.length} 项`}>
        {group.title}
      </button>
    </th>
  )
}

/** The open leads of some items, of one community or of all. */
export function leadsOf(items: readonly Item[], division?: string): string {
  const topics = [...new Set(items.flatMap((item) => item.topics.map((each) => each.topic)))]
  return `/leads?state=open${division === undefined ? '' : `&division=${division}`}${topics.map((topic) => `&topic=${topic}`).join('')}`
}

function ItemCell({ cell, item, isChosen, show }: { cell: Cell | undefined; item: Item; isChosen: boolean; show: CellShow | undefined }) {
  if (!cell) return <td className={isChosen ? 'is-chosen' : undefined}>—</td>
  const look = cellLooks[cell.state] ?? { kind: 'open' as const, word: '' }
  const names = [
    isChosen ? 'is-chosen' : '',
    cell.state === 'open' || cell.state === 'returned' ? 'is-waiting' : '',
    cell.contradicts ? 'is-contradicting' : '',
    isAmong(show, cell) ? '' : 'is-dim',
  ]
  return (
    <td className={names.filter(Boolean).join(' ') || undefined}>
      <Link href={`/selfcheck?community=${cell.division}`} className="matrix-state" title={`${cell.answered} / ${cell.of} 问已答`}>
        <StateWord kind={look.kind} word={wordOf(cell) ?? look.word} />
      </Link>
      {cell.openLeads > 0 || cell.contradicts ? (
        <span className="matrix-leads">
          {cell.contradicts ? <b className="matrix-none">无</b> : null}
          {cell.openLeads > 0 ? <Link href={leadsOf([item], cell.division)}>疑点 {cell.openLeads}</Link> : null}
        </span>
      ) : null}
    </td>
  )
}

function AreaCellView({ cells, show }: { cells: readonly Cell[]; show: CellShow | undefined }) {
  const sum = sumOfArea(cells)
  const look = cellLooks[sum.state] ?? { kind: 'open' as const, word: '' }
  const names = [
    sum.state === 'open' || sum.state === 'returned' ? 'is-waiting' : '',
    sum.contradicts ? 'is-contradicting' : '',
    cells.some((cell) => isAmong(show, cell)) ? '' : 'is-dim',
  ]
  return (
    <td className={names.filter(Boolean).join(' ') || undefined}>
      <span className="matrix-state">
        <StateWord kind={look.kind} word={sum.state === 'open' || sum.state === 'accepted' ? look.word : `已报 ${sum.done}/${sum.of}`} />
      </span>
      {sum.openLeads > 0 ? (
        <span className="matrix-leads">
          {sum.contradicts ? <b className="matrix-none">无</b> : null}
          <span>疑点 {sum.openLeads}</span>
        </span>
      ) : null}
    </td>
  )
}

/** What the signs mean. */
export function MatrixLegend() {
  return (
    <p className="matrix-legend small">
      <StateWord kind="open" />
      <StateWord kind="working" word="在做（已答几处）" />
      <StateWord kind="submitted" word="已报，等镇里看" />
      <StateWord kind="returned" />
      <StateWord kind="done" />
      <span className="matrix-legend-end">
        <i className="matrix-box" /> 答“无”，名下却有待核实疑点
      </span>
    </p>
  )
}

/** On a phone: one card per community, its items one below the other. */
export function MatrixCards({ home, items, show }: Pick<MatrixProps, 'home' | 'items' | 'show'>) {
  return (
    <ul className="matrix-cards">
      {home.divisions.map((division) => {
        const own = items.flatMap((item) =>
          home.cells.filter((cell) => cell.item === item.item && cell.division === division.division && isAmong(show, cell)).map((cell) => ({ item, cell })),
        )
        if (own.length === 0) return null
        return (
          <li key={division.division}>
            <details open={home.divisions.length === 1 || show !== undefined}>
              <summary>
                <b>{division.name}</b>
                <span className="ink2">
                  已报 {division.done} / {division.of}
                </span>
                <span>疑点 {own.reduce((sum, { cell }) => sum + cell.openLeads, 0)}</span>
              </summary>
              <ul>
                {own.map(({ item, cell }) => {
                  const look = cellLooks[cell.state] ?? { kind: 'open' as const, word: '' }
                  return (
                    <li key={item.item} className={cell.contradicts ? 'is-contradicting' : undefined}>
                      <Link href={`/selfcheck?community=${cell.division}`}>
                        {home.answers.find((each) => each.item === item.item)?.label} {item.title}
                      </Link>
                      <StateWord kind={look.kind} word={wordOf(cell) ?? look.word} />
                      {cell.openLeads > 0 ? <Link href={leadsOf([item], cell.division)}>疑点 {cell.openLeads}</Link> : <span />}
                    </li>
                  )
                })}
              </ul>
            </details>
          </li>
        )
      })}
    </ul>
  )
}
