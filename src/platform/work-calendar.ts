import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import type { Calendar } from '../domain/working-days.ts'

const file = fileURLToPath(new URL('../../catalog/standards/calendar.yml', import.meta.url))

let loaded: Calendar | undefined

/** Statutory holidays and make-up workdays of the years announced so far, read once per process. */
export function workCalendar(): Calendar {
  loaded ??= parse(readFileSync(file, 'utf8')) as Calendar
  return loaded
}
