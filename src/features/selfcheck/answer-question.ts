import { attachTo } from '../../platform/attachments.ts'
import { record, type Work } from '../../platform/events.ts'
import { Problem } from '../../platform/problems.ts'
import { catalogQuestions } from './catalog-questions.ts'
import { questionnaireOf } from './questionnaire.ts'
import { countWritten, findAnswer, type CellRow } from './store.ts'
import { cellToAnswer, touchCell } from './touch-cell.ts'

export interface NewAnswer {
  question: string
  answer: 'none' | 'some' | 'not_applicable'
  count?: number | undefined
  text: string
  explanation: string
  attachments: string[]
  /** `at` of the answer that the page showed; null when it showed none. */
  seen: string | null
}

/** Errors: `not_found` when the item does not ask it. */
export async function checkQuestion({ tx }: Pick<Work, 'tx'>, cell: CellRow, question: string): Promise<void> {
  const topics = await tx.selectFrom('item_topic').select('topic').where('item_id', '=', cell.item_id).execute()
  const asked = questionnaireOf(
    topics.map((row) => row.topic),
    catalogQuestions(),
  )
  if (!asked.some((each) => each.question === question)) throw new Problem('not_found', '这一项没有这个问题，题目可能刚改过，请刷新。')
}

/**
 * Keeps the answer to one question and returns when. Errors: `conflict` with both versions when somebody answered since
 * the page was read; `refused` when fewer places are claimed than problems were written, or the town has accepted the item.
 */
export async function answerQuestion(work: Work, cellId: string, given: NewAnswer): Promise<{ savedAt: string }> {
  const { tx, actor, clock } = work
  const cell = await cellToAnswer(work, cellId)
  await checkQuestion(work, cell, given.question)
  const before = await findAnswer(tx, cellId, given.question)
  if ((before?.at ?? null) !== given.seen)
    throw new Problem('conflict', `${before?.by_name ?? '别人'}刚答过这一问。您写的还在，请看两边再定。`, {
      theirs: before && { answer: before.answer, count: before.count, text: before.text, explanation: before.explanation, by: before.by_name, at: before.at },
      yours: given,
    })
  const written = await countWritten(tx, cellId, given.question)
  const count = given.answer === 'some' ? (given.count ?? Math.max(1, written)) : null
  if ((count ?? 0) < written) throw new Problem('refused', `已写成 ${written} 个问题，不能改成更少；写错的请先在问题台账里撤销。`, { written })
  await attachTo(work, given.attachments, { kind: 'answer', id: `${cellId}/${given.question}`, division: cell.division })
  const savedAt = clock.now()
  const values = {
    answer: given.answer,
    count,
    text: given.text,
    explanation: given.explanation,
    attachments: given.attachments,
    by_name: actor.name,
    at: savedAt,
  }
  await tx
    .insertInto('answer')
    .values({ cell_id: cellId, question: given.question, division: cell.division, ...values })
    .onConflict((conflict) => conflict.columns(['cell_id', 'question']).doUpdateSet(values))
    .execute()
  await touchCell(work, cell)
  await record(work, {
    action: 'cell.answered',
    objectKind: 'cell',
    objectId: cellId,
    division: cell.division,
    before: before && {
      question: before.question,
      answer: before.answer,
      count: before.count,
      text: before.text,
      explanation: before.explanation,
      attachments: before.attachments.length,
    },
    after: { question: given.question, answer: given.answer, count, text: given.text, explanation: given.explanation, attachments: given.attachments.length },
  })
  return { savedAt }
}
