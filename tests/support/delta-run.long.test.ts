import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoDate } from '#src/commands/prepare-demo.ts'
import { collectInputs, type RunInput } from '#src/features/checks/index.ts'
import { newInstallation } from './database.ts'
import { baseOf, changeAnything, linesOf, randomOf, tellDelta, tellFull, type Told } from './random-change.ts'
import { fillWithSampleTown } from './sample-installation.ts'

const folder = mkdtempSync(join(tmpdir(), 'doudi-delta-'))
let town: Awaited<ReturnType<typeof newInstallation>>
let first: { input: RunInput; told: Told }

beforeAll(async () => {
  town = await newInstallation(demoDate)
  await fillWithSampleTown(town, 11, { size: 'small' })
  const input = await collectInputs(town, demoDate)
  first = { input, told: await tellFull(input) }
}, 600_000)

afterAll(async () => {
  await town.database.close()
  rmSync(town.folder.root, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
})

test.each(Array.from({ length: 8 }, (_, at) => at + 1))(
  'what is told from the run before is what a whole run finds, hit for hit, through four times one to three changes (seed %i)',
  async (seed) => {
    const random = randomOf(seed)
    let { input, told } = first
    let deltas = 0
    for (let step = 0; step < 4; step++) {
      const changed = await changeAnything({ input, folder, random })
      const later: RunInput = random() < 0.2 ? { ...changed.input, asOf: '2026-10-2' + String(1 + Math.floor(random() * 9)) } : changed.input
      const delta = await tellDelta(later, baseOf(`run-${step}`, input, told), told)
      const full = await tellFull(later)
      if (delta !== null) {
        expect(linesOf(delta.told), `${changed.what}: ${delta.why}`).toEqual(linesOf(full))
        deltas += 1
      }
      input = later
      told = full
    }
    expect(deltas).toBeGreaterThan(0)
  },
)
