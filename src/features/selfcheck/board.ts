import type { Tx } from '../../platform/postgres/database.ts'
import type { Scope } from '../../platform/scope.ts'
import type { CellState } from './cell-states.ts'
import { contradicts, type AnswerableItem } from './lacks.ts'
import { questionnaireOf, type CatalogQuestion, type Danger } from './questionnaire.ts'
import {
  countLeads,
  listAnswers,
  listCells,
  listCommunities,
  listItems,
  listPlaces,
  listYears,
  type AnswerRow,
  type CampaignRow,
  type CellRow,
  type ItemRow,
  type PlaceRow,
  type YearRow,
} from './store.ts'

export interface BoardQuestion {
  question: string
  text: string
  hint: string | null
  topics: readonly string[]
  danger: Danger | null
  answer: AnswerRow | null
  places: PlaceRow[]
  written: number
  openLeads: number
  confirmedLeads: number
  leads: number
  contradicts: boolean
}

export interface BoardCell {
  cell: CellRow
  label: string
  questions: BoardQuestion[]
  years: YearRow[]
  openLeads: number
  answered: number
  contradicts: boolean
}

export interface Board {
  items: (ItemRow & { label: string })[]
  communities: { code: string; name: string }[]
  /** By community and item. A cell that nobody opened yet is absent. */
  cellOf: (community: string, itemId: string) => BoardCell | undefined
  questionsOf: (itemId: string) => number
  openLeadsOf: (community: string, itemId: string) => number
}

const numerals = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

function numeral(n: number): string {
  if (n <= 10) return numerals[n] ?? String(n)
  return n < 20 ? `十${numerals[n - 10]}` : String(n)
}

/** “五·二”: area and item as the paper numbers them; a fragment has no number of its own. */
export function labelOf(item: Pick<ItemRow, 'area_no' | 'no'>): string {
  return `${numeral(item.area_no)}·${item.no === null ? '残段' : numeral(item.no)}`
}

/** All that the answers of a campaign rest on, read once for every community of the scope. */
export async function readBoard(
  tx: Tx,
  { scope, campaign, catalog }: { scope: Scope; campaign: CampaignRow; catalog: readonly CatalogQuestion[] },
): Promise<Board> {
  const id = campaign.campaign_id
  const items = (await listItems(tx, id)).map((item) => ({ ...item, label: labelOf(item) }))
  const communities = await listCommunities(tx, scope, campaign.division)
  const cells = await listCells(tx, scope, id)
  const answers = Map.groupBy(await listAnswers(tx, scope, id), (row) => row.cell_id)
  const places = Map.groupBy(await listPlaces(tx, scope, id), (row) => row.cell_id)
  const years = Map.groupBy(await listYears(tx, scope, id), (row) => row.cell_id)
  const leads = Map.groupBy(await countLeads(tx, scope, campaign.division.length + 2), (row) => row.community)
  const questionnaires = new Map(items.map((item) => [item.item_id, questionnaireOf(item.topics, catalog)]))
  const labels = new Map(items.map((item) => [item.item_id, item.label]))
  const leadsOf = (community: string, topics: readonly string[], kind: 'open' | 'confirmed'): number =>
    (leads.get(community) ?? []).filter((row) => topics.includes(row.topic)).reduce((sum, row) => sum + row[kind], 0)

  const boardCells = new Map<string, BoardCell>()
  for (const cell of cells) {
    const questions = (questionnaires.get(cell.item_id) ?? []).map((question): BoardQuestion => {
      const answer = answers.get(cell.cell_id)?.find((row) => row.question === question.question) ?? null
      const written = (places.get(cell.cell_id) ?? []).filter((row) => row.question === question.question)
      const openLeads = leadsOf(cell.division, question.topics, 'open')
      const confirmedLeads = leadsOf(cell.division, question.topics, 'confirmed')
      const base = { ...question, answer, places: written, written: written.length, openLeads, confirmedLeads, leads: openLeads + confirmedLeads }
      return { ...base, contradicts: contradicts(base) }
    })
    boardCells.set(`${cell.division} ${cell.item_id}`, {
      cell,
      label: labels.get(cell.item_id) ?? '',
      questions,
      years: years.get(cell.cell_id) ?? [],
      openLeads: questions.reduce((sum, question) => sum + question.openLeads, 0),
      answered: questions.filter((question) => question.answer).length,
      contradicts: questions.some((question) => question.contradicts),
    })
  }
  return {
    items,
    communities,
    cellOf: (community, itemId) => boardCells.get(`${community} ${itemId}`),
    questionsOf: (itemId) => questionnaires.get(itemId)?.length ?? 0,
    openLeadsOf: (community, itemId) => leadsOf(community, items.find((item) => item.item_id === itemId)?.topics ?? [], 'open'),
  }
}

/** A cell as the completeness rules see it; `years` are those that must be filled, data of a covering list counting as filled. */
export function answerable(cell: BoardCell, years: readonly { year: number; looked: number | null }[]): AnswerableItem {
  return { cell: cell.cell.cell_id, label: cell.label, questions: cell.questions, years }
}

export interface MatrixCell {
  item: string
  community: string
  state: CellState
  /** Questions answered of all. */
  answered: number
  of: number
  openLeads: number
  /** 无 or 不适用 stands beside leads that say otherwise. */
  contradicts: boolean
}
