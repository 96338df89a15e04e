import { Command, CommanderError } from 'commander'
import { readConfig } from './platform/config.ts'
import { Problem } from './platform/problems.ts'
import { commands } from './commands.ts'
import { wrongUse } from './commands/wrong-use.ts'

const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 26) {
  process.stderr.write(`兜底需要 Node 26，现在是 ${process.versions.node}。请用 npm 命令或 bin/doudi.js 启动，它们会用自带的 Node。\n`)
  process.exit(1)
}

// Whoever kills the launcher means this process too.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()

const program = new Command('doudi').description('兜底：乡镇社会救助专项整治')
program.exitOverride()
// What commander says of wrong use is English; the Chinese sentence below takes its place.
program.configureOutput({ outputError: () => undefined })
for (const add of commands) add(program, readConfig())

try {
  await program.parseAsync(process.argv)
} catch (error) {
  if (error instanceof Problem) {
    process.stderr.write(`${error.detail}\n`)
    process.exit(1)
  }
  if (error instanceof CommanderError) {
    // Also thrown after printing help (exit code 0).
    if (error.exitCode === 0) process.exit(0)
    process.stderr.write(`${wrongUse(error)} 看用法：doudi --help\n`)
    process.exit(2)
  }
  throw error
}
