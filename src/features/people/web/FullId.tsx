import { useState } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { TextInput } from '#src/ui/Field.tsx'
import { Popover } from '#src/ui/Popover.tsx'
import { messageFor } from '#src/ui/problem-error.ts'
import { useAct } from '#src/ui/use-call.ts'
import { call } from './calls.ts'

/** The full id number on request: a reason first, and who looked is kept. */
export function FullId({ person }: { person: string }) {
  const [reason, setReason] = useState('')
  const [citizenId, setCitizenId] = useState<string | undefined>(undefined)
  const show = useAct(async () => setCitizenId((await call('POST /api/people/{person}/id', { params: { person }, body: { reason } })).citizenId))
  return (
    <Popover className="btn btn-link btn-row" button="看全号要写理由">
      {citizenId ? (
        <p className="filter-form">
          <b>{citizenId}</b>
          <span className="small ink3">这次查看已记下</span>
        </p>
      ) : (
        <form
          className="filter-form"
          onSubmit={(event) => {
            event.preventDefault()
            void show.run(undefined)
          }}
        >
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
        </form>
      )}
    </Popover>
  )
}
