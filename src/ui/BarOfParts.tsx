import type { ReactNode } from 'react'
import { grouped } from './amounts.ts'
import { NumberLink } from './FirstLine.tsx'

export interface Part {
  title: string
  count: number
  /** Where exactly these are listed. */
  to?: string
  tone: 'accent' | 'amber' | 'quiet'
}

interface BarOfPartsProps {
  /** “读到 660 行”: its count must be the parts' sum, else the bar says so. */
  title: string
  total: number
  unit: string
  parts: readonly Part[]
  note?: ReactNode
}

/** A whole and its parts as a sum that can be checked in the head: “读到 660 行 ＝ 可导入 631 ＋ 待修正 18 ＋ 不是数据 11”. */
export function BarOfParts({ title, total, unit, parts, note }: BarOfPartsProps) {
  const sum = parts.reduce((all, part) => all + part.count, 0)
  return (
    <div className="parts">
      <p>
        <b>
          {title} {grouped(total)} {unit} {sum === total ? '＝' : '≠'}{' '}
          {parts.map((part, at) => (
            <span key={part.title}>
              {at > 0 ? ' ＋ ' : ''}
              {part.title}{' '}
              {part.to ? (
                <NumberLink to={part.to} {...(part.tone === 'amber' ? { tone: 'amber' as const } : {})}>
                  {grouped(part.count)}
                </NumberLink>
              ) : (
                grouped(part.count)
              )}
            </span>
          ))}
        </b>
        {sum === total ? null : <span className="am small"> 各部分加起来是 {grouped(sum)}，请看一眼</span>}
        {note ? <span className="small ink2 parts-note">{note}</span> : null}
      </p>
      <div className="parts-bar" aria-hidden>
        {parts
          .filter((part) => part.count > 0)
          .map((part) => (
            <span key={part.title} className={`part-${part.tone}`} style={{ flexGrow: part.count }} />
          ))}
      </div>
    </div>
  )
}
