import type { z } from 'zod'
import { monthOf } from '../../domain/months.ts'
import type { Work } from '../../platform/events.ts'
import { notFound } from '../../platform/problems.ts'
import { readCalendar } from '../calendar/index.ts'
import type { campaignShape } from './contract.ts'
import { currentStage, stageClock, stageDue } from './stage-clock.ts'
import { findCampaignRow, listItems, listStages } from './store.ts'
import { topicTitle } from './topics.ts'
import { wordingsOf } from './wordings.ts'

type Campaign = z.input<typeof campaignShape>

/** Everything the campaign's pages show of the paper itself. Errors: `not_found`. */
export async function describeCampaign({ tx, clock }: Work, campaignId: string): Promise<Campaign> {
  const row = await findCampaignRow(tx, campaignId)
  if (!row) throw notFound('这个专项行动')
  const stages = (await listStages(tx, campaignId)).map((stage) => ({
    no: stage.no,
    name: stage.name,
    start: stage.starts_on,
    end: stage.ends_on,
    text: stage.text,
  }))
  const today = clock.today()
  const calendar = await readCalendar(tx)
  const safeguards = await tx.selectFrom('safeguard').select(['no', 'title', 'text']).where('campaign_id', '=', campaignId).orderBy('no').execute()
  return {
    campaign: campaignId,
    title: row.title,
    issuer: row.issuer,
    issueNumber: row.issue_number,
    issuedOn: row.issued_on,
    basis: row.basis,
    lookBack: { from: row.look_back_from, to: row.look_back_to },
    state: row.state as Campaign['state'],
    approvedBy: row.approved_by,
    approvedOn: row.approved_on,
    endedBy: row.ended_by,
    endedOn: row.ended_on,
    endNote: row.end_note,
    body: row.body,
    stages: stages.map((stage) => ({
      ...stage,
      ...stageClock(stage.start, stage.end, { today, calendar }),
      dueSteps: stageDue({ name: stage.name, starts_on: stage.start, ends_on: stage.end }, calendar),
    })),
    currentStage: currentStage(stages, today),
    items: (await listItems(tx, campaignId)).map(({ position: _position, topics, ...item }) => ({
      ...item,
      topics: topics.map((each) => ({ ...each, title: topicTitle(each.topic) })),
      wordings: wordingsOf(item.text, monthOf(today)),
    })),
    safeguards,
    warnings: (row.warnings as Campaign['warnings']).map(({ kind, where, message }) => ({ kind, where, message })),
  }
}
