import { Command } from 'commander'
import { readConfig } from './platform/config.ts'
import { Problem } from './platform/problems.ts'
import { commands } from './commands.ts'

const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 26) {
  process.stderr.write(`兜底需要 Node 26，现在是 ${process.versions.node}。请用 npm 命令或 bin/doudi.js 启动，它们会用自带的 Node。\n`)
  process.exit(1)
}

const program = new Command('doudi').description('兜底：乡镇社会救助专项整治')
program.exitOverride()
program.configureOutput({ writeErr: (text) => process.stderr.write(text) })
for (const add of commands) add(program, readConfig())

try {
  await program.parseAsync(process.argv)
} catch (error) {
  if (error instanceof Problem) {
    process.stderr.write(`${error.detail}\n`)
    process.exit(1)
  }
  // Commander throws for wrong use and also after printing help or version (exit code 0).
  if (error instanceof Error && 'exitCode' in error) process.exit(error.exitCode === 0 ? 0 : 2)
  throw error
}
