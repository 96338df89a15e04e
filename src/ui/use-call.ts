import { useMutation, useQuery, useQueryClient, type Query, type UseQueryResult } from '@tanstack/react-query'
import type { Contract } from '#src/platform/http/endpoint.ts'
import { client, type InputOf, type OutputOf } from './call.ts'

interface ReadOptions {
  /** False holds the call back until something is known. */
  isOn?: boolean
  /** Milliseconds between two reads while the page is open. */
  every?: number
  /** Counts beside the page: an act does not wait until they are read again. */
  isBeside?: boolean
  /** Keep showing the last answer while the next one is on its way (filters of a list). */
  keepsLast?: boolean
}

/**
 * A hook that reads `GET` endpoints of one contract: `const useRead = reader<typeof api>()`,
 * then `const leads = useRead('GET /api/leads', { query })`. Equal inputs share one answer; every change made through `useAct` reads again.
 */
export function reader<C extends Contract>() {
  const call = client<C>()
  return function useRead<K extends keyof C & `GET ${string}`>(
    key: K,
    input: InputOf<C[K]>,
    { isOn = true, every, keepsLast, isBeside }: ReadOptions = {},
  ): UseQueryResult<OutputOf<C[K]>> {
    return useQuery<OutputOf<C[K]>>({
      queryKey: [key, input],
      queryFn: async ({ signal }) => {
        const answer = await call(key, ...([{ ...(input as object), signal }] as never))
        return (answer ?? null) as OutputOf<C[K]>
      },
      enabled: isOn,
      ...(isBeside === undefined ? {} : { meta: { isBeside } }),
      ...(every === undefined ? {} : { refetchInterval: every }),
      ...(keepsLast ? { placeholderData: (last: unknown) => last as never } : {}),
    })
  }
}

export interface Act<I, O> {
  /** Does it; resolves to the answer, or to undefined when it failed (then `error` says why, what was typed stays). */
  run: (input: I) => Promise<O | undefined>
  isBusy: boolean
  error: unknown
  reset: () => void
}

/** Something that changes the store: while it runs the button is busy, afterwards everything shown is read again. */
export function useAct<I, O>(act: (input: I) => Promise<O>): Act<I, O> {
  const queries = useQueryClient()
  const mutation = useMutation({
    mutationFn: act,
    onSuccess: () => {
      const isBeside = ({ meta }: Query): boolean => meta?.['isBeside'] === true
      void queries.invalidateQueries({ predicate: isBeside })
      return queries.invalidateQueries({ predicate: (query) => !isBeside(query) })
    },
  })
  return {
    run: (input) => mutation.mutateAsync(input).catch(() => undefined),
    isBusy: mutation.isPending,
    error: mutation.error,
    reset: mutation.reset,
  }
}
