import { beforeEach, describe, expect, test } from 'vitest'
import { listEntries, withdrawEntry } from '../../platform/entries.ts'
import { selfcheckEntryKinds } from './entry-kinds.ts'
import { townPassword } from '../../../tests/support/campaign-town.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { newDesk, type Desk } from './desk-for-tests.ts'
import { fillYears } from './fill-years.ts'
import { matrixOf } from './matrix.ts'
import { acceptCells, returnCell } from './review-cell.ts'
import { readLog, writeLog, writeMeasure } from './secretary-log.ts'
import { signAnswers } from './sign-answers.ts'

let desk: Desk
const page: Desk['page'] = (...given) => desk.page(...given)
const itemOf: Desk['itemOf'] = (...given) => desk.itemOf(...given)
const answer: Desk['answer'] = (...given) => desk.answer(...given)
const submit: Desk['submit'] = (...given) => desk.submit(...given)
const sign: Desk['sign'] = (...given) => desk.sign(...given)
const finish: Desk['finish'] = (...given) => desk.finish(...given)
const states: Desk['states'] = (...given) => desk.states(...given)
const lead: Desk['lead'] = (...given) => desk.lead(...given)
const events: Desk['events'] = (...given) => desk.events(...given)

beforeEach(async () => {
  desk = await newDesk(await newInstallation())
})

describe('报送', () => {
  test('is refused with everything that is missing counted by kind, and nothing is sent', async () => {
    desk.populations.delete(2025)
    await lead('agreements-left-behind')
    await answer('worker', 'agreements-left-behind', { answer: 'none' })
    const refusal = await submit().catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'refused' })
    const { detail, extra } = refusal as { detail: string; extra: { lacks: { kind: string }[] } }
    expect(Object.groupBy(extra.lacks, (lack) => lack.kind)).toMatchObject({
      not_answered: expect.any(Array),
      year_empty: [{}, {}, {}],
      none_beside_leads: [{ where: '三·一 第 1 问' }],
    })
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
    desk.populations.set(2025, { people: 99, to: '2025-12' })
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
    await expect(
      desk.town.as('secretary', (work) => signAnswers(work, { campaign: desk.town.campaign, community: 'aaaa', password: townPassword, hash })),
    ).rejects.toMatchObject({ code: 'conflict' })
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
    await desk.town.as('worker', (work) => fillYears(work, cell, [{ year: 2025, should: 26, looked: 25, how: '翻台账' }]))
    expect((await page('secretary')).signature).toMatchObject({ isValid: false })
  })
})

describe('the town', () => {
  test('accepts what is signed, all or none', async () => {
    await finish()
    const cells = (await page('clerk')).items.map((item) => item.cell)
    expect(await desk.town.as('clerk', (work) => acceptCells(work, cells))).toEqual({ accepted: 3 })
    expect(await states()).toEqual(['accepted', 'accepted', 'accepted'])
    await answer('worker-b', 'records-dibao', { answer: 'none' }, 'aaab')
    const other = await itemOf('worker-b', 'records-dibao', 'aaab')
    await submit('worker-b', [other.cell], 'aaab')
    await expect(desk.town.as('clerk', (work) => acceptCells(work, [other.cell]))).rejects.toMatchObject({ code: 'refused' })
  })

  test('what was accepted is changed only after it was returned with a reason', async () => {
    await finish()
    const item = await itemOf('clerk', 'records-dibao')
    await desk.town.as('clerk', (work) => acceptCells(work, [item.cell]))
    await expect(answer('worker', 'records-dibao', { answer: 'some', count: 1 })).rejects.toMatchObject({ code: 'refused' })
    const { version } = await itemOf('clerk', 'records-dibao')
    await desk.town.as('clerk', (work) => returnCell(work, item.cell, { reason: '2023 年档案没有看', version }))
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
    await expect(desk.town.as('clerk', (work) => returnCell(work, cell, { reason: '再看', version }))).rejects.toMatchObject({ code: 'conflict' })
  })

  test('sees communities side by side, the one that answers 无 next to leads marked and shown first', async () => {
    await lead('agreements-left-behind')
    await answer('worker', 'agreements-left-behind', { answer: 'none' })
    await answer('worker-b', 'agreements-left-behind', { answer: 'none' }, 'aaab')
    const view = await desk.sideBySide('clerk')
    expect(view.item?.label).toBe('三·一')
    expect(view.rows.map((row) => [row.community.code, row.contradicts, row.openLeads])).toEqual([
      ['aaaa', true, 1],
      ['aaab', false, 0],
    ])
    expect(view.items.map((item) => item.contradicting)).toEqual([0, 0, 1])
    // Years that a list covers count as looked at, as they do on the community's own page.
    expect(view.rows[0]).toMatchObject({ looked: 43, should: 43, yearsFilled: 2 })
  })

  test('has one matrix row for each item and community, also before anybody opened a page', async () => {
    const matrix = () => desk.town.as('clerk', (work) => matrixOf(work.tx, work.actor.scope, desk.town.campaign))
    expect(await matrix()).toHaveLength(6)
    expect((await matrix()).every((cell) => cell.state === 'open' && cell.answered === 0 && cell.of > 0)).toBe(true)
    await lead('agreements-left-behind')
    await answer('worker', 'agreements-left-behind', { answer: 'none' })
    expect((await matrix()).find((cell) => cell.community === 'aaaa' && cell.item === desk.town.items['agreements-left-behind'])).toMatchObject({
      state: 'working',
      answered: 1,
      openLeads: 1,
      contradicts: true,
    })
    expect(await desk.town.as('worker-b', (work) => matrixOf(work.tx, work.actor.scope, desk.town.campaign))).toHaveLength(3)
  })

  test('the page tells what changed since yesterday in words', async () => {
    await answer('worker', 'records-dibao', { answer: 'none' })
    await answer('worker', 'records-dibao', { answer: 'some', count: 2 })
    const { changes, deadline } = await page('secretary')
    expect(changes.map((change) => change.text)).toEqual(['一·一 第 1 问：无 → 有 2 处', '一·一 第 1 问：没答 → 无'])
    // 20 October 2026 is a Tuesday: Wednesday, Thursday and Friday are left.
    expect(deadline).toMatchObject({ stage: '自查自纠阶段', on: '2026-10-23', workingDays: 3, daysPast: 0, dueSteps: [{ due: '2026-10-23' }] })
  })
})

