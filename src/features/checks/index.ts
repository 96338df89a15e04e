export { type CheckCatalog, loadCheckCatalog } from './check-catalog.ts'
export { type CheckDefinition, type Severity, type SubjectKind, topicOf } from './check-definition.ts'
export type { Hit, HitEvidence, HitStep } from './hits.ts'
export type { LedgerTable, RunBatch, RunDivision } from './lake-relations.ts'
export { ledgerTables } from './ledger-tables.ts'
export type { HitBasis } from './rules.ts'
export { type CheckReport, type CheckStatus, type Missing, runChecks, runIdOf, type RunInput, type RunProgress, type RunResult } from './run-checks.ts'
export {
  isSameScope,
  overlaps,
  readStandardsJson,
  readStandardsSheet,
  type ParameterDefinition,
  type StandardProblem,
  type StandardReading,
  type StandardRow,
} from './standards.ts'
export { collectInputs } from './collect-inputs.ts'
export { checkCatalog } from './present-catalog.ts'
export { mayGoOf } from './may-go.ts'
export { importStandards, listStandards } from './standards-store.ts'
export { findLastRun, storeRun, type RunInputs, type StoredRun } from './store-run.ts'
export { sayMissing, titleOfMissing } from './missing-words.ts'
export { type CheckPorts, runTaskKind } from './ports.ts'
export { createCheckRoutes } from './routes.ts'
