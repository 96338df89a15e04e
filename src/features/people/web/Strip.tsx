import { useEffect, useRef, useState, type CSSProperties, type PointerEvent } from 'react'
import { addMonths, monthsBetween } from '#src/domain/months.ts'
import type { PersonFile, Point, Segment } from './calls.ts'
import { placeLabels, widthOf } from './place-labels.ts'

interface StripProps {
  person: PersonFile
  month: string
  onMonth: (month: string) => void
  /** The month under the pointer; undefined when it has left. */
  onHover: (month: string | undefined) => void
}

const segmentTitles: Record<Segment['state'], string> = {
  paid: '发了',
  returned: '退回',
  listed: '名册上有',
  unpaid: '名册上有，发放名单里没有',
  none: '没发',
  unknown: '没有名单，不判断',
  valid: '有效',
}

/** The months from 2020-01 as a strip: a lane per benefit, amounts at each change, events below. Reads with a pointer or the arrow keys. */
export function Strip({ person, month, onMonth, onHover }: StripProps) {
  const track = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(800)
  useEffect(() => {
    const box = track.current
    if (!box) return
    const observer = new ResizeObserver(() => setWidth(box.clientWidth))
    observer.observe(box)
    return () => observer.disconnect()
  }, [])
  const count = monthsBetween(person.from, person.to) + 1
  const step = width / count
  const left = (of: string): number => monthsBetween(person.from, of) * step
  const dayAt = (on: string): number => Math.min(width, Math.max(0, left(on.slice(0, 7)) + ((Number(on.slice(8, 10)) - 1) / 31) * step))
  const chip = Math.min(width - 28, Math.max(28, left(month) + step / 2))
  const monthUnder = (event: PointerEvent<HTMLElement>): string | undefined => {
    const box = track.current?.getBoundingClientRect()
    if (!box || event.clientX < box.left || event.clientX > box.right) return undefined
    return addMonths(person.from, Math.min(count - 1, Math.floor(((event.clientX - box.left) / box.width) * count)))
  }
  const years = Array.from({ length: Number(person.to.slice(0, 4)) - Number(person.from.slice(0, 4)) + 1 }, (_, n) =>
    String(Number(person.from.slice(0, 4)) + n),
  )
  return (
    // The same months are read with the arrow keys and the buttons 上月, 下月 below.
    <div
      className="strip"
      aria-hidden="true"
      onPointerMove={(event) => onHover(monthUnder(event))}
      onPointerLeave={() => onHover(undefined)}
      onPointerDown={(event) => {
        const under = monthUnder(event)
        if (under) onMonth(under)
      }}
    >
      <div className="strip-years">
        <div className="strip-track" ref={track}>
          {years.map((year) => (
            <span key={year} style={{ left: left(`${year}-01`) }} className={Math.abs(left(`${year}-01`) + 15 - chip) < 46 ? 'is-under' : undefined}>
              {year}
            </span>
          ))}
          <b style={{ left: chip }}>{month}</b>
        </div>
      </div>
      {person.lanes.map((lane) => (
        <div key={lane.lane} className="strip-lane">
          <span className="strip-name">{lane.title}</span>
          <div className="strip-track">
            {lane.segments.map((segment) => (
              <Piece
                key={segment.from}
                segment={segment}
                isCard={lane.kind === 'card'}
                style={{ left: left(segment.from), width: left(addMonths(segment.to, 1)) - left(segment.from) - 1 }}
              />
            ))}
            {lane.lane === 'visits' ? (
              lane.points.map((point, at) => (
                <i key={`${point.on} ${at}`} className="strip-visit" style={{ left: dayAt(point.on) }} title={`${point.on} ${point.label}`} />
              ))
            ) : (
              <Points points={lane.points} dayAt={dayAt} width={width} />
            )}
          </div>
        </div>
      ))}
      <div className="strip-lane">
        <span className="strip-name">大事</span>
        <div className="strip-track">
          <Points points={person.marks} dayAt={dayAt} width={width} isMark />
        </div>
      </div>
      <div className="strip-lines">
        <div className="strip-track">
          {years.slice(1).map((year) => (
            <i key={year} style={{ left: left(`${year}-01`) }} />
          ))}
          {person.marks.map((mark, at) => (
            <i key={`${mark.on} ${at}`} className="is-mark" style={{ left: dayAt(mark.on) }} />
          ))}
          <em style={{ left: left(month) - 1, width: Math.max(step + 2, 6) }} />
        </div>
      </div>
    </div>
  )
}

function Piece({ segment, isCard, style }: { segment: Segment; isCard: boolean; style: CSSProperties & { width: number } }) {
  const short = segment.label.split('，')[0] ?? ''
  const label = [segment.label, short].find((words) => widthOf(words) + 12 <= style.width) ?? ''
  const span = segment.from === segment.to ? segment.from : `${segment.from} 至 ${segment.to}`
  return (
    <span
      className={`piece piece-${segment.state}${segment.lead ? ' piece-ask' : ''}${isCard ? ' piece-card' : ''}`}
      style={style}
      title={`${span} ${segment.label || segmentTitles[segment.state]}${segment.lead ? `，疑点 ${segment.lead}` : ''}`}
    >
      {label}
    </span>
  )
}

function Points({ points, dayAt, width, isMark = false }: { points: readonly Point[]; dayAt: (on: string) => number; width: number; isMark?: boolean }) {
  const signs = points.map((point) => ({ ...point, at: dayAt(point.on) }))
  const sides = placeLabels(signs, width)
  return signs.map((point, index) => (
    <span
      key={`${point.on} ${point.label}`}
      className={`sign${isMark ? ' sign-mark' : ''} sign-${sides[index] ?? 'none'}`}
      style={{ left: point.at }}
      title={`${point.on} ${point.label}`}
    >
      <i />
      {sides[index] === 'none' ? null : <span>{point.label}</span>}
    </span>
  ))
}
