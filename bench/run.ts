// npm run bench [-- NAME [SCALE]]: one benchmark, or all of them one after the other. Each prints one JSON line last.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const folder = import.meta.dirname
const all = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'run.ts' && !name.endsWith('.test.ts'))
  .map((name) => name.slice(0, -3))
const [, , wanted, ...more] = process.argv
if (wanted !== undefined && !existsSync(join(folder, `${wanted}.ts`))) {
  process.stderr.write(`no benchmark ${wanted}; there are ${all.join(', ')}\n`)
  process.exit(2)
}
let isBad = false
for (const name of wanted === undefined ? all : [wanted]) {
  const run = spawnSync(process.execPath, [join(folder, `${name}.ts`), ...more], { stdio: 'inherit' })
  isBad ||= run.status !== 0
}
process.exit(isBad ? 1 : 0)
