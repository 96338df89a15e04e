export { expandPaths, type FileToImport, type ImportOutcome } from './import-files.ts'
export { importTask } from './import-task.ts'
export { readAuthority, readManifest, type Choices } from './manifest.ts'
export { findLedger, ledgerDefinitions } from './catalog.ts'
