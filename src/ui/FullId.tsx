import { useState } from 'react'
import { Button } from './Button.tsx'
import { TextInput } from './Field.tsx'
import { Form } from './Form.tsx'
import { Popover } from './Popover.tsx'
import { messageFor } from './problem-error.ts'
import { useAct } from './use-call.ts'

/** The full id number on request: a reason first, and who looked is kept. `ask` fetches it from the page's own endpoint. */
export function FullId({ ask }: { ask: (reason: string) => Promise<{ citizenId: string }> }) {
  const [reason, setReason] = useState('')
  const [citizenId, setCitizenId] = useState<string | undefined>(undefined)
  const show = useAct(async () => setCitizenId((await ask(reason)).citizenId))
  return (
    <Popover className="btn btn-link btn-row" button="看完整证号">
      {citizenId ? (
        <p className="filter-form">
          <b>{citizenId}</b>
          <span className="small ink3">这次查看已记下</span>
        </p>
      ) : (
        <Form className="filter-form" onSubmit={() => show.run(undefined)}>
          <b>为什么要看</b>
          <TextInput value={reason} aria-label="为什么要看完整证号" placeholder="如：核对死亡证明原件" onChange={(event) => setReason(event.target.value)} />
          {show.error ? (
            <span className="small tone-amber" role="alert">
              {messageFor(show.error).detail}
            </span>
          ) : null}
          <Button type="submit" disabled={reason.trim().length < 2} isBusy={show.isBusy}>
            看完整证号（会记下）
          </Button>
        </Form>
      )}
    </Popover>
  )
}
