import { checkTask } from './check-task.ts'
import { queueRunAfter, replayTask } from './features/checks/index.ts'
import { createImportTask, importTask } from './features/ledgers/index.ts'
import type { AnyTaskKind } from './platform/tasks.ts'
import { sendRun } from './ports/create-ports.ts'

/** All kinds of long work; `isRunFollowing`: a run follows each import by itself. */
export function taskKinds({ isRunFollowing }: { isRunFollowing: boolean }): readonly AnyTaskKind[] {
  const imports = isRunFollowing ? createImportTask((work, file) => queueRunAfter(work, { sendRun }, { what: 'imported', file })) : importTask
  return [imports, checkTask, replayTask]
}
