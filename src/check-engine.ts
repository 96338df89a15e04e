import { readConfig } from './platform/config.ts'
import { duckdbEngine } from './platform/engine/duckdb.ts'
import type { Engine } from './platform/engine/engine.ts'
import { sparkEngine } from './platform/engine/spark.ts'

export interface EngineChoice {
  engine?: 'duckdb' | 'spark' | undefined
  /** Spark's master; this machine alone when absent. */
  master?: string | undefined
}

/** The engine that a run is to use: the one in the box unless Spark is named. Errors: `refused` with what Spark lacks. */
export async function chooseEngine({ engine, master }: EngineChoice): Promise<Engine> {
  if (engine !== 'spark') return duckdbEngine
  const config = readConfig()
  return sparkEngine({ master: master ?? 'local[*]', python: config.sparkPython, javaHome: config.javaHome })
}
