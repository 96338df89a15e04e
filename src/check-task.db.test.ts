import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newInstallation } from '../tests/support/database.ts'
import { checkTask } from './check-task.ts'
import { replayTask } from './features/checks/index.ts'
import { readReadiness } from './features/checks/readiness.ts'
import { destroyExpired } from './features/ledgers/index.ts'
import { withdrawLeads } from './features/leads/index.ts'
import { idOf, newPipeline, type Brought, type Pipeline } from './pipeline-for-tests.ts'
import { fixedClock } from './platform/clock.ts'
import { commandLineActor, perform } from './platform/installation.ts'
import { Problem } from './platform/problems.ts'
import { requeueInterrupted, runNextTask, runTask, sendTask } from './platform/tasks.ts'
import { taskKinds } from './tasks.ts'

type Town = Awaited<ReturnType<typeof newInstallation>>
let town: Town
let pipeline: Pipeline
const office = commandLineActor()
const kinds = taskKinds({ isRunFollowing: false })

const columns = ['社区', '姓名', '身份证号', '救助项目', '发放金额', '所属月份', '发放日期'] as const
const row = (n: number, name: string, month: string, community = '青柳社区') => [community, name, idOf(n), '特困', '900.00', month, `${month}-10`]
const months = { from: '2026-01', to: '2026-09' }
const payments: Brought = {
  name: '2026年特困供养金发放表.xlsx',
  ledger: 'payments',
  headings: columns,
  rows: [row(1, '张大山', '2026-05'), row(1, '张大山', '2026-06'), row(2, '李秀兰', '2026-05', '桥头社区'), row(3, '王有福', '2026-07')],
  covers: months,
}
const deaths: Brought = {
  name: '火化名单.xlsx',
  ledger: 'cremations',
  headings: ['逝者姓名', '身份证号', '死亡日期'],
  rows: [
    ['张大山', idOf(1), '2026-03-20'],
    ['李秀兰', idOf(2), '2026-03-02'],
  ],
  until: '2026-12-31',
}

const none = { new: 0, changed: 0, gone: 0, reappeared: 0 }

async function withdraw(ledger: string, except = ''): Promise<void> {
  await perform(town, office, async (work) => {
    const ended = await work.tx
      .updateTable('batch')
      .set({ state: 'withdrawn' })
      .where('ledger', '=', ledger)
      .where('state', '=', 'active')
      .where('batch_id', '<>', except)
      .returning('batch_id')
      .execute()
    for (const { batch_id } of ended) await withdrawLeads(work, batch_id)
  })
}

const setSwitch = (check: string, isOn: boolean): Promise<unknown> =>
  perform(town, office, ({ tx, clock }) =>
    tx
      .insertInto('check_setting')
      .values({ check_id: check, is_on: isOn, updated_by: 'test', updated_at: clock.now() })
      .onConflict((conflict) => conflict.column('check_id').doUpdateSet({ is_on: isOn }))
      .execute(),
  )

const events = (action: string) => perform(town, office, ({ tx }) => tx.selectFrom('event').selectAll().where('action', '=', action).execute())

afterEach(async () => {
  await town.database.close()
  rmSync(town.folder.root, { recursive: true, force: true })
})

beforeEach(async () => {
  town = await newInstallation('2026-10-20')
  pipeline = await newPipeline(town, ['paid-after-death', 'wrong-check-digit'])
})

