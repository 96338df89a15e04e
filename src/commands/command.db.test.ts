import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { readConfig } from '../platform/config.ts'
import { commandLineActor, openInstallation, perform } from '../platform/installation.ts'
import { runTask, type TaskKind } from '../platform/tasks.ts'
import { withInstallation } from './command.ts'

const root = mkdtempSync(join(tmpdir(), 'doudi-command-'))
chmodSync(root, 0o755)
const config = { ...readConfig({}), logLevel: 'silent' as const }
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a command whose task nobody ran before the folder’s owner ended runs it itself, once', async () => {
  const folder = join(root, 'a')
  // As another command has it open: nobody takes tasks there.
  const owner = await openInstallation(folder, config)
  let runs = 0
  const kind: TaskKind<object, string> = {
    kind: 'test-left',
    input: z.object({}),
    run: () => {
      runs += 1
      return Promise.resolve('done')
    },
  }
  const outcome = withInstallation(folder, config, async (installation) => {
    const ended = installation.isOwner ? null : owner.close()
    const result = await runTask(installation, kind, { input: {}, actor: commandLineActor() })
    await ended
    return { result, isOwner: installation.isOwner }
  })
  expect(await outcome).toEqual({ result: 'done', isOwner: true })
  expect(runs).toBe(1)
  await withInstallation(folder, config, async (installation) => {
    const left = await perform(installation, commandLineActor(), ({ tx }) =>
      tx.selectFrom('task').select('state').where('kind', '=', 'test-left').where('state', 'in', ['queued', 'running']).execute(),
    )
    expect(left).toEqual([])
  })
}, 120_000)
