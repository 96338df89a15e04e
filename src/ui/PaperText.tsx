import { useEffect, useRef } from 'react'

interface PaperTextProps {
  text: string
  /** The marked words, as a range of characters or as the words themselves (first occurrence). */
  mark?: string | { from: number; to: number } | undefined
  /** Before and after the words shown stands more. */
  isCut?: boolean
  /** Scrolls the marked words into the middle of the nearest scrolling box when they change. */
  followsMark?: boolean
}

/** The plan's and the law's own words, in a serif, so that quoting is seen. */
export function PaperText({ text, mark, isCut = false, followsMark = false }: PaperTextProps) {
  const marked = useRef<HTMLElement>(null)
  const range = markedRange(text, mark)
  const from = range?.from
  useEffect(() => {
    if (followsMark && from !== undefined) marked.current?.scrollIntoView({ block: 'center' })
  }, [followsMark, from])
  return (
    <blockquote className="paper">
      {isCut ? '……' : ''}
      {range ? (
        <>
          {text.slice(0, range.from)}
          <mark ref={marked}>{text.slice(range.from, range.to)}</mark>
          {text.slice(range.to)}
        </>
      ) : (
        text
      )}
      {isCut ? '……' : ''}
    </blockquote>
  )
}

/** Where the mark stands in the text; undefined where it does not occur. */
export function markedRange(text: string, mark: PaperTextProps['mark']): { from: number; to: number } | undefined {
  if (mark === undefined || mark === '') return undefined
  if (typeof mark !== 'string') return mark.from < mark.to && mark.to <= text.length ? mark : undefined
  const from = text.indexOf(mark)
  return from < 0 ? undefined : { from, to: from + mark.length }
}
