import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { announce } from '#src/ui/notices.tsx'
import { yuan } from '#src/ui/amounts.ts'
import { Button, ButtonLink } from '#src/ui/Button.tsx'
import { TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { Popover } from '#src/ui/Popover.tsx'
import { messageFor } from '#src/ui/problem-error.ts'
import { useAct } from '#src/ui/use-call.ts'
import { HandOutForm } from './HandOutForm.tsx'
import { callLeads, sheetsOf, type Choices, type Lead } from './leads-api.ts'

interface Handing {
  to: string
  words: string
  /** Working days; ten unless told. */
  days?: number
}

/** More at once are refused. */
const mostSheets = 100

/** What the office can do with ticked leads: hand out, set a due date; each can be taken back for ten minutes. */
export function LeadBatch({ leads, choices, onDone }: { leads: readonly Lead[]; choices: Choices | undefined; onDone: () => void }) {
  const ids = leads.map((lead) => lead.lead)
  const { assign, setDue } = useHandOut(ids, onDone)
  const [day, setDay] = useState(choices?.dueOn ?? '')
  const concerned = leads.reduce((sum, lead) => sum + (lead.concerned ?? 0), 0)
  const communities = new Set(leads.map((lead) => lead.division.slice(0, 4)))
  const common = choices?.posts.filter((post) => leads.every((lead) => lead.division.startsWith(post.division))) ?? []
  const dueShort = choices?.dueOn.slice(5) ?? ''
  return (
    <>
      <span className="small ink2">
        涉及 {yuan(concerned)} 元，{communities.size} 个社区
      </span>
      <Popover placement="above" className="btn btn-plain btn-usual" button="分派…">
        {(close) => (
          <HandOutForm
            leads={ids}
            choices={choices}
            common={common}
            onHandOut={(handing) => {
              close()
              void assign.run(handing)
            }}
          />
        )}
      </Popover>
      <Popover placement="above" className="btn btn-plain btn-usual" button="设到期">
        {(close) => (
          <Form
            className="filter-form"
            onSubmit={() => {
              close()
              void setDue.run(day)
            }}
          >
            <b>到期日</b>
            <TextInput type="date" value={day} aria-label="到期日" onChange={(event) => setDay(event.target.value)} />
            <Button type="submit">
              把 {leads.length} 条改为 {day.slice(5)} 到期
            </Button>
          </Form>
        )}
      </Popover>
      {leads.length <= mostSheets ? (
        <ButtonLink to={sheetsOf(leads)}>打印核查单</ButtonLink>
      ) : (
        <span className="small ink3">核查单一次最多打 {mostSheets} 张</span>
      )}
      {assign.error || setDue.error ? (
        <span className="small tone-amber" role="alert">
          {messageFor(assign.error ?? setDue.error).detail}
        </span>
      ) : null}
      <Button kind="primary" isBusy={assign.isBusy} onClick={() => void assign.run({ to: 'community', words: '各社区专干' })}>
        分派给各社区专干，{dueShort} 到期
      </Button>
    </>
  )
}

/** Handing out and due dates with their acknowledgement and 撤销. */
export function useHandOut(ids: readonly string[], onDone: () => void) {
  const queries = useQueryClient()
  const undo = (token: string) => async () => {
    await callLeads('POST /api/leads/undo', { body: { undo: token, leads: [...ids] } })
    await queries.invalidateQueries()
  }
  const assign = useAct(async ({ to, words, days }: Handing) => {
    const done = await callLeads('POST /api/leads/assignments', { body: { leads: [...ids], to, ...(days === undefined ? {} : { days }) } })
    const left = done.skipped.length > 0 ? `；${done.skipped.length} 条没分派：${[...new Set(done.skipped.map((each) => each.why))].join('；')}` : ''
    announce({ text: `把 ${done.assigned} 条分派给${words}，${done.dueOn.slice(5)} 到期${left}`, ...(done.assigned > 0 ? { undo: undo(done.undo) } : {}) })
    onDone()
  })
  const setDue = useAct(async (dueOn: string) => {
    const done = await callLeads('POST /api/leads/due', { body: { leads: [...ids], dueOn } })
    const left = done.skipped.length > 0 ? `；${done.skipped.length} 条还没分派或已有结论，没有改` : ''
    announce({ text: `把 ${done.assigned} 条改为 ${dueOn.slice(5)} 到期${left}`, ...(done.assigned > 0 ? { undo: undo(done.undo) } : {}) })
    onDone()
  })
  return { assign, setDue }
}
