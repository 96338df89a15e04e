import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { messageFor } from './problem-error.ts'

interface EmptyStateProps {
  /** What this will show. */
  title: string
  /** What is missing for it. */
  missing?: ReactNode
  /** The one button that brings it. */
  action?: ReactNode
}

/** Nothing here yet: teaches what will stand here and how it comes. */
export function EmptyState({ title, missing, action }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <h2>{title}</h2>
      {missing ? <p className="ink2">{missing}</p> : null}
      {action}
    </div>
  )
}

/** A failure in words: what happened, what was kept, what to do, and trying again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { title, detail } = messageFor(error)
  return (
    <div className="error-state" role="alert">
      <Icon name="triangle" />
      <div>
        <b>{title}</b>
        <p>{detail}</p>
      </div>
      {onRetry ? <Button onClick={onRetry}>再试一次</Button> : null}
    </div>
  )
}

/** While the first answer is on its way. Says so only after a moment, so that quick answers do not flicker. */
export function Loading({ what = '正在取数' }: { what?: string }) {
  return <output className="loading">{what}…</output>
}

interface Answer<T> {
  data: T | undefined
  error: unknown
  refetch: () => unknown
}

/** Shows an answer of `useRead`: waiting, failed or there. Keeps showing what was there when a later reading fails. */
export function Shown<T>({ of, what, children }: { of: Answer<T>; what?: string; children: (data: T) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>
  if (of.error) return <ErrorState error={of.error} onRetry={() => void of.refetch()} />
  return <Loading {...(what === undefined ? {} : { what })} />
}
