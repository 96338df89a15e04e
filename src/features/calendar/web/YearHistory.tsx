import { useState } from 'react'
import { minuteOf } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import { Field, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { announce } from '#src/ui/notices.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { Chip } from '#src/ui/values.tsx'
import { call, sayMoved, type Year } from './calls.ts'

type Statement = Year['statements'][number]

/** What was stated of the year, the newest first; the office goes back to an earlier one with its reason. */
export function YearHistory({ year, mayState }: { year: Year; mayState: boolean }) {
  const [opened, setOpened] = useState<number | null | undefined>(undefined)
  if (year.statements.length < 2) return null
  return (
    <section>
      <h2>写明过的</h2>
      <ul className="plain-list calendar-history">
        {year.statements.map((each) => (
          <li key={each.no ?? 'shipped'}>
            {titleOf(each)}{' '}
            <span className="small ink2">
              {each.at === null ? (each.paper ? '系统自带' : '') : `${minuteOf(each.at)} ${each.by ?? ''}${each.reason === null ? '写明' : `：${each.reason}`}`}
            </span>{' '}
            {each.holds ? <Chip>现在按这份</Chip> : null}
            {mayState && !each.holds && (each.arrangement !== null || each.no === null) ? (
              <Button kind="link" size="row" onClick={() => setOpened(opened === each.no ? undefined : each.no)}>
                {each.paper ? '改回这一份…' : '撤回…'}
              </Button>
            ) : null}
            {opened === each.no ? <ReturnForm year={year.year} to={each} onDone={() => setOpened(undefined)} /> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function titleOf({ no, paper }: Statement): string {
  if (paper) return `${paper.title}（${paper.number}${paper.dated ? `，${paper.dated}` : ''}）`
  return no === null ? '没有公布，按周末推算' : '镇里不再写明'
}

function ReturnForm({ year, to, onDone }: { year: string; to: Statement; onDone: () => void }) {
  const [reason, setReason] = useState('')
  const act = useAct(async () => {
    const { moved } = await call('POST /api/calendar/{year}/return', { params: { year }, body: { to: to.no, reason } })
    announce({ text: `${year} 年改回${to.paper?.number ?? '没有公布'}，${sayMoved(moved)}` })
    onDone()
  })
  return (
    <Form className="calendar-form" onSubmit={() => act.run(undefined)}>
      <Field label="为什么改回" isRequired>
        {(ids) => <TextInput {...ids} value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      {act.error ? <ErrorState error={act.error} /> : null}
      <div className="calendar-buttons">
        <Button type="submit" kind="lead" isBusy={act.isBusy} disabled={reason.trim().length < 2}>
          改回，没到期的重算
        </Button>
        <Button onClick={onDone}>先不改</Button>
      </div>
    </Form>
  )
}
