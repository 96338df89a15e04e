import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newInstallation } from '../tests/support/database.ts'
import { checkTask } from './check-task.ts'
import { queueDailyRun, queueRunAfter } from './features/checks/index.ts'
import { listChecks } from './features/checks/list-checks.ts'
import { withdrawBatch } from './features/ledgers/withdraw-batch.ts'
import { idOf, newPipeline, type Brought, type Pipeline } from './pipeline-for-tests.ts'
import { fixedClock } from './platform/clock.ts'
import { commandLineActor, perform, systemActor } from './platform/installation.ts'
import { runNextTask, sendTask } from './platform/tasks.ts'
import { createPorts, sendRun } from './ports/create-ports.ts'
import { taskKinds } from './tasks.ts'

const office = commandLineActor()
const kinds = taskKinds({ isRunFollowing: true })
let town: Awaited<ReturnType<typeof newInstallation>>
let pipeline: Pipeline

const payments: Brought = {
  name: '特困发放表.xlsx',
  ledger: 'payments',
  headings: ['社区', '姓名', '身份证号', '救助项目', '发放金额', '所属月份'],
  rows: [1, 2, 3].map((n) => ['青柳社区', `张大${'山河川'[n - 1]}`, idOf(n), '特困', '900.00', '2026-05']),
  covers: { from: '2026-05', to: '2026-05' },
}
const deaths = (name: string, ...people: readonly number[]): Brought => ({
  name,
  ledger: 'cremations',
  headings: ['姓名', '身份证号', '死亡日期'],
  rows: people.map((n) => [`张大${'山河川'[n - 1]}`, idOf(n), '2026-03-20']),
  until: '2026-12-31',
})

/** Works off everything that waits, as the worker does. */
async function workOff(): Promise<void> {
  while (await runNextTask(town, kinds)) continue
}

const runs = () =>
  perform(town, office, async ({ tx }) => {
    const rows = await tx.selectFrom('run').select(['as_of', 'created_by', 'report']).orderBy('started_at').execute()
    return rows.map(({ as_of, created_by, report }) => ({ asOf: as_of, by: created_by, cause: (report as { pass: { cause: string | null } }).pass.cause }))
  })

const waiting = () =>
  perform(town, office, async ({ tx }) => {
    const rows = await tx.selectFrom('task').select(['kind', 'input']).where('state', '=', 'queued').orderBy('created_at').execute()
    return rows.map(({ kind, input }) => [kind, (input as { cause?: unknown }).cause])
  })

const found = async () => (await pipeline.leads()).map((lead) => `${lead.name} ${lead.outcome}`).toSorted()

beforeEach(async () => {
  town = await newInstallation('2026-10-20')
  pipeline = await newPipeline(town, ['paid-after-death'])
})

afterEach(async () => {
  await town.database.close()
  rmSync(town.folder.root, { recursive: true, force: true })
})

test('A run follows an import by itself and says so; of several imports in a row one run looks at all', async () => {
  await pipeline.bring(payments)
  await pipeline.check()
  await pipeline.send(deaths('火化名单.xlsx', 1))
  await pipeline.send(deaths('火化名单补.xlsx', 2))
  expect(await runNextTask(town, kinds)).toBe(true)
  expect(await waiting()).toEqual([
    ['ledgers.import', undefined],
    ['checks.run', { imported: ['火化名单.xlsx'], withdrawn: [] }],
  ])
  expect((await perform(town, office, listChecks)).running).toMatchObject({ state: 'queued', cause: '导入“火化名单.xlsx”' })
  await workOff()
  expect(await runs()).toMatchObject([
    { cause: null, by: '命令行' },
    { cause: '导入“火化名单.xlsx”等 2 个文件', by: '系统' },
  ])
  expect((await perform(town, office, listChecks)).lastRun).toMatchObject({ cause: '导入“火化名单.xlsx”等 2 个文件' })
  expect(await found()).toEqual(['张大山 new', '张大河 new'])
  const asked = await perform(town, office, ({ tx }) => tx.selectFrom('event').select(['actor_name', 'after']).where('action', '=', 'run.asked').execute())
  expect(asked).toEqual([{ actor_name: '命令行', after: { kind: 'checks.run', cause: '导入“火化名单.xlsx”' } }])
})

test('A town that was never checked waits for somebody to begin; what is imported once more or refused starts nothing', async () => {
  await pipeline.send(payments)
  await workOff()
  expect(await runs()).toEqual([])
  await pipeline.check()
  await pipeline.send(payments)
  const { until: _authority, ...unfounded } = deaths('没写依据.xlsx', 1)
  await pipeline.send(unfounded)
  await workOff()
  expect(await runs()).toHaveLength(1)
})

