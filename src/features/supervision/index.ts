export type { SupervisionPorts } from './ports.ts'
export { createSupervision } from './routes.ts'
