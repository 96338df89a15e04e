import { checkTask } from './check-task.ts'
import { replayTask } from './features/checks/index.ts'
import { importTask } from './features/ledgers/index.ts'
import type { AnyTaskKind } from './platform/tasks.ts'

/** All kinds of long work. */
export const taskKinds: readonly AnyTaskKind[] = [importTask, checkTask, replayTask]
