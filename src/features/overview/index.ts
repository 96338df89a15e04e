export { createOverview } from './routes.ts'
