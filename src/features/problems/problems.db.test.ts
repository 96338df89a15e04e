import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fixedClock } from '../../platform/clock.ts'
import { listEntries, withdrawEntry } from '../../platform/entries.ts'
import { record, sealEvents, verifyEvents } from '../../platform/events.ts'
import { commandLineActor, perform } from '../../platform/installation.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { addMeasure, markMeasureDone } from './actions/add-measure.ts'
import { addProof } from './actions/add-proof.ts'
import { askClosing } from './actions/ask-closing.ts'
import { assignBatch, planBatch, undoBatch } from './actions/batch-problems.ts'
import { enterMoney } from './actions/enter-money.ts'
import { enterStop } from './actions/enter-stop.ts'
import { establishProblem } from './actions/establish-problem.ts'
import { extendDeadline } from './actions/extend-deadline.ts'
import { planProblem, type Plan } from './actions/plan-problem.ts'
import { addSourceByHand, registerByHand, registerFromLead, takeBackLead, type ByHand } from './actions/register-problem.ts'
import { reopenRelapsed } from './actions/reopen-relapsed.ts'
import { returnClosedProblem } from './actions/return-problem.ts'
import { reviewProblem } from './actions/review-problem.ts'
import { answerSearch, listSearches, orderSearch } from './actions/search-same.ts'
import { revokeProblem } from './actions/revoke-problem.ts'
import { setCause } from './actions/set-cause.ts'
import { startMending } from './actions/start-mending.ts'
import { enterTransferReceipt, transferProblem } from './actions/transfer-problem.ts'
import { beginWait, endWait } from './actions/wait-problem.ts'
import { describeProblem } from './describe-problem.ts'
import { problemEntryKinds } from './entry-kinds.ts'
import { exportLedger } from './export-ledger.ts'
import { readWorkbook } from '../../platform/files/read-workbook.ts'
import { dayOf, listProblems, listReminders } from './list-problems.ts'
import { reconcile } from './reconcile.ts'
import { getProblem } from './store.ts'
import { handWritten, newLead, newTown, testPorts } from './town-for-tests.ts'

const installation = await newInstallation('2026-09-21')
let town: Awaited<ReturnType<typeof newTown>>
let ports: ReturnType<typeof testPorts>
let key = 1_000

beforeAll(async () => {
  town = await newTown(installation)
})
beforeEach(() => {
  installation.setClock(fixedClock('2026-09-21'))
  ports = testPorts()
  key++
})

const byHand = handWritten
const read = (problemId: string) => town.as('clerk', (work) => getProblem(work, problemId))
const versionOf = async (problemId: string) => ({ version: (await read(problemId)).version })

async function established(given: Partial<ByHand> = {}): Promise<string> {
  const { problemId } = await town.as('clerk', (work) => registerByHand(work, { ...byHand, ...given }))
  await town.as('clerk', (work) => establishProblem(work, problemId, { version: 1 }))
  return problemId
}

async function plan(login: string, problemId: string, given: Partial<Plan> = {}) {
  const { version } = await versionOf(problemId)
  return town.as(login, (work) =>
    planProblem(work, problemId, {
      version,
      track: 'by_deadline',
      due: '2026-11-06',
      cause: { kind: 'work', text: '没有人核对' },
      measures: ['补两人签字'],
      owner: town.postOf('worker'),
      ...given,
    }),
  )
}

/** Mended with everything but the asking. */
async function mended(problemId: string): Promise<void> {
  await plan('worker', problemId)
  await town.as('worker', async (work) => startMending(work, problemId, await versionOf(problemId)))
  await town.as('worker', async (work) => {
    const measure = await work.tx.selectFrom('measure').select('measure_id').where('problem_id', '=', problemId).executeTakeFirstOrThrow()
    await markMeasureDone(work, problemId, { measureId: measure.measure_id, isDone: true })
    await addProof(work, problemId, { side: 'after', note: '补签的调查表' })
  })
}
const ask = async (login: string, problemId: string) => {
  const at = await versionOf(problemId)
  return town.as(login, (work) => askClosing(work, problemId, { ...at, ports }))
}
const review = async (login: string, problemId: string, decision: 'agree' | 'send_back', reason?: string) => {
  const at = await versionOf(problemId)
  return town.as(login, (work) => reviewProblem(work, problemId, { ...at, decision, reason, ports }))
}

async function cellsOf(bytes: Uint8Array, name: string) {
  const { sheets } = await readWorkbook(bytes, name)
  return (sheets[0]?.rows ?? []).map((row) => row.cells.map((cell) => cell?.value ?? null))
}

