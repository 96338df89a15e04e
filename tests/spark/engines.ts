import { readConfig } from '#src/platform/config.ts'
import { sparkEngine } from '#src/platform/engine/spark.ts'
import type { Engine } from '#src/platform/engine/engine.ts'

/** For the few rows of tests compiling and re-planning each statement costs more than it saves. */
const settings = {
  'spark.sql.shuffle.partitions': '1',
  'spark.sql.adaptive.enabled': 'false',
  'spark.sql.codegen.wholeStage': 'false',
  'spark.sql.codegen.factoryMode': 'NO_CODEGEN',
  'spark.driver.extraJavaOptions': '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC',
}

/** Spark on this machine alone, two threads. */
export function localSpark(): Promise<Engine> {
  const { sparkPython, javaHome } = readConfig()
  return sparkEngine({ master: 'local[2]', python: sparkPython, javaHome, settings })
}

/** Anything as lines that can be compared, whatever the order in which an engine gave it. */
export function asLines(rows: readonly unknown[]): string[] {
  return rows.map((row) => JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))).sort()
}
