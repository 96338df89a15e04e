import { useCallback } from 'react'
import { useLocation, useSearch } from 'wouter'

export type QueryChange = Record<string, string | readonly string[] | undefined>

/** A query with some names replaced; undefined, '' and [] take a name out. Pure. */
export function changeQuery(search: string, change: QueryChange): string {
  const query = new URLSearchParams(search)
  for (const [name, value] of Object.entries(change)) {
    query.delete(name)
    for (const each of typeof value === 'string' ? [value] : (value ?? [])) if (each !== '') query.append(name, each)
  }
  return query.toString()
}

/** The address's query and a way to change part of it in place: filters, sorting and the open row live there, so a link shows the same. */
export function useUrlQuery(): { query: URLSearchParams; search: string; change: (change: QueryChange, options?: { isStep?: boolean }) => void } {
  const search = useSearch()
  const [path, navigate] = useLocation()
  const change = useCallback(
    (next: QueryChange, { isStep = false } = {}) => {
      // Two changes in one moment: the second must see the first, so the window is read, not the last render.
      const text = changeQuery(window.location.search, next)
      navigate(text ? `${path}?${text}` : path, { replace: !isStep })
    },
    [path, navigate],
  )
  return { query: new URLSearchParams(search), search, change }
}
