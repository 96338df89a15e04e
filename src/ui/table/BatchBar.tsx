import type { ReactNode } from 'react'
import { Key } from '../Button.tsx'

interface BatchBarProps {
  count: number
  of: number
  unit: string
  onAll: () => void
  onClear: () => void
  /** Facts about what is ticked, then buttons; the last one `primary`, its words with the consequence. */
  children: ReactNode
}

/** What can be done with the ticked rows. While it stands, its button is the page's one filled button. */
export function BatchBar({ count, of, unit, onAll, onClear, children }: BatchBarProps) {
  return (
    <section className="batch-bar no-print" aria-label="选中的可以做什么">
      <b aria-live="polite">
        已选 {count} {unit}
      </b>
      {count < of ? (
        <button type="button" className="btn btn-link btn-row" onClick={onAll}>
          选中全部 {of} {unit}
        </button>
      ) : null}
      <div className="batch-bar-acts">{children}</div>
      <button type="button" className="btn btn-link btn-row" onClick={onClear}>
        <Key>Esc</Key> 取消选择
      </button>
    </section>
  )
}
