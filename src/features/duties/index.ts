export { duties } from './routes.ts'
export { listDueVisits } from './visits.ts'
export { readMonthlyReports } from './monthly-reports.ts'
