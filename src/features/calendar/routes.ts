import { implement, type Feature } from '../../platform/http/server.ts'
import { api } from './contract.ts'
import type { CalendarPorts } from './ports.ts'
import { readYear } from './read-calendar.ts'
import { returnToEntry, stateYear } from './state-year.ts'

/** The endpoints of the working-day calendar; `ports` come from the composition root. */
export function createCalendar(ports: CalendarPorts): Feature {
  return implement(api, {
    'GET /api/calendar/{year}': ({ work, params }) => work((unit) => readYear(unit, params.year)),
    'POST /api/calendar/{year}': ({ work, params, body }) => work((unit) => stateYear(unit, { ...params, ...body }, ports)),
    'POST /api/calendar/{year}/return': ({ work, params, body }) => work((unit) => returnToEntry(unit, { ...params, ...body }, ports)),
  })
}
