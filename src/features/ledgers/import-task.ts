import { z } from 'zod'
import type { Work } from '../../platform/events.ts'
import type { TaskKind } from '../../platform/tasks.ts'
import { importFiles, type FileToImport, type ImportOutcome } from './import-files.ts'
import { choicesShape } from './manifest.ts'

const input = z.object({
  files: z.array(
    z.object({ path: z.string(), name: z.string(), choices: choicesShape, mapping: z.record(z.coerce.number(), z.string().nullable()).optional() }),
  ),
  mayAddDivisions: z.boolean(),
})

interface ImportInput {
  files: FileToImport[]
  mayAddDivisions: boolean
}

/**
 * Imports files. Running twice is harmless: what was taken is a duplicate the second time. `imported` is called for each
 * table that was taken, in its transaction.
 */
export function createImportTask(imported?: (work: Work, file: string) => Promise<void>): TaskKind<ImportInput, ImportOutcome> {
  return {
    kind: 'ledgers.import',
    input,
    run: ({ input: { files, mayAddDivisions }, actor, installation, progress, signal }) =>
      importFiles(installation, actor, { files, mayAddDivisions, imported, progress: (now) => progress({ ...now }), signal }),
  }
}

/** An import that nothing follows: whoever runs it goes on by himself. */
export const importTask = createImportTask()
