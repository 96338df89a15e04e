import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { Problem } from '../problems.ts'
import type { Engine, EngineColumn, EngineOptions, EngineSession, EngineType, EngineValue } from './engine.ts'
import { sparkPrelude } from './prelude.ts'
import { expandMacros, type Macro, nullsLast, readMacro } from './spark-words.ts'

const driverScript = join(import.meta.dirname, 'spark-driver.py')
const run = promisify(execFile)
/** How long an application may take to end by itself. */
const patience = 20_000

export interface SparkPlace {
  /** As Spark writes it: `local[*]`, `spark://host:7077`, `yarn`. */
  master: string
  /** A Python that has `pyspark`; `python3` when absent. */
  python?: string | undefined
  javaHome?: string | undefined
  /** Further settings, e.g. `spark.executor.memory`. */
  settings?: Readonly<Record<string, string>>
}

/** What there is of Spark on this machine; null with the reason in words when it cannot be used. */
export async function findSpark(place: Omit<SparkPlace, 'master'>): Promise<{ python: string; version: string } | { missing: string }> {
  const python = place.python ?? 'python3'
  const java = place.javaHome === undefined ? 'java' : join(place.javaHome, 'bin', 'java')
  const javaVersion = await run(java, ['-version']).then(
    ({ stderr, stdout }) => Number(/version "(?:1\.)?(\d+)/.exec(`${stderr}${stdout}`)?.[1] ?? 0),
    () => null,
  )
  if (javaVersion === null || javaVersion < 17)
    return {
      missing: `Spark 引擎需要 Java 17 或以上，${javaVersion === null ? '这台机器没有找到 java' : `这台机器是 ${javaVersion}`}。装好后再试（Debian、麒麟等：apt-get install openjdk-17-jre-headless；或设 JAVA_HOME）。不装也可以用自带的引擎：去掉 --engine spark。`,
    }
  const version = await run(python, ['-c', 'import pyspark; print(pyspark.__version__)']).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  )
  if (version === null || Number(version.split('.')[0]) < 4)
    return {
      missing: `Spark 引擎需要 Python 里的 pyspark 4.x，${version === null ? `“${python}”里没有找到` : `现在是 ${version}`}。装好后再试（${python} -m pip install "pyspark>=4,<5"，版本和集群一致；别的 Python 用 DOUDI_SPARK_PYTHON 指明）。不装也可以用自带的引擎：去掉 --engine spark。`,
    }
  return { python, version }
}

/**
 * Apache Spark as the engine, for lists that outgrow one machine. Errors: `refused` with what to install when Java or
 * Spark is missing. The application starts with the first session and ends with the last.
 */
export async function sparkEngine(place: SparkPlace): Promise<Engine> {
  const found = await findSpark(place)
  if ('missing' in found) throw new Problem('refused', found.missing)
  let application: Application | null = null
  let open = 0
  let opened = 0
  return {
    name: 'spark',
    version: found.version,
    open: async (options) => {
      application ??= startApplication({ ...place, python: found.python }, options)
      open += 1
      opened += 1
      const own = application
      const release = async (): Promise<void> => {
        open -= 1
        if (open > 0) return
        if (application === own) application = null
        await own.stop()
      }
      try {
        return await openSession(own, { options, id: `session-${opened}`, release })
      } catch (error) {
        await release()
        throw error
      }
    },
  }
}

interface Request {
  op: 'open' | 'close' | 'load' | 'attach' | 'table' | 'view' | 'columns' | 'rows'
  session: string
  [key: string]: unknown
}

interface Application {
  ask: (request: Request) => Promise<unknown>
  interrupt: (session: string) => void
  /** Resolves when its processes have ended and its folder is gone. */
  stop: () => Promise<void>
}

