import { addAccount, createInstallation } from '#src/features/accounts/index.ts'
import type { Actor } from '#src/platform/actor.ts'
import type { Work } from '#src/platform/events.ts'
import type { Role } from '#src/platform/http/endpoint.ts'
import { commandLineActor, perform, type Installation } from '#src/platform/installation.ts'
import { scopeOf } from '#src/platform/scope.ts'

export const townPassword = 'Qinghe-2026'

export interface CampaignTown {
  campaign: string
  /** By the item's topic. */
  items: Record<string, string>
  actorOf: (login: string) => Actor
  as: <T>(login: string, act: (work: Work) => Promise<T>) => Promise<T>
}

/** Topics of the items of the test campaign: one item each, in this order. */
const itemTopics = [
  ['dibao', 'records-dibao'],
  ['street', 'sheltering-street'],
  ['tekun_children', 'agreements-left-behind'],
] as const

/** A town with two communities (`aaaa`, `aaab`), one person in each post, and an approved campaign of three items looking back to 2025. */
export async function newCampaignTown(installation: Installation): Promise<CampaignTown> {
  const people: Record<string, Actor> = {}
  const items: Record<string, string> = {}
  const seesChildren: Role[] = ['clerk', 'leader', 'secretary', 'child_worker', 'worker', 'supervisor']
  const campaign = await perform(installation, commandLineActor(), async (work) => {
    await createInstallation(work, { town: '青禾镇', communities: ['青柳社区', '桥头社区'] })
    const posts: [Role, string, string][] = [
      ...(['clerk', 'leader', 'supervisor'] as const).map((role): [Role, string, string] => [role, role, 'aa']),
      ...(['secretary', 'worker', 'child_worker', 'grid'] as const).flatMap((role): [Role, string, string][] => [
        [role, role, 'aaaa'],
        [role, `${role}-b`, 'aaab'],
      ]),
    ]
    for (const [role, login, division] of posts) await addAccount(work, { name: login, login, password: townPassword, role, division })
    for (const post of await work.tx.selectFrom('post').innerJoin('account', 'account.account_id', 'post.account_id').selectAll().execute()) {
      people[post.login] = {
        accountId: post.account_id,
        postId: post.post_id,
        name: post.name,
        role: post.role as Role,
        origin: '网页',
        division: post.division,
        scope: scopeOf(post.division, seesChildren.includes(post.role as Role)),
      }
    }
    const row = await work.tx
      .insertInto('campaign')
      .values({
        division: 'aa',
        title: '青禾镇社会救助专项整治',
        look_back_from: '2025-01-01',
        body: '',
        file_name: 'plan.txt',
        file_sha256: 'none',
        state: 'approved',
        created_by: 'test',
        created_at: work.clock.now(),
      })
      .returning('campaign_id')
      .executeTakeFirstOrThrow()
    for (const [at, [area, topic]] of itemTopics.entries()) {
      const item = await work.tx
        .insertInto('item')
        .values({ campaign_id: row.campaign_id, position: at, area_no: at + 1, area, area_title: area, no: 1, title: topic, text: `第 ${at + 1} 项的原话` })
        .returning('item_id')
        .executeTakeFirstOrThrow()
      items[topic] = item.item_id
      await work.tx.insertInto('item_topic').values({ item_id: item.item_id, topic }).execute()
    }
    await work.tx
      .insertInto('stage')
      .values({ campaign_id: row.campaign_id, no: 1, name: '自查自纠阶段', starts_on: '2026-09-21', ends_on: '2026-10-23' })
      .execute()
    return row.campaign_id
  })
  const actorOf = (login: string): Actor => {
    const actor = people[login]
    if (!actor) throw new Error(`nobody signs in as ${login}`)
    return actor
  }
  return { campaign, items, actorOf, as: (login, act) => perform(installation, actorOf(login), act) }
}
