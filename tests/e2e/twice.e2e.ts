import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkTask } from '#src/check-task.ts'
import { demoDate } from '#src/commands/prepare-demo.ts'
import { expandPaths, importTask, readManifest } from '#src/features/ledgers/index.ts'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { runTask } from '#src/platform/tasks.ts'
import { writeVariant } from '#src/sample-town/write-sample-town.ts'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()
const office = commandLineActor()

test('the same town again, rows shuffled, columns reordered, by another writer: nothing new, nothing changed, decisions stay', async () => {
  const [lead] = await perform(town.installation, office, ({ tx }) =>
    tx.updateTable('lead').set({ state: 'checking' }).where('number', 'like', '%-0003').returning(['lead_id', 'number']).execute(),
  )
  const folder = mkdtempSync(join(tmpdir(), 'doudi-variant-'))
  try {
    await writeVariant(folder, 20261020)
    const manifest = readManifest(join(folder, 'manifest.json'))
    const files = expandPaths([join(folder, 'files')]).map(({ path, name }) => ({ path, name, choices: manifest.get(path) ?? {} }))
    const imported = await runTask(town.installation, importTask, { input: { files, mayAddDivisions: false }, actor: office })
    const odd = imported.files.filter((file) => file.state !== 'duplicate' && file.state !== 'skipped')
    expect(odd.map((file) => `${file.state} ${file.file} ${file.sheet}: ${file.why}`)).toEqual([])
    const outcome = await runTask(town.installation, checkTask, { input: { asOf: demoDate }, actor: office })
    expect(outcome.counts).toMatchObject({ new: 0, changed: 0, gone: 0, reappeared: 0 })
    const after = await perform(town.installation, office, ({ tx }) =>
      tx
        .selectFrom('lead')
        .select('state')
        .where('lead_id', '=', lead?.lead_id ?? '')
        .executeTakeFirst(),
    )
    expect(after).toEqual({ state: 'checking' })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
