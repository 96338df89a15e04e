import { OwnEntries } from '#src/ui/OwnEntries.tsx'
import { callAccounts, useAccounts } from './calls.ts'

/** What the reader entered here, kind by kind, and may withdraw. */
export function Entered({ kinds }: { kinds: string[] }) {
  const answer = useAccounts('GET /api/entries', { query: { kind: kinds } }, { isBeside: true })
  return (
    <OwnEntries
      answer={answer}
      withdraw={({ kind, entry }, reason) => callAccounts('POST /api/entries/{entry}/withdrawal', { params: { entry }, body: { kind, reason } })}
    />
  )
}
