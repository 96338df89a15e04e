import { within } from '../../platform/postgres/database.ts'
import { record, type Work } from '../../platform/events.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import { labelOf } from './board.ts'
import { chooseCampaign, sayCampaign } from './read-community.ts'
import { listCommunities, listItems } from './store.ts'

export const logKinds = ['deploy', 'urge', 'inspect'] as const
export type LogKind = (typeof logKinds)[number]

/** The secretary writes what he himself deployed, urged or inspected (亲自部署、督促、检查). Errors: `bad_input` for a day to come. */
export async function writeLog(work: Work, given: { kind: LogKind; on: string; text: string }): Promise<{ log: string }> {
  const { tx, actor, clock } = work
  if (given.on > clock.today()) throw new Problem('bad_input', '日期还没到，做了以后再记。')
  const row = await tx
    .insertInto('secretary_log')
    .values({ division: actor.division, kind: given.kind, on_date: given.on, text: given.text, created_by: actor.name, created_at: clock.now() })
    .returning('log_id')
    .executeTakeFirstOrThrow()
  await record(work, { action: 'secretary_log.written', objectKind: 'secretary_log', objectId: row.log_id, division: actor.division, after: given })
  return { log: row.log_id }
}

/** A community's own measure for an item of the plan, or for all of it (细化措施). Errors: `not_found`. */
export async function writeMeasure(work: Work, given: { campaign: string; item: string | null; text: string }): Promise<{ measure: string }> {
  const { tx, actor, clock } = work
  const campaign = await chooseCampaign(work, given.campaign)
  const items = campaign ? await listItems(tx, campaign.campaign_id) : []
  if (!campaign || (given.item !== null && !items.some((item) => item.item_id === given.item))) throw notFound('这个排查事项')
  const row = await tx
    .insertInto('own_measure')
    .values({
      campaign_id: campaign.campaign_id,
      item_id: given.item,
      division: actor.division,
      text: given.text,
      created_by: actor.name,
      created_at: clock.now(),
    })
    .returning('own_measure_id')
    .executeTakeFirstOrThrow()
  await record(work, { action: 'own_measure.written', objectKind: 'own_measure', objectId: row.own_measure_id, division: actor.division, after: given })
  return { measure: row.own_measure_id }
}

/** Logs and own measures of one community, or of all in the scope with counts of each. */
export async function readLog(work: Work, place: { campaign?: string | undefined; community?: string | undefined }) {
  const { tx, actor, clock } = work
  const campaign = await chooseCampaign(work, place.campaign)
  const communities = campaign ? await listCommunities(tx, actor.scope, campaign.division) : []
  const communityLength = (campaign?.division.length ?? 2) + 2
  const only = communities.length === 1 ? communities[0] : undefined
  const community = place.community === undefined ? only : communities.find(({ code }) => code === place.community)
  if (place.community !== undefined && !community) throw notFound('这个社区')
  const log = await tx
    .selectFrom('secretary_log')
    .selectAll()
    .where(within(actor.scope, 'secretary_log.division'))
    .orderBy('on_date', 'desc')
    .orderBy('created_at', 'desc')
    .execute()
  const items = campaign ? await listItems(tx, campaign.campaign_id) : []
  const measures = await tx
    .selectFrom('own_measure')
    .selectAll()
    .where(within(actor.scope, 'own_measure.division'))
    .where('campaign_id', '=', campaign?.campaign_id ?? '00000000-0000-0000-0000-000000000000')
    .orderBy('created_at', 'desc')
    .execute()
  const count = (code: string, kind: LogKind): number => log.filter((row) => row.division.startsWith(code) && row.kind === kind).length
  const isShown = (division: string): boolean => !community || division.startsWith(community.code)
  return {
    campaign: campaign ? sayCampaign(campaign) : null,
    communities: communities.map((each) => ({
      ...each,
      deploy: count(each.code, 'deploy'),
      urge: count(each.code, 'urge'),
      inspect: count(each.code, 'inspect'),
      measures: measures.filter((row) => row.division.startsWith(each.code)).length,
    })),
    community: community ?? null,
    log: log
      .filter((row) => isShown(row.division))
      .map((row) => ({
        log: row.log_id,
        community: row.division.slice(0, communityLength),
        kind: row.kind as LogKind,
        on: row.on_date,
        text: row.text,
        by: row.created_by,
      })),
    measures: measures
      .filter((row) => isShown(row.division))
      .map((row) => {
        const item = items.find((each) => each.item_id === row.item_id)
        return {
          measure: row.own_measure_id,
          community: row.division.slice(0, communityLength),
          item: row.item_id,
          label: item ? labelOf(item) : null,
          text: row.text,
          by: row.created_by,
          at: row.created_at,
        }
      }),
    items: items.map((item) => ({ item: item.item_id, label: labelOf(item), title: item.title })),
    today: clock.today(),
    may: { log: actor.role === 'secretary', measure: ['secretary', 'worker', 'child_worker'].includes(actor.role) },
  }
}
