import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Button, ButtonLink } from '#src/ui/Button.tsx'
import { Field, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { useHere } from '#src/ui/here.ts'
import { announce } from '#src/ui/notices.tsx'
import { messageFor } from '#src/ui/problem-error.ts'
import { useAct, type Act } from '#src/ui/use-call.ts'
import { callDuties, callLeads, callSupervision, type TodayLine } from './overview-api.ts'

type Finish = NonNullable<TodayLine['finish']>
type Of<A extends Finish['act']> = Extract<Finish, { act: A }>

interface LineButton {
  line: TodayLine
  /** The form below the line is open. */
  isOpen: boolean
  onToggle: () => void
}

/** The last step of a line: done at once, opened as a form below it, or, where it needs reading first, a way to its page. */
export function FinishHere({ line, isOpen, onToggle }: LineButton) {
  const { finish } = line
  if (!finish)
    return (
      <ButtonLink to={line.to} kind="lead" size="row">
        {line.action}
      </ButtonLink>
    )
  if (finish.act === 'assign') return <HandOut line={line} finish={finish} />
  if (finish.act === 'order' && finish.step !== 'answer') return <OrderStep line={line} finish={finish} />
  return (
    <Button kind="lead" size="row" aria-expanded={isOpen} onClick={onToggle}>
      {isOpen ? '收起' : line.action}
    </Button>
  )
}

/** What the last step still has to be told. */
export function FinishForm({ line }: { line: TodayLine }) {
  if (line.finish?.act === 'receipt') return <ReceiptForm line={line} finish={line.finish} />
  return line.finish?.act === 'order' ? <AnswerForm line={line} finish={line.finish} /> : null
}

function Trouble({ error }: { error: unknown }) {
  return error ? (
    <span className="small tone-amber today-trouble" role="alert">
      {messageFor(error).detail}
    </span>
  ) : null
}

function HandOut({ line, finish }: { line: TodayLine; finish: Of<'assign'> }) {
  const { leads } = finish
  const queries = useQueryClient()
  const assign = useAct(async () => {
    const done = await callLeads('POST /api/leads/assignments', { body: { leads, to: 'community' } })
    const why = [...new Set(done.skipped.map((each) => each.why))].join('；')
    const undo = async (): Promise<void> => {
      await callLeads('POST /api/leads/undo', { body: { undo: done.undo, leads } })
      await queries.invalidateQueries()
    }
    announce({
      text: `把 ${done.assigned} 条分派给各社区专干，${done.dueOn.slice(5)} 到期${why ? `；${done.skipped.length} 条没分派：${why}` : ''}`,
      ...(done.assigned > 0 ? { undo } : {}),
    })
  })
  return (
    <>
      <ButtonLink to={line.to} size="row">
        逐条看
      </ButtonLink>{' '}
      <Button kind="lead" size="row" isBusy={assign.isBusy} onClick={() => void assign.run(undefined)}>
        {line.action}
      </Button>
      <Trouble error={assign.error} />
    </>
  )
}

function OrderStep({ line, finish }: { line: TodayLine; finish: Of<'order'> }) {
  const { person, today } = useHere()
  const params = { order: finish.order }
  const act = useAct(async () => {
    if (finish.step === 'receipt') await callSupervision('POST /api/orders/{order}/receipt', { params, body: { by: person, on: today } })
    else await callSupervision('POST /api/orders/{order}/reminder', { params })
    announce({ text: finish.step === 'receipt' ? `已签收：${line.title}` : `已催办：${line.title}` })
  })
  return (
    <>
      <ButtonLink to={line.to} size="row">
        看督办
      </ButtonLink>{' '}
      <Button kind="lead" size="row" isBusy={act.isBusy} onClick={() => void act.run(undefined)}>
        {line.action}
      </Button>
      <Trouble error={act.error} />
    </>
  )
}

interface InlineForm {
  line: TodayLine
  act: Act<undefined, unknown>
  /** The button that does it, with its consequence. */
  does: string
  mayDo: boolean
  children: ReactNode
}

function InlineForm({ line, act, does, mayDo, children }: InlineForm) {
  const submit = (): void => {
    void act.run(undefined)
  }
  return (
    <Form className="today-form" aria-label={line.action} onSubmit={submit}>
      {children}
      <Button type="submit" kind="primary" isBusy={act.isBusy} disabled={!mayDo}>
        {does}
      </Button>
      <Trouble error={act.error} />
    </Form>
  )
}

function ReceiptForm({ line, finish }: { line: TodayLine; finish: Of<'receipt'> }) {
  const [value, setValue] = useState({ recipient: finish.recipient, receipt: '' })
  const act = useAct(async () => {
    await callDuties('POST /api/mandatory-reports/{report}/receipt', { params: { report: finish.report }, body: value })
    announce({ text: `${finish.name}的回执已记下` })
  })
  return (
    <InlineForm line={line} act={act} does="记下回执，销去红色" mayDo={value.recipient.trim().length > 1 && value.receipt.trim().length > 1}>
      <Field label="报给谁" isRequired>
        {(ids) => <TextInput {...ids} value={value.recipient} maxLength={200} onChange={(event) => setValue({ ...value, recipient: event.target.value })} />}
      </Field>
      <Field label="接报人或编号" isRequired>
        {(ids) => <TextInput {...ids} value={value.receipt} maxLength={200} onChange={(event) => setValue({ ...value, receipt: event.target.value })} />}
      </Field>
    </InlineForm>
  )
}

function AnswerForm({ line, finish }: { line: TodayLine; finish: Of<'order'> }) {
  const { today } = useHere()
  const [text, setText] = useState('')
  const act = useAct(async () => {
    await callSupervision('POST /api/orders/{order}/answer', { params: { order: finish.order }, body: { text, on: today } })
    announce({ text: `已回复：${line.title}` })
  })
  return (
    <InlineForm line={line} act={act} does="报出回复" mayDo={text.trim().length > 3}>
      <Field label="办理情况" isRequired>
        {(ids) => <TextInput {...ids} value={text} maxLength={2000} onChange={(event) => setText(event.target.value)} />}
      </Field>
    </InlineForm>
  )
}
