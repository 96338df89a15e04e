import { useEffect, useId, useRef, type ReactNode } from 'react'
import { Icon } from './Icon.tsx'

interface DialogProps {
  title: string
  /** Without it the dialog cannot be left (signing in again). */
  onClose?: (() => void) | undefined
  children: ReactNode
}

/** A modal sheet over the page: the browser keeps the focus in it and gives it back. Rare: no dialog over a dialog, and reading happens in a side panel. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const before = document.activeElement
    ref.current?.showModal()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={ref}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose?.()
      }}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        {onClose ? (
          <button type="button" className="icon-btn" onClick={onClose} aria-label="关上">
            <Icon name="close" />
          </button>
        ) : null}
      </header>
      {children}
    </dialog>
  )
}
