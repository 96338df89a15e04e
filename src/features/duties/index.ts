export { duties } from './routes.ts'
export { listDueVisits } from './visits.ts'
export { listMandatoryReports } from './mandatory-reports.ts'
export { readMonthlyReports } from './monthly-reports.ts'
