import { Link } from 'wouter'
import { sayDueStep, type DueStep } from '#src/domain/due-steps.ts'
import { Popover } from './Popover.tsx'
import { Due } from './values.tsx'

interface DueDateProps {
  date: string | null
  today: string
  steps: readonly DueStep[]
  /** The clock stands still or the matter is done: no colour. */
  isQuiet?: boolean
  placement?: 'below' | 'below-right'
}

/** A due date that opens to its own arithmetic: from which day, what was skipped, who named it, when the clock stood. */
export function DueDate({ date, today, steps, isQuiet = false, placement = 'below' }: DueDateProps) {
  const due = <Due date={date} today={today} isQuiet={isQuiet} />
  if (date === null || steps.length === 0) return due
  return (
    <Popover
      className="due-opens"
      placement={placement}
      button={
        <>
          {due}
          <span className="unseen"> 怎么算的</span>
        </>
      }
    >
      <DueLines steps={steps} today={today} />
    </Popover>
  )
}

/** The arithmetic of a due date, a line a step. */
export function DueLines({ steps, today }: { steps: readonly DueStep[]; today: string }) {
  const last = steps.at(-1)
  const year = today.slice(0, 4)
  return (
    <div className="due-lines small">
      <ol>
        {steps.map((step, at) => (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at}>{sayDueStep(step, year)}</li>
        ))}
      </ol>
      {last && steps.some((step) => step.kind !== 'scheduled') ? <Link href={`/calendar?year=${last.due.slice(0, 4)}`}>看工作日历</Link> : null}
    </div>
  )
}

/** The same in one line, for a tip. */
export function sayDue(steps: readonly DueStep[], today: string): string {
  return steps.map((step) => sayDueStep(step, today.slice(0, 4))).join('；')
}