describe('the same again', () => {
  test('The same file imported again is a duplicate, and the run after it changes no lead', async () => {
    await pipeline.bring(payments, deaths)
    expect((await pipeline.check()).counts).toMatchObject({ ...none, new: 2 })
    expect((await pipeline.bring(payments, deaths)).map((file) => file.state)).toEqual(['duplicate', 'duplicate'])
    const again = await pipeline.check()
    expect(again.counts).toMatchObject({ ...none, unchanged: 2 })
  })

  test('Rows in another order, columns in another order, another file format: nothing is new, changed or gone', async () => {
    await pipeline.bring(payments, deaths)
    const first = await pipeline.check()
    const turned = payments.rows.toReversed().map((cells) => cells.toReversed())
    await pipeline.bring({ ...payments, name: '发放明细.csv', headings: columns.toReversed(), rows: turned })
    await pipeline.bring({ ...deaths, rows: deaths.rows.toReversed() })
    const again = await pipeline.check()
    expect(again.counts).toMatchObject({ ...none, unchanged: 2 })
    expect(again.leads.map((lead) => lead.number).sort()).toEqual(first.leads.map((lead) => lead.number).sort())
  })

  test('Rows that others brought again in a longer list are the same payments', async () => {
    await pipeline.bring(payments, deaths)
    await pipeline.check()
    await pipeline.bring({ ...payments, name: '特困供养金发放表（汇总）.xlsx', rows: [...payments.rows, row(3, '王有福', '2026-08')] })
    expect((await pipeline.check()).counts).toMatchObject({ ...none, unchanged: 2 })
  })
})

describe('something is missing this time', () => {
  test('A check switched off leaves its leads as they are, and switched on again finds the same', async () => {
    await pipeline.bring(payments, deaths)
    await pipeline.check()
    await setSwitch('paid-after-death', false)
    const off = await pipeline.check()
    expect(off.checks.map((report) => report.check)).toEqual(['wrong-check-digit'])
    expect(off.counts).toMatchObject({ ...none, unchanged: 0 })
    expect((await pipeline.leads()).map((lead) => lead.outcome)).toEqual(['new', 'new'])
    await setSwitch('paid-after-death', true)
    expect((await pipeline.check()).counts).toMatchObject({ ...none, unchanged: 2 })
  })

  test('A list whose days are over is destroyed: its leads stay, in the next run and in every later one', async () => {
    await pipeline.bring(payments, { ...deaths, until: '2026-10-31' })
    await pipeline.check()
    town.setClock(fixedClock('2026-11-02'))
    expect(await destroyExpired(town)).toHaveLength(1)
    expect((await pipeline.check()).counts).toMatchObject(none)
    // Another list comes in: the run before this one had no deaths either, and that proves nothing.
    await pipeline.bring({ ...payments, name: '10月.xlsx', rows: [row(3, '王有福', '2026-10')], covers: { from: '2026-10', to: '2026-10' } })
    expect((await pipeline.check()).counts).toMatchObject(none)
    expect((await pipeline.leads()).map((lead) => lead.outcome)).toEqual(['new', 'new'])
  })

  test('A batch withdrawn: its leads are never called gone, however many runs pass; with the same list again they are as before', async () => {
    await pipeline.bring(payments, deaths)
    await pipeline.check()
    await withdraw('payments')
    expect((await pipeline.check()).counts).toMatchObject(none)
    await pipeline.bring({ ...payments, name: '桥头.xlsx', rows: [row(5, '赵小花', '2026-09', '桥头社区')], covers: { from: '2026-09', to: '2026-09' } })
    expect((await pipeline.check()).counts).toMatchObject(none)
    expect((await pipeline.leads()).filter((lead) => lead.outcome === 'gone')).toEqual([])
    await pipeline.bring(payments)
    expect((await pipeline.check()).counts).toMatchObject({ new: 0, gone: 0, changed: 0, unchanged: 2 })
  })

  test('A batch replaced by a corrected one of the same months: what is no longer so is gone, the rest stays', async () => {
    await pipeline.bring(payments, deaths)
    await pipeline.check()
    await withdraw('payments')
    const corrected = payments.rows.filter((cells) => cells[1] !== '李秀兰')
    await pipeline.bring({ ...payments, name: '更正.xlsx', rows: corrected })
    const after = await pipeline.check()
    expect(after.counts.new).toBe(0)
    expect((await pipeline.leads()).map((lead) => `${lead.name} ${lead.outcome}`).sort()).toEqual(['张大山 unchanged', '李秀兰 gone'])
  })

  test('A register replaced by a corrected one: whom it leaves out is gone, in whichever order it came and the old one was withdrawn; another register is no replacement', async () => {
    const [first, second] = deaths.rows
    const third = ['王有福', idOf(3), '2026-02-11']
    const all: Brought = { ...deaths, rows: [first!, second!, third] }
    await pipeline.bring(payments, all)
    await pipeline.check()
    await withdraw('cremations')
    await pipeline.bring({ ...deaths, name: '2025年火化名单.xlsx', rows: [['赵小花', idOf(5), '2025-03-02']] })
    expect((await pipeline.check()).counts).toMatchObject(none)
    await withdraw('cremations')
    await pipeline.bring({ ...deaths, name: '火化名单更正.xlsx', rows: [first!, third] })
    expect((await pipeline.check()).counts).toMatchObject({ new: 0, gone: 1 })
    const outcomes = async () => Object.fromEntries((await pipeline.leads()).map((lead) => [lead.name, lead.outcome]))
    expect(await outcomes()).toEqual({ 张大山: 'unchanged', 李秀兰: 'gone', 王有福: 'unchanged' })
    const [again] = await pipeline.bring({ ...deaths, name: '火化名单再更正.xlsx', rows: [first!] })
    expect((await pipeline.check()).counts).toMatchObject(none)
    await withdraw('cremations', again?.batch ?? '')
    expect((await pipeline.check()).counts).toMatchObject({ new: 0, gone: 1 })
    expect(await outcomes()).toEqual({ 张大山: 'unchanged', 李秀兰: 'gone', 王有福: 'gone' })
  })

  test('A roster of the same month displaces the older one: the corrected row is gone, the others stay', async () => {
    const headings = ['社区', '姓名', '身份证号', '供养方式', '月供养金']
    const wrong = `${idOf(7).slice(0, 17)}${idOf(7).endsWith('1') ? '2' : '1'}`
    const wrongToo = `${idOf(8).slice(0, 17)}${idOf(8).endsWith('1') ? '2' : '1'}`
    const roster = (rows: readonly (readonly string[])[], name: string): Brought => ({ name, ledger: 'tekun_person', headings, rows, period: '2026-09' })
    const other = ['桥头社区', '周阿婆', wrongToo, '分散', '900']
    await pipeline.bring(roster([['青柳社区', '钱老根', wrong, '分散', '900'], other], '特困9月.xlsx'))
    expect((await pipeline.check()).leads.map((lead) => lead.check)).toEqual(['wrong-check-digit', 'wrong-check-digit'])
    await pipeline.bring(roster([['青柳社区', '钱老根', idOf(7), '分散', '900'], other], '特困9月更正.xlsx'))
    expect((await pipeline.check()).counts).toMatchObject({ new: 0, gone: 1, unchanged: 1 })
  })
})

