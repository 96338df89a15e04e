import { Link } from 'wouter'
import { formatMoney } from '#src/domain/money.ts'
import { Button } from '#src/ui/Button.tsx'
import type { OutputOf } from '#src/ui/call.ts'
import { usePageKeys } from '#src/ui/page-keys.tsx'
import { Shown } from '#src/ui/States.tsx'
import { reader } from '#src/ui/use-call.ts'
import type { api } from '../contract.ts'

type Table = OutputOf<(typeof api)['GET /api/dispatch']>

const useRead = reader<typeof api>()
const pageOf = { lead: '/leads/', problem: '/problems/', cell: '/selfcheck?cell=' } as const

/** The rows behind one number, with a word that they agree with it. */
export function OpenedNumber({
  division,
  column,
  issue,
  table,
  onClose,
}: {
  division: string
  column: string
  issue: string | undefined
  table: Table
  onClose: () => void
}) {
  usePageKeys([{ key: 'Escape', does: '收起', run: onClose }])
  const answer = useRead('GET /api/dispatch-rows', { query: { division, column, ...(issue === undefined ? { campaign: table.campaign } : { issue }) } })
  const place = division === 'all' ? '全镇' : (table.rows.find((row) => row.division === division)?.name ?? '')
  const head = table.columns.find((each) => each.key === column)
  return (
    <section className="opened-number no-print" aria-label={`${place}${head?.title ?? ''}`}>
      <Shown of={answer}>
        {({ rows, agrees }) => (
          <>
            <header className="row">
              <b>
                {place} · {head?.group}
                {head?.title} {rows.length} 条
              </b>
              <span className="small ink3">{agrees ? `与表里的 ${rows.length} 对得上` : '有的行已不在您能看的范围内'}</span>
              <Button size="row" onClick={onClose}>
                收起
              </Button>
            </header>
            <ul className="plain-list">
              {rows.map((row) => (
                <li key={row.id} className="row">
                  <Link href={`${pageOf[row.kind]}${row.id}`}>{row.number}</Link>
                  <span className="grow">{row.text}</span>
                  <span>{row.name}</span>
                  <span className="ink3">{row.citizenId ?? ''}</span>
                  <span className="tabular">{row.fen === null ? '—' : formatMoney(row.fen)}</span>
                  <span>{row.due ?? '未定'}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Shown>
    </section>
  )
}
