import { addCheck } from './commands/check.ts'
import type { AddCommand } from './commands/command.ts'
import { addDemo } from './commands/demo.ts'
import { addExport } from './commands/export.ts'
import { addImport } from './commands/import.ts'
import { addPlan } from './commands/plan.ts'
import { addStandards } from './commands/standards.ts'
import { addStart } from './commands/start.ts'
import { addVerify } from './commands/verify.ts'

/** All commands of `doudi`. */
export const commands: readonly AddCommand[] = [addPlan, addImport, addStandards, addCheck, addVerify, addExport, addStart, addDemo]
