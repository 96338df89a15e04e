import { readConfig } from '#src/platform/config.ts'
import { sparkEngine } from '#src/platform/engine/spark.ts'
import type { Engine } from '#src/platform/engine/engine.ts'

/** The virtual machine of a test compiles little and cleans up with one thread. */
const settings = { 'spark.driver.extraJavaOptions': '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' }

/** Spark on this machine alone, two threads. */
export function localSpark(): Promise<Engine> {
  const { sparkPython, javaHome } = readConfig()
  return sparkEngine({ master: 'local[2]', python: sparkPython, javaHome, settings })
}

/** Anything as lines that can be compared, whatever the order in which an engine gave it. */
export function asLines(rows: readonly unknown[]): string[] {
  return rows.map((row) => JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))).sort()
}
