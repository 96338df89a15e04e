import { fileURLToPath } from 'node:url'
import { loadCheckCatalog, type CheckCatalog } from './check-catalog.ts'

const catalogFolder = fileURLToPath(new URL('../../../catalog/', import.meta.url))

let loaded: CheckCatalog | undefined

/** The catalogue's checks, facts and standards, read once per process. */
export function checkCatalog(): CheckCatalog {
  loaded ??= loadCheckCatalog(catalogFolder)
  return loaded
}
