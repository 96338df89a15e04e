import { useState } from 'react'
import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import { sayDue } from '#src/ui/DueDate.tsx'
import { useHere } from '#src/ui/here.ts'
import { Field, SelectInput, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { Popover } from '#src/ui/Popover.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { callLeads, type LeadDetail } from './leads-api.ts'

/** Others have the word: the clock stands still, for what and until when; and going on once it came. */
export function WaitForOthers({ lead }: { lead: LeadDetail }) {
  if (lead.waiting) return <Waiting lead={lead} waiting={lead.waiting} />
  return lead.may.includes('wait') ? <StartWaiting lead={lead} /> : null
}

function Waiting({ lead, waiting }: { lead: LeadDetail; waiting: NonNullable<LeadDetail['waiting']> }) {
  const { today } = useHere()
  const resume = useAct(async () => {
    await callLeads('DELETE /api/leads/{lead}/waiting', { params: { lead: lead.lead } })
    announce({ text: `恢复办理：${lead.number}，时限接着走` })
  })
  return (
    <section className="decide decide-done" aria-label="停表等待">
      <span>
        {waiting.until < today ? (
          <StateWord kind="overdue" word={`${waiting.title}，写明最晚到 ${waiting.until}，已过；时限从那天起接着走`} />
        ) : (
          <StateWord kind="waiting" word={`${waiting.title}，最晚到 ${waiting.until}`} />
        )}
        　{waiting.note}
        <span className="small ink2">　{waiting.basis}</span>
      </span>
      {lead.may.includes('resume') ? (
        <Button isBusy={resume.isBusy} onClick={() => void resume.run(undefined)}>
          等到了，恢复办理
        </Button>
      ) : null}
      {resume.error ? <ErrorState error={resume.error} /> : null}
    </section>
  )
}

function StartWaiting({ lead }: { lead: LeadDetail }) {
  const { today } = useHere()
  const [reason, setReason] = useState(lead.waitings[0]?.reason ?? 'other_unit')
  const [until, setUntil] = useState('')
  const [note, setNote] = useState('')
  const chosen = lead.waitings.find((each) => each.reason === reason)
  const wait = useAct(async (close: () => void) => {
    await callLeads('POST /api/leads/{lead}/waiting', {
      params: { lead: lead.lead },
      body: { version: lead.version, reason, until: until || (chosen?.latest ?? ''), note },
    })
    close()
    announce({
      text: `停表：${chosen?.title ?? ''}，到期日顺延`,
      undo: () => callLeads('DELETE /api/leads/{lead}/waiting', { params: { lead: lead.lead } }),
    })
  })
  return (
    <div className="decide-begin">
      <Popover className="btn btn-plain btn-usual" button="要等别人，停表…">
        {(close) => (
          <Form className="filter-form" aria-label="停表等待" onSubmit={() => wait.run(close)}>
            <SelectInput
              aria-label="等什么"
              value={reason}
              options={lead.waitings.map((each) => ({ value: each.reason, title: each.title }))}
              onChange={(value) => setReason(value as typeof reason)}
            />
            <p className="small ink3">最长：{chosen ? sayDue(chosen.dueSteps, today) : null}</p>
            <Field label="最晚等到">
              {(ids) => (
                <TextInput
                  {...ids}
                  type="date"
                  value={until || (chosen?.latest ?? '')}
                  max={chosen?.latest}
                  onChange={(event) => setUntil(event.target.value)}
                />
              )}
            </Field>
            <Field label="等谁、等什么" isRequired>
              {(ids) => <TextInput {...ids} value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />}
            </Field>
            {wait.error ? <ErrorState error={wait.error} /> : null}
            <Button type="submit" isBusy={wait.isBusy} disabled={note.trim().length < 2}>
              停表，到期日顺延
            </Button>
          </Form>
        )}
      </Popover>
    </div>
  )
}
