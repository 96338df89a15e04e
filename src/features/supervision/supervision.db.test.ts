import { beforeEach, describe, expect, test } from 'vitest'
import { newCampaignTown, type CampaignTown } from '../../../tests/support/campaign-town.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { fixedClock } from '../../platform/clock.ts'
import { listEntries, withdrawEntry } from '../../platform/entries.ts'
import { enterReceipt, readConsequences, writeConsequence } from './consequences.ts'
import { decideSample } from './decide-sample.ts'
import { drawSample, previewSample } from './draw-sample.ts'
import { drawOrder } from './draw-order.ts'
import { supervisionEntryKinds } from './entry-kinds.ts'
import { followUp, writeFinding, writeInspection } from './inspections.ts'
import { answerOrder, endOrder, giveOrder, readOrders, receiveOrder, remindOrder } from './orders.ts'
import { readInspection } from './read-inspection.ts'

let installation: Awaited<ReturnType<typeof newInstallation>>
let town: CampaignTown
const ports = { conditionsOf: () => Promise.resolve([{ ok: false, text: '整改后的佐证', why: '一件也没有' }]) }

beforeEach(async () => {
  installation = await newInstallation()
  town = await newCampaignTown(installation)
})

/** n problems of a state, numbered on. */
async function problems(n: number, { state = 'closed', division = 'aaaa', from = 1 } = {}): Promise<string[]> {
  return town.as('clerk', async ({ tx, clock }) => {
    const ids: string[] = []
    for (let at = from; at < from + n; at++) {
      const row = await tx
        .insertInto('problem')
        .values({
          number: `2026-${String(at).padStart(4, '0')}`,
          kind: 'process',
          title: `第 ${at} 件`,
          division,
          state,
          closed_by: 'clerk',
          closed_at: clock.now(),
          created_by: 'worker',
          created_at: clock.now(),
          updated_at: clock.now(),
        })
        .returning('problem_id')
        .executeTakeFirstOrThrow()
      ids.push(row.problem_id)
    }
    return ids
  })
}

const draw = (given: Partial<Parameters<typeof drawSample>[1]> = {}) =>
  town.as('supervisor', (work) => drawSample(work, { size: 3, title: '', team: '', ...given }))
const read = (inspection: string) => town.as('supervisor', (work) => readInspection(work, inspection, ports))
const decide = (inspection: string, problem: string, decision: 'agreed' | 'sent_back', reason = '') =>
  town.as('supervisor', (work) => decideSample(work, inspection, { problem, decision, reason }))
const events = (action: string) =>
  town.as('supervisor', ({ tx }) => tx.selectFrom('event').selectAll().where('action', '=', action).orderBy('event_id').execute())
const problemOf = (id: string) => town.as('supervisor', ({ tx }) => tx.selectFrom('problem').selectAll().where('problem_id', '=', id).executeTakeFirstOrThrow())

