export type { CalendarPorts } from './ports.ts'
export { readCalendar, shippedCalendar } from './read-calendar.ts'
export { createCalendar } from './routes.ts'
