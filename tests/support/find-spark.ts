import { readConfig } from '#src/platform/config.ts'
import { findSpark } from '#src/platform/engine/spark.ts'

// Says whether the second engine can be tested here; what is missing goes to stderr.
const { sparkPython, javaHome } = readConfig()
const found = await findSpark({ python: sparkPython, javaHome })
process.stderr.write('missing' in found ? `${found.missing}\n` : `Spark ${found.version}\n`)
process.exitCode = 'missing' in found ? 1 : 0