describe('a draw', () => {
  test('takes the first n closed problems by sha256 of seed and number, and keeps seed, population and list', async () => {
    await problems(8)
    await problems(2, { state: 'mending', from: 50 })
    const { inspection } = await draw({ seed: '种子一' })
    const sample = await read(inspection)
    const numbers = Array.from({ length: 8 }, (_, n) => `2026-000${n + 1}`)
    expect(sample.populationNumbers).toEqual(numbers)
    expect(sample.drawn.map((each) => [each.number, each.hash])).toEqual(
      drawOrder('种子一', numbers)
        .slice(0, 3)
        .map((each) => [each.number, each.hash]),
    )
    expect(await events('sample.drawn')).toMatchObject([{ after: { seed: '种子一', population: 8, drawn: sample.drawn.map((each) => each.number) } }])
    expect((await problemOf(sample.drawn[0]?.problem ?? '')).sampled_times).toBe(1)
  })

  test('without a seed takes the date and the how many-th draw of the day', async () => {
    await problems(5)
    await draw()
    expect((await town.as('supervisor', (work) => previewSample(work, { size: 2 }))).seed).toBe('2026-10-20-2')
    const second = await read((await draw()).inspection)
    expect(second.inspection).toMatchObject({ seed: '2026-10-20-2', number: '抽2026-002' })
  })

  test('of one community draws from its closed problems only', async () => {
    await problems(3)
    await problems(4, { division: 'aaab', from: 20 })
    const sample = await read((await draw({ community: 'aaab' })).inspection)
    expect(sample.inspection.population).toBe(4)
    expect(sample.drawn.every((each) => each.community === '桥头社区')).toBe(true)
  })

  test('of more than there are is refused and says how many there are', async () => {
    await problems(2)
    await expect(draw()).rejects.toMatchObject({ code: 'refused', extra: { population: 2 } })
  })

  test('the preview says what error rate it could show', async () => {
    await problems(20)
    const preview = await town.as('supervisor', (work) => previewSample(work, { size: 10 }))
    expect(preview).toMatchObject({ population: 20, size: 10, bound: { fewerThan: 4, share: 0.2 } })
    expect(preview.sizes.map((each) => each.size)).toEqual([19, 16, 10])
  })
})