function startApplication(place: SparkPlace & { python: string }, options: EngineOptions): Application {
  // Spark leaves folders where it is started.
  const folder = mkdtempSync(join(options.temporaryFolder ?? tmpdir(), 'spark-'))
  const isLocal = place.master.startsWith('local')
  const settings = {
    'spark.master': place.master,
    'spark.ui.enabled': String(!isLocal),
    // What it says last is told when it fails: no bars among it.
    'spark.ui.showConsoleProgress': 'false',
    'spark.sql.session.timeZone': 'UTC',
    'spark.sql.warehouse.dir': join(folder, 'warehouse'),
    // A backslash in a text is a backslash, as in the other engine.
    'spark.sql.parser.escapedStringLiterals': 'true',
    'spark.sql.ansi.enabled': 'true',
    ...(isLocal ? { 'spark.driver.bindAddress': '127.0.0.1', 'spark.driver.host': '127.0.0.1', 'spark.sql.shuffle.partitions': '4' } : {}),
    ...place.settings,
  }
  // A group of its own: Ctrl+C in a terminal reaches this process, which ends the application in order.
  const child: ChildProcessWithoutNullStreams = spawn(place.python, [driverScript, JSON.stringify(settings)], { cwd: folder, detached: true })
  const waiting = new Map<number, { session: string; resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let last = ''
  let ended: Error | null = null
  let isInterrupted = false
  let no = 0
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    last = `${last}${text}`.slice(-2000)
  })
  child.stdin.on('error', () => {})
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = JSON.parse(line) as { id: number; result?: unknown; error?: string }
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.error === undefined) asked?.resolve(answer.result)
    else asked?.reject(new Error(answer.error))
  })
  const kill = (signal: 'SIGTERM' | 'SIGKILL'): void => {
    try {
      if (child.pid !== undefined && ended === null) process.kill(-child.pid, signal)
    } catch {
      // It has just ended by itself.
    }
  }
  const end = (error: Error): void => {
    ended = error
    for (const each of waiting.values()) each.reject(error)
    waiting.clear()
    rmSync(folder, { recursive: true, force: true })
  }
  child.on('error', (error) => end(error))
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  child.on('close', () => end(new Problem('internal', `Spark 没有起来，或者中途停了。它最后说：${last.trim().slice(-600)}`)))
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended)
        no += 1
        waiting.set(no, { session: request.session, resolve, reject })
        child.stdin.write(`${JSON.stringify({ id: no, ...request }, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))}\n`)
      }),
    interrupt: (session) => {
      child.stdin.write(`${JSON.stringify({ op: 'interrupt', session })}\n`)
      // Spark stops what its executors do, not what it is still planning.
      for (const each of waiting.values()) if (each.session === session) each.reject(new Error('interrupted'))
      isInterrupted = true
    },
    stop: async () => {
      child.stdin.end()
      // Told to terminate, Java still takes its temporary folders along.
      if (isInterrupted) kill('SIGTERM')
      const late = setTimeout(() => kill('SIGKILL'), patience)
      await closed
      clearTimeout(late)
    },
  }
}

async function openSession(
  application: Application,
  { options, id, release }: { options: EngineOptions; id: string; release: () => Promise<void> },
): Promise<EngineSession> {
  const macros = new Map<string, Macro>(
    [...sparkPrelude, `create macro as_of() as cast('${options.asOf}' as date)`].map(readMacro).map((macro) => [macro.name, macro]),
  )
  const spoken = (select: string): string => nullsLast(expandMacros(select, macros))
  const ask = (op: Request['op'], more: Record<string, unknown> = {}): Promise<unknown> => application.ask({ op, session: id, ...more })
  await ask('open', { small: options.small === true })
  let isOpen = true
  return {
    load: async (name, columns, rows) => {
      await ask('load', { name, columns, rows })
    },
    attach: async (name, columns, files) => {
      await ask('attach', { name, columns, files: files.map((file) => `file://${file}`) })
    },
    define: async (name, select, as) => {
      await ask(as, { name, sql: spoken(select) })
    },
    setAsOf: (date) => {
      macros.set('as_of', readMacro(`create macro as_of() as cast('${date}' as date)`))
      return Promise.resolve()
    },
    columnsOf: async (name) => (await ask('columns', { name })) as EngineColumn[],
    rows: async (select) => {
      const { columns, rows } = (await ask('rows', { sql: spoken(select) })) as { columns: EngineColumn[]; rows: (string | boolean | null)[][] }
      return rows.map((row) => Object.fromEntries(columns.map(({ name, type }, at) => [name, valueOf(row[at] ?? null, type)])))
    },
    interrupt: () => application.interrupt(id),
    close: async () => {
      if (!isOpen) return
      isOpen = false
      ask('close').catch(() => {})
      await release()
    },
  }
}

function valueOf(value: string | boolean | null, type: EngineType): EngineValue {
  return value !== null && type === 'bigint' ? BigInt(value) : value
}
