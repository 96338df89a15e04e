import { reader } from '#src/ui/use-call.ts'
import { useHere } from '#src/ui/here.ts'
import type { api as accounts } from '../../accounts/contract.ts'

const useAccounts = reader<typeof accounts>()

/** The communities among which a town post chooses; a community's own post chooses nothing. */
export function useCommunities(): readonly { value: string; title: string }[] {
  const { division } = useHere()
  const { data } = useAccounts('GET /api/divisions', {})
  return (data?.divisions ?? []).filter((each) => each.code.length === 4 && each.code !== division).map((each) => ({ value: each.code, title: each.name }))
}

/** Is the reader a post of the whole town? */
export function useIsTown(): boolean {
  return useHere().division.length === 2
}