describe('a drawn problem', () => {
  test('agreed stays closed; sent back with a reason is reopened as returned', async () => {
    await problems(4)
    const { inspection } = await draw({ size: 2 })
    const [first, second] = (await read(inspection)).drawn
    await decide(inspection, first?.problem ?? '', 'agreed')
    await decide(inspection, second?.problem ?? '', 'sent_back', '照片是去年的')
    expect((await problemOf(first?.problem ?? '')).state).toBe('closed')
    expect(await problemOf(second?.problem ?? '')).toMatchObject({ state: 'returned', returned_reason: '照片是去年的', closed_at: null })
    expect(await events('problem.returned_by_supervision')).toMatchObject([{ reason: '照片是去年的', actor_name: 'supervisor' }])
    expect(await events('sample.sent_back')).toHaveLength(1)
    const after = await read(inspection)
    expect(after.shows).toMatchObject({ wrong: 1 })
    expect(after.shows?.soFar?.fewerThan).toBe(4)
  })

  test('before all drawn ones are judged the sample says nothing', async () => {
    await problems(6)
    const { inspection } = await draw()
    await decide(inspection, (await read(inspection)).drawn[0]?.problem ?? '', 'agreed')
    expect((await read(inspection)).shows?.soFar).toBeNull()
  })

  test('is judged once, and only while it is closed', async () => {
    await problems(3)
    const { inspection } = await draw({ size: 2 })
    const [first, second] = (await read(inspection)).drawn
    await decide(inspection, first?.problem ?? '', 'agreed')
    await expect(decide(inspection, first?.problem ?? '', 'sent_back', '再想想')).rejects.toMatchObject({ code: 'refused' })
    await town.as('clerk', ({ tx }) =>
      tx
        .updateTable('problem')
        .set({ state: 'returned' })
        .where('problem_id', '=', second?.problem ?? '')
        .execute(),
    )
    await expect(decide(inspection, second?.problem ?? '', 'agreed')).rejects.toMatchObject({ code: 'refused' })
  })

  test('that was not drawn is not found', async () => {
    await problems(4)
    const { inspection } = await draw({ size: 1 })
    const drawn = (await read(inspection)).drawn[0]?.problem
    const other = await town.as('clerk', ({ tx }) =>
      tx
        .selectFrom('problem')
        .select('problem_id')
        .where('problem_id', '<>', drawn ?? '')
        .executeTakeFirstOrThrow(),
    )
    await expect(decide(inspection, other.problem_id, 'agreed')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('shows its measures, proof and conditions, and proof that another problem uses too', async () => {
    const [a, b] = await problems(2)
    await town.as('clerk', async ({ tx, clock }) => {
      const attach = async (problem: string): Promise<void> => {
        const { attachment_id } = await tx
          .insertInto('attachment')
          .values({ sha256: 'same', name: '照片.jpg', media_type: 'image/jpeg', bytes: 1, division: 'aaaa', created_by: 'worker', created_at: clock.now() })
          .returning('attachment_id')
          .executeTakeFirstOrThrow()
        await tx
          .insertInto('proof')
          .values({ problem_id: problem, division: 'aaaa', attachment_id, side: 'after', note: '门口', created_by: 'worker', created_at: clock.now() })
          .execute()
      }
      await attach(a ?? '')
      await attach(b ?? '')
      await tx
        .insertInto('measure')
        .values({ problem_id: a ?? '', division: 'aaaa', text: '补签协议', done_on: '2026-10-19', created_by: 'worker', created_at: clock.now() })
        .execute()
    })
    const { drawn } = await read((await draw({ size: 2 })).inspection)
    expect(drawn.find((each) => each.problem === a)).toMatchObject({
      measures: [{ text: '补签协议', doneOn: '2026-10-19' }],
      proofs: [{ name: '照片.jpg', side: 'after', usedElsewhere: 1 }],
      conditions: [{ ok: false, why: '一件也没有' }],
      daysOpen: 0,
    })
  })
})

describe('inspections', () => {
  test('a finding of a secret visit becomes a problem with source secret_visit and the visit’s number', async () => {
    const { inspection, number } = await town.as('supervisor', (work) =>
      writeInspection(work, { kind: 'secret_visit', title: '夜访街面', on: '2026-10-19', team: '赵、钱', note: '' }),
    )
    const found = await town.as('supervisor', (work) => writeFinding(work, inspection, { division: 'aaab', text: '桥洞有人露宿，当夜没人巡查', person: '' }))
    const source = await town.as('clerk', ({ tx }) =>
      tx.selectFrom('problem_source').selectAll().where('problem_id', '=', found.problem).executeTakeFirstOrThrow(),
    )
    expect(source).toMatchObject({ source: 'secret_visit', source_number: number, division: 'aaab' })
    expect(number).toBe('访2026-001')
  })

  test('a finding on the spot has source supervision, and stays open until a follow-up says 已改', async () => {
    const { inspection } = await town.as('supervisor', (work) => writeInspection(work, { kind: 'site', title: '查台账', on: '2026-10-19', team: '', note: '' }))
    const { finding, problem } = await town.as('supervisor', (work) =>
      writeFinding(work, inspection, { division: 'aaaa', text: '台账没有签字', person: '王秀英' }),
    )
    const source = await town.as('clerk', ({ tx }) =>
      tx.selectFrom('problem_source').select('source').where('problem_id', '=', problem).executeTakeFirstOrThrow(),
    )
    expect(source.source).toBe('supervision')
    await town.as('supervisor', (work) => followUp(work, finding, { on: '2026-10-20', result: 'partly', text: '补了一半' }))
    expect((await read(inspection)).inspection.openFindings).toBe(1)
    await town.as('supervisor', (work) => followUp(work, finding, { on: '2026-10-20', result: 'mended', text: '都签了' }))
    const after = await read(inspection)
    expect(after.inspection).toMatchObject({ findings: 1, openFindings: 0 })
    expect(after.findings[0]?.followUps.map((each) => each.result)).toEqual(['partly', 'mended'])
  })
})

describe('督办', () => {
  const give = (given: Partial<Parameters<typeof giveOrder>[1]> = {}) =>
    town.as('supervisor', (work) => giveOrder(work, { toUnit: '镇派出所', division: 'aa', problem: null, text: '查找走失人员', dueOn: '2026-10-22', ...given }))
  const only = async (login = 'supervisor') => (await town.as(login, readOrders)).orders[0]

  test('goes from order over receipt and answer to 办结, each with its event', async () => {
    const { order, number } = await give()
    expect(number).toBe('督2026-001')
    await expect(town.as('clerk', (work) => answerOrder(work, order, { text: '已经找到', on: '2026-10-20' }))).rejects.toMatchObject({ code: 'refused' })
    await town.as('clerk', (work) => receiveOrder(work, order, { by: '周所长', on: '2026-10-20' }))
    await expect(town.as('supervisor', (work) => endOrder(work, order, { accepted: true, reason: '' }))).rejects.toMatchObject({ code: 'refused' })
    await town.as('clerk', (work) => answerOrder(work, order, { text: '已经找到', on: '2026-10-20' }))
    await town.as('supervisor', (work) => endOrder(work, order, { accepted: true, reason: '' }))
    expect(await only()).toMatchObject({ isDone: true, receivedBy: '周所长', answer: '已经找到' })
    for (const action of ['order.given', 'order.received', 'order.answered', 'order.done']) expect(await events(action)).toHaveLength(1)
  })

  test('an answer that is sent back waits for another', async () => {
    const { order } = await give()
    await town.as('clerk', (work) => receiveOrder(work, order, { by: '周所长', on: '2026-10-20' }))
    await town.as('clerk', (work) => answerOrder(work, order, { text: '正在办理', on: '2026-10-20' }))
    await town.as('supervisor', (work) => endOrder(work, order, { accepted: false, reason: '没有结果' }))
    expect(await only()).toMatchObject({ isDone: false, answer: null })
    expect(await events('order.sent_back')).toMatchObject([{ reason: '没有结果', before: { answer: '正在办理' } }])
  })

  test('is overdue from the day after, is reminded once a day, and stays open after the last stage', async () => {
    const { order } = await give()
    await town.as('supervisor', (work) => remindOrder(work, order))
    await expect(town.as('supervisor', (work) => remindOrder(work, order))).rejects.toMatchObject({ code: 'refused' })
    installation.setClock(fixedClock('2026-10-22'))
    expect((await only())?.daysOverdue).toBe(0)
    installation.setClock(fixedClock('2026-12-01'))
    const { orders, campaignEndedOn } = await town.as('supervisor', readOrders)
    expect(campaignEndedOn).toBe('2026-10-23')
    expect(orders[0]).toMatchObject({ isDone: false, daysOverdue: 40, remindedTimes: 1 })
    await town.as('supervisor', (work) => remindOrder(work, order))
    expect((await only())?.remindedTimes).toBe(2)
  })

  test('a community sees and answers the orders to it, no others', async () => {
    const { order } = await give({ toUnit: '青柳社区', division: 'aaaa' })
    await give({ dueOn: '2026-10-30' })
    expect((await town.as('secretary', readOrders)).orders).toHaveLength(1)
    expect((await town.as('secretary-b', readOrders)).orders).toEqual([])
    await town.as('secretary', (work) => receiveOrder(work, order, { by: '张国平', on: '2026-10-20' }))
    await expect(town.as('secretary-b', (work) => answerOrder(work, order, { text: '不是我的', on: '2026-10-20' }))).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('an order, its receipt and its answer written by mistake are withdrawn one after the other by who wrote them; its number is not given again', async () => {
    const { order, number } = await town.as('supervisor', (work) =>
      giveOrder(work, { toUnit: '青柳社区', division: 'aaaa', problem: null, text: '查清入户', dueOn: '2099-01-01' }),
    )
    const today = installation.clock.today()
    await town.as('secretary', (work) => receiveOrder(work, order, { by: '书记', on: today }))
    await town.as('secretary', (work) => answerOrder(work, order, { text: '答错了别的件', on: today }))
    const withdraw = (login: string, kind: string) =>
      town.as(login, (work) => withdrawEntry(work, supervisionEntryKinds, { kind, entry: order, reason: '写错了件' }))
    await expect(withdraw('supervisor', 'order')).rejects.toThrow('先撤回反馈')
    await expect(withdraw('secretary', 'order_receipt')).rejects.toThrow('先撤回反馈')
    await expect(withdraw('worker', 'order_answer')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(withdraw('secretary', 'order')).rejects.toMatchObject({ code: 'not_found' })
    await withdraw('secretary', 'order_answer')
    expect((await town.as('secretary', readOrders)).orders[0]).toMatchObject({ answer: null, answeredOn: null, receivedBy: '书记' })
    await withdraw('secretary', 'order_receipt')
    await withdraw('supervisor', 'order')
    expect((await town.as('supervisor', readOrders)).orders).toEqual([])
    const { withdrawn } = await town.as('supervisor', (work) => listEntries(work, supervisionEntryKinds, ['order', 'order_receipt', 'order_answer']))
    expect(withdrawn.map((each) => each.said)).toEqual([`${number} 给青柳社区的督办`, `${number} 的签收`, `${number} 的反馈`])
    const next = await town.as('supervisor', (work) =>
      giveOrder(work, { toUnit: '青柳社区', division: 'aaaa', problem: null, text: '查清入户', dueOn: '2099-01-01' }),
    )
    expect(next.number > number).toBe(true)
  })

  test('an inspection without findings, a later look, a card and a receipt are withdrawn; with findings the inspection stays', async () => {
    const today = installation.clock.today()
    const { inspection } = await town.as('supervisor', (work) => writeInspection(work, { kind: 'look_back', title: '回头看', on: today, team: '', note: '' }))
    const { finding } = await town.as('supervisor', (work) => writeFinding(work, inspection, { division: 'aaaa', text: '还没有公示', person: '' }))
    const look = await town.as('supervisor', (work) => followUp(work, finding, { on: today, result: 'mended', text: '看错了一处' }))
    const { consequence } = await town.as('supervisor', (work) =>
      writeConsequence(work, { kind: 'talk', division: 'aaaa', who: '某人', what: '迟报两次', basis: '督查办法第九条', on: today, paper: '约1号' }),
    )
    await town.as('supervisor', (work) => enterReceipt(work, consequence, { receipt: '收条1', on: today }))
    const withdraw = (kind: string, entry: string) =>
      town.as('supervisor', (work) => withdrawEntry(work, supervisionEntryKinds, { kind, entry, reason: '写错了' }))
    await expect(withdraw('inspection', inspection)).rejects.toThrow('已经登记了发现')
    await withdraw('follow_up', look.followUp)
    expect((await read(inspection)).findings[0]?.followUps).toEqual([])
    await withdraw('consequence_receipt', consequence)
    expect((await town.as('supervisor', readConsequences)).consequences[0]?.receipt).toBeNull()
    await withdraw('consequence', consequence)
    expect((await town.as('supervisor', readConsequences)).consequences).toEqual([])
    const bare = await town.as('supervisor', (work) => writeInspection(work, { kind: 'site', title: '没去成', on: today, team: '', note: '' }))
    await withdraw('inspection', bare.inspection)
  })

  test('orders and consequences belong to one campaign: their problem’s, else the one that is shown, else the current one', async () => {
    const today = installation.clock.today()
    const { campaign_id: second } = await town.as('clerk', ({ tx, clock }) =>
      tx
        .insertInto('campaign')
        .values({
          division: 'aa',
          title: '第二份方案',
          body: '',
          file_name: 'b',
          file_sha256: 'none',
          state: 'approved',
          approved_on: today,
          created_by: 'clerk',
          created_at: clock.now(),
        })
        .returning('campaign_id')
        .executeTakeFirstOrThrow(),
    )
    const [ofSecond = ''] = await problems(1, { state: 'mending' })
    await town.as('clerk', ({ tx }) => tx.updateTable('problem').set({ campaign_id: second }).where('problem_id', '=', ofSecond).execute())
    await give({ text: '第二份方案的督办', campaign: second })
    await give({ text: '问题在第二份方案', problem: ofSecond, campaign: town.campaign })
    await give({ text: '第一份方案的督办', campaign: town.campaign })
    const card = { kind: 'talk' as const, division: 'aaaa', what: '迟报两次', basis: '督查办法第九条', on: today, paper: '约1号' }
    await town.as('supervisor', (work) => writeConsequence(work, { ...card, who: '甲', campaign: second }))
    await town.as('supervisor', (work) => writeConsequence(work, { ...card, who: '乙', campaign: town.campaign }))
    const seen = async (campaign: string) => ({
      orders: (await town.as('supervisor', (work) => readOrders(work, { campaign }))).orders.map((each) => each.text),
      consequences: (await town.as('supervisor', (work) => readConsequences(work, { campaign }))).consequences.map((each) => each.who),
    })
    expect(await seen(second)).toEqual({ orders: ['第二份方案的督办', '问题在第二份方案'], consequences: ['甲'] })
    expect(await seen(town.campaign)).toEqual({ orders: ['第一份方案的督办'], consequences: ['乙'] })
    expect((await town.as('supervisor', (work) => readOrders(work))).orders).toHaveLength(3)
  })

  test('a deadline in the past is refused', async () => {
    await expect(give({ dueOn: '2026-10-19' })).rejects.toMatchObject({ code: 'bad_input' })
  })
})

describe('consequences', () => {
  test('are kept with basis and paper, and get their receipt once', async () => {
    const { consequence } = await town.as('supervisor', (work) =>
      writeConsequence(work, {
        kind: 'talk',
        division: 'aaaa',
        who: '张国平',
        what: '两次虚假销号',
        basis: '《青禾镇督查办法》第九条',
        on: '2026-10-20',
        paper: '青纪约〔2026〕1号',
      }),
    )
    await town.as('supervisor', (work) => enterReceipt(work, consequence, { receipt: '张国平签收', on: '2026-10-20' }))
    await expect(town.as('supervisor', (work) => enterReceipt(work, consequence, { receipt: '又一次', on: '2026-10-20' }))).rejects.toMatchObject({
      code: 'refused',
    })
    expect((await town.as('supervisor', readConsequences)).consequences).toMatchObject([{ kind: 'talk', who: '张国平', receipt: '张国平签收' }])
  })

  test('of a clue that is handed over nothing stays but date, number and receipt, in the row and in its event', async () => {
    const { consequence } = await town.as('supervisor', (work) => writeConsequence(work, { kind: 'handed_over', on: '2026-10-20', paper: '青纪移〔2026〕2号' }))
    await town.as('supervisor', (work) => enterReceipt(work, consequence, { receipt: '回执 7', on: '2026-10-20' }))
    expect((await town.as('supervisor', readConsequences)).consequences).toMatchObject([
      { kind: 'handed_over', who: '', what: '', basis: '', paper: '青纪移〔2026〕2号', receipt: '回执 7' },
    ])
    expect((await events('clue.handed_over'))[0]?.after).toEqual({ kind: 'handed_over', on: '2026-10-20', paper: '青纪移〔2026〕2号' })
  })

  test('the table itself refuses a handed-over clue with a name, and any other without basis', async () => {
    const insert = (values: { kind: string; who: string; what: string; basis: string }) =>
      town.as('supervisor', ({ tx, clock }) =>
        tx
          .insertInto('consequence')
          .values({ ...values, division: 'aa', on_date: '2026-10-20', paper: '一号', created_by: 'x', created_at: clock.now() })
          .execute(),
      )
    await expect(insert({ kind: 'handed_over', who: '张三', what: '', basis: '' })).rejects.toThrow(/check/)
    await expect(insert({ kind: 'talk', who: '张三', what: '某事', basis: '' })).rejects.toThrow(/check/)
  })
})
