import type { AddCommand } from './commands/command.ts'
import { addStart } from './commands/start.ts'
import { addImport } from './commands/import.ts'
import { addVerify } from './commands/verify.ts'

/** All commands of `doudi`. */
export const commands: readonly AddCommand[] = [addImport, addStart, addVerify]
