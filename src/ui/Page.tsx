import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import { NoticeLine } from './notices.tsx'
import { usePageKeys } from './page-keys.tsx'

interface PageProps {
  /** Reading panel at the right: a `SidePanel`. */
  side?: ReactNode
  /** What decides, at the lower edge: a `ConfirmBar`. */
  foot?: ReactNode
  children: ReactNode
}

/** The inside of every page: first line, at most two control lines, the work; beside it what is read, below it what decides. */
export function Page({ side, foot, children }: PageProps) {
  return (
    <div className="page">
      <div className="page-main">
        <div className="page-scroll">
          {children}
          <NoticeLine />
        </div>
        {foot}
      </div>
      {side}
    </div>
  )
}

interface SidePanelProps {
  /** Where in the list this is: “疑点 2026-0418 · 第 6 条，共 22 条”. */
  head: ReactNode
  label: string
  /** 264 hints, 344 plan, 372 a lead, 420 a checklist. */
  width?: 264 | 344 | 372 | 420
  /** Closes and leaves the list where it was; also `Esc`. Without it the panel belongs to the page. */
  onClose?: () => void
  foot?: ReactNode
  /** Best as `<section>`s with an h2 or h3 each. */
  children: ReactNode
}

/** Reading without leaving the list. On a phone it covers the page. */
export function SidePanel({ head, label, width = 372, onClose, foot, children }: SidePanelProps) {
  usePageKeys(onClose ? [{ key: 'Escape', does: '关上右边，列表停在原处', run: () => onClose() }] : [])
  return (
    <aside className={`side-panel no-print ${onClose ? 'side-panel-over' : 'side-panel-own'}`} style={{ width }} aria-label={label}>
      <header>
        <span>{head}</span>
        {onClose ? (
          <button type="button" className="icon-btn" onClick={onClose} aria-label="关上">
            <Icon name="close" />
          </button>
        ) : null}
      </header>
      <div className="side-panel-body">{children}</div>
      {foot ? <footer>{foot}</footer> : null}
    </aside>
  )
}

/** The lower edge of a page that decides: what was kept and how long it can be undone at the left, at the right the ways out, the primary last. */
export function ConfirmBar({ note, children }: { note?: ReactNode; children: ReactNode }) {
  return (
    <section className="confirm-bar no-print" aria-label="决定">
      <span className="small ink2">{note}</span>
      {children}
    </section>
  )
}
