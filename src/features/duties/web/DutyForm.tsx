import type { ReactNode } from 'react'

/** A form of field work in its frame; Enter in a line hands it in. */
export function DutyForm({ label, onSubmit, children }: { label: string; onSubmit: () => Promise<void>; children: ReactNode }) {
  return (
    <form
      className="duty-form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        void onSubmit()
      }}
    >
      {children}
    </form>
  )
}
