// npm run bench -- start: seconds from `npm run demo` to the served page, by step. Median of three.
import { execFileSync, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { scratchFolder } from './support/scratch-folder.ts'

interface Started {
  url: string
  steps: Record<string, number>
  wall: number
}

async function demoOnce(): Promise<Started> {
  const folder = scratchFolder()
  const started = performance.now()
  const child = spawn(process.execPath, [join('bin', 'doudi.js'), 'demo', '--data', folder, '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    return await new Promise<Started>((resolve, reject) => {
      let text = ''
      child.stdout.on('data', (data: Buffer) => {
        text += data.toString('utf8')
        const line = text.split('\n').find((each) => each.startsWith('{"url"'))
        if (line) resolve({ ...(JSON.parse(line) as Omit<Started, 'wall'>), wall: Math.round(performance.now() - started) })
      })
      child.on('exit', () => reject(new Error('the demo ended before it was served')))
    })
  } finally {
    child.removeAllListeners('exit')
    await new Promise((resolve) => {
      child.on('exit', resolve)
      child.kill('SIGTERM')
    })
    rmSync(folder, { recursive: true, force: true })
  }
}

const runs = [await demoOnce(), await demoOnce(), await demoOnce()].sort((a, b) => a.wall - b.wall)
const median = runs[1]
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
process.stdout.write(
  `${JSON.stringify({ bench: 'start', ratio: {}, value: { seconds: (median?.wall ?? 0) / 1000, steps: median?.steps ?? {} }, peakMiB: 0, commit })}\n`,
)
