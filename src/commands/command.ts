import type { Command } from 'commander'
import type { Config } from '../platform/config.ts'
import { openInstallation, type Installation } from '../platform/installation.ts'

/** Adds one command to the program. */
export type AddCommand = (program: Command, config: Config) => void

/** Opens the data folder for one command and closes it again, also when the command fails. */
export async function withInstallation<T>(dataPath: string | undefined, config: Config, run: (installation: Installation) => Promise<T>): Promise<T> {
  const installation = await openInstallation(dataPath ?? config.dataFolder, config)
  try {
    return await run(installation)
  } finally {
    await installation.close()
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
