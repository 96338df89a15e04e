import { areaOfTopic } from '../campaigns/index.ts'
import { registerByHand } from '../problems/index.ts'
import { record, type Work } from '../../platform/events.ts'
import { labelOf } from './board.ts'
import { catalogQuestions } from './catalog-questions.ts'
import { checkQuestion } from './answer-question.ts'
import { isChildTopic } from './may-answer.ts'
import { questionnaireOf } from './questionnaire.ts'
import { countWritten, findAnswer, listItems } from './store.ts'
import { cellToAnswer, touchCell } from './touch-cell.ts'

export interface NewPlace {
  question: string
  text: string
  /** Whom it concerns, in words; a name or “3 人”. */
  person: string
  measure: string
  dueOn: string | null
}

/**
 * One of the places of “有 n 处” becomes a problem on the spot; the rest of it is filled in on the problem's page.
 * The answer becomes 有 when it was not, and counts at least as many places as stand written. Errors: as `answerQuestion`.
 */
export async function writePlace(work: Work, cellId: string, given: NewPlace): Promise<{ problem: string; number: string }> {
  const { tx, actor, clock } = work
  const cell = await cellToAnswer(work, cellId)
  await checkQuestion(work, cell, given.question)
  const item = (await listItems(tx, cell.campaign_id)).find((each) => each.item_id === cell.item_id)
  const topics = questionnaireOf(item?.topics ?? [], catalogQuestions()).find((each) => each.question === given.question)?.topics ?? []
  const topic = topics[0] ?? null
  const intent = [given.measure, given.dueOn === null ? '' : `${given.dueOn} 前`].filter((part) => part !== '').join('，')
  const { problemId, number } = await registerByHand(work, {
    source: 'self_check',
    sourceNumber: null,
    note: `自查 ${item ? labelOf(item) : ''}`,
    kind: 'process',
    title: given.text,
    description: intent === '' ? '' : `社区打算：${intent}。`,
    topic,
    area: topic === null ? (item?.area ?? null) : areaOfTopic(topic),
    itemId: cell.item_id,
    division: cell.division,
    personId: null,
    subjectName: given.person === '' ? null : given.person,
    program: null,
    months: [],
    isChildMatter: topics.some(isChildTopic),
    concerned: null,
    overpaid: null,
    underpaid: null,
  })
  await tx
    .insertInto('answer_place')
    .values({
      cell_id: cellId,
      question: given.question,
      division: cell.division,
      problem_id: problemId,
      text: given.text,
      by_name: actor.name,
      at: clock.now(),
    })
    .execute()
  const before = await findAnswer(tx, cellId, given.question)
  const count = Math.max(before?.answer === 'some' ? (before.count ?? 0) : 0, await countWritten(tx, cellId, given.question))
  const values = { answer: 'some', count, by_name: actor.name, at: clock.now() }
  await tx
    .insertInto('answer')
    .values({ cell_id: cellId, question: given.question, division: cell.division, ...values })
    .onConflict((conflict) => conflict.columns(['cell_id', 'question']).doUpdateSet(values))
    .execute()
  await touchCell(work, cell)
  await record(work, {
    action: 'cell.place_written',
    objectKind: 'cell',
    objectId: cellId,
    division: cell.division,
    before: before && { question: before.question, answer: before.answer, count: before.count },
    after: { question: given.question, answer: 'some', count, problem: problemId, number },
  })
  return { problem: problemId, number }
}
