import { z } from 'zod'
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

/** Imports files. Running twice is harmless: what was taken is a duplicate the second time. */
export const importTask: TaskKind<ImportInput, ImportOutcome> = {
  kind: 'ledgers.import',
  input,
  run: ({ input: { files, mayAddDivisions }, actor, installation, progress, signal }) =>
    importFiles(installation, actor, { files, mayAddDivisions, progress: (now) => progress({ ...now }), signal }),
}
