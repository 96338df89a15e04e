import { useState } from 'react'
import { yuan } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { stateKinds } from '#src/ui/state-kinds.ts'
import { StateWord } from '#src/ui/StateWord.tsx'
import { Shown } from '#src/ui/States.tsx'
import { moneyOf } from './lead-money.ts'
import { useSource, type LeadDetail } from './leads-api.ts'

type Side = LeadDetail['left'][number]
type Cell = LeadDetail['compared'][number]

const rowsInSight = 7

/** What our rosters say beside what the list says, the cells that disagree marked; money by month where months are known. */
export function EvidenceTable({ lead, isShort = false }: { lead: LeadDetail; isShort?: boolean }) {
  const [isAll, setAll] = useState(false)
  const [opened, setOpened] = useState<Side | undefined>(undefined)
  const most = isShort ? 3 : rowsInSight
  const isMarked = (cell: Cell): boolean => cell.state === 'differs' || cell.state === 'tells'
  // The strip of months says month and sum already.
  const told = moneyOf(lead).steps.some((step) => step.month !== null) ? ['for_month', 'amount'] : []
  const cells = lead.compared.filter((cell) => isMarked(cell) || !told.includes(cell.column))
  const inOrder = isShort ? [...cells].sort((a, b) => Number(isMarked(b)) - Number(isMarked(a))) : cells
  const shown = isAll ? inOrder : inOrder.slice(0, most)
  const hasRight = lead.right.length > 0
  return (
    <>
      <table className={`evidence${isShort ? ' evidence-short' : ''}`} aria-label="两边怎么说">
        <thead>
          <tr>
            <th aria-label="项目" />
            <th scope="col">
              <SideHead
                words={lead.left.some((side) => side.ledger === 'handed_sheet') ? '交下来的表怎么说' : '名册怎么说'}
                sides={lead.left}
                isShort={isShort}
                onOpen={setOpened}
              />
            </th>
            {hasRight ? (
              <>
                <th aria-label="是否一致" />
                <th scope="col">
                  <SideHead words="名单怎么说" sides={lead.right} isShort={isShort} onOpen={setOpened} />
                </th>
              </>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {shown.map((cell) => (
            <tr key={cell.column} className={isMarked(cell) ? 'is-different' : undefined}>
              <th scope="row">{cell.title}</th>
              <td>{cell.left ?? '—'}</td>
              {hasRight ? (
                <>
                  <td className="evidence-sign">{cell.state === 'only' ? null : <Sign state={cell.state} />}</td>
                  <td>{cell.right ?? '—'}</td>
                </>
              ) : null}
            </tr>
          ))}
          {moneyOf(lead).steps.length > 0 && !isShort ? (
            <tr className="is-different">
              <th scope="row">按月（元）</th>
              <td colSpan={hasRight ? 3 : 1}>
                <MonthStrip lead={lead} />
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
      {inOrder.length > most ? (
        <Button kind="link" size="row" onClick={() => setAll(!isAll)}>
          {isAll ? '收起' : `还有 ${inOrder.length - most} 项`}
        </Button>
      ) : null}
      {opened ? <Neighbours side={opened} onClose={() => setOpened(undefined)} /> : null}
    </>
  )
}

function SideHead({ words, sides, isShort, onOpen }: { words: string; sides: readonly Side[]; isShort: boolean; onOpen: (side: Side) => void }) {
  const [first] = sides
  if (!first) return <b>{words}</b>
  const mayOpen = !first.isReference && first.ledger !== 'handed_sheet' && first.batch !== ''
  return (
    <>
      <b>{words}</b>{' '}
      <span className="small ink2">
        {first.ledger === 'handed_sheet' ? '' : first.title}
        {first.isReference ? (
          <>
            {' '}
            <StateWord kind="copied_only" word="只给抄录的格" />
          </>
        ) : null}
        {sides.some((side) => side.isWithdrawn) ? (
          <>
            {' '}
            <StateWord kind="waiting" word={sides.every((side) => side.isWithdrawn) ? '名单已撤回' : '有名单已撤回'} />
          </>
        ) : null}
      </span>
      <div className="small ink2">
        {isShort ? `第 ${first.row} 行` : [first.file, first.sheet, `第 ${first.row} 行`].filter(Boolean).join(' · ')}
        {sides.length > 1 ? `，共 ${sides.length} 行` : ''}{' '}
        {mayOpen && !isShort ? (
          <button type="button" className="btn btn-link btn-row" onClick={() => onOpen(first)}>
            看前后各 5 行
          </button>
        ) : null}
      </div>
    </>
  )
}

/** How the two sides stand to each other, said and drawn. */
function Sign({ state }: { state: 'same' | 'alike' | 'differs' | 'tells' }) {
  const kind = state === 'tells' ? 'differs' : state
  return (
    <span className={state === 'same' || state === 'alike' ? 'ink3' : 'tone-accent'}>
      <Icon name={kind} size={14} label={stateKinds[kind].word} />
    </span>
  )
}

/** The original row among its neighbours. */
export function Neighbours({ side, onClose, around = 5 }: { side: Side; onClose?: () => void; around?: number }) {
  const rows = useSource('GET /api/source-rows', { query: { batch: side.batch, sheet: side.sheet, row: side.row, around } })
  return (
    <section className="neighbours" aria-label={`第 ${side.row} 行的前后`}>
      <div className="small ink2">
        {side.file} · {side.sheet} · 第 {side.row} 行的前后
        {onClose ? (
          <Button kind="link" size="row" onClick={onClose}>
            收起
          </Button>
        ) : null}
      </div>
      <Shown of={rows} what="正在取原行">
        {(found) => (
          <div className="neighbours-scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">行</th>
                  {found.columns.map((column) => (
                    <th key={column.name} scope="col">
                      {column.title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {found.rows.map((row) => (
                  <tr key={row.row} className={row.row === side.row ? 'is-this' : undefined}>
                    <th scope="row">{row.row}</th>
                    {found.columns.map((column) => (
                      <td key={column.name}>{row.cells[column.name] ?? ''}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Shown>
    </section>
  )
}

/** Months and what was paid in each; the last twelve in sight. */
export function MonthStrip({ lead }: { lead: LeadDetail }) {
  const most = 8
  const { steps } = moneyOf(lead)
  const hidden = Math.max(0, steps.length - most)
  return (
    <div className="months">
      {hidden > 0 ? (
        <div>
          <span>更早 {hidden} 个月</span>
          <b>{yuan(steps.slice(0, hidden).reduce((sum, step) => sum + step.fen, 0))}</b>
        </div>
      ) : null}
      {steps.slice(hidden).map((step) => (
        <div key={`${step.month} ${step.kind}`}>
          <span>{step.month ?? '一笔'}</span>
          <b>{yuan(step.fen)}</b>
        </div>
      ))}
    </div>
  )
}
