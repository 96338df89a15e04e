import { beforeEach, describe, expect, test } from 'vitest'
import { newCampaignTown, townPassword, type CampaignTown } from '../../../tests/support/campaign-town.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { answerQuestion, type NewAnswer } from './answer-question.ts'
import { fillYear } from './fill-year.ts'
import { matrixOf } from './matrix.ts'
import { openCells } from './open-cells.ts'
import type { SelfcheckPorts } from './ports.ts'
import { readSelfcheck } from './read-selfcheck.ts'
import { readSideBySide } from './read-side-by-side.ts'
import { acceptCells, returnCell } from './review-cell.ts'
import { readLog, writeLog, writeMeasure } from './secretary-log.ts'
import { signAnswers } from './sign-answers.ts'
import { submitAnswers } from './submit-answers.ts'
import { writePlace } from './write-place.ts'

let installation: Awaited<ReturnType<typeof newInstallation>>
let town: CampaignTown
let populations: Map<number, { people: number; to: string }>
let leadCount = 0
const ports: SelfcheckPorts = { populationsOf: () => Promise.resolve(populations) }

beforeEach(async () => {
  installation = await newInstallation()
  town = await newCampaignTown(installation)
  populations = new Map([
    [2025, { people: 20, to: '2025-12' }],
    [2026, { people: 23, to: '2026-06' }],
  ])
})

const page = (login: string, community = 'aaaa') => town.as(login, (work) => readSelfcheck(work, { community }, { ports, installation }))

async function itemOf(login: string, topic: string, community = 'aaaa') {
  const item = (await page(login, community)).items.find((each) => each.topics.includes(topic))
  if (!item) throw new Error(`no item about ${topic}`)
  return item
}

async function answer(login: string, topic: string, given: Partial<NewAnswer> & { at?: number } = {}, community = 'aaaa') {
  const item = await itemOf(login, topic, community)
  const question = item.questions[given.at ?? 0]
  if (!question) throw new Error('no such question')
  const { at: _, ...rest } = given
  return town.as(login, (work) =>
    answerQuestion(work, item.cell, { question: question.question, answer: 'none', text: '', explanation: '', attachments: [], seen: question.answer?.at ?? null, ...rest }),
  )
}

const submit = (login = 'worker', cells?: string[], community = 'aaaa') =>
  town.as(login, (work) => submitAnswers(work, { campaign: town.campaign, community, cells }, { ports, installation }))

async function sign(login = 'secretary', { password = townPassword, community = 'aaaa' } = {}) {
  const { hash } = await page(login, community)
  return town.as(login, (work) => signAnswers(work, { campaign: town.campaign, community, password, hash }))
}

/** Answers 无 to everything, sends, signs. */
async function finish(community = 'aaaa', suffix = '') {
  for (const item of (await page(`worker${suffix}`, community)).items) {
    for (const question of item.questions) {
      await town.as(`worker${suffix}`, (work) =>
        answerQuestion(work, item.cell, { question: question.question, answer: 'none', text: '', explanation: '', attachments: [], seen: null }),
      )
    }
  }
  await submit(`worker${suffix}`, undefined, community)
  await sign(`secretary${suffix}`, { community })
}

const states = async (community = 'aaaa') => (await page('clerk', community)).items.map((item) => item.state)

/** A lead of the topic in the division (which may be a grid). */
async function lead(topic: string, { state = 'new', division = 'aaaa', outcome = 'new', isChildMatter = false } = {}) {
  const number = `T-${++leadCount}`
  await town.as('clerk', async ({ tx, clock }) => {
    await tx
      .insertInto('lead')
      .values({
        number,
        identity: number,
        topic,
        area: 'dibao',
        severity: 'process',
        subject_kind: 'row',
        subject_name: '刘子涵',
        division,
        sentence: `刘子涵没有签委托照护协议 ${number}`,
        content_hash: '',
        outcome,
        state,
        is_child_matter: isChildMatter,
        created_at: clock.now(),
        updated_at: clock.now(),
      })
      .execute()
  })
}

const events = (action: string) =>
  town.as('clerk', ({ tx }) => tx.selectFrom('event').select(['actor_name', 'before', 'after', 'reason']).where('action', '=', action).orderBy('event_id').execute())

