import { createHash } from 'node:crypto'
import type { Tx } from '../../platform/postgres/database.ts'
import type { Scope } from '../../platform/scope.ts'
import { listAnswers, listYears, type AnswerRow, type CellRow, type YearRow } from './store.ts'

/** The hash that a signature stands for: every answer and year of a community, in an order of its own, whoever wrote them. */
export function hashAnswers(cells: readonly { cell_id: string; item_id: string }[], answers: readonly AnswerRow[], years: readonly YearRow[]): string {
  const content = cells
    .toSorted((a, b) => (a.item_id < b.item_id ? -1 : 1))
    .map((cell) => [
      cell.item_id,
      answers
        .filter((answer) => answer.cell_id === cell.cell_id)
        .toSorted((a, b) => (a.question < b.question ? -1 : 1))
        .map((answer) => [answer.question, answer.answer, answer.count, answer.text, answer.explanation, answer.attachments.toSorted()]),
      years
        .filter((year) => year.cell_id === cell.cell_id)
        .toSorted((a, b) => a.year - b.year)
        .map((year) => [year.year, year.should, year.looked, year.how]),
    ])
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

/** The hash of the answers of one community as they stand. `cells` are all its cells. */
export async function presentHash(tx: Tx, { scope, campaignId, cells }: { scope: Scope; campaignId: string; cells: readonly CellRow[] }): Promise<string> {
  return hashAnswers(cells, await listAnswers(tx, scope, campaignId), await listYears(tx, scope, campaignId))
}