describe('a run over what changed', () => {
  const others = Array.from({ length: 12 }, (_, at) => row(20 + at, `周平${'一二三四五六七八九十甲乙'[at]}`, '2026-05'))
  const more: Brought = {
    name: '火化名单八月.xlsx',
    ledger: 'cremations',
    headings: ['逝者姓名', '身份证号', '死亡日期'],
    rows: [['王有福', idOf(3), '2026-02-11']],
    until: '2026-12-31',
  }

  test('A new list concerns one person: the leads of the others stand as they were, and a full run over the same says the same', async () => {
    await pipeline.bring({ ...payments, rows: [...payments.rows, ...others] }, deaths)
    const first = await pipeline.check()
    expect(first.pass).toMatchObject({ kind: 'full', why: '还没有跑过', base: null })
    await pipeline.bring(more)
    const second = await pipeline.check()
    expect(second.pass).toMatchObject({ kind: 'delta', base: first.run, why: expect.stringContaining('变动的名单：火化名单。涉及 1 人') })
    expect(second.counts).toEqual({ ...none, new: 1, unchanged: 2 })
    expect(second.checks.find((report) => report.check === 'paid-after-death')).toMatchObject({ from: null, hits: 3, population: 16 })
    const hits = (run: string) =>
      perform(town, office, ({ tx }) => tx.selectFrom('hit').select(['identity', 'content_hash']).where('run_id', '=', run).orderBy('identity').execute())
    const told = await hits(second.run)
    expect(told).toHaveLength(3)
    const full = await runTask(town, checkTask, { input: { full: true }, actor: office })
    expect(full).toMatchObject({ run: second.run, pass: { kind: 'full', why: '按要求全部重跑' }, counts: { ...none, unchanged: 3 } })
    const without = (report: { from: unknown; ms: unknown }) => ({ ...report, from: null, ms: 0 })
    expect(full.checks.map(without)).toEqual(second.checks.map(without))
  })

  test('Nothing changed: nothing is looked at, and an explanation whose last day is over comes back all the same', async () => {
    await pipeline.bring(payments, deaths)
    const first = await pipeline.check()
    await perform(town, office, ({ tx }) =>
      tx.updateTable('lead').set({ state: 'reviewed', explained_until: '2026-10-01' }).where('subject_name', '=', '张大山').execute(),
    )
    const again = await pipeline.check()
    expect(again.pass).toMatchObject({ kind: 'delta', why: '名单和规则都没有变，全部沿用上一次的结果' })
    expect(again.counts).toEqual({ ...none, reappeared: 1, unchanged: 1 })
    expect(again.checks.map((report) => [report.from, report.hits, report.inputs])).toEqual(
      first.checks.map((report) => [first.run, report.hits, report.inputs]),
    )
    expect(await events('lead.explanation_expired')).toHaveLength(1)
  })
})