describe('cells', () => {
  test('each community has a cell for each item once, however often they are opened', async () => {
    expect(await town.as('clerk', (work) => openCells(work, town.campaign))).toBe(6)
    expect(await town.as('clerk', (work) => openCells(work, town.campaign))).toBe(0)
    expect((await page('worker')).items.map((item) => [item.label, item.state])).toEqual([
      ['一·一', 'open'],
      ['二·一', 'open'],
      ['三·一', 'open'],
    ])
  })

  test('a draft campaign is not answered', async () => {
    await town.as('clerk', ({ tx }) => tx.updateTable('campaign').set({ state: 'draft' }).execute())
    expect((await page('worker')).campaign).toBeNull()
    await expect(town.as('clerk', (work) => openCells(work, town.campaign))).rejects.toMatchObject({ code: 'refused' })
  })

  test('after the campaign has ended answers stay as they are', async () => {
    const item = await itemOf('worker', 'records-dibao')
    await town.as('clerk', ({ tx }) => tx.updateTable('campaign').set({ state: 'ended' }).execute())
    await expect(
      town.as('worker', (work) => answerQuestion(work, item.cell, { question: item.questions[0]?.question ?? '', answer: 'none', text: '', explanation: '', attachments: [], seen: null })),
    ).rejects.toMatchObject({ code: 'refused' })
  })

  test('another community finds neither page nor cell', async () => {
    const { cell, questions } = await itemOf('worker', 'records-dibao')
    await expect(page('worker-b', 'aaaa')).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      town.as('worker-b', (work) => answerQuestion(work, cell, { question: questions[0]?.question ?? '', answer: 'none', text: '', explanation: '', attachments: [], seen: null })),
    ).rejects.toMatchObject({ code: 'not_found' })
    await expect(town.as('secretary-b', (work) => signAnswers(work, { campaign: town.campaign, community: 'aaaa', password: townPassword, hash: '' }))).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('answers', () => {
  test('an answer is kept with its event, and the cell is being worked on', async () => {
    await answer('worker', 'records-dibao', { answer: 'none', text: '翻了全部档案' })
    expect((await itemOf('worker', 'records-dibao')).state).toBe('working')
    expect(await events('cell.answered')).toMatchObject([{ actor_name: 'worker', before: null, after: { answer: 'none', text: '翻了全部档案' } }])
  })

  test('two people on one question get both versions', async () => {
    await answer('worker', 'records-dibao', { answer: 'none' })
    await expect(answer('worker', 'records-dibao', { answer: 'some', count: 2, seen: null })).rejects.toMatchObject({
      code: 'conflict',
      extra: { theirs: { answer: 'none', by: 'worker' }, yours: { answer: 'some', count: 2 } },
    })
  })

  test('a children’s worker answers children’s items and no other', async () => {
    await answer('child_worker', 'agreements-left-behind', { answer: 'none' })
    await expect(answer('child_worker', 'records-dibao', { answer: 'none' })).rejects.toMatchObject({ code: 'forbidden' })
    const { items } = await page('child_worker')
    expect(items.map((item) => item.mayAnswer)).toEqual([false, false, true])
  })

  test('a question that the item does not ask is not answered', async () => {
    await expect(answer('worker', 'records-dibao', { question: 'left-behind-no-agreement' })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a year outside the look-back is refused, inside it is kept', async () => {
    const { cell } = await itemOf('worker', 'records-dibao')
    await expect(town.as('worker', (work) => fillYear(work, cell, { year: 2024, should: 1, looked: 1, how: '翻台账' }))).rejects.toMatchObject({ code: 'bad_input' })
    await town.as('worker', (work) => fillYear(work, cell, { year: 2025, should: 26, looked: 25, how: '翻台账' }))
    expect((await itemOf('worker', 'records-dibao')).years[0]).toMatchObject({ year: 2025, should: 26, looked: 25, how: '翻台账', isFromData: false })
  })

  test('years that a covering list shows count as looked at by data; a year without a list is empty', async () => {
    populations.delete(2025)
    const item = await itemOf('worker', 'records-dibao')
    expect(item.years).toMatchObject([
      { year: 2025, looked: null },
      { year: 2026, should: 23, looked: 23, how: '数据', isFromData: true, dataTo: '2026-06' },
    ])
    expect(item.lacks.filter((lack) => lack.kind === 'year_empty').map((lack) => lack.year)).toEqual([2025])
  })
})

describe('有 becomes a problem on the spot', () => {
  test('three fields register a problem with source self_check, the item and the community; the answer becomes 有', async () => {
    const item = await itemOf('worker', 'records-dibao')
    const question = item.questions[0]?.question ?? ''
    const { number } = await town.as('worker', (work) => writePlace(work, item.cell, { question, text: '等级写成三级', person: '郭玉梅', measure: '王秀英改台账', dueOn: '2026-10-23' }))
    const after = await itemOf('worker', 'records-dibao')
    expect(after.questions[0]).toMatchObject({ answer: { answer: 'some', count: 1 }, places: [{ number, text: '等级写成三级' }] })
    const row = await town.as('worker', ({ tx }) =>
      tx.selectFrom('problem').innerJoin('problem_source', 'problem_source.problem_id', 'problem.problem_id').selectAll('problem').select('source').where('number', '=', number).executeTakeFirstOrThrow(),
    )
    expect(row).toMatchObject({ source: 'self_check', item_id: item.item, division: 'aaaa', title: '等级写成三级', subject_name: '郭玉梅', topic: 'records-dibao', state: 'registered' })
    expect(row.description).toContain('2026-10-23')
  })

  test('有 2 处 with one written is not sent; a revoked problem no longer counts', async () => {
    await answer('worker', 'sheltering-street', { answer: 'some', count: 2 })
    const item = await itemOf('worker', 'sheltering-street')
    const question = item.questions[0]?.question ?? ''
    const place = { question, text: '私自收留一人', person: '', measure: '', dueOn: null }
    const first = await town.as('worker', (work) => writePlace(work, item.cell, place))
    await expect(submit('worker', [item.cell])).rejects.toMatchObject({ code: 'refused', extra: { lacks: [{ kind: 'some_without_problem' }] } })
    await town.as('worker', (work) => writePlace(work, item.cell, place))
    expect(await submit('worker', [item.cell])).toEqual({ submitted: 1 })
    await town.as('clerk', ({ tx }) => tx.updateTable('problem').set({ state: 'revoked' }).where('problem_id', '=', first.problem).execute())
    expect((await itemOf('worker', 'sheltering-street')).lacks).toMatchObject([{ kind: 'some_without_problem' }])
  })

  test('what is written as problems cannot be answered away', async () => {
    const item = await itemOf('worker', 'sheltering-street')
    await town.as('worker', (work) => writePlace(work, item.cell, { question: item.questions[0]?.question ?? '', text: '私自收留一人', person: '', measure: '', dueOn: null }))
    await expect(answer('worker', 'sheltering-street', { answer: 'none' })).rejects.toMatchObject({ code: 'refused', extra: { written: 1 } })
  })
})

describe('报送', () => {
  test('is refused with everything that is missing counted by kind, and nothing is sent', async () => {
    populations.delete(2025)
    await lead('agreements-left-behind')
    await answer('worker', 'agreements-left-behind', { answer: 'none' })
    const refusal = await submit().catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'refused' })
    const { detail, extra } = refusal as { detail: string; extra: { lacks: { kind: string }[] } }
    expect(Object.groupBy(extra.lacks, (lack) => lack.kind)).toMatchObject({ not_answered: expect.any(Array), year_empty: [{}, {}, {}], none_beside_leads: [{ where: '三·一 第 1 问' }] })
    expect(detail).toContain('年份没填 3 处')
    expect(await states()).toEqual(['open', 'open', 'working'])
  })

  test('无 beside leads is sent only with an explanation, and then still called out', async () => {
    await lead('agreements-left-behind', { division: 'aaaaab' })
    await answer('worker', 'agreements-left-behind', { answer: 'none' })
    const { cell } = await itemOf('worker', 'agreements-left-behind')
    await expect(submit('worker', [cell])).rejects.toMatchObject({ extra: { lacks: [{ kind: 'none_beside_leads' }] } })
    await answer('worker', 'agreements-left-behind', { answer: 'none', explanation: '已核实：协议在儿童主任处' })
    expect(await submit('worker', [cell])).toEqual({ submitted: 1 })
    expect((await itemOf('clerk', 'agreements-left-behind')).questions[0]).toMatchObject({ contradicts: true, openLeads: 1 })
  })

  test('leads that are explained, gone, of another topic or of another community contradict nothing', async () => {
    await lead('agreements-left-behind', { state: 'reviewed' })
    await lead('agreements-left-behind', { outcome: 'gone' })
    await lead('deaths-dibao')
    await lead('agreements-left-behind', { division: 'aaab' })
    await answer('worker', 'agreements-left-behind', { answer: 'none' })
    expect((await itemOf('worker', 'agreements-left-behind')).questions[0]).toMatchObject({ contradicts: false, openLeads: 0, confirmedLeads: 0 })
  })

  test('a lead found to be true contradicts 无 as well', async () => {
    await lead('agreements-left-behind', { state: 'confirmed' })
    await answer('worker', 'agreements-left-behind', { answer: 'none' })
    expect((await itemOf('worker', 'agreements-left-behind')).lacks).toMatchObject([{ kind: 'none_beside_leads' }])
  })

  test('what data showed for a year becomes the community’s answer, and a later list does not change it', async () => {
    await answer('worker', 'records-dibao', { answer: 'none' })
    const { cell } = await itemOf('worker', 'records-dibao')
    await submit('worker', [cell])
    populations.set(2025, { people: 99, to: '2025-12' })
    expect((await itemOf('worker', 'records-dibao')).years).toMatchObject([
      { year: 2025, looked: 20, how: '数据', isFromData: false },
      { year: 2026, looked: 23, how: '数据（到 2026-06）' },
    ])
  })
})

describe('signature', () => {
  test('the secretary signs all items with the password again; the hash of the answers is kept', async () => {
    await finish()
    expect(await states()).toEqual(['signed', 'signed', 'signed'])
    expect((await page('secretary')).signature).toMatchObject({ by: 'secretary', isValid: true })
    expect(await events('selfcheck.signed')).toHaveLength(1)
  })

  test('a wrong password signs nothing', async () => {
    await answer('worker', 'records-dibao', { answer: 'none' })
    await expect(sign('secretary', { password: 'wrong' })).rejects.toMatchObject({ code: 'wrong_password' })
    expect((await page('secretary')).signature).toBeNull()
  })

  test('is refused while an item was not sent, naming it', async () => {
    await answer('worker', 'records-dibao', { answer: 'none' })
    await submit('worker', [(await itemOf('worker', 'records-dibao')).cell])
    await expect(sign()).rejects.toMatchObject({ code: 'refused', detail: expect.stringContaining('二·一、三·一') })
  })

  test('is refused when an answer changed since the secretary read it', async () => {
    await finish()
    const { hash } = await page('secretary')
    await answer('worker', 'records-dibao', { answer: 'not_applicable' })
    await submit()
    await expect(town.as('secretary', (work) => signAnswers(work, { campaign: town.campaign, community: 'aaaa', password: townPassword, hash }))).rejects.toMatchObject({ code: 'conflict' })
  })

  test('a later change of one answer makes all of them 未签, and signing again signs all', async () => {
    await finish()
    await answer('worker', 'records-dibao', { answer: 'not_applicable', text: '没有档案' })
    expect(await states()).toEqual(['working', 'submitted', 'submitted'])
    expect((await page('secretary')).signature).toMatchObject({ isValid: false })
    expect(await events('cell.unsigned')).toHaveLength(2)
    await submit()
    expect(await sign()).toMatchObject({ signed: 3 })
    expect((await page('secretary')).signature).toMatchObject({ isValid: true })
  })

  test('a changed year unsigns like a changed answer', async () => {
    await finish()
    const { cell } = await itemOf('worker', 'records-dibao')
    await town.as('worker', (work) => fillYear(work, cell, { year: 2025, should: 26, looked: 25, how: '翻台账' }))
    expect((await page('secretary')).signature).toMatchObject({ isValid: false })
  })
})

describe('the town', () => {
  test('accepts what is signed, all or none', async () => {
    await finish()
    const cells = (await page('clerk')).items.map((item) => item.cell)
    expect(await town.as('clerk', (work) => acceptCells(work, cells))).toEqual({ accepted: 3 })
    expect(await states()).toEqual(['accepted', 'accepted', 'accepted'])
    await answer('worker-b', 'records-dibao', { answer: 'none' }, 'aaab')
    const other = await itemOf('worker-b', 'records-dibao', 'aaab')
    await submit('worker-b', [other.cell], 'aaab')
    await expect(town.as('clerk', (work) => acceptCells(work, [other.cell]))).rejects.toMatchObject({ code: 'refused' })
  })

  test('what was accepted is changed only after it was returned with a reason', async () => {
    await finish()
    const item = await itemOf('clerk', 'records-dibao')
    await town.as('clerk', (work) => acceptCells(work, [item.cell]))
    await expect(answer('worker', 'records-dibao', { answer: 'some', count: 1 })).rejects.toMatchObject({ code: 'refused' })
    const { version } = await itemOf('clerk', 'records-dibao')
    await town.as('clerk', (work) => returnCell(work, item.cell, { reason: '2023 年档案没有看', version }))
    expect(await itemOf('worker', 'records-dibao')).toMatchObject({ state: 'returned', returnedReason: '2023 年档案没有看', returnedBy: 'clerk' })
    expect(await events('cell.returned')).toMatchObject([{ reason: '2023 年档案没有看', before: { state: 'accepted' } }])
    await expect(submit('worker')).rejects.toMatchObject({ code: 'refused', detail: expect.stringContaining('2023 年档案没有看') })
    await answer('worker', 'records-dibao', { answer: 'none', text: '2023 年档案也看了' })
    expect(await submit('worker')).toEqual({ submitted: 1 })
  })

  test('a return meets the version that the clerk saw', async () => {
    await finish()
    const { cell, version } = await itemOf('clerk', 'records-dibao')
    await answer('worker', 'records-dibao', { answer: 'not_applicable' })
    await submit()
    await expect(town.as('clerk', (work) => returnCell(work, cell, { reason: '再看', version }))).rejects.toMatchObject({ code: 'conflict' })
  })

  test('sees communities side by side, the one that answers 无 next to leads marked and shown first', async () => {
    await lead('agreements-left-behind')
    await answer('worker', 'agreements-left-behind', { answer: 'none' })
    await answer('worker-b', 'agreements-left-behind', { answer: 'none' }, 'aaab')
    const view = await town.as('clerk', (work) => readSideBySide(work, {}))
    expect(view.item?.label).toBe('三·一')
    expect(view.rows.map((row) => [row.community.code, row.contradicts, row.openLeads])).toEqual([
      ['aaaa', true, 1],
      ['aaab', false, 0],
    ])
    expect(view.items.map((item) => item.contradicting)).toEqual([0, 0, 1])
  })

  test('has one matrix row for each item and community, also before anybody opened a page', async () => {
    const matrix = () => town.as('clerk', (work) => matrixOf(work.tx, work.actor.scope, town.campaign))
    expect(await matrix()).toHaveLength(6)
    expect((await matrix()).every((cell) => cell.state === 'open' && cell.answered === 0 && cell.of > 0)).toBe(true)
    await lead('agreements-left-behind')
    await answer('worker', 'agreements-left-behind', { answer: 'none' })
    expect((await matrix()).find((cell) => cell.community === 'aaaa' && cell.item === town.items['agreements-left-behind'])).toMatchObject({ state: 'working', answered: 1, openLeads: 1, contradicts: true })
    expect(await town.as('worker-b', (work) => matrixOf(work.tx, work.actor.scope, town.campaign))).toHaveLength(3)
  })

  test('the page tells what changed since yesterday in words', async () => {
    await answer('worker', 'records-dibao', { answer: 'none' })
    await answer('worker', 'records-dibao', { answer: 'some', count: 2 })
    const { changes, deadline } = await page('secretary')
    expect(changes.map((change) => change.text)).toEqual(['一·一 第 1 问：无 → 有 2 处', '一·一 第 1 问：没答 → 无'])
    // 20 October 2026 is a Tuesday: Wednesday, Thursday and Friday are left.
    expect(deadline).toEqual({ stage: '自查自纠阶段', on: '2026-10-23', workingDays: 3, daysPast: 0 })
  })
})

describe('the secretary’s log and own measures', () => {
  test('the three kinds are kept with their event and counted by community', async () => {
    await town.as('secretary', (work) => writeLog(work, { kind: 'deploy', on: '2026-10-19', text: '开会部署十二项' }))
    await town.as('secretary', (work) => writeLog(work, { kind: 'inspect', on: '2026-10-20', text: '看了三户' }))
    await town.as('worker', (work) => writeMeasure(work, { campaign: town.campaign, item: town.items['records-dibao'] ?? '', text: '每户档案补齐封面' }))
    const log = await town.as('clerk', (work) => readLog(work, {}))
    expect(log.communities).toMatchObject([
      { code: 'aaaa', deploy: 1, urge: 0, inspect: 1, measures: 1 },
      { code: 'aaab', deploy: 0, urge: 0, inspect: 0, measures: 0 },
    ])
    expect(log.measures).toMatchObject([{ label: '一·一', text: '每户档案补齐封面', by: 'worker' }])
    expect(await events('secretary_log.written')).toHaveLength(2)
  })

  test('nothing is logged for a day to come, and no other community reads it', async () => {
    await expect(town.as('secretary', (work) => writeLog(work, { kind: 'urge', on: '2026-10-21', text: '明天督促' }))).rejects.toMatchObject({ code: 'bad_input' })
    await town.as('secretary', (work) => writeLog(work, { kind: 'urge', on: '2026-10-20', text: '督促两次' }))
    expect((await town.as('worker-b', (work) => readLog(work, {}))).log).toEqual([])
  })
})
