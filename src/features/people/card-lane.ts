import { addMonths, monthOf } from '../../domain/months.ts'
import type { LakeRow } from '../../platform/lake/lake.ts'
import type { Segment } from './lanes.ts'
import type { Lane } from './program-lanes.ts'
import { text, whole, type Batch, type PersonRows } from './person-rows.ts'

const kinds: Readonly<Record<string, string>> = {
  visual: '视力',
  hearing: '听力',
  speech: '言语',
  physical: '肢体',
  intellectual: '智力',
  mental: '精神',
  multiple: '多重',
}

const levels = ['', '一级', '二级', '三级', '四级']

/** 精神二级; kind and level stand also in the 20-digit number. */
export function cardWords(row: LakeRow): string {
  const kind = text(row['kind']) ?? Object.keys(kinds)[Number(text(row['card_no'])?.charAt(18)) - 1] ?? ''
  const level = whole(row['level']) ?? Number(text(row['card_no'])?.charAt(19))
  return `${kinds[kind] ?? ''}${levels[level] ?? ''}` || '残疾证'
}

/** The month to which the list of certificates speaks. */
function spokenTo(batch: Batch | undefined): string {
  const ends = batch?.covers.map((cover) => cover.to) ?? []
  return [...ends, batch?.period ?? ''].sort().at(-1) || monthOf(batch?.importedOn ?? '')
}

/** The certificate as one lane: in force from its issue to its end, and nothing said after the list's own month. */
export function cardLane(data: PersonRows, from: string, to: string): Lane | null {
  const rows = (data.rows.get('disability_cards') ?? []).toSorted((a, b) => String(a['issued_on']).localeCompare(String(b['issued_on'])))
  if (rows.length === 0) return null
  const spoken =
    rows
      .map((row) => spokenTo(data.batches.get(String(row['batch']))))
      .sort()
      .at(-1) ?? to
  const segments: Segment[] = rows.flatMap((row, at) => {
    const start = text(row['issued_on']) ?? text(row['first_issued']) ?? `${from}-01`
    // A certificate that was issued again says nothing of the one before it; the first issue says that there was one.
    const first = at === 0 ? (text(row['first_issued']) ?? start) : start
    const isOver = text(row['status']) !== null && row['status'] !== 'valid'
    const end = [text(row['valid_to']), isOver ? text(row['status_on']) : null].flatMap((day) => (day === null ? [] : [monthOf(day)])).sort()[0] ?? to
    const segment = {
      from: latest(monthOf(first), from),
      to: earliest(end, earliest(spoken, to)),
      state: 'valid' as const,
      fen: null,
      lead: null,
      label: `${cardWords(row)}${text(row['valid_to']) === null ? '' : `，有效期到 ${text(row['valid_to'])}`}`,
      notes: {},
    }
    return segment.from <= segment.to ? [segment] : []
  })
  if (spoken < to) segments.push({ from: latest(addMonths(spoken, 1), from), to, state: 'unknown', fen: null, label: '', lead: null, notes: {} })
  return { lane: 'disability_card', title: '残疾证', kind: 'card', segments, points: [] }
}

function latest(a: string, b: string): string {
  return a > b ? a : b
}

function earliest(a: string, b: string): string {
  return a < b ? a : b
}