describe('one matter, one lead', () => {
  test('Two lists of deaths give one lead with both rows as its reasons', async () => {
    const registered: Brought = {
      name: '死亡注销.xlsx',
      ledger: 'cancellations',
      headings: ['姓名', '身份证号', '注销日期', '注销原因', '死亡日期'],
      rows: [['张大山', idOf(1), '2026-04-02', '死亡', '2026-03-20']],
      until: '2026-12-31',
    }
    await pipeline.bring(payments, deaths, registered)
    await pipeline.check()
    const leads = (await pipeline.leads()).filter((lead) => lead.name === '张大山')
    expect(leads).toHaveLength(1)
    const stored = await perform(town, office, ({ tx }) =>
      tx.selectFrom('lead').select('evidence').where('subject_name', '=', '张大山').executeTakeFirstOrThrow(),
    )
    const ledgers = (stored.evidence as { ledger: string }[]).map((each) => each.ledger)
    expect(ledgers).toEqual(expect.arrayContaining(['payments', 'cremations', 'cancellations']))
  })

  test('The second list of deaths, brought later, changes the lead that is there and makes no other', async () => {
    await pipeline.bring(payments, deaths)
    await pipeline.check()
    await pipeline.bring({ ...deaths, name: '医院.xlsx', ledger: 'death_certificates', headings: ['姓名', '身份证号', '死亡日期'] })
    expect((await pipeline.check()).counts).toMatchObject({ new: 0, gone: 0, changed: 2 })
    expect(await pipeline.leads()).toHaveLength(2)
  })

  test('Repeated lapses of one kind are one lead per person and year', async () => {
    const rows = ['2025-05', '2025-06', '2025-11', '2026-05', '2026-06'].map((month) => row(1, '张大山', month))
    await pipeline.bring({ ...payments, rows, covers: { from: '2025-01', to: '2026-09' } }, { ...deaths, rows: [['张大山', idOf(1), '2025-03-20']] })
    await pipeline.check()
    expect((await pipeline.leads()).map((lead) => lead.months).sort((a, b) => (a[0]! < b[0]! ? -1 : 1))).toEqual([
      ['2025-05', '2025-06', '2025-11'],
      ['2026-05', '2026-06'],
    ])
  })
})

