import { useId, type ReactNode } from 'react'
import { Key } from './Button.tsx'

export interface Choice<V extends string> {
  value: V
  title: ReactNode
  /** Key that chooses it: `1`. Shown on large choices. */
  keyName?: string
  tone?: 'danger'
}

interface SegmentedProps<V extends string> {
  label: string
  choices: readonly Choice<V>[]
  value: V | undefined
  onChange: (value: V) => void
  /** `bar`: joined small pieces (views, answers); `cards`: separate buttons of 44 px on phones (decisions, questions of a visit). */
  look?: 'bar' | 'cards'
  isDisabled?: boolean
}

/** One of a few, all in sight: radio buttons with arrow keys, drawn as a bar or as cards. */
export function Segmented<V extends string>({ label, choices, value, onChange, look = 'bar', isDisabled = false }: SegmentedProps<V>) {
  const name = useId()
  return (
    <div className={`segmented segmented-${look}`} role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} className={`segment${choice.value === value ? ' is-on' : ''}${choice.tone === 'danger' ? ' is-danger' : ''}`}>
          <input type="radio" name={name} value={choice.value} checked={choice.value === value} disabled={isDisabled} onChange={() => onChange(choice.value)} />
          {choice.keyName ? <Key>{choice.keyName}</Key> : null}
          <span>{choice.title}</span>
        </label>
      ))}
    </div>
  )
}
