import { waitWords } from '#src/domain/problem-words.ts'
import { Icon, type IconName } from '#src/ui/Icon.tsx'
import { problemLooks, stateKinds } from '#src/ui/state-kinds.ts'
import type { ProblemDetail } from './problems-api.ts'

type State = ProblemDetail['state']

const usual: readonly State[] = ['registered', 'established', 'planned', 'mending', 'closing', 'reviewing', 'closed']

/** The states in their order with the present one where it belongs: waiting and returned stand between mending and closing. */
function lineOf(state: State): readonly State[] {
  if (state === 'waiting' || state === 'returned') return [...usual.slice(0, 4), state, ...usual.slice(4)]
  if (state === 'transferred' || state === 'revoked') return [...usual.slice(0, 4), state]
  return usual
}

/** A line of states with the present one wider, because it explains itself. On a phone the ones around it fold away. */
export function StateLine({ problem, today }: { problem: ProblemDetail; today: string }) {
  const line = lineOf(problem.state)
  const at = line.indexOf(problem.state)
  const dayOf = (state: State): string => {
    const on = problem.reached.find((each) => each.state === state)?.on ?? null
    if (on === null) return '—'
    return on.slice(0, 4) === today.slice(0, 4) ? on.slice(5) : on
  }
  return (
    <ol className="state-line" aria-label="状态">
      {line.map((state, n) => {
        const look = problemLooks[state]
        const icon: IconName = n < at ? 'tick' : n > at ? 'ring-dashed' : look ? stateKinds[look.kind].icon : 'half'
        const word =
          state === 'reviewing' && n !== at
            ? '复核'
            : state === 'waiting' && problem.waitingReason
              ? `等待：${waitWords[problem.waitingReason]}`
              : state === 'returned' && problem.isRelapsed
                ? '反弹，重新整改'
                : (look?.word ?? state)
        return (
          <li key={state} className={n === at ? 'is-now' : n < at ? 'is-past' : 'is-ahead'} aria-current={n === at ? 'step' : undefined}>
            <span>
              <Icon name={icon} size={14} /> <span className="state-line-word">{word}</span>
            </span>
            <span className="small ink2">
              {n > at ? '—' : dayOf(state)}
              {n === at && ['waiting', 'mending', 'returned'].includes(state) ? ' 起' : ''}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
