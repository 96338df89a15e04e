import { useEffect, useRef, useState } from 'react'

interface Draft<T> {
  value: T
  /** Changes some of it; kept on this machine within a moment. */
  change: (part: Partial<T>) => void
  /** After it was handed in, or thrown away on purpose. What was typed since the form was drawn with which it was handed in stays. */
  clear: () => void
  /** True when what stands here was typed before a reload or a lost session. */
  isRestored: boolean
  /** `HH:MM` of the last keeping: “草稿 09:11 已存在本机”. */
  keptAt: string | undefined
}

let owner = ''

/** Whose drafts and choices are kept here; another person at the same computer never sees them. Set once the session is known. */
export function setOwner(person: string): void {
  owner = person
}

/** Under which name this machine keeps something of the one who is signed in. */
export const ownName = (kind: 'draft' | 'views' | 'columns', name: string): string => `doudi:${kind}:${owner}:${name}`

interface Kept {
  value: unknown
  at: string
}

/** Reads a kept draft; anything unreadable or of another shape counts as none. */
export function readDraft(storage: Pick<Storage, 'getItem'>, key: string): Kept | undefined {
  try {
    const kept = JSON.parse(storage.getItem(key) ?? 'null') as Kept | null
    return kept && typeof kept.value === 'object' && typeof kept.at === 'string' ? kept : undefined
  } catch {
    return undefined
  }
}

/** What is typed into a form, kept on this machine over a reload, a lost session, a lost network. Never put a password in it. */
export function useDraft<T extends object>(name: string, initial: T): Draft<T> {
  const key = ownName('draft', name)
  const [state, setState] = useState(() => {
    const kept = readDraft(localStorage, key)
    return { key, value: kept ? { ...initial, ...(kept.value as Partial<T>) } : initial, keptAt: kept?.at, isRestored: kept !== undefined, changes: 0 }
  })
  const waiting = useRef<{ key: string; value: T } | undefined>(undefined)
  // How often something was changed, and where last; `state.changes` is what the drawn form shows of it.
  const changed = useRef({ key, times: 0 })
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  function keep(): void {
    const draft = waiting.current
    if (!draft) return
    waiting.current = undefined
    const at = new Date().toTimeString().slice(0, 5)
    try {
      localStorage.setItem(draft.key, JSON.stringify({ value: draft.value, at }))
      setState((now) => (now.key === draft.key ? { ...now, keptAt: at } : now))
    } catch {
      // The store is full or switched off: the form still works, it just is not kept.
    }
  }

  useEffect(() => {
    window.addEventListener('pagehide', keep)
    return () => {
      // Also when another object's form comes into the same component.
      window.removeEventListener('pagehide', keep)
      clearTimeout(timer.current)
      keep()
    }
  }, [key])

  // Another object's form in the same component (the next lead of a list).
  if (state.key !== key) {
    const kept = readDraft(localStorage, key)
    setState({
      key,
      value: kept ? { ...initial, ...(kept.value as Partial<T>) } : initial,
      keptAt: kept?.at,
      isRestored: kept !== undefined,
      changes: state.changes,
    })
  }

  return {
    value: state.value,
    isRestored: state.isRestored,
    keptAt: state.keptAt,
    change: (part) => {
      changed.current = { key, times: changed.current.times + 1 }
      setState((now) => {
        const value = { ...now.value, ...part }
        waiting.current = { key: now.key, value }
        return { ...now, value, changes: now.changes + 1 }
      })
      clearTimeout(timer.current)
      timer.current = setTimeout(keep, 300)
    },
    clear: () => {
      if (changed.current.key === key && changed.current.times !== state.changes) return
      if (waiting.current?.key === key) waiting.current = undefined
      localStorage.removeItem(key)
      setState((now) => (now.key === key ? { ...now, value: initial, keptAt: undefined, isRestored: false } : now))
    },
  }
}
