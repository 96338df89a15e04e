import { Command, CommanderError } from 'commander'
import { readConfig } from './platform/config.ts'
import { Problem } from './platform/problems.ts'
import { commands } from './commands.ts'

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

function wrongUse({ code, message }: CommanderError): string {
  const named = /'([^']+)'/.exec(message)?.[1] ?? ''
  if (code === 'commander.unknownCommand') return `没有“${named}”这个命令。`
  if (code === 'commander.missingArgument') return `缺少参数“${named}”。`
  if (code === 'commander.unknownOption') return `没有“${named}”这个选项。`
  if (code === 'commander.missingMandatoryOptionValue' || code === 'commander.optionMissingArgument') return `选项“${named}”要写值。`
  if (code === 'commander.excessArguments') return '参数太多。'
  return '用法不对。'
}

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