test('What is told before a run is what the run then reports, check by check', async () => {
  await perform(town, office, ({ tx }) => tx.deleteFrom('check_setting').execute())
  await pipeline.bring(payments, deaths)
  const told = await perform(town, office, (work) => readReadiness(work, town.folder.lake))
  const { checks } = await pipeline.check()
  expect(told.checks.map(({ check, status }) => `${check} ${status}`)).toEqual(checks.map(({ check, status }) => `${check} ${status}`))
})

describe('a run as a job', () => {
  test('Cancelled on the way it leaves no run, no hit and no lead, and the next one starts anew', async () => {
    await pipeline.bring(payments, deaths)
    const task = await perform(town, office, (work) => sendTask(work, checkTask, {}))
    const running = runNextTask(town, kinds)
    await perform(town, office, ({ tx }) => tx.updateTable('task').set({ is_cancel_wanted: true }).where('task_id', '=', task).execute())
    await running
    const state = await perform(town, office, ({ tx }) =>
      tx.selectFrom('task').select(['state', 'message']).where('task_id', '=', task).executeTakeFirstOrThrow(),
    )
    expect(state).toEqual({ state: 'cancelled', message: '已取消，没有改动任何数据。' })
    expect(await perform(town, office, ({ tx }) => tx.selectFrom('run').select('run_id').execute())).toEqual([])
    expect(await pipeline.leads()).toEqual([])
    expect((await pipeline.check()).counts.new).toBe(2)
  })

  test('Whoever waits for it elsewhere and stops takes it along; nothing is left of it', async () => {
    await pipeline.bring(payments, deaths)
    const aborter = new AbortController()
    // As a command sees a folder that is being served: the task waits for the worker.
    const waiting = runTask({ ...town, isOwner: false }, checkTask, { input: {}, actor: office, signal: aborter.signal })
    aborter.abort(new Problem('refused', '核查停下了'))
    await expect(waiting).rejects.toThrow('核查停下了')
    await expect(runTask(town, checkTask, { input: {}, actor: office, signal: aborter.signal })).rejects.toThrow('核查停下了')
    expect(await perform(town, office, ({ tx }) => tx.selectFrom('task').select('state').where('kind', '=', checkTask.kind).execute())).toEqual([
      { state: 'cancelled' },
    ])
    expect(await pipeline.leads()).toEqual([])
  })

  test('A worker that died leaves its task running; it is queued again and gives each lead once; the third death ends it with words', async () => {
    await pipeline.bring(payments, deaths)
    const task = await perform(town, office, (work) => sendTask(work, checkTask, {}))
    const stateOf = () =>
      perform(town, office, ({ tx }) => tx.selectFrom('task').select(['state', 'attempts', 'message']).where('task_id', '=', task).executeTakeFirstOrThrow())
    const die = (attempts: number): Promise<unknown> =>
      perform(town, office, ({ tx }) => tx.updateTable('task').set({ state: 'running', attempts }).where('task_id', '=', task).execute())
    await die(1)
    await requeueInterrupted(town)
    expect(await stateOf()).toMatchObject({ state: 'queued' })
    await runNextTask(town, kinds)
    expect(await stateOf()).toMatchObject({ state: 'done', attempts: 2 })
    // It had finished its work and died before it could say so: the same inputs again are the same run.
    await die(2)
    await requeueInterrupted(town)
    await runNextTask(town, kinds)
    expect(await pipeline.leads()).toHaveLength(2)
    expect(await perform(town, office, ({ tx }) => tx.selectFrom('run').select('run_id').execute())).toHaveLength(1)
    expect(await events('lead.new')).toHaveLength(2)
    await die(3)
    await requeueInterrupted(town)
    expect(await stateOf()).toMatchObject({ state: 'failed', message: expect.stringContaining('三次中断') as unknown })
  })

  test('The run records what it looked at, also for checks that found nothing, with durations and hashes of what it read', async () => {
    await pipeline.bring(payments, deaths)
    const { checks, run } = await pipeline.check()
    const death = checks.find((report) => report.check === 'paid-after-death')
    expect(death).toMatchObject({ population: 4, hits: 2, byDivision: { aaaa: 3, aaab: 1 } })
    const clean = checks.find((report) => report.check === 'wrong-check-digit')
    expect(clean).toMatchObject({ status: 'ran', population: 0, hits: 0 })
    expect(checks.every((report) => report.ms >= 0)).toBe(true)
    const stored = await perform(town, office, ({ tx }) => tx.selectFrom('run').selectAll().where('run_id', '=', run).executeTakeFirstOrThrow())
    expect((stored.report as { checks: unknown[] }).checks).toHaveLength(checks.length)
    const { batches } = stored.inputs as { batches: { ledger: string; sha256: string }[] }
    expect(batches.map((batch) => [batch.ledger, batch.sha256])).toEqual([
      ['payments', expect.stringMatching(/^[0-9a-f]{64}$/)],
      ['cremations', expect.stringMatching(/^[0-9a-f]{64}$/)],
    ])
  })
})