test('A run that somebody asked for and that has not begun looks at the import too; one of another day does not', async () => {
  await pipeline.bring(payments)
  await pipeline.check()
  const follow = () => perform(town, office, (work) => queueRunAfter(work, { sendRun }, { what: 'imported', file: '火化名单.xlsx' }))
  await perform(town, office, (work) => sendTask(work, checkTask, { asOf: '2026-09-30' }))
  await follow()
  expect(await waiting()).toEqual([
    ['checks.run', undefined],
    ['checks.run', { imported: ['火化名单.xlsx'], withdrawn: [] }],
  ])
  await perform(town, office, ({ tx }) => tx.deleteFrom('task').execute())
  await perform(town, office, (work) => sendTask(work, checkTask, {}))
  await follow()
  expect(await waiting()).toEqual([['checks.run', undefined]])
})

test('Each day on which no run has looked is looked at once: a switched-off computer, a day that passed', async () => {
  const askDaily = () => perform(town, systemActor(), (work) => queueDailyRun(work, { sendRun }))
  await pipeline.bring(payments, deaths('火化名单.xlsx', 1))
  await askDaily()
  expect(await waiting()).toEqual([])
  await pipeline.check()
  await askDaily()
  expect(await waiting()).toEqual([])
  town.setClock(fixedClock('2026-10-23'))
  await askDaily()
  await askDaily()
  expect(await waiting()).toEqual([['checks.run', { imported: [], withdrawn: [] }]])
  await workOff()
  expect(await runs()).toMatchObject([
    { asOf: '2026-10-20', cause: null },
    { asOf: '2026-10-23', cause: '每日例行', by: '系统' },
  ])
  await askDaily()
  expect(await waiting()).toEqual([])
})

test('What a run by itself found is new to whoever asks next, also over the same lists, and to him only once', async () => {
  await pipeline.bring(payments, deaths('火化名单.xlsx', 1))
  const asked = async () => (await pipeline.check()).leads.map((lead) => `${lead.number} ${lead.outcome}`).toSorted()
  const [first] = await asked()
  expect(first).toMatch(/ new$/)
  await pipeline.send(deaths('火化名单补.xlsx', 2))
  await workOff()
  expect(await runs()).toHaveLength(2)
  const [old, fresh] = await asked()
  expect([old, fresh]).toEqual([first!.replace('new', 'unchanged'), expect.stringMatching(/ new$/)])
  expect(await asked()).toEqual([old, fresh!.replace('new', 'unchanged')])
})

test('A run follows a withdrawal and says so; where runs are left to people none does', async () => {
  await pipeline.bring(payments)
  const [list] = await pipeline.bring(deaths('火化名单.xlsx', 1, 2))
  await pipeline.check()
  await pipeline.send(deaths('火化名单补.xlsx', 3))
  await runNextTask(town, kinds)
  const gone = { batch: list?.batch ?? '', file: '火化名单.xlsx' }
  await perform(town, office, async (work) => {
    await withdrawBatch(work, { batch: gone.batch, reason: '给错了' })
    await createPorts(town.folder).ledgers.withdrawn(work, gone)
  })
  expect(await waiting()).toEqual([['checks.run', { imported: ['火化名单补.xlsx'], withdrawn: [] }]])
  await perform(town, office, (work) => createPorts(town.folder, { isRunFollowing: true }).ledgers.withdrawn(work, gone))
  await workOff()
  expect(await runs()).toMatchObject([{ cause: null }, { cause: '导入“火化名单补.xlsx”、撤回“火化名单.xlsx”', by: '系统' }])
  // A list that is no longer there is no evidence that they live: the leads stay, and say what of them was withdrawn.
  expect(await found()).toEqual(['张大山 new', '张大川 new', '张大河 new'])
})

test('A list withdrawn while a run is under way: the run looks once more, without it', async () => {
  await pipeline.bring(payments)
  const [list] = await pipeline.bring(deaths('火化名单.xlsx', 1, 2))
  let withdrawn: Promise<unknown> | undefined
  const outcome = await checkTask.run({
    input: {},
    actor: office,
    installation: town,
    signal: new AbortController().signal,
    progress: ({ step }) => {
      if (step === 'lists') withdrawn ??= perform(town, office, (work) => withdrawBatch(work, { batch: list?.batch ?? '', reason: '给错了' }))
    },
  })
  await withdrawn
  expect(outcome.checks).toMatchObject([{ check: 'paid-after-death', hits: 0 }])
  expect(await found()).toEqual([])
})