describe('the secretary’s log and own measures', () => {
  test('the three kinds are kept with their event and counted by community', async () => {
    await desk.town.as('secretary', (work) => writeLog(work, { kind: 'deploy', on: '2026-10-19', text: '开会部署十二项' }))
    await desk.town.as('secretary', (work) => writeLog(work, { kind: 'inspect', on: '2026-10-20', text: '看了三户' }))
    await desk.town.as('worker', (work) =>
      writeMeasure(work, { campaign: desk.town.campaign, item: desk.town.items['records-dibao'] ?? '', text: '每户档案补齐封面' }),
    )
    const log = await desk.town.as('clerk', (work) => readLog(work, {}))
    expect(log.communities).toMatchObject([
      { code: 'aaaa', deploy: 1, urge: 0, inspect: 1, measures: 1 },
      { code: 'aaab', deploy: 0, urge: 0, inspect: 0, measures: 0 },
    ])
    expect(log.measures).toMatchObject([{ label: '一·一', text: '每户档案补齐封面', by: 'worker' }])
    expect(await events('secretary_log.written')).toHaveLength(2)
  })

  test('nothing is logged for a day to come, and no other community reads it', async () => {
    await expect(desk.town.as('secretary', (work) => writeLog(work, { kind: 'urge', on: '2026-10-21', text: '明天督促' }))).rejects.toMatchObject({
      code: 'bad_input',
    })
    await desk.town.as('secretary', (work) => writeLog(work, { kind: 'urge', on: '2026-10-20', text: '督促两次' }))
    expect((await desk.town.as('worker-b', (work) => readLog(work, {}))).log).toEqual([])
  })

  test('what was written by mistake is withdrawn by its writer with a reason, counts no more and stays told', async () => {
    const { log } = await desk.town.as('secretary', (work) => writeLog(work, { kind: 'urge', on: '2026-10-20', text: '督促错了社区' }))
    const { measure } = await desk.town.as('worker', (work) => writeMeasure(work, { campaign: desk.town.campaign, item: null, text: '写错的措施' }))
    const withdraw = (login: string, kind: string, entry: string) =>
      desk.town.as(login, (work) => withdrawEntry(work, selfcheckEntryKinds, { kind, entry, reason: '写错了' }))
    await expect(withdraw('worker', 'secretary_log', log)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(withdraw('secretary-b', 'secretary_log', log)).rejects.toMatchObject({ code: 'not_found' })
    await withdraw('secretary', 'secretary_log', log)
    await withdraw('worker', 'own_measure', measure)
    const read = await desk.town.as('clerk', (work) => readLog(work, {}))
    expect([read.log, read.measures, read.communities[0]?.urge]).toEqual([[], [], 0])
    const { withdrawn } = await desk.town.as('clerk', (work) => listEntries(work, selfcheckEntryKinds, Object.keys(selfcheckEntryKinds)))
    expect(withdrawn.map((each) => [each.said, each.reason, each.by])).toEqual([
      ['措施：写错的措施', '写错了', 'worker'],
      ['2026-10-20 督促：督促错了社区', '写错了', 'secretary'],
    ])
  })
})
