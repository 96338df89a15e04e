import { beforeEach, describe, expect, test } from 'vitest'
import { townPassword } from '../../../tests/support/campaign-town.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { answerQuestion } from './answer-question.ts'
import { newDesk, type Desk } from './desk-for-tests.ts'
import { fillYears } from './fill-years.ts'
import { openCells } from './open-cells.ts'
import { signAnswers } from './sign-answers.ts'
import { writePlace } from './write-place.ts'

let desk: Desk
const page: Desk['page'] = (...given) => desk.page(...given)
const itemOf: Desk['itemOf'] = (...given) => desk.itemOf(...given)
const answer: Desk['answer'] = (...given) => desk.answer(...given)
const submit: Desk['submit'] = (...given) => desk.submit(...given)
const events: Desk['events'] = (...given) => desk.events(...given)

beforeEach(async () => {
  desk = await newDesk(await newInstallation())
})

describe('cells', () => {
  test('each community has a cell for each item once, however often they are opened', async () => {
    expect(await desk.town.as('clerk', (work) => openCells(work, desk.town.campaign))).toBe(6)
    expect(await desk.town.as('clerk', (work) => openCells(work, desk.town.campaign))).toBe(0)
    expect((await page('worker')).items.map((item) => [item.label, item.state])).toEqual([
      ['一·一', 'open'],
      ['二·一', 'open'],
      ['三·一', 'open'],
    ])
  })

  test('a draft campaign is not answered', async () => {
    await desk.town.as('clerk', ({ tx }) => tx.updateTable('campaign').set({ state: 'draft' }).execute())
    expect((await page('worker')).campaign).toBeNull()
    await expect(desk.town.as('clerk', (work) => openCells(work, desk.town.campaign))).rejects.toMatchObject({ code: 'refused' })
  })

  test('after the campaign has ended answers stay as they are', async () => {
    const item = await itemOf('worker', 'records-dibao')
    await desk.town.as('clerk', ({ tx }) => tx.updateTable('campaign').set({ state: 'ended' }).execute())
    await expect(
      desk.town.as('worker', (work) =>
        answerQuestion(work, item.cell, {
          question: item.questions[0]?.question ?? '',
          answer: 'none',
          text: '',
          explanation: '',
          attachments: [],
          seen: null,
        }),
      ),
    ).rejects.toMatchObject({ code: 'refused' })
  })

  test('another community finds neither page nor cell', async () => {
    const { cell, questions } = await itemOf('worker', 'records-dibao')
    await expect(page('worker-b', 'aaaa')).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      desk.town.as('worker-b', (work) =>
        answerQuestion(work, cell, { question: questions[0]?.question ?? '', answer: 'none', text: '', explanation: '', attachments: [], seen: null }),
      ),
    ).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      desk.town.as('secretary-b', (work) => signAnswers(work, { campaign: desk.town.campaign, community: 'aaaa', password: townPassword, hash: '' })),
    ).rejects.toMatchObject({ code: 'not_found' })
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
    await expect(desk.town.as('worker', (work) => fillYears(work, cell, [{ year: 2024, should: 1, looked: 1, how: '翻台账' }]))).rejects.toMatchObject({
      code: 'bad_input',
    })
    await desk.town.as('worker', (work) => fillYears(work, cell, [{ year: 2025, should: 26, looked: 25, how: '翻台账' }]))
    expect((await itemOf('worker', 'records-dibao')).years[0]).toMatchObject({ year: 2025, should: 26, looked: 25, how: '翻台账', isFromData: false })
  })

  test('years that a covering list shows count as looked at by data; a year without a list is empty', async () => {
    desk.populations.delete(2025)
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
    const { number } = await desk.town.as('worker', (work) =>
      writePlace(work, item.cell, { question, text: '等级写成三级', person: '郭玉梅', measure: '王秀英改台账', dueOn: '2026-10-23' }),
    )
    const after = await itemOf('worker', 'records-dibao')
    expect(after.questions[0]).toMatchObject({ answer: { answer: 'some', count: 1 }, places: [{ number, text: '等级写成三级' }] })
    const row = await desk.town.as('worker', ({ tx }) =>
      tx
        .selectFrom('problem')
        .innerJoin('problem_source', 'problem_source.problem_id', 'problem.problem_id')
        .selectAll('problem')
        .select('source')
        .where('number', '=', number)
        .executeTakeFirstOrThrow(),
    )
    expect(row).toMatchObject({
      source: 'self_check',
      item_id: item.item,
      division: 'aaaa',
      title: '等级写成三级',
      subject_name: '郭玉梅',
      topic: 'records-dibao',
      state: 'registered',
    })
    expect(row.description).toContain('2026-10-23')
  })

  test('有 2 处 with one written is not sent; a revoked problem no longer counts', async () => {
    await answer('worker', 'sheltering-street', { answer: 'some', count: 2 })
    const item = await itemOf('worker', 'sheltering-street')
    const question = item.questions[0]?.question ?? ''
    const place = { question, text: '私自收留一人', person: '', measure: '', dueOn: null }
    const first = await desk.town.as('worker', (work) => writePlace(work, item.cell, place))
    await expect(submit('worker', [item.cell])).rejects.toMatchObject({ code: 'refused', extra: { lacks: [{ kind: 'some_without_problem' }] } })
    await desk.town.as('worker', (work) => writePlace(work, item.cell, place))
    expect(await submit('worker', [item.cell])).toEqual({ submitted: 1 })
    await desk.town.as('clerk', ({ tx }) => tx.updateTable('problem').set({ state: 'revoked' }).where('problem_id', '=', first.problem).execute())
    expect((await itemOf('worker', 'sheltering-street')).lacks).toMatchObject([{ kind: 'some_without_problem' }])
  })

  test('what is written as problems cannot be answered away', async () => {
    const item = await itemOf('worker', 'sheltering-street')
    await desk.town.as('worker', (work) =>
      writePlace(work, item.cell, { question: item.questions[0]?.question ?? '', text: '私自收留一人', person: '', measure: '', dueOn: null }),
    )
    await expect(answer('worker', 'sheltering-street', { answer: 'none' })).rejects.toMatchObject({ code: 'refused', extra: { written: 1 } })
  })
})
