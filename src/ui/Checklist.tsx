import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'

export interface CheckItem {
  key: string
  isDone: boolean
  title: ReactNode
  note?: ReactNode
  /** The button that brings what is missing. */
  action?: ReactNode
  /** Contradiction instead of absence: marked ≠. */
  isContradiction?: boolean
}

/** What is still lacking, each with its button, first; what is there below it as one line each. */
export function Checklist({ items }: { items: readonly CheckItem[] }) {
  const sorted = [...items].sort((a, b) => Number(a.isDone) - Number(b.isDone))
  return (
    <ul className="checklist">
      {sorted.map((item) => (
        <li key={item.key} className={item.isDone ? 'is-done' : undefined}>
          <span className={item.isDone ? 'ink3' : 'am'}>
            <Icon
              name={item.isDone ? 'tick' : item.isContradiction ? 'differs' : 'ring-dashed'}
              label={item.isDone ? '已有' : item.isContradiction ? '对不上' : '还缺'}
            />
          </span>
          <div>
            {item.title}
            {item.note ? <div className="small ink2">{item.note}</div> : null}
          </div>
          {item.isDone ? null : item.action}
        </li>
      ))}
    </ul>
  )
}
