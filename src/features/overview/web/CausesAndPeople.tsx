import { Link } from 'wouter'
import { areaWords, areas, causeKinds, causeWords, type CauseKind } from '#src/domain/problem-words.ts'
import { Due } from '#src/ui/values.tsx'
import { useHere } from '#src/ui/here.ts'
import { useProblems } from './overview-api.ts'

/** S40 and S47 in small: where the causes of the problems lie, and who has what overdue. The whole stands on 对账与原因. */
export function CausesAndPeople({ campaign }: { campaign: string }) {
  return (
    <div className="campaign-below">
      <Causes campaign={campaign} />
      <People campaign={campaign} />
    </div>
  )
}

function Causes({ campaign }: { campaign: string }) {
  const { data } = useProblems('GET /api/problems/causes', { query: { campaign } })
  if (!data || data.counts.length === 0) return null
  const of = (area: string | null, cause: CauseKind | null): number =>
    data.counts.filter((each) => (area === null || each.area === area) && each.cause === cause).reduce((sum, each) => sum + each.problems, 0)
  const most = Math.max(1, ...areas.flatMap((area) => causeKinds.map((cause) => of(area, cause))))
  const unwritten = of(null, null)
  return (
    <section aria-label="原因">
      <h2>
        原因在哪里 <Link href="/problems/numbers">看全部</Link>
      </h2>
      <table className="causes">
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">领域</span>
            </th>
            {causeKinds.map((cause) => (
              <th key={cause} scope="col">
                {causeWords[cause]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {areas
            .filter((area) => data.counts.some((each) => each.area === area))
            .map((area) => (
              <tr key={area}>
                <th scope="row">{areaWords[area]}</th>
                {causeKinds.map((cause) => {
                  const n = of(area, cause)
                  return (
                    <td key={cause}>
                      {n === 0 ? (
                        <span className="ink3">—</span>
                      ) : (
                        <Link href={`/problems?area=${area}&cause=${cause}&campaign=${campaign}`} className="cause-bar">
                          <i style={{ width: `${Math.max(4, (n / most) * 60)}px` }} />
                          {n}
                        </Link>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
        </tbody>
      </table>
      {unwritten > 0 ? <p className="small am">另有 {unwritten} 件还没写原因</p> : null}
    </section>
  )
}

const mostPeople = 6

function People({ campaign }: { campaign: string }) {
  const { today } = useHere()
  const { data } = useProblems('GET /api/problems/reminders', { query: { campaign } })
  if (!data || data.people.length === 0) return null
  return (
    <section aria-label="谁手上压着">
      <h2>
        谁手上压着 <Link href="/problems/numbers">看全部</Link>
      </h2>
      <ul className="pressing">
        {data.people.slice(0, mostPeople).map((person) => (
          <li key={`${person.post ?? ''}${person.division}`}>
            <span>
              {person.name ?? <span className="am">没有责任人</span>} <span className="small ink3">{person.divisionName}</span>
            </span>
            <span>手上 {person.open} 件</span>
            <span>
              {person.overdue > 0 ? (
                <span className="red">逾期 {person.overdue}</span>
              ) : person.stuck > 0 ? (
                <span className="am">十天没动 {person.stuck}</span>
              ) : person.returned > 0 ? (
                <span className="am">退回 {person.returned}</span>
              ) : null}
            </span>
            <span className="small">{person.nextDue ? <Due date={person.nextDue} today={today} /> : null}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
