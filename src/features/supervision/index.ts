export type { SupervisionPorts } from './ports.ts'
export { createSupervision } from './routes.ts'
export { readLadder } from './ladder.ts'
export { examineNightly, readExamination } from './examination/examine.ts'
