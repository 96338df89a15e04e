import { readConfig } from '#src/platform/config.ts'
import { openInstallation } from '#src/platform/installation.ts'

/** Run as a process: owns the data folder given, says so, and stays until it is killed. */
await openInstallation(process.argv[2]!, { ...readConfig({}), logLevel: 'silent' })
process.send?.('opened')
