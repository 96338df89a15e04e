import { useState } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import { minuteOf } from './amounts.ts'
import { Button } from './Button.tsx'
import { Field, TextInput } from './Field.tsx'
import { Form } from './Form.tsx'
import { announce } from './notices.tsx'
import { ErrorState } from './States.tsx'
import { useAct } from './use-call.ts'

interface Own {
  kind: string
  entry: string
  said: string
  about: string
}

interface Entries {
  own: readonly Own[]
  withdrawn: readonly { said: string; reason: string; by: string; at: string }[]
}

interface OwnEntriesProps {
  answer: Pick<UseQueryResult<Entries>, 'data'>
  withdraw: (entry: Own, reason: string) => Promise<unknown>
}

/** At the foot of a page where people enter things: what the reader entered and may withdraw with a reason, and what was withdrawn, by whom and why. */
export function OwnEntries({ answer, withdraw }: OwnEntriesProps) {
  const [isOpen, setOpen] = useState(false)
  const { own = [], withdrawn = [] } = answer.data ?? {}
  if (own.length === 0 && withdrawn.length === 0) return null
  return (
    <details className="own-entries no-print" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="small">
        {own.length > 0 ? `记错了？我记的 ${own.length} 条可以撤回` : '撤回的'}
        {withdrawn.length > 0 ? `；已撤回 ${withdrawn.length} 条` : ''}
      </summary>
      {isOpen && own.length > 0 ? (
        <ul className="small plain-list">
          {own.map((entry) => (
            <OwnEntry key={`${entry.kind} ${entry.entry}`} entry={entry} withdraw={withdraw} />
          ))}
        </ul>
      ) : null}
      {isOpen && withdrawn.length > 0 ? (
        <ul className="small plain-list ink2" aria-label="已撤回">
          {withdrawn.map((each) => (
            <li key={`${each.at} ${each.said}`}>
              <s>{each.said}</s> {minuteOf(each.at)} {each.by}撤回：{each.reason}
            </li>
          ))}
        </ul>
      ) : null}
    </details>
  )
}

function OwnEntry({ entry, withdraw }: { entry: Own } & Pick<OwnEntriesProps, 'withdraw'>) {
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const act = useAct(async () => {
    await withdraw(entry, reason)
    announce({ text: `撤回了：${entry.said}；要恢复，再记一次` })
  })
  return (
    <li>
      {entry.said} {entry.about}{' '}
      {isOpen ? (
        <Form className="own-entry" aria-label={`撤回${entry.said}`} onSubmit={() => act.run(undefined)}>
          <Field label="为什么撤回" layout="left" isRequired>
            {(ids) => <TextInput {...ids} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />}
          </Field>
          <Button type="submit" size="row" kind="lead" isBusy={act.isBusy} disabled={reason.trim().length < 2}>
            撤回，不再计数
          </Button>
          <Button size="row" onClick={() => setOpen(false)}>
            先不撤
          </Button>
          {act.error ? <ErrorState error={act.error} /> : null}
        </Form>
      ) : (
        <Button kind="link" size="row" onClick={() => setOpen(true)}>
          撤回…
        </Button>
      )}
    </li>
  )
}
