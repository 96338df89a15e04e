import { spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream, chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { chromium, type Browser } from 'playwright-core'
import { readConfig } from '#src/platform/config.ts'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
  String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
]

/** Launches an installed Chrome, Edge or Chromium, else the Chromium that comes in an npm package. */
export async function launchBrowser(): Promise<Browser> {
  const configured = readConfig().browser
  // A masked file of zero length is no browser: it must answer to --version.
  const installed = [...(configured ? [configured] : []), ...usualPlaces].find(
    (path) => existsSync(path) && spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0,
  )
  if (installed) return chromium.launch({ executablePath: installed, args: flags })
  const { executable, libraries } = await unpackChromium()
  const needsLibraries = spawnSync(executable, ['--version'], { timeout: 20_000 }).status !== 0
  return chromium.launch({ executablePath: executable, args: [...flags, '--no-zygote'], ...(needsLibraries ? { env: { LD_LIBRARY_PATH: libraries } } : {}) })
}

/** Unpacks the packed Chromium once per version into the temporary folder: written under another name, then renamed. */
async function unpackChromium(): Promise<{ executable: string; libraries: string }> {
  // The package does not export its package.json: its root is the folder that holds `bin`.
  let packed = dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'))
  while (!existsSync(join(packed, 'bin', 'chromium.br'))) packed = dirname(packed)
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string }
  const target = join(tmpdir(), `doudi-chromium-${version}`)
  const found = { executable: join(target, 'chromium'), libraries: join(target, 'al2023', 'lib') }
  if (existsSync(target)) return found
  const draft = `${target}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  for (const name of ['chromium', 'fonts.tar', 'swiftshader.tar', 'al2023.tar']) {
    const file = join(draft, name)
    await pipeline(createReadStream(join(packed, 'bin', `${name}.br`)), createBrotliDecompress(), createWriteStream(file))
    if (!name.endsWith('.tar')) chmodSync(file, 0o755)
    else {
      const folder = name === 'al2023.tar' ? join(draft, 'al2023') : draft
      mkdirSync(folder, { recursive: true })
      const tar = spawnSync('tar', ['-xf', file, '-C', folder])
      if (tar.status !== 0) throw new Error(`could not unpack ${name}`)
      rmSync(file)
    }
  }
  try {
    renameSync(draft, target)
  } catch {
    // Another process was faster.
    rmSync(draft, { recursive: true, force: true })
  }
  return found
}
