import type { DueStep } from '../../domain/due-steps.ts'
import { daysBetween } from '../../domain/plain-date.ts'
import { workingDaysBetween } from '../../domain/working-days.ts'
import type { Work } from '../../platform/events.ts'
import { notFound } from '../../platform/problems.ts'
import { readCalendar } from '../calendar/index.ts'
import { stageDue } from '../campaigns/index.ts'
import type { BoardCell } from './board.ts'
import { cellTransitions, type CellAction } from './cell-states.ts'
import type { Lack } from './lacks.ts'
import { mayAnswer } from './may-answer.ts'
import type { PopulationsOf } from './ports.ts'
import { readChanges } from './read-changes.ts'
import { chooseCampaign, openBoard, readCommunity, sayCampaign, type CommunityAnswers } from './read-community.ts'
import { lastSignature, listLeads, type LeadLine } from './store.ts'

export interface Place {
  campaign?: string | undefined
  community?: string | undefined
}

const isDecided = (state: string): boolean => state === 'submitted' || state === 'signed' || state === 'accepted'

/** Everything that the page of one community shows. */
export async function readSelfcheck(work: Work, place: Place, populationsOf: PopulationsOf) {
  const { tx, actor, clock } = work
  const campaign = await chooseCampaign(work, place.campaign)
  const empty = {
    communities: [],
    community: null,
    items: [],
    lacks: [],
    hash: '',
    signature: null,
    secretary: null,
    deadline: null,
    changes: [],
    childWorkers: [],
    today: clock.today(),
    may: mayOf(actor.role),
  }
  if (!campaign) return { ...empty, campaign: null }
  const board = await openBoard(work, campaign)
  const community = place.community === undefined ? board.communities[0] : board.communities.find(({ code }) => code === place.community)
  if (!community) {
    if (place.community !== undefined) throw notFound('这个社区')
    return { ...empty, campaign: sayCampaign(campaign), communities: board.communities }
  }
  const { rows, hash } = await readCommunity(work, { campaign, community: community.code, populationsOf })
  const leads = await listLeads(tx, actor.scope, community.code)
  const signature = await lastSignature(tx, campaign.campaign_id, community.code)
  const posts = await listOfficers(work, community.code)
  const items = rows.map((row) => sayItem(row, { leads, actor }))
  return {
    campaign: sayCampaign(campaign),
    communities: board.communities,
    community,
    items,
    // What was sent is no longer missing anything; the rest stands between the community and 报送.
    lacks: items.filter((item) => !isDecided(item.state)).flatMap((item) => item.lacks),
    hash,
    signature: signature ? { by: signature.signed_by, at: signature.at, isValid: signature.answers_hash === hash } : null,
    secretary: posts.find((post) => post.role === 'secretary')?.name ?? null,
    deadline: await readDeadline(work, campaign.campaign_id, clock.today()),
    changes: await readChanges(work, { community: community.code, rows }),
    childWorkers: posts.filter((post) => post.role === 'child_worker').map((post) => post.name),
    today: clock.today(),
    may: mayOf(actor.role),
  }
}

function mayOf(role: Work['actor']['role']) {
  const mayDo = (action: CellAction): boolean => cellTransitions[action].who.some((each) => each === role)
  return {
    answer: mayDo('answer'),
    submit: mayDo('submit'),
    sign: mayDo('sign'),
    review: mayDo('return'),
    compare: ['clerk', 'leader', 'supervisor', 'county', 'auditor'].includes(role),
  }
}

function sayItem(
  { item, cell, years, population, lacks }: CommunityAnswers['rows'][number],
  { leads, actor }: { leads: readonly LeadLine[]; actor: Work['actor'] },
) {
  return {
    cell: cell.cell.cell_id,
    item: item.item_id,
    label: item.label,
    areaTitle: item.area_title,
    title: item.title,
    text: item.text,
    state: cell.cell.state,
    version: cell.cell.version,
    topics: item.topics,
    mayAnswer: mayAnswer(actor.role, item.topics),
    openLeads: cell.openLeads,
    dataPeople: population?.people ?? null,
    dataTo: population?.to ?? null,
    questions: cell.questions.map((question) => ({
      question: question.question,
      text: question.text,
      hint: question.hint,
      topics: [...question.topics],
      danger: question.danger && {
        what: question.danger.what,
        reports: question.danger.recipients.map(({ person, to, when, basis }) => ({
          person,
          to,
          when,
          basis: basis.map((each) => `${each.law}${each.article}`).join('、'),
        })),
      },
      answer: question.answer && sayAnswer(question.answer),
      places: question.places.map((row) => ({ problem: row.problem_id, number: row.number, state: row.state, text: row.text, by: row.by_name })),
      openLeads: question.openLeads,
      confirmedLeads: question.confirmedLeads,
      contradicts: question.contradicts,
      leads: leads
        .filter((lead) => question.topics.includes(lead.topic))
        .slice(0, 3)
        .map((lead) => ({ lead: lead.lead_id, number: lead.number, sentence: lead.sentence })),
    })),
    years,
    lacks: lacks as Lack[],
    returnedReason: cell.cell.returned_reason,
    returnedBy: cell.cell.returned_by,
    submittedBy: cell.cell.submitted_by,
    submittedAt: cell.cell.submitted_at,
    acceptedAt: cell.cell.accepted_at,
  }
}

export function sayAnswer(row: NonNullable<BoardCell['questions'][number]['answer']>) {
  return { answer: row.answer, count: row.count, text: row.text, explanation: row.explanation, attachments: row.attachments, by: row.by_name, at: row.at }
}

async function listOfficers({ tx, clock }: Work, community: string): Promise<{ name: string; role: string }[]> {
  return tx
    .selectFrom('post')
    .innerJoin('account', 'account.account_id', 'post.account_id')
    .select(['account.name', 'post.role'])
    .where('post.division', '=', community)
    .where('post.role', 'in', ['secretary', 'child_worker'])
    .where('account.is_active', '=', true)
    .where('starts_on', '<=', clock.today())
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>', clock.today())]))
    .orderBy('account.name')
    .execute()
}

/** The first stage's end is when self-checks are due; afterwards the page says how long it is past. */
async function readDeadline(
  { tx }: Work,
  campaignId: string,
  today: string,
): Promise<{ stage: string; on: string; workingDays: number | null; daysPast: number; dueSteps: DueStep[] } | null> {
  const stage = await tx
    .selectFrom('stage')
    .select(['name', 'starts_on', 'ends_on'])
    .where('campaign_id', '=', campaignId)
    .orderBy('no')
    .limit(1)
    .executeTakeFirst()
  if (!stage?.ends_on) return null
  const calendar = await readCalendar(tx)
  return {
    stage: stage.name,
    on: stage.ends_on,
    workingDays: today <= stage.ends_on ? workingDaysBetween(today, stage.ends_on, calendar).days : null,
    daysPast: Math.max(0, daysBetween(stage.ends_on, today)),
    dueSteps: stageDue(stage, calendar),
  }
}
