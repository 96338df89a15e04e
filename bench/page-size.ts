import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

interface Chunk {
  file: string
  css?: string[]
  imports?: string[]
  isEntry?: boolean
}

// What a person waits for at the door: the entry with the signing-in page, then 今日. Sizes as sent, gzip.
const limit = 200 * 1024
const web = mkdtempSync(join(tmpdir(), 'doudi-pages-'))
await build({ configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)), logLevel: 'error', build: { outDir: web } })
const manifest = JSON.parse(readFileSync(join(web, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>

function filesOf(name: string, into: Set<string>): Set<string> {
  const chunk = manifest[name]
  if (!chunk || into.has(chunk.file)) return into
  into.add(chunk.file)
  for (const file of chunk.css ?? []) into.add(file)
  for (const each of chunk.imports ?? []) filesOf(each, into)
  return into
}

const size = (files: Iterable<string>): number => [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(web, file)), { level: 6 }).length, 0)
const nameOf = (part: string): string | undefined => Object.keys(manifest).find((name) => name.endsWith(part))

const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry) ?? ''
const first = filesOf(entry, new Set())
const entryBytes = size(first)
const today = nameOf('overview/web/TodayPage.tsx')
if (today) filesOf(today, first)
const firstBytes = size(first)
for (const name of Object.keys(manifest).filter((each) => /features\/.*Page\.tsx$/.test(each))) {
  const own = [...filesOf(name, new Set())].filter((file) => !first.has(file))
  process.stderr.write(`${(size(own) / 1024).toFixed(1).padStart(7)} KB more for ${name.replace(/.*features\//, '')}\n`)
}
process.stderr.write(
  `${(entryBytes / 1024).toFixed(1).padStart(7)} KB entry and signing in\n${(firstBytes / 1024).toFixed(1).padStart(7)} KB first page${today ? '' : ' (今日 is not built yet)'}, at most ${limit / 1024}\n`,
)
rmSync(web, { recursive: true })
const value = { entryBytes, firstPageBytes: firstBytes, limitBytes: limit }
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
process.stdout.write(`${JSON.stringify({ bench: 'page-size', ratio: {}, value, peakMiB: Math.round(process.memoryUsage().rss / 1024 / 1024), commit })}\n`)
if (firstBytes > limit) process.exitCode = 1
