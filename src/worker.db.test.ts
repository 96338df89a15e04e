import { fork, type ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, inject, test } from 'vitest'
import { newInstallation } from '../tests/support/database.ts'
import { checkTask } from './check-task.ts'
import { idOf, newPipeline } from './pipeline-for-tests.ts'
import { commandLineActor, perform } from './platform/installation.ts'
import { sendTask } from './platform/tasks.ts'

const office = commandLineActor()

test('A worker killed in the middle of a run: the next one does it again, with each lead once', { timeout: 180_000 }, async () => {
  const town = await newInstallation()
  const pipeline = await newPipeline(town, ['paid-after-death'])
  await pipeline.bring(
    {
      name: '特困供养金.xlsx',
      ledger: 'payments',
      headings: ['社区', '姓名', '身份证号', '救助项目', '发放金额', '所属月份'],
      rows: [['青柳社区', '张大山', idOf(1), '特困', '900.00', '2026-05']],
      covers: { from: '2026-05', to: '2026-05' },
    },
    { name: '火化名单.xlsx', ledger: 'cremations', headings: ['姓名', '身份证号', '死亡日期'], rows: [['张大山', idOf(1), '2026-03-20']], until: '2026-12-31' },
  )
  // This process is the folder's living owner; the worker joins its database as it does under `npm start`.
  writeFileSync(join(town.folder.root, 'roles.json'), JSON.stringify(inject('cluster').secrets))
  writeFileSync(
    join(town.folder.root, 'runtime.json'),
    JSON.stringify({ pid: process.pid, startedAt: new Date().toISOString(), secret: 'test', databaseUrl: town.ownerUrl, port: null }),
  )
  const task = await perform(town, office, (work) => sendTask(work, checkTask, { asOf: '2026-10-20' }))
  const stateOf = () =>
    perform(town, office, ({ tx }) => tx.selectFrom('task').select(['state', 'attempts', 'progress']).where('task_id', '=', task).executeTakeFirstOrThrow())
  const until = async (wanted: (state: Awaited<ReturnType<typeof stateOf>>) => boolean): Promise<void> => {
    for (;;) {
      if (wanted(await stateOf())) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const start = (): ChildProcess => fork(fileURLToPath(new URL('worker.ts', import.meta.url)), [town.folder.root], { stdio: 'ignore' })
  const gone = (child: ChildProcess): Promise<void> =>
    new Promise((resolve) => (child.exitCode === null && child.signalCode === null ? child.on('exit', () => resolve()) : resolve()))

  const first = start()
  await until(({ state }) => state === 'running')
  first.kill('SIGKILL')
  await gone(first)
  expect(await stateOf()).toMatchObject({ state: 'running', attempts: 1 })
  expect(await pipeline.leads()).toEqual([])

  const second = start()
  try {
    await until(({ state }) => state === 'done' || state === 'failed')
  } finally {
    second.kill('SIGTERM')
    await gone(second)
  }
  expect(await stateOf()).toMatchObject({ state: 'done', attempts: 2 })
  expect((await pipeline.leads()).map((lead) => [lead.name, lead.outcome])).toEqual([['张大山', 'new']])
  expect(await perform(town, office, ({ tx }) => tx.selectFrom('run').select('run_id').execute())).toHaveLength(1)
})
