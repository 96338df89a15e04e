import { OwnEntries } from '#src/ui/OwnEntries.tsx'
import { callAccounts, useAccounts } from './problems-api.ts'

const kinds = ['measure', 'proof', 'source', 'search']

/** What the reader hung onto this problem and may withdraw; what was withdrawn stands in its story. */
export function Entered({ ids }: { ids: readonly string[] }) {
  const { data } = useAccounts('GET /api/entries', { query: { kind: kinds } }, { isBeside: true })
  return (
    <OwnEntries
      answer={{ data: data && { own: data.own.filter((each) => ids.includes(each.entry)), withdrawn: [] } }}
      withdraw={({ kind, entry }, reason) => callAccounts('POST /api/entries/{entry}/withdrawal', { params: { entry }, body: { kind, reason } })}
    />
  )
}
