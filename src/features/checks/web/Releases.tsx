import { useState } from 'react'
import { Link } from 'wouter'
import { grouped, minuteOf } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import { useHere } from '#src/ui/here.ts'
import { announce } from '#src/ui/notices.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { Money } from '#src/ui/values.tsx'
import { areaTitles, callChecks, useChecks } from './checks-api.ts'

/** A first run that found very many: its areas by danger and money, each released by the office; until then no community sees it. */
export function Releases() {
  const { role } = useHere()
  const offer = useChecks('GET /api/releases', {})
  const [busy, setBusy] = useState<string | null>(null)
  const release = useAct((area: string) => callChecks('POST /api/releases/{area}', { params: { area } }))
  const areas = offer.data?.areas ?? []
  const waiting = areas.filter((each) => each.releasedAt === null)
  if (waiting.length === 0) return null
  const total = waiting.reduce((sum, each) => sum + each.leads, 0)
  const act = async (area: string): Promise<void> => {
    setBusy(area)
    const done = await release.run(area)
    setBusy(null)
    if (done) announce({ text: `${areaTitles[area] ?? area} ${done.released} 条疑点已放出，社区现在看得到，可以分派` })
  }
  return (
    <section className="check-area release-area" aria-label="放出疑点">
      <h2>首次核查的疑点太多，还有 {grouped(total)} 条没有放出：先放有人有危险的，再放钱多的</h2>
      <p className="small ink3">没有放出的，社区看不到，也不能分派；放出一块，办一块。</p>
      <table className="check-table">
        <thead>
          <tr>
            <th scope="col">哪一块</th>
            <th scope="col" className="right">
              疑点
            </th>
            <th scope="col" className="right">
              人的危险
            </th>
            <th scope="col" className="right">
              应得未得
            </th>
            <th scope="col" className="right">
              多发、少发
            </th>
            <th scope="col" className="right">
              涉及
            </th>
            <th scope="col">放出</th>
          </tr>
        </thead>
        <tbody>
          {areas.map((each) => (
            <tr key={each.area}>
              <th scope="row">
                <b>{areaTitles[each.area] ?? each.area}</b>
              </th>
              <td className="right" data-label="疑点">
                <Link href={`/leads?source=data&area=${each.area}`}>{grouped(each.leads)}</Link>
              </td>
              <td className="right" data-label="人的危险">
                {each.danger}
              </td>
              <td className="right" data-label="应得未得">
                {each.right}
              </td>
              <td className="right" data-label="多发、少发">
                <Money fen={each.overpaid} />
              </td>
              <td className="right" data-label="涉及">
                <Money fen={each.concerned} />
              </td>
              <td>
                {each.releasedAt !== null ? (
                  <StateWord kind="done" word={`${each.releasedBy ?? ''} ${minuteOf(each.releasedAt)} 放出`} />
                ) : role === 'clerk' ? (
                  <Button kind="lead" isBusy={busy === each.area} disabled={busy !== null} onClick={() => void act(each.area)}>
                    放出{areaTitles[each.area] ?? each.area} {grouped(each.leads)} 条
                  </Button>
                ) : (
                  <StateWord kind="open" word="还没有放出" />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {release.error ? <ErrorState error={release.error} /> : null}
    </section>
  )
}
