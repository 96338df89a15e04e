import { causeKinds, causeWords } from '#src/domain/problem-words.ts'
import { NumberLink } from '#src/ui/FirstLine.tsx'
import { Shown } from '#src/ui/States.tsx'
import { useProblems } from './calls.ts'
import { DutyTable } from './DutyTable.tsx'

/** The town's picture: where the causes of its problems lie, and which rule was made or mended against each; a cause without one stands out. */
export function CausesAndRules({ rules }: { rules: readonly { title: string; paper: string; causes: readonly string[] }[] }) {
  const answer = useProblems('GET /api/problems/causes', {})
  return (
    <Shown of={answer}>
      {({ counts }) => {
        const of = (kind: string | null): number => counts.filter((each) => each.cause === kind).reduce((sum, each) => sum + each.problems, 0)
        return (
          <>
            <h2>全镇的原因和对应的制度</h2>
            <DutyTable heads={['原因', '问题', '已订、已修的制度']} label="原因和制度">
              {causeKinds.map((kind) => {
                const own = rules.filter((rule) => rule.causes.includes(kind))
                return (
                  <tr key={kind}>
                    <th scope="row">{causeWords[kind]}</th>
                    <td>{of(kind) > 0 ? <NumberLink to={`/problems?cause=${kind}`}>{of(kind)} 件</NumberLink> : '没有'}</td>
                    <td>
                      {own.length > 0 ? (
                        own.map((rule) => `${rule.title}（${rule.paper}）`).join('；')
                      ) : of(kind) > 0 ? (
                        <span className="am">还没有制度回答这类原因</span>
                      ) : (
                        ''
                      )}
                    </td>
                  </tr>
                )
              })}
              {of(null) > 0 ? (
                <tr>
                  <th scope="row">还没写原因</th>
                  <td>{of(null)} 件</td>
                  <td aria-label="没有" />
                </tr>
              ) : null}
            </DutyTable>
          </>
        )
      }}
    </Shown>
  )
}
