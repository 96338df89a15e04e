import { InvalidArgumentError, type Command } from 'commander'
import { z } from 'zod'
import type { Config } from '../platform/config.ts'
import { commandLineActor, isUnready, openInstallation, perform, type Installation } from '../platform/installation.ts'
import { Problem } from '../platform/problems.ts'
import { cancelTask, OwnerEnded } from '../platform/tasks.ts'

/** Adds one command to the program. */
export type AddCommand = (program: Command, config: Config) => void

/** Reads an option or argument by a shape; what does not fit is wrong use, told in the shape's words. */
export function readBy<T>(shape: z.ZodType<T>): (value: string) => T {
  return (value) => {
    const result = shape.safeParse(value)
    if (!result.success) throw new InvalidArgumentError(result.error.issues[0]?.message ?? '')
    return result.data
  }
}

export const readPort = readBy(z.coerce.number('端口要写成 0 到 65535 的数').int('端口要写成整数').min(0, '端口最小是 0').max(65_535, '端口最大是 65535'))

/**
 * Opens the data folder for one command and closes it again, also when the command fails. Where the owner that should have done
 * the work ends before it did, the folder is opened anew and the work begins again.
 */
export async function withInstallation<T>(dataPath: string | undefined, config: Config, run: (installation: Installation) => Promise<T>): Promise<T> {
  for (let leftTask: string | null = null; ;) {
    const installation = await openInstallation(dataPath ?? config.dataFolder, config)
    try {
      const left = leftTask
      if (left !== null) await perform(installation, commandLineActor(), (work) => cancelTask(work, left))
      return await run(installation)
    } catch (error) {
      const isCutOff = error instanceof OwnerEnded || (!installation.isOwner && isUnready(error))
      if (!isCutOff) throw error
      say('正在使用这个数据目录的程序结束了，接着由这个命令自己做。')
      if (error instanceof OwnerEnded) leftTask = error.taskId
    } finally {
      await installation.close()
    }
  }
}

/**
 * Work that Ctrl+C ends in order: its signal is aborted with words for the person, and what it opened is closed. A terminal
 * sends the signal to this process and to the one that started it, which passes it on: what comes later than the first is dropped.
 */
export async function untilInterrupted<T>(said: string, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const aborter = new AbortController()
  const stop = (): void => {
    if (!aborter.signal.aborted) say('正在停下…')
    aborter.abort(new Problem('refused', said))
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
  try {
    return await run(aborter.signal)
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
  }
}

/** JSON for the machine on stdout, or lines for the person. */
export function print(isJson: boolean, value: unknown, lines: () => readonly string[]): void {
  process.stdout.write(isJson ? `${JSON.stringify(value)}\n` : `${lines().join('\n')}\n`)
}

/** Progress and messages go to stderr, so that stdout stays clean. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}
