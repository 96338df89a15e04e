import { useState } from 'react'
import { Link } from 'wouter'
import { announce } from '#src/ui/notices.tsx'
import { minuteOf } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import { Field, SelectInput, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { callLeads, useReader, type LeadDetail } from './leads-api.ts'

const kindTitles = { minor: '未成年人', adult_without_capacity: '无或限制行为能力的成年人', other: '其他成年人' } as const

/** Somebody may be in danger: the report that the law wants, to whom, when and by whom, before anybody ends the lead. */
export function DangerReport({ lead }: { lead: LeadDetail }) {
  const { report } = lead
  if (report === null) return null
  const { made } = report
  if (made)
    return (
      <p className="danger-told">
        <Icon name="tick" /> 已报告：{minuteOf(made.at)} {made.by} 报给 {made.recipient}
        {made.arrangement ? `；${made.arrangement}` : ''}
        {made.receipt ? `；回执 ${made.receipt}` : '；还没有回执'}
        {made.receipt ? null : <Link href="/duties?part=dangers">　去登记回执</Link>}
      </p>
    )
  if (!lead.may.includes('report'))
    return report.isDuty ? (
      <p className="danger-told tone-red">
        <Icon name="triangle" /> 还没有报告。{report.basis}
      </p>
    ) : null
  return <ReportForm lead={lead} report={report} />
}

function ReportForm({ lead, report }: { lead: LeadDetail; report: NonNullable<LeadDetail['report']> }) {
  const { today } = useReader()
  const [isOpen, setOpen] = useState(report.isDuty)
  const draft = useDraft(`report:${lead.lead}`, { recipient: '', day: '', time: '', receipt: '', arrangement: '', kind: report.kinds[0] ?? 'other' })
  const { value, change } = draft
  const day = value.day || today
  const save = useAct(async () => {
    await callLeads('POST /api/leads/{lead}/report', {
      params: { lead: lead.lead },
      body: {
        personKind: value.kind,
        recipient: value.recipient,
        reportedAt: `${day}T${value.time || '00:00'}:00+08:00`,
        receipt: value.receipt,
        arrangement: value.arrangement,
      },
    })
    draft.clear()
    announce({ text: `已记下：${lead.name}报给了${value.recipient}` })
  })
  if (!isOpen)
    return (
      <div className="decide-begin">
        <Button onClick={() => setOpen(true)}>记一次报告（派出所、民政）</Button>
      </div>
    )
  return (
    <Form className="decide danger-form" aria-label="报告" onSubmit={() => save.run(undefined)}>
      <p>
        <b className="tone-red">
          <Icon name="triangle" /> {report.isDuty ? '先报告，再报结论' : '可以报告'}
        </b>{' '}
        <span className="small ink2">{report.basis}</span>
      </p>
      <div className="decide-line">
        <Field label="报给谁" isRequired>
          {(ids) => (
            <TextInput
              {...ids}
              list="danger-recipients"
              value={value.recipient}
              maxLength={200}
              onChange={(event) => change({ recipient: event.target.value })}
            />
          )}
        </Field>
        <datalist id="danger-recipients">
          {report.recipients.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </datalist>
        <Field label="哪天" isRequired>
          {(ids) => <TextInput {...ids} type="date" value={day} max={today} onChange={(event) => change({ day: event.target.value })} />}
        </Field>
        <Field label="几点" isRequired>
          {(ids) => <TextInput {...ids} type="time" value={value.time} onChange={(event) => change({ time: event.target.value })} />}
        </Field>
        {report.kinds.length > 1 ? (
          <Field label="是什么人">
            {(ids) => (
              <SelectInput
                {...ids}
                value={value.kind}
                options={report.kinds.map((kind) => ({ value: kind, title: kindTitles[kind] }))}
                onChange={(kind) => change({ kind: kind as typeof value.kind })}
              />
            )}
          </Field>
        ) : null}
        <Field label="接报人或编号">
          {(ids) => <TextInput {...ids} value={value.receipt} placeholder="还没有就空着" onChange={(event) => change({ receipt: event.target.value })} />}
        </Field>
        <Field label="人现在在哪、谁在照看">
          {(ids) => <TextInput {...ids} value={value.arrangement} onChange={(event) => change({ arrangement: event.target.value })} />}
        </Field>
      </div>
      <div className="decide-line">
        <span className="small ink2 decide-kept">报告人记为您。记下后不能撤销；报给谁写错了，登记回执时改。</span>
        <Button type="submit" kind="primary" isBusy={save.isBusy} disabled={value.recipient.trim().length < 2 || value.time === ''}>
          记下：已经报告
        </Button>
      </div>
      {save.error ? <ErrorState error={save.error} /> : null}
    </Form>
  )
}
