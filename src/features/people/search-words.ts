import { maskCitizenId } from '../../domain/citizen-id.ts'

/**
 * How words are read: a number of a lead or problem (2026-0418), the end or the masked form of an id number or all of
 * it, else part of a name. The front of an id number finds nothing: it would list everybody of one place and birthday.
 */
export function readWords(q: string): { by: 'nothing' | 'name' | 'id' | 'number'; text: string } {
  const text = q.normalize('NFKC').replace(/\s+/g, '').toUpperCase()
  if (text === '') return { by: 'nothing', text }
  if (/^(\d{17}[\dX]|\d{6}\*{5,8}[\dX]{4}|\d{3}[\dX])$/.test(text)) return { by: 'id', text }
  if (/^[A-Z\u3400-\u9fff]{0,4}\d{4}-\d{3,6}$/.test(text)) return { by: 'number', text }
  return { by: 'name', text: q.normalize('NFKC').replace(/\s+/g, '') }
}

/** The words as an event keeps them: the family name, the ends of an id. */
export function maskWords({ by, text }: ReturnType<typeof readWords>): string {
  if (by === 'id') return text.length > 4 ? maskCitizenId(text) : text
  return by === 'name' ? `${text.slice(0, 1)}${'*'.repeat(Math.max(0, text.length - 1))}` : text
}
