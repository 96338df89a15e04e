import { maskCitizenId } from '../../domain/citizen-id.ts'
import { maskAccount, maskPhone } from '../../domain/mask.ts'

// From 14 digits on: an id that lost a digit still tells who somebody is. A plain date and a batch number are shorter.
const longNumber = /\d{14,}[\dXx]?/g
const phone = /(?<!\d)1[3-9]\d{9}(?!\d)/g

/** Masks every id, certificate, account and phone number inside a text. */
export function maskText(text: string): string {
  return text.replace(longNumber, (found) => maskCitizenId(found)).replace(phone, (found) => maskPhone(found))
}

/** Masks an id as it was read, also one that is none (too short, a letter inside). */
export function maskId(text: string | null): string | null {
  if (text === null || text === '') return null
  return /\d{6}/.test(text) ? maskCitizenId(text) : text
}

/**
 * Copies cells for a lead: numbers that tell who somebody is are masked, join keys (`person_key`, `head_key`, …) and empty
 * cells are left out. Values become what JSON can hold.
 */
export function maskCells(cells: Readonly<Record<string, unknown>>): Record<string, string | number | boolean> {
  const masked: Record<string, string | number | boolean> = {}
  for (const [column, value] of Object.entries(cells)) {
    if (column.endsWith('_key') || value === null || value === undefined || value === '') continue
    if (typeof value === 'boolean' || typeof value === 'number') masked[column] = value
    else if (typeof value === 'bigint') masked[column] = Number(value)
    else masked[column] = maskCell(column, typeof value === 'string' ? value : JSON.stringify(value))
  }
  return masked
}

function maskCell(column: string, text: string): string {
  if (/(^|_)(citizen_id|card)$/.test(column)) return maskId(text) ?? ''
  if (column === 'account') return maskAccount(text)
  if (/(^|_)phone$/.test(column)) return maskPhone(text)
  return maskText(text)
}
