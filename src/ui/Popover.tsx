import { useEffect, useId, useRef, useState, type ReactNode } from 'react'

interface PopoverProps {
  button: ReactNode
  /** The button's spoken name where its content does not say enough. */
  label?: string | undefined
  className?: string | undefined
  placement?: 'below' | 'below-right' | 'above'
  /** A counter: each new value opens it from outside (a key, say). */
  openAt?: number
  /** A function gets `close`. */
  children: ReactNode | ((close: () => void) => ReactNode)
}

/** A button with a small panel at it; Escape and a click beside it close, the focus goes into it and back. */
export function Popover({ button, label, className = '', placement = 'below', openAt = 0, children }: PopoverProps) {
  const [isOpen, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const id = useId()
  const [seen, setSeen] = useState(openAt)
  if (openAt !== seen) {
    setSeen(openAt)
    setOpen(true)
  }
  useEffect(() => {
    if (!isOpen) return
    const button = opener.current
    panel.current?.querySelector<HTMLElement>('input:enabled,button:enabled,a,select,textarea')?.focus()
    const leave = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', leave)
    document.addEventListener('focusin', leave)
    return () => {
      document.removeEventListener('pointerdown', leave)
      document.removeEventListener('focusin', leave)
      // The panel is gone and with it the focus that was inside.
      if (document.activeElement === document.body) button?.focus()
    }
  }, [isOpen])
  const close = (): void => setOpen(false)
  return (
    // Escape is heard from the button and the panel inside.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="popover-box"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return
        event.stopPropagation()
        event.preventDefault()
        close()
      }}
    >
      <button
        type="button"
        ref={opener}
        className={className}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-label={label}
        onClick={() => setOpen(!isOpen)}
      >
        {button}
      </button>
      {isOpen ? (
        <div className={`popover popover-${placement}`} id={id} ref={panel}>
          {typeof children === 'function' ? children(close) : children}
        </div>
      ) : null}
    </div>
  )
}
