import type { ReactNode } from 'react'
import { FilePicker } from '#src/ui/FilePicker.tsx'
import { Form } from '#src/ui/Form.tsx'
import { Segmented, type Choice } from '#src/ui/Segmented.tsx'
import { sendProof } from './calls.ts'

/** A form of field work in its frame; Enter in a line hands it in. */
export function DutyForm({ label, onSubmit, children }: { label: string; onSubmit: () => Promise<void>; children: ReactNode }) {
  return (
    <Form className="duty-form" aria-label={label} onSubmit={onSubmit}>
      {children}
    </Form>
  )
}

/** Photos of what was seen there, sent at once. */
export function Photos({ onSent }: { onSent: (attachment: string) => void }) {
  return <FilePicker label="照片" accept="image/*" takesPhotos send={sendProof} onSent={onSent} />
}

interface ChoiceOfProps<V extends string> {
  label: string
  choices: readonly Choice<V>[]
  value: V | ''
  onChange: (value: V) => void
}

/** A question with its few answers as cards; nothing is chosen until somebody chooses. */
export function ChoiceOf<V extends string>({ label, choices, value, onChange }: ChoiceOfProps<V>) {
  return (
    <div className="duty-choice">
      <span aria-hidden>{label}</span>
      <Segmented label={label} choices={choices} value={value === '' ? undefined : value} onChange={onChange} look="cards" />
    </div>
  )
}
