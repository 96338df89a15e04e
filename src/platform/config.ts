import { z } from 'zod'
import { homedir } from 'node:os'
import { join } from 'node:path'

const schema = z.object({
  /** A PostgreSQL server with the right to create roles; without it the embedded one is used. */
  DATABASE_URL: z.string().optional(),
  DOUDI_DATA: z.string().optional(),
  DOUDI_PORT: z.coerce.number().int().min(0).max(65535).default(8188),
  DOUDI_HOST: z.string().default('127.0.0.1'),
  DOUDI_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  /** `off`: runs begin only when somebody asks; else one follows each import and withdrawal and one looks each day. */
  DOUDI_RUNS_BY_THEMSELVES: z.enum(['on', 'off']).default('on'),
  /** A Chrome, Edge or Chromium for the browser tests. */
  DOUDI_BROWSER: z.string().optional(),
  /** A Python that has pyspark 4.x, for `check --engine spark`; `python3` without it. */
  DOUDI_SPARK_PYTHON: z.string().optional(),
  JAVA_HOME: z.string().optional(),
  CI: z.string().optional(),
  LOCALAPPDATA: z.string().optional(),
})

export interface Config {
  databaseUrl: string | undefined
  dataFolder: string
  port: number
  host: string
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  isRunFollowing: boolean
  browser: string | undefined
  sparkPython: string | undefined
  javaHome: string | undefined
  isCi: boolean
}

/** Reads the environment once; everything has a default, so an empty environment works. A name without a value is not set. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const read = schema.parse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  return {
    databaseUrl: read.DATABASE_URL,
    dataFolder: read.DOUDI_DATA ?? join(read.LOCALAPPDATA ?? join(homedir(), '.local', 'share'), 'doudi'),
    port: read.DOUDI_PORT,
    host: read.DOUDI_HOST,
    logLevel: read.DOUDI_LOG,
    isRunFollowing: read.DOUDI_RUNS_BY_THEMSELVES === 'on',
    browser: read.DOUDI_BROWSER,
    sparkPython: read.DOUDI_SPARK_PYTHON,
    javaHome: read.JAVA_HOME,
    isCi: read.CI !== undefined,
  }
}

/** The names an administrator may set, for `.env.example`. */
export const configNames = Object.keys(schema.shape).filter((name) => !['CI', 'LOCALAPPDATA', 'JAVA_HOME'].includes(name))
