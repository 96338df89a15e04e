import type { ReactNode } from 'react'
import { Link } from 'wouter'

/** The page's first line: where things stand, in words with numbers; each number a `NumberLink` to exactly those rows. */
export function FirstLine({ children, note, actions }: { children: ReactNode; note?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="first-line">
      <div>
        <h1>{children}</h1>
        {note ? <div className="small ink3">{note}</div> : null}
      </div>
      {actions ? <div className="first-line-actions no-print">{actions}</div> : null}
    </div>
  )
}

/** A number with its counting word that opens its rows: accent with a thin underline; red only for overdue and danger. */
export function NumberLink({ to, tone, children }: { to: string; tone?: 'red' | 'amber'; children: ReactNode }) {
  return (
    <Link href={to} className={`number${tone ? ` number-${tone}` : ''}`}>
      {children}
    </Link>
  )
}
