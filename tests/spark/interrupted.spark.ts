import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { localSpark } from './engines.ts'

test.each([
  ['ended in order', false],
  ['interrupted in the middle of a statement', true],
])('a session that is %s leaves no process and no folder', async (_, isInterrupted) => {
  const folder = mkdtempSync(join(tmpdir(), 'doudi-spark-'))
  const processes = (): string => execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
  const session = await (await localSpark()).open({ asOf: '2026-10-15', small: true, temporaryFolder: folder })
  expect(processes()).toContain(folder)
  if (isInterrupted) {
    const endless = session.rows('select count(*) as n from range(1000000) a cross join range(1000000) b where a.id + b.id = 7')
    session.interrupt()
    await expect(endless).rejects.toThrow('interrupted')
  } else expect(await session.rows('select 1 as n')).toEqual([{ n: 1n }])
  await session.close()
  expect(processes()).not.toContain(folder)
  expect(readdirSync(folder)).toEqual([])
  rmSync(folder, { recursive: true })
})