describe('a run replayed', () => {
  const replay = (run: string) => runTask(town, replayTask, { input: { run }, actor: office })

  test('Over the inputs that it read it finds the same, row for row, whatever came in since', async () => {
    await pipeline.bring(payments, deaths)
    const { run } = await pipeline.check()
    await withdraw('cremations')
    await setSwitch('paid-after-death', false)
    await pipeline.bring({ ...payments, name: '10月.xlsx', rows: [row(3, '王有福', '2026-10')], covers: { from: '2026-10', to: '2026-10' } })
    await pipeline.check()
    const leads = await pipeline.leads()
    expect(await replay(run.slice(0, 10))).toMatchObject({ run, isSame: true, hits: 2, lost: [], notes: [], differences: [] })
    expect(await pipeline.leads()).toEqual(leads)
    expect(await events('run.replayed')).toHaveLength(1)
  })

  test('What differs is named: a hit that only one side has, a changed amount, another number looked at', async () => {
    await pipeline.bring(payments, deaths)
    const { run } = await pipeline.check()
    await perform(town, office, async ({ tx }) => {
      const [first, second] = await tx.selectFrom('hit').selectAll().where('run_id', '=', run).orderBy('identity').execute()
      // As if the run had found them otherwise: hits themselves cannot be changed, so a run of the same inputs gets its own.
      const copy = await tx.selectFrom('run').selectAll().where('run_id', '=', run).executeTakeFirstOrThrow()
      const report = structuredClone(copy.report) as { checks: { check: string; population: number }[] }
      report.checks.find((each) => each.check === 'paid-after-death')!.population = 9
      await tx
        .insertInto('run')
        .values({ ...copy, run_id: 'forged', report: JSON.stringify(report), inputs: JSON.stringify(copy.inputs) })
        .execute()
      const payload = JSON.stringify({ ...(first!.payload as object), overpaid: 1 })
      await tx
        .insertInto('hit')
        .values({ ...first!, run_id: 'forged', content_hash: 'other', payload })
        .execute()
      await tx
        .insertInto('hit')
        .values({ ...second!, run_id: 'forged', identity: 'nobody', payload: JSON.stringify(second!.payload) })
        .execute()
    })
    const answer = await replay('forged')
    expect(answer.isSame).toBe(false)
    expect(answer.differences.map((each) => `${each.kind} ${each.fields.join()}`).sort()).toEqual([
      'differs overpaid',
      'only_before ',
      'only_now ',
      'report population',
    ])
  })

  test('After a list was destroyed it says 输入已销毁 and which list, and runs nothing', async () => {
    await pipeline.bring(payments, { ...deaths, until: '2026-10-31' })
    const { run } = await pipeline.check()
    town.setClock(fixedClock('2026-11-02'))
    await destroyExpired(town)
    expect(await replay(run)).toMatchObject({ isSame: false, hits: 0, lost: [expect.stringMatching(/^cremations .*输入已销毁$/)] })
    await expect(replay('ffffffffffff')).rejects.toMatchObject({ code: 'not_found' })
  })
})
