export { boundOf, sizeFor } from './error-rate.ts'
export type { SupervisionPorts } from './ports.ts'
export { createSupervision } from './routes.ts'