describe('how a problem comes about', () => {
  test('S02 one matter from data and from an audit is one problem with both numbers', async () => {
    const lead = await town.as('worker', (work) => newLead(work, { personKey: key }))
    const first = await town.as('worker', (work) => registerFromLead(work, lead))
    const second = await town.as('clerk', (work) => registerByHand(work, { ...byHand, topic: lead.topic, personId: lead.personId, months: ['2026-07'] }))
    expect(second).toEqual({ problemId: first.problemId, number: first.number, isMerged: true })
    const page = await town.as('clerk', (work) => describeProblem(work, first.problemId, { ports }))
    expect(page.sourceList.map((each) => [each.source, each.number])).toEqual([
      ['data', lead.number],
      ['audit', '审计第14号'],
    ])
    expect(page.months).toEqual(['2026-07', '2026-08', '2026-09'])
    expect(page.events.map((event) => event.words)).toEqual(['审计审计第14号 说的是同一件事，并入', '登记，来自数据比对'])
  })

  test('the same lead twice is one problem; another topic of the person is another', async () => {
    const lead = await town.as('worker', (work) => newLead(work, { personKey: key }))
    const other = await town.as('worker', (work) => newLead(work, { personKey: key, topic: 'payroll-dibao' }))
    const ids = []
    for (const each of [lead, lead, other]) ids.push((await town.as('worker', (work) => registerFromLead(work, each))).problemId)
    expect(ids[0]).toBe(ids[1])
    expect(ids[2]).not.toBe(ids[0])
  })

  test('a verification that is taken back takes its registered problem along, an established one it cannot', async () => {
    const lead = await town.as('worker', (work) => newLead(work, { personKey: key }))
    const { problemId } = await town.as('worker', (work) => registerFromLead(work, lead))
    await town.as('worker', (work) => takeBackLead(work, lead.lead))
    expect((await read(problemId)).state).toBe('revoked')
    const again = await town.as('worker', (work) => registerFromLead(work, lead))
    await town.as('clerk', (work) => establishProblem(work, again.problemId, { version: 1 }))
    await expect(town.as('worker', (work) => takeBackLead(work, lead.lead))).rejects.toMatchObject({ code: 'refused' })
  })

  test('a worker of another community finds nothing, and a children’s worker sees children’s matters only', async () => {
    const problemId = await established()
    await expect(town.as('worker-b', (work) => getProblem(work, problemId))).rejects.toMatchObject({ code: 'not_found' })
    await expect(town.as('child_worker', (work) => getProblem(work, problemId))).rejects.toMatchObject({ code: 'not_found' })
    const child = await established({ isChildMatter: true })
    expect(await town.as('child_worker', (work) => getProblem(work, child))).toMatchObject({ problem_id: child })
    await expect(town.as('grid', (work) => getProblem(work, child))).rejects.toMatchObject({ code: 'not_found' })
    await expect(town.as('auditor', (work) => getProblem(work, child))).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('planning', () => {
  test('S36 a plan by deadline is refused with all that lacks named at once, then taken', async () => {
    const problemId = await established()
    await expect(plan('worker', problemId, { cause: undefined, measures: [], owner: undefined, due: undefined })).rejects.toMatchObject({
      code: 'refused',
      extra: { missing: ['cause', 'measures', 'owner', 'due'] },
    })
    await plan('worker', problemId)
    expect(await read(problemId)).toMatchObject({
      state: 'planned',
      track: 'by_deadline',
      owner_name: '青柳worker',
      responsible_unit: '青柳',
      due_on: '2026-11-06',
      due_steps: [
        {
          kind: 'set',
          on: '2026-09-21',
          due: '2026-11-06',
          workdays: 29,
          by: '青柳worker',
          skipped: [{ name: '中秋节' }, { name: '国庆节' }],
          made: ['2026-10-10'],
        },
      ],
    })
  })

  test('S04 a measure without a cause is refused, after the cause it stands', async () => {
    const problemId = await established()
    await expect(town.as('worker', (work) => addMeasure(work, problemId, { text: '补签' }))).rejects.toMatchObject({
      code: 'refused',
      extra: { missing: ['cause'] },
    })
    const at = await versionOf(problemId)
    await town.as('worker', (work) => setCause(work, problemId, { ...at, kind: 'mechanism', text: '两镇名册不互通' }))
    expect(await town.as('worker', (work) => addMeasure(work, problemId, { text: '每月对一次' }))).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('S35 at once needs cause and owner, and no deadline', async () => {
    const problemId = await established()
    await plan('worker', problemId, { track: 'at_once', due: undefined, measures: [] })
    installation.setClock(fixedClock('2026-09-24'))
    const page = await town.as('worker', (work) => describeProblem(work, problemId, { ports }))
    expect(page.clock.headline).toBe('立行立改，已 3 个工作日。')
  })

  test('a registered problem is not planned, and nobody owns it who cannot see it', async () => {
    const { problemId } = await town.as('clerk', (work) => registerByHand(work, byHand))
    await expect(plan('worker', problemId)).rejects.toMatchObject({ code: 'refused', extra: { state: 'registered' } })
    await town.as('clerk', (work) => establishProblem(work, problemId, { version: 1 }))
    await expect(plan('clerk', problemId, { owner: town.postOf('worker-b') })).rejects.toMatchObject({ code: 'refused' })
    await expect(plan('clerk', problemId, { owner: town.postOf('supervisor') })).rejects.toMatchObject({ code: 'refused' })
  })

  test('two people on one problem: the second is told both versions', async () => {
    const problemId = await established()
    await town.as('worker', (work) => setCause(work, problemId, { version: 2, kind: 'work', text: '疏忽' }))
    await expect(town.as('clerk', (work) => setCause(work, problemId, { version: 2, kind: 'objective', text: '路远' }))).rejects.toMatchObject({
      code: 'conflict',
      extra: { yours: 2, theirs: 3 },
    })
  })
})

describe('the clock', () => {
  test('waiting for the authority stops it, and the deadline moves by the working days waited', async () => {
    const problemId = await established()
    await plan('worker', problemId)
    await town.as('worker', async (work) => startMending(work, problemId, await versionOf(problemId)))
    installation.setClock(fixedClock('2026-10-13'))
    let at = await versionOf(problemId)
    await town.as('clerk', (work) => beginWait(work, problemId, { ...at, reason: 'authority_decision', note: '报县民政局' }))
    installation.setClock(fixedClock('2026-10-20'))
    const page = await town.as('clerk', (work) => describeProblem(work, problemId, { ports }))
    expect(page.clock).toMatchObject({ kind: 'standing', left: 18 })
    expect(page.clock.explanation).toMatch(/停了 5 个工作日.*今天结束等待，时限就从 2026-11-06 顺延到 2026-11-13/)
    at = await versionOf(problemId)
    await town.as('clerk', (work) => endWait(work, problemId, { ...at, outcome: '准予减免' }))
    expect(await read(problemId)).toMatchObject({ state: 'mending', due_on: '2026-11-13', waiting_reason: null })
  })

  test('more time is granted by a leader only, and never by the one who owns the problem', async () => {
    const problemId = await established()
    await plan('clerk', problemId)
    const extend = async (login: string, due = '2026-11-20') => {
      const at = await versionOf(problemId)
      return town.as(login, (work) => extendDeadline(work, problemId, { ...at, due, reason: '等外省回函' }))
    }
    await expect(extend('clerk')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(extend('leader', '2026-11-01')).rejects.toMatchObject({ code: 'refused' })
    await extend('leader')
    expect(await read(problemId)).toMatchObject({ due_on: '2026-11-20', extended_until: '2026-11-20' })
    const own = await established()
    await plan('clerk', own, { owner: town.postOf('leader') })
    const at = await versionOf(own)
    await expect(town.as('leader', (work) => extendDeadline(work, own, { ...at, due: '2026-12-01', reason: '忙' }))).rejects.toMatchObject({
      code: 'refused',
    })
  })

  test('who owns a problem in another post does not grant the time, nor does a plan, a batch or a return', async () => {
    const problemId = await established()
    const { accountId } = town.actorOf('leader')
    const second = await perform(installation, commandLineActor(), ({ tx }) =>
      tx
        .insertInto('post')
        .values({ account_id: accountId ?? '', role: 'worker', division: 'aaaa', starts_on: '2026-01-01' })
        .returning('post_id')
        .executeTakeFirstOrThrow(),
    )
    await plan('clerk', problemId, { owner: second.post_id })
    const at = await versionOf(problemId)
    await expect(town.as('leader', (work) => extendDeadline(work, problemId, { ...at, due: '2026-12-01', reason: '忙' }))).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('别的领导') as string,
    })
    await town.as('clerk', async (work) => startMending(work, problemId, await versionOf(problemId)))
    await expect(plan('clerk', problemId, { due: '2026-12-01' })).rejects.toMatchObject({ code: 'refused' })
    expect((await read(problemId)).due_on).toBe('2026-11-06')
  })

  test('a wait names its last day: by the article where one limits the others, else the usual; past it the page says so', async () => {
    const problemId = await established({ kind: 'right', program: 'dibao' })
    await plan('worker', problemId)
    await town.as('worker', async (work) => startMending(work, problemId, await versionOf(problemId)))
    installation.setClock(fixedClock('2026-10-13'))
    const begin = async (given: Partial<Parameters<typeof beginWait>[2]>) => {
      const at = await versionOf(problemId)
      return town.as('clerk', (work) => beginWait(work, problemId, { ...at, reason: 'authority_decision', note: '报县民政局', ...given }))
    }
    await expect(begin({ until: '2026-10-28' })).rejects.toMatchObject({
      code: 'bad_input',
      message: expect.stringContaining('最低生活保障审核确认办法第二十条') as string,
    })
    await begin({})
    const page = () => town.as('clerk', (work) => describeProblem(work, problemId, { ports }))
    expect((await page()).clock.explanation).toContain('最晚等到 2026-10-27（最低生活保障审核确认办法第二十条）')
    installation.setClock(fixedClock('2026-10-28'))
    expect((await page()).clock).toMatchObject({ kind: 'standing', headline: expect.stringContaining('等过了头') as string })
    await town.as('clerk', async (work) => endWait(work, problemId, { ...(await versionOf(problemId)), outcome: '同意确认' }))
    // The eleven working days waited are given in full: the delay is not the owner's.
    expect(await read(problemId)).toMatchObject({
      due_on: '2026-11-23',
      due_steps: [{}, { kind: 'waited', reason: '待确认机关决定', workdays: 11, isOpen: false }],
    })
    await begin({ reason: 'recovery', note: '分六期退回', until: '2027-04-30' })
    expect((await page()).clock.explanation).toContain('最晚等到 2027-04-30（没有条文定期限，写明的日子）')
  })

  test('S47 what is due, overdue and left without an owner is told per person', async () => {
    const problemId = await established({ division: 'aaab' })
    await plan('clerk', problemId, { owner: town.postOf('worker-b'), due: '2026-10-09' })
    installation.setClock(fixedClock('2026-10-20'))
    const mine = async () =>
      (await town.as('secretary-b', async (work) => listReminders(work, await dayOf(work)))).find((each) => each.owner_name === '桥头worker')
    expect(await mine()).toMatchObject({ overdue: 1, soon: 0, stuck: 1, has_left: false, division: 'aaab' })
    await perform(installation, commandLineActor(), ({ tx }) =>
      tx.updateTable('post').set({ ends_on: '2026-10-20' }).where('post_id', '=', town.postOf('worker-b')).execute(),
    )
    expect(await mine()).toMatchObject({ has_left: true })
    const { rows } = await town.as('secretary-b', async (work) => listProblems(work, { due: 'overdue' }, { day: await dayOf(work), limit: 10, offset: 0 }))
    expect(rows.map((row) => row.problem_id)).toEqual([problemId])
  })
})

describe('closure', () => {
  test('S37 a process problem is refused without proof, then asked for by the secretary and struck off by another', async () => {
    const problemId = await established()
    await plan('worker', problemId)
    await town.as('worker', async (work) => startMending(work, problemId, await versionOf(problemId)))
    await expect(ask('secretary', problemId)).rejects.toMatchObject({ code: 'refused', extra: { lacking: [{ key: 'measures' }, { key: 'proof' }] } })
    expect((await read(problemId)).state).toBe('mending')
    await town.as('worker', async (work) => {
      const measure = await work.tx.selectFrom('measure').select('measure_id').where('problem_id', '=', problemId).executeTakeFirstOrThrow()
      await markMeasureDone(work, problemId, { measureId: measure.measure_id, isDone: true })
      await addProof(work, problemId, { side: 'after', note: '补签的调查表' })
    })
    await expect(ask('clerk', problemId)).rejects.toMatchObject({ code: 'refused' })
    await ask('secretary', problemId)
    await review('clerk', problemId, 'agree')
    expect(await read(problemId)).toMatchObject({ state: 'closed', closed_by: '镇clerk' })
    const events = await town.as('clerk', (work) =>
      work.tx.selectFrom('event').select(['action', 'actor_name']).where('object_id', '=', problemId).orderBy('event_id').execute(),
    )
    expect(events.at(-1)).toEqual({ action: 'problem.closed', actor_name: '镇clerk' })
  })

  test('who mended does not review, even from the office; the leader does', async () => {
    const problemId = await established()
    await mended(problemId)
    await town.as('clerk', (work) => addProof(work, problemId, { side: 'after', note: '镇里补的照片' }))
    await ask('secretary', problemId)
    await expect(review('clerk', problemId, 'agree')).rejects.toMatchObject({ code: 'refused', extra: { lacking: [{ key: 'reviewer' }] } })
    await review('leader', problemId, 'agree')
    expect((await read(problemId)).state).toBe('closed')
  })

  test('a matter of the town itself is asked for by the clerk and reviewed by another clerk', async () => {
    const problemId = await established({ division: 'aa' })
    await plan('clerk', problemId, { owner: town.postOf('clerk') })
    await town.as('clerk', async (work) => startMending(work, problemId, await versionOf(problemId)))
    await town.as('clerk', async (work) => {
      const measure = await work.tx.selectFrom('measure').select('measure_id').where('problem_id', '=', problemId).executeTakeFirstOrThrow()
      await markMeasureDone(work, problemId, { measureId: measure.measure_id, isDone: true })
      await addProof(work, problemId, { side: 'after', note: '会议纪要' })
    })
    await ask('clerk', problemId)
    await expect(review('clerk', problemId, 'agree')).rejects.toMatchObject({ code: 'refused' })
    await review('clerk2', problemId, 'agree')
    expect((await read(problemId)).state).toBe('closed')
  })

  test('sent back needs a reason, and what was sent back goes its way again', async () => {
    const problemId = await established()
    await mended(problemId)
    await ask('secretary', problemId)
    await expect(review('clerk', problemId, 'send_back', '')).rejects.toMatchObject({ code: 'refused' })
    await review('clerk', problemId, 'send_back', '照片看不清')
    expect(await read(problemId)).toMatchObject({ state: 'returned', returned_reason: '照片看不清' })
    await town.as('worker', async (work) => startMending(work, problemId, await versionOf(problemId)))
    await ask('secretary', problemId)
    await review('clerk', problemId, 'agree')
    expect(await read(problemId)).toMatchObject({ state: 'closed', returned_reason: null })
  })

  test('a money problem waits for the decision, the money, and the next payment batch', async () => {
    const lead = await town.as('worker', (work) => newLead(work, { personKey: key }))
    const { problemId } = await town.as('worker', (work) => registerFromLead(work, lead))
    await town.as('clerk', (work) => establishProblem(work, problemId, { version: 1 }))
    await mended(problemId)
    const refused = async () =>
      ask('secretary', problemId).then(
        () => [],
        (error: { extra: { lacking: { why: string }[] } }) => error.extra.lacking.map((each) => each.why),
      )
    expect(await refused()).toEqual(['多发 1,362.00 元还没有确认机关的决定', '2026-10 的发放批次还没有导入，不能证明已停发'])
    const at = await versionOf(problemId)
    await town.as('clerk', (work) => enterStop(work, problemId, { ...at, month: '2026-11', goesOn: false, paper: '禾民停〔2026〕8号' }))
    const book = (login: string, entry: Partial<Parameters<typeof enterMoney>[2]> & { kind: 'ordered' | 'recovered' | 'waived' }) =>
      town.as(login, (work) => enterMoney(work, problemId, { fen: 136_200, onDate: '2026-09-21', ...entry }))
    await expect(book('clerk', { kind: 'ordered', organ: '青禾镇人民政府', paper: '青政〔2026〕1号' })).rejects.toMatchObject({ code: 'refused' })
    await book('clerk', { kind: 'ordered', organ: '禾川县民政局', paper: '禾民决〔2026〕37号' })
    await expect(book('clerk', { kind: 'waived', fen: 68_100, paper: '批件' })).rejects.toMatchObject({ code: 'forbidden' })
    await book('leader', { kind: 'waived', fen: 68_100, paper: '批件' })
    await expect(book('worker', { kind: 'recovered', way: 'cash' })).rejects.toMatchObject({ code: 'refused' })
    await book('worker', { kind: 'recovered', way: 'cash', fen: 68_100 })
    expect(await refused()).toEqual(['2026-11 的发放批次还没有导入，不能证明已停发'])
    ports.batches.set('2026-11', { isPaid: true })
    expect(await refused()).toEqual(['2026-11 的发放批次里还有这个人，没有停发'])
    ports.batches.set('2026-11', { isPaid: false })
    await ask('secretary', problemId)
    ports.batches.delete('2026-11')
    await expect(review('clerk', problemId, 'agree')).rejects.toMatchObject({ extra: { lacking: [{ key: 'roster' }] } })
    ports.batches.set('2026-11', { isPaid: false })
    await review('clerk', problemId, 'agree')
    expect((await read(problemId)).state).toBe('closed')
  })

  test('a benefit ended for the living is closed only when they were heard before and told in writing after; the register of stops proves it too', async () => {
    const end = async (personKey: number): Promise<string> => {
      const lead = await town.as('worker', (work) =>
        newLead(work, { personKey, check: 'payroll-on-dibao', topic: 'payroll-dibao', overpaid: null, concerned: null }),
      )
      const { problemId } = await town.as('worker', (work) => registerFromLead(work, lead))
      await town.as('clerk', (work) => establishProblem(work, problemId, { version: 1 }))
      await mended(problemId)
      ports.batches.set('2026-11', { isPaid: false })
      return problemId
    }
    const refused = (problemId: string) =>
      ask('secretary', problemId).then(
        () => [],
        (error: { extra: { lacking: { why: string }[] } }) => error.extra.lacking.map((each) => each.why),
      )
    const stop = async (problemId: string, dates: { heardOn?: string; decidedOn?: string; notifiedOn?: string; form?: 'written' | 'oral' }) => {
      const at = await versionOf(problemId)
      await town.as('clerk', (work) =>
        enterStop(work, problemId, { ...at, month: '2026-11', goesOn: false, paper: '禾民停〔2026〕9号', action: 'end', ...dates }),
      )
    }
    const first = await end(9001)
    await stop(first, {})
    expect(await refused(first)).toEqual(['停发、减发、终止的决定日期还没有登记，看不出当时要不要听取意见、书面告知'])
    await stop(first, { decidedOn: '2026-09-18', notifiedOn: '2026-09-19', form: 'written' })
    expect(await refused(first)).toEqual(['决定前没有听取意见的记录（社会救助法第四十八条）'])
    await stop(first, { heardOn: '2026-09-17', decidedOn: '2026-09-18', notifiedOn: '2026-09-19', form: 'oral' })
    expect(await refused(first)).toEqual(['要书面告知并说明理由（社会救助法第四十八条），现在登记的不是书面'])
    await stop(first, { heardOn: '2026-09-17', decidedOn: '2026-09-18', notifiedOn: '2026-09-19', form: 'written' })
    expect(await refused(first)).toEqual([])
    // Typed once: the kept register of stops has the same row, and it followed every correction.
    const register = await town.as('clerk', ({ tx }) =>
      tx
        .selectFrom('kept_row')
        .selectAll()
        .where('ledger', '=', 'stops')
        .where('person_key', '=', '9001' as never)
        .execute(),
    )
    expect(register).toMatchObject([
      {
        division: 'aaaa',
        person_key: 9001,
        cells: {
          program: 'dibao',
          action: 'end',
          heard_on: '2026-09-17',
          decided_on: '2026-09-18',
          notified_on: '2026-09-19',
          stop_month: '2026-11',
          reason: `问题 ${(await read(first)).number}`,
        },
      },
    ])
    expect((await read(first)).stop_row).toBe(register[0]?.kept_row_id)

    const second = await end(9002)
    await town.as('clerk', ({ tx, clock }) =>
      tx
        .insertInto('kept_row')
        .values({
          ledger: 'stops',
          row_key: 'second',
          division: 'aaaa',
          person_key: '9002' as never,
          name: '韩秀珍',
          cells: JSON.stringify({ program: 'dibao', action: 'end', heard_on: '2026-09-10', decided_on: '2026-09-11', notified_on: '2026-09-12' }),
          created_at: clock.now(),
          updated_at: clock.now(),
        })
        .execute(),
    )
    await stop(second, {})
    expect(await refused(second)).toEqual([])
  })

  test('S44 the lead of a closed problem comes back: it is returned, marked 反弹, with its old clock', async () => {
    const lead = await town.as('worker', (work) => newLead(work, { personKey: key, severity: 'process', overpaid: null, concerned: null }))
    const { problemId } = await town.as('worker', (work) => registerFromLead(work, lead))
    await town.as('clerk', (work) => establishProblem(work, problemId, { version: 1 }))
    await mended(problemId)
    expect(await town.as('clerk', (work) => reopenRelapsed(work, { leadId: lead.lead }))).toEqual([])
    await ask('secretary', problemId)
    await review('clerk', problemId, 'agree')
    expect(await town.as('clerk', (work) => reopenRelapsed(work, { leadId: lead.lead, reason: '2026-11 的名册里又有他' }))).toEqual([problemId])
    expect(await read(problemId)).toMatchObject({
      state: 'returned',
      is_relapsed: true,
      due_on: '2026-11-06',
      due_steps: [{ kind: 'set', due: '2026-11-06' }],
      closed_at: null,
      returned_reason: '2026-11 的名册里又有他',
    })
  })

  test('S38 only 纪委 sends a closed problem back; what it takes as a clue leaves only number, date, paper and receipt', async () => {
    const problemId = await established({ subjectName: '韩秀珍', description: '线索内容' })
    await mended(problemId)
    await ask('secretary', problemId)
    await review('clerk', problemId, 'agree')
    await expect(town.as('clerk', (work) => returnClosedProblem(work, problemId, { reason: '假的' }))).rejects.toMatchObject({ code: 'forbidden' })
    await town.as('supervisor', (work) => returnClosedProblem(work, problemId, { reason: '佐证是旧照片' }))
    expect(await read(problemId)).toMatchObject({
      state: 'returned',
      due_on: '2026-11-06',
      due_steps: [{ kind: 'set', due: '2026-11-06' }],
      planned_on: '2026-09-21',
    })
    const clue = { ...(await versionOf(problemId)), organ: '镇纪委', paper: '青纪移〔2026〕3号', receipt: '收条 3', isClue: true }
    await expect(town.as('clerk', (work) => transferProblem(work, problemId, clue))).rejects.toMatchObject({ code: 'forbidden' })
    await town.as('supervisor', (work) => transferProblem(work, problemId, clue))
    const row = await read(problemId)
    expect(row).toMatchObject({
      state: 'transferred',
      transferred_to: '镇纪委',
      transfer_paper: '青纪移〔2026〕3号',
      transfer_receipt: '收条 3',
      description: '',
      subject_name: null,
    })
    const page = await town.as('supervisor', (work) => describeProblem(work, problemId, { ports }))
    expect([page.measureList, page.proofs, page.can]).toEqual([[], [], ['transfer_receipt']])
    const late = await versionOf(problemId)
    await town.as('clerk', (work) => enterTransferReceipt(work, problemId, { ...late, receipt: '收条 3-1' }))
    expect((await read(problemId)).transfer_receipt).toBe('收条 3-1')
  })

  test('S39 whoever reads the log of a clue handed over sees the hand-over alone; its lead tells nothing more, and the chain of events stays whole', async () => {
    const lead = await town.as('', (work) => newLead(work, { topic: 'clue' }))
    const { problemId } = await town.as('', (work) => registerFromLead(work, lead))
    await town.as('clerk', (work) => record(work, { action: 'lead.note', objectKind: 'lead', objectId: lead.lead, division: 'aaaa', reason: '他收了钱' }))
    await town.as('clerk', async (work) => establishProblem(work, problemId, await versionOf(problemId)))
    await plan('worker', problemId)
    const logOf = (login: string) =>
      town.as(login, ({ tx }) => tx.selectFrom('event').select('action').where('object_id', 'in', [problemId, lead.lead]).orderBy('event_id').execute())
    const before = (await logOf('clerk')).length
    expect(before).toBeGreaterThan(3)
    const clue = { ...(await versionOf(problemId)), organ: '镇纪委', paper: '青纪移〔2026〕4号', isClue: true }
    await town.as('supervisor', (work) => transferProblem(work, problemId, clue))
    for (const login of ['clerk', 'leader', 'supervisor', 'worker']) expect(await logOf(login)).toEqual([{ action: 'problem.transferred' }])
    expect((await town.as('supervisor', (work) => describeProblem(work, problemId, { ports }))).events).toMatchObject([{ words: '移送镇纪委' }])
    const told = await town.as('clerk', ({ tx }) => tx.selectFrom('lead').selectAll().where('lead_id', '=', lead.lead).executeTakeFirstOrThrow())
    expect(told).toMatchObject({ subject_name: '已移送', sentence: '已移送', person_id: null, citizen_id: null, evidence: [], months: [] })
    // Nothing was taken out: who seals sees them all.
    await sealEvents(installation.database.sealer)
    const kept = await installation.database.sealer.selectFrom('event').select('event_id').where('object_id', 'in', [problemId, lead.lead]).execute()
    expect(kept).toHaveLength(before + 1)
    expect((await verifyEvents(installation.database.sealer)).ok).toBe(true)
  })
})

describe('what was written by mistake', () => {
  test('a measure, a proof, a source and a search are withdrawn by who wrote them and stand in the story; while it is reviewed nothing goes', async () => {
    const problemId = await established()
    await mended(problemId)
    await town.as('clerk', (work) => addSourceByHand(work, problemId, { source: 'complaint', sourceNumber: '信访8号', note: null }))
    const search = await town.as('clerk', (work) => orderSearch(work, problemId, { question: '签字不全的', ports }))
    const before = await town.as('clerk', (work) => describeProblem(work, problemId, { ports }))
    const ids = { measure: before.measureList[0]?.measure, proof: before.proofs[0]?.proof, source: before.sourceList[1]?.id, search }
    const withdraw = (login: string, kind: keyof typeof ids) =>
      town.as(login, (work) => withdrawEntry(work, problemEntryKinds, { kind, entry: ids[kind] ?? '', reason: '写错了' }))
    await expect(withdraw('secretary', 'measure')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(withdraw('worker-b', 'proof')).rejects.toMatchObject({ code: 'not_found' })
    await withdraw('worker', 'measure')
    await withdraw('worker', 'proof')
    await withdraw('clerk', 'source')
    await withdraw('clerk', 'search')
    const after = await town.as('clerk', (work) => describeProblem(work, problemId, { ports }))
    expect([after.measureList, after.proofs, after.sourceList.length, after.searches]).toEqual([[], [], 1, []])
    expect(after.events.slice(0, 4).map((each) => [each.words, each.reason])).toEqual([
      ['撤回举一反三：签字不全的', '写错了'],
      ['撤回来源：信访8号', '写错了'],
      ['撤回佐证：补签的调查表', '写错了'],
      ['撤回措施：补两人签字', '写错了'],
    ])
    expect(after.version).toBeGreaterThan(before.version)
    // Listed nowhere else: a children's matter tells nothing to who doesn't see it.
    expect((await town.as('grid', (work) => listEntries(work, problemEntryKinds, Object.keys(problemEntryKinds)))).withdrawn).toEqual([])
    const [closed, at] = [await established(), { ports }]
    await mended(closed)
    const { proofs } = await town.as('clerk', (work) => describeProblem(work, closed, at))
    await ask('secretary', closed)
    await review('clerk', closed, 'agree')
    await expect(
      town.as('worker', (work) => withdrawEntry(work, problemEntryKinds, { kind: 'proof', entry: proofs[0]?.proof ?? '', reason: '旧照片' })),
    ).rejects.toMatchObject({ code: 'refused' })
  })

  test('a problem written down by mistake is taken back by its writer until the office has established it; what a lead brought is not', async () => {
    const { problemId } = await town.as('secretary', (work) => registerByHand(work, { ...byHand, sourceNumber: '自查1' }))
    const revoke = async (login: string, id: string) => {
      const at = await versionOf(id)
      return town.as(login, (work) => revokeProblem(work, id, { ...at, reason: '写错了社区' }))
    }
    await expect(revoke('worker', problemId)).rejects.toMatchObject({ code: 'forbidden' })
    expect((await town.as('secretary', (work) => describeProblem(work, problemId, { ports }))).can).toContain('take_back')
    expect((await town.as('worker', (work) => describeProblem(work, problemId, { ports }))).can).not.toContain('take_back')
    await revoke('secretary', problemId)
    expect((await read(problemId)).state).toBe('revoked')
    const lead = await town.as('worker', (work) => newLead(work, { topic: 'taken' }))
    const found = await town.as('worker', (work) => registerFromLead(work, lead))
    await expect(revoke('worker', found.problemId)).rejects.toThrow('收回核实结果')
    const late = await town.as('secretary', (work) => registerByHand(work, { ...byHand, sourceNumber: '自查2' }))
    await town.as('clerk', (work) => establishProblem(work, late.problemId, { version: 1 }))
    await expect(revoke('secretary', late.problemId)).rejects.toMatchObject({ code: 'refused' })
  })
})

describe('over the whole town', () => {
  test('S37 three numbers of a community and the problems that make them differ', async () => {
    const before = (await town.as('clerk', (work) => reconcile(work, { division: 'aaaa' })))[0]
    const [whole, planned, bare] = [await established(), await established(), await established()]
    await mended(whole)
    await plan('worker', planned)
    const after = (await town.as('clerk', (work) => reconcile(work, { division: 'aaaa' })))[0]
    expect((after?.problems ?? 0) - (before?.problems ?? 0)).toBe(3)
    expect((after?.measures ?? 0) - (before?.measures ?? 0)).toBe(2)
    expect((after?.proof ?? 0) - (before?.proof ?? 0)).toBe(1)
    const differing = new Map(after?.differing.map((each) => [each.problem, each.lacks]))
    expect([differing.get(whole), differing.get(planned), differing.get(bare)]).toEqual([undefined, ['proof'], ['measure', 'proof']])
    // Once closure was asked for, a measure not done and money that does not come out even differ too.
    await town.as('clerk', async ({ tx, clock }) => {
      const base = { problem_id: whole, division: 'aaaa', created_by: 'x', created_at: clock.now() }
      await tx
        .insertInto('measure')
        .values({ ...base, text: '再补一户' })
        .execute()
      await tx
        .insertInto('money_entry')
        .values({ ...base, kind: 'ordered', fen: 100, on_date: clock.today() })
        .execute()
    })
    const lacksOfWhole = async () =>
      (await town.as('clerk', (work) => reconcile(work, { division: 'aaaa' })))[0]?.differing.find((each) => each.problem === whole)?.lacks
    expect(await lacksOfWhole()).toBeUndefined()
    await town.as('clerk', ({ tx }) => tx.updateTable('problem').set({ state: 'closed' }).where('problem_id', '=', whole).execute())
    expect(await lacksOfWhole()).toEqual(['undone', 'money'])
    await town.as('clerk', ({ tx }) => tx.updateTable('problem').set({ state: 'mending' }).where('problem_id', '=', whole).execute())
  })

  test('S05 the same kind is searched in every community: by data where it is covered, else by the community', async () => {
    const lead = await town.as('worker', (work) => newLead(work, { personKey: key }))
    const { problemId } = await town.as('worker', (work) => registerFromLead(work, lead))
    const order = (question: string) => town.as('clerk', (work) => orderSearch(work, problemId, { question, ports }))
    await expect(order('死亡后仍发低保')).rejects.toMatchObject({ code: 'refused' })
    await town.as('clerk', (work) => establishProblem(work, problemId, { version: 1 }))
    await expect(order('像韩秀珍这样的')).rejects.toMatchObject({ code: 'refused' })
    ports.same.set('aaaa', { found: 2, lookedAt: 320, covered: true })
    const search = await order('死亡后仍发低保')
    const results = async (login: string) => (await town.as(login, (work) => listSearches(work))).find((each) => each.search === search)?.results
    expect((await results('clerk'))?.map((each) => [each.division, each.result, each.found])).toEqual([
      ['aaaa', 'found', 2],
      ['aaab', 'open', null],
    ])
    expect((await results('worker'))?.map((each) => each.division)).toEqual(['aaaa'])
    await expect(town.as('worker', (work) => answerSearch(work, search, { division: 'aaab', result: 'none', note: '' }))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(town.as('secretary-b', (work) => answerSearch(work, search, { result: 'found', note: '' }))).rejects.toMatchObject({ code: 'refused' })
    await town.as('secretary-b', (work) => answerSearch(work, search, { result: 'none', lookedAt: 210, note: '逐户对过' }))
    expect((await results('clerk'))?.[1]).toMatchObject({ result: 'none', found: 0, lookedAt: 210, byName: '桥头secretary' })
  })

  test('a batch names those that could not, and is taken back except where somebody went on', async () => {
    const [one, two, registered] = [await established(), await established(), (await town.as('clerk', (work) => registerByHand(work, byHand))).problemId]
    for (const each of [one, two]) {
      const at = await versionOf(each)
      await town.as('clerk', (work) => setCause(work, each, { ...at, kind: 'work', text: '疏忽' }))
    }
    const batch = await town.as('clerk', (work) => planBatch(work, [one, two, registered], { track: 'at_once', owner: town.postOf('worker') }))
    expect([batch.done, batch.left.map((each) => each.problem)]).toEqual([[one, two], [registered]])
    await town.as('worker', async (work) => startMending(work, two, await versionOf(two)))
    expect(await town.as('clerk', (work) => undoBatch(work, batch.undo))).toEqual({ undone: 1, left: 1 })
    expect(await read(one)).toMatchObject({ state: 'established', track: null, owner_post: null })
    expect(await read(two)).toMatchObject({ state: 'mending' })
    const assigned = await town.as('clerk', (work) => assignBatch(work, [one], { post: town.postOf('secretary') }))
    await expect(town.as('clerk2', (work) => undoBatch(work, assigned.undo))).rejects.toMatchObject({ code: 'refused' })
    expect(await read(one)).toMatchObject({ owner_name: '青柳secretary' })
  })

  test('S33 the ledger goes out as .xlsx with the usual columns, its own community’s rows only, and the export is an event', async () => {
    const title = `公示栏是空的 ${key}`
    const problemId = await established({ title, sourceNumber: '审计第22号', subjectName: '韩秀珍', concerned: 136_200 })
    await plan('worker', problemId)
    const { bytes, name } = await town.as('worker', (work) => exportLedger(work, { text: '审计第22号' }))
    expect(name).toBe('问题台账_2026-09-21.xlsx')
    const rows = await cellsOf(bytes, name)
    const heading = rows.find((row) => row.includes('责任单位'))
    expect(heading).toEqual([
      '序号',
      '单位/社区',
      '问题来源',
      '来源编号',
      '问题类别',
      '问题描述',
      '涉及人员',
      '涉及金额',
      '发现时间',
      '原因',
      '整改措施',
      '责任单位',
      '责任人',
      '整改时限',
      '整改情况',
      '是否完成',
      '完成时间',
      '销号情况',
      '佐证材料',
      '备注',
    ])
    const row = rows.find((each) => each.includes(title))
    expect(row).toEqual(
      expect.arrayContaining(['青柳', '审计', '审计第22号', '低保', '韩秀珍', 1362, '工作：没有人核对', '1. 补两人签字', '青柳worker', '未整改', '未销号']),
    )
    const other = await town.as('worker-b', (work) => exportLedger(work, { text: '审计第22号' }))
    expect((await cellsOf(other.bytes, name)).some((each) => each.includes(title))).toBe(false)
    const events = await town.as('clerk', (work) =>
      work.tx.selectFrom('event').select(['actor_name', 'after']).where('action', '=', 'problems.exported').orderBy('event_id').execute(),
    )
    expect(events.map((event) => [event.actor_name, (event.after as { rows: number }).rows])).toEqual([
      ['青柳worker', 1],
      ['桥头worker', 0],
    ])
  })
})
