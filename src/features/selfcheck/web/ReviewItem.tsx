import { useState } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { announce } from '#src/ui/notices.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call, type Item } from './calls.ts'

/** The town takes all signed items at once; those where 无 stands beside leads are named first. */
export function Acceptance({ items }: { items: readonly Item[] }) {
  const signed = items.filter((item) => item.state === 'signed')
  const accept = useAct((cells: string[]) => call('POST /api/selfcheck/acceptance', { body: { cells } }))
  if (signed.length === 0) return <p className="small ink3">没有等着收下的：书记签字以后，这里可以一次收下。</p>
  const doubtful = signed.filter((item) => item.questions.some((question) => question.contradicts))
  const run = async (): Promise<void> => {
    const answer = await accept.run(signed.map((item) => item.cell))
    if (answer) announce({ text: `已收下 ${answer.accepted} 项` })
  }
  return (
    <div className="selfcheck-acceptance">
      <Button kind="primary" isBusy={accept.isBusy} onClick={() => void run()}>
        收下已签的 {signed.length} 项
      </Button>
      {doubtful.length > 0 ? <span className="am small">其中 {doubtful.map((item) => item.label).join('、')} 答“无”，名下有疑点，请先看理由</span> : null}
      {accept.error ? <ErrorState error={accept.error} /> : null}
    </div>
  )
}

/** Sends one item back with the reason. */
export function ReturnForm({ item }: { item: Pick<Item, 'cell' | 'version'> }) {
  const [isOpen, setOpen] = useState(false)
  const draft = useDraft(`selfcheck:${item.cell}:return`, { reason: '' })
  const send = useAct(async () => {
    await call('POST /api/cells/{cell}/return', { params: { cell: item.cell }, body: { reason: draft.value.reason, version: item.version } })
    return true
  })
  const run = async (): Promise<void> => {
    if (!(await send.run(undefined))) return
    draft.clear()
    setOpen(false)
  }
  if (!isOpen)
    return (
      <Button size="row" icon="back" onClick={() => setOpen(true)}>
        退回，写原因
      </Button>
    )
  return (
    <Form className="selfcheck-explain" onSubmit={run}>
      <TextInput
        value={draft.value.reason}
        aria-label="退回的原因"
        placeholder="要社区再查什么"
        maxLength={500}
        onChange={(event) => draft.change({ reason: event.target.value })}
      />
      <Button type="submit" kind="lead" size="row" isBusy={send.isBusy} disabled={draft.value.reason.trim().length < 2}>
        退回
      </Button>
      {send.error ? <ErrorState error={send.error} /> : null}
    </Form>
  )
}
