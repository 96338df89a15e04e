import { beforeAll, describe, expect, test } from 'vitest'
import type { Installation } from '#src/platform/installation.ts'
import { sql } from 'kysely'
import { newCampaignTown, type CampaignTown } from '../../../tests/support/campaign-town.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { createPorts } from '../../ports/create-ports.ts'
import { approveCampaign } from './approve-campaign.ts'
import { campaignOfMatter, isTopicOf, isWorkOf } from './belonging.ts'
import { endCampaign, removeDraft, resumeCampaign } from './end-campaign.ts'
import { makeCampaign } from './make-campaign.ts'
import { findCurrentCampaign } from './store.ts'

let installation: Installation
let town: CampaignTown
let second: string

const draftOf = (title: string, topic: string): Promise<string> =>
  town.as('clerk', (work) =>
    makeCampaign(work, installation.folder, {
      name: '第二份.campaign.json',
      bytes: new TextEncoder().encode(
        JSON.stringify({
          kind: 'doudi-campaign',
          version: 1,
          campaign: {
            title,
            issuer: null,
            issueNumber: null,
            issuedOn: null,
            basis: null,
            lookBack: { from: '2023-01-01', to: null },
            body: '',
            bodies: [],
            warnings: [],
            items: [
              {
                areaNo: 1,
                area: 'tekun_children',
                areaTitle: '儿童',
                no: 1,
                fragment: false,
                title: '一项',
                text: '排查委托照护协议',
                anchor: null,
                source: 'paper',
                sourceNote: null,
                topics: [{ topic, state: 'confirmed' }],
              },
            ],
            stages: [],
            safeguards: [],
          },
        }),
      ),
    }),
  )

beforeAll(async () => {
  installation = await newInstallation()
  town = await newCampaignTown(installation)
  second = await draftOf('未成年人保护专项行动', 'agreements-left-behind')
})

const approve = (campaign: string) => town.as('leader', (work) => approveCampaign(work, { campaign }, createPorts(installation.folder).campaigns))
const ofMatter = (matter: { item: string | null; topic: string | null }) => town.as('clerk', ({ tx }) => campaignOfMatter(tx, matter))
const countsTopic = (campaign: string, topic: string) =>
  town.as('clerk', async ({ tx }) => (await sql<{ yes: boolean }>`select ${isTopicOf(campaign, sql`${topic}::text`)} as yes`.execute(tx)).rows[0]?.yes)

describe('several campaigns', () => {
  test('a draft takes nothing yet; once approved it takes the matters of its topics, the older one what nobody names', async () => {
    expect(await ofMatter({ item: null, topic: 'agreements-left-behind' })).toBe(town.campaign)
    await approve(second)
    expect(await ofMatter({ item: null, topic: 'agreements-left-behind' })).toBe(second)
    expect(await ofMatter({ item: null, topic: 'records-dibao' })).toBe(town.campaign)
    expect(await ofMatter({ item: null, topic: 'overlap-dibao' })).toBe(town.campaign)
    expect(await ofMatter({ item: null, topic: null })).toBe(town.campaign)
    expect(await ofMatter({ item: town.items['agreements-left-behind'] ?? '', topic: 'agreements-left-behind' })).toBe(town.campaign)
  })

  test('leads are counted by topic: by both where both papers name it, and what neither names by the older alone', async () => {
    expect([await countsTopic(town.campaign, 'agreements-left-behind'), await countsTopic(second, 'agreements-left-behind')]).toEqual([true, true])
    expect([await countsTopic(town.campaign, 'records-dibao'), await countsTopic(second, 'records-dibao')]).toEqual([true, false])
    expect([await countsTopic(town.campaign, 'overlap-dibao'), await countsTopic(second, 'overlap-dibao')]).toEqual([true, false])
  })

  test('pages show the newest running one unless another is named; the checks look back as far as any of them asks', async () => {
    const current = (wanted?: string) => town.as('clerk', ({ tx }) => findCurrentCampaign(tx, wanted))
    expect(await current()).toMatchObject({ campaign: second, lookBackFrom: '2023-01-01' })
    expect(await current(town.campaign)).toMatchObject({ campaign: town.campaign, state: 'approved', lookBackFrom: '2023-01-01' })
    await expect(current('00000000-0000-4000-8000-000000000001')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('the leader ends one with a reason and may resume it; the other then takes new matters, and daily work stands with it', async () => {
    await town.as('leader', (work) => endCampaign(work, { campaign: town.campaign, note: '三个阶段已完成，县局验收通过' }))
    await expect(town.as('leader', (work) => endCampaign(work, { campaign: town.campaign, note: '再来一次' }))).rejects.toMatchObject({ code: 'conflict' })
    expect(await ofMatter({ item: null, topic: 'records-dibao' })).toBe(second)
    const takesDaily = (campaign: string) =>
      town.as(
        'clerk',
        async ({ tx }) => (await sql<{ yes: boolean }>`select coalesce(${isWorkOf(campaign, sql`null::uuid`)}, false) as yes`.execute(tx)).rows[0]?.yes,
      )
    expect([await takesDaily(town.campaign), await takesDaily(second)]).toEqual([false, true])
    await town.as('leader', (work) => endCampaign(work, { campaign: second, note: '到期' }))
    expect(await ofMatter({ item: null, topic: 'records-dibao' })).toBeNull()
    await town.as('leader', (work) => resumeCampaign(work, { campaign: town.campaign, note: '县局要求补查' }))
    expect(await ofMatter({ item: null, topic: 'records-dibao' })).toBe(town.campaign)
    const events = await town.as('clerk', ({ tx }) =>
      tx.selectFrom('event').select(['action', 'reason']).where('action', 'in', ['campaign.ended', 'campaign.resumed']).orderBy('event_id').execute(),
    )
    expect(events).toEqual([
      { action: 'campaign.ended', reason: '三个阶段已完成，县局验收通过' },
      { action: 'campaign.ended', reason: '到期' },
      { action: 'campaign.resumed', reason: '县局要求补查' },
    ])
  })

  test('a draft from the wrong paper can be removed, an approved campaign cannot', async () => {
    const wrong = await draftOf('传错的方案', 'overlap-dibao')
    await town.as('clerk', (work) => removeDraft(work, { campaign: wrong }))
    await expect(town.as('clerk', ({ tx }) => findCurrentCampaign(tx, wrong))).rejects.toMatchObject({ code: 'not_found' })
    await expect(town.as('clerk', (work) => removeDraft(work, { campaign: town.campaign }))).rejects.toMatchObject({ code: 'conflict' })
  })
})
