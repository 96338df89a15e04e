import { sql } from 'kysely'
import { isPassword } from '../accounts/index.ts'
import { record, type Work } from '../../platform/events.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import { nextState } from './cell-states.ts'
import { presentHash } from './answers-hash.ts'
import { chooseCampaign, openBoard } from './read-community.ts'
import { lockCommunity } from './store.ts'

export interface NewSignature {
  campaign: string
  community: string
  password: string
  /** The hash of the answers that the secretary saw. */
  hash: string
}

/**
 * The secretary signs all answers of the community with the password again; the signature holds their hash.
 * Errors: `wrong_password`; `refused` with the items that were not sent; `conflict` when an answer changed since it was read.
 */
export async function signAnswers(work: Work, given: NewSignature): Promise<{ signed: number; at: string }> {
  const { tx, actor, clock } = work
  const account = await tx.selectFrom('account').select(['account_id', 'password_hash']).where('account_id', '=', actor.accountId).executeTakeFirst()
  if (!account || !(await isPassword(given.password, account.password_hash))) throw new Problem('wrong_password', '口令不对，没有签字。')
  const campaign = await chooseCampaign(work, given.campaign)
  if (!campaign) throw notFound('这个专项行动')
  await lockCommunity(tx, campaign.campaign_id, given.community)
  const board = await openBoard(work, campaign)
  if (!board.communities.some(({ code }) => code === given.community)) throw notFound('这个社区')
  const rows = board.items.map((item) => ({ item, cell: board.cellOf(given.community, item.item_id) }))
  const cells = rows.flatMap(({ cell }) => (cell ? [cell.cell] : []))
  const missing = rows.filter(({ cell }) => !cell || !['submitted', 'signed', 'accepted'].includes(cell.cell.state))
  if (missing.length > 0 || cells.length === 0)
    throw new Problem(
      'refused',
      `还有 ${missing.length} 项没报送（${missing
        .slice(0, 6)
        .map(({ item }) => item.label)
        .join('、')}），报齐以后再签。`,
      {
        items: missing.map(({ item }) => item.item_id),
      },
    )
  const hash = await presentHash(tx, { scope: actor.scope, campaignId: campaign.campaign_id, cells })
  if (hash !== given.hash) throw new Problem('conflict', '您看过以后答复又有改动，没有签字。请看右边的改动再签。', { hash })
  const toSign = cells.filter((cell) => cell.state === 'submitted')
  if (toSign.length === 0) throw new Problem('refused', '都已签过，没有新的改动要签。')
  const at = clock.now()
  await tx
    .insertInto('signature')
    .values({ campaign_id: campaign.campaign_id, division: given.community, answers_hash: hash, signed_by: actor.name, account_id: account.account_id, at })
    .execute()
  for (const cell of toSign) {
    await tx
      .updateTable('cell')
      .set({ state: nextState('sign', cell.state), signed_at: at, updated_at: at, version: sql`version + 1` })
      .where('cell_id', '=', cell.cell_id)
      .execute()
    await record(work, {
      action: 'cell.signed',
      objectKind: 'cell',
      objectId: cell.cell_id,
      division: given.community,
      before: { state: cell.state },
      after: { state: 'signed' },
    })
  }
  await record(work, {
    action: 'selfcheck.signed',
    objectKind: 'selfcheck',
    objectId: `${campaign.campaign_id}/${given.community}`,
    division: given.community,
    after: { hash, items: cells.length },
  })
  return { signed: toSign.length, at }
}
