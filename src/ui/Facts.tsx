import type { ReactNode } from 'react'

export interface Fact {
  label: ReactNode
  value: ReactNode
  /** Under it: arithmetic, source. */
  note?: ReactNode
  tone?: 'amber' | 'red' | 'quiet' | undefined
  /** At the label's right: “改”, “移交”. */
  action?: ReactNode
}

interface FactsProps {
  facts: readonly Fact[]
  /** `boxed` in a frame, `open` between two lines, `list` label left of value line by line. */
  look?: 'boxed' | 'open' | 'list'
}

/** A few facts in a row: label, the value large, its arithmetic below. Never a card wall of numbers: at most four. */
export function Facts({ facts, look = 'boxed' }: FactsProps) {
  return (
    <dl className={`facts facts-${look}`}>
      {facts.map((fact, at) => (
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className={fact.tone ? `fact-${fact.tone}` : undefined}>
          <dt>
            {fact.label}
            {fact.action ? <span className="fact-action">{fact.action}</span> : null}
          </dt>
          <dd className="fact-value">{fact.value}</dd>
          {fact.note ? <dd className="small ink2">{fact.note}</dd> : null}
        </div>
      ))}
    </dl>
  )
}
