export { papers } from './routes.ts'
export { dispatchWorkbook } from './dispatch-workbook.ts'
export { freezeDispatch, getIssue, presentDispatch } from './freeze-dispatch.ts'
