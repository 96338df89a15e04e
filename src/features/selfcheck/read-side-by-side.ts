import type { Work } from '../../platform/events.ts'
import { notFound } from '../../platform/problems.ts'
import type { PopulationsOf } from './ports.ts'
import { chooseCampaign, lookBackYears, openBoard, sayCampaign, yearsOf } from './read-community.ts'
import { sayAnswer } from './read-selfcheck.ts'

/** One item's answers of all communities beside each other; who says 无 next to leads is marked. Without `item` the first that contradicts. */
export async function readSideBySide(work: Work, wanted: { campaign?: string | undefined; item?: string | undefined }, populationsOf: PopulationsOf) {
  const mayReview = work.actor.role === 'clerk'
  const campaign = await chooseCampaign(work, wanted.campaign)
  if (!campaign) return { mayReview, campaign: null, items: [], item: null, rows: [] }
  const board = await openBoard(work, campaign)
  const years = lookBackYears(campaign, work.clock.today())
  const items = board.items.map((item) => ({
    item: item.item_id,
    label: item.label,
    title: item.title,
    contradicting: board.communities.filter(({ code }) => board.cellOf(code, item.item_id)?.contradicts).length,
  }))
  const chosen = wanted.item ?? items.find((item) => item.contradicting > 0)?.item ?? items[0]?.item
  const item = board.items.find((each) => each.item_id === chosen)
  if (wanted.item !== undefined && !item) throw notFound('这个排查事项')
  if (!item) return { mayReview, campaign: sayCampaign(campaign), items, item: null, rows: [] }
  const cells = []
  for (const community of board.communities) {
    const cell = board.cellOf(community.code, item.item_id)
    const populations = await populationsOf({ actor: work.actor, topics: item.topics, division: community.code, years })
    cells.push({ community, cell, years: yearsOf(cell?.years ?? [], years, populations) })
  }
  const asked = cells.find(({ cell }) => cell)?.cell?.questions ?? []
  return {
    mayReview,
    campaign: sayCampaign(campaign),
    items,
    item: {
      item: item.item_id,
      label: item.label,
      title: item.title,
      text: item.text,
      topics: item.topics,
      questions: asked.map(({ question, text }) => ({ question, text })),
    },
    rows: cells.map(({ community, cell, years: views }) => {
      const filled = views.filter((year) => year.looked !== null)
      const sum = (field: 'looked' | 'should'): number | null => (filled.length === 0 ? null : filled.reduce((total, year) => total + (year[field] ?? 0), 0))
      return {
        community,
        cell: cell?.cell.cell_id ?? null,
        version: cell?.cell.version ?? 0,
        state: cell?.cell.state ?? ('open' as const),
        openLeads: board.openLeadsOf(community.code, item.item_id),
        contradicts: cell?.contradicts ?? false,
        answers: (cell?.questions ?? []).map((question) => ({
          question: question.question,
          answer: question.answer && sayAnswer(question.answer),
          written: question.written,
          openLeads: question.openLeads,
          confirmedLeads: question.confirmedLeads,
          contradicts: question.contradicts,
        })),
        looked: sum('looked'),
        should: sum('should'),
        yearsFilled: filled.length,
        yearsOf: years.length,
      }
    }),
  }
}
