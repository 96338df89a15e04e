import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()

test('S06 S08 S31 the campaign page shows the stage’s working days, what was looked at behind an item, and the paper’s own words', async () => {
  const clerk = await town.signIn('limin')
  await clerk.goto(`${town.url}/campaign`)
  await clerk.getByRole('heading', { name: /自查自纠.*还剩 3 个工作日/ }).waitFor()
  await clerk
    .getByText(/28 个工作日/)
    .first()
    .waitFor()
  await clerk
    .getByText(/第 25 个工作日/)
    .first()
    .waitFor()
  await clerk
    .getByText(/看了 [\d,]+ 条/)
    .first()
    .waitFor()
  expect(await clerk.getByRole('link', { name: '死亡后仍发放救助资金' }).first().isVisible()).toBe(true)
  await clerk
    .getByText(/社区答：有没有/)
    .first()
    .waitFor()
})

test('S01 S09 a plan becomes a campaign: the clerk reads it in, the leader approves it, all communities are in scope', async () => {
  const clerk = await town.signIn('limin')
  const read = await clerk.request.post(`${town.url}/api/campaigns?name=${encodeURIComponent('第二份方案.docx')}`, {
    headers: { 'x-doudi': '1' },
    data: readFileSync(join(town.sample, '方案.docx')),
  })
  expect(read.status()).toBe(200)
  const { campaign } = (await read.json()) as { campaign: string }
  const leader = await town.signIn('chenzhen')
  await leader.goto(`${town.url}/`)
  await leader
    .getByText(/等.*批准|批准/)
    .first()
    .waitFor()
  await leader.goto(`${town.url}/campaign?campaign=${campaign}`)
  await leader.getByRole('button', { name: /批准/ }).first().click()
  await leader
    .getByText(/2026-10-20 批准/)
    .first()
    .waitFor()
  await leader.reload()
  await leader
    .getByText(/2026-10-20 批准/)
    .first()
    .waitFor()
  expect(await town.eventsOf('campaign.approved')).toMatchObject([
    { object_id: expect.any(String) as unknown },
    { actor_name: '陈静', role: 'leader', object_id: campaign },
  ])
  const added = await clerk.request.post(`${town.url}/api/campaigns/${campaign}/items`, {
    headers: { 'x-doudi': '1' },
    data: { areaNo: 1, no: 9, text: '各社区是否按月比对死亡人员名单', sourceNote: '县民政局 2026 年 9 月通知第三条' },
  })
  expect(added.status()).toBe(200)
  await clerk.goto(`${town.url}/campaign?campaign=${campaign}`)
  expect(await town.eventsOf('item.added')).toMatchObject([{ actor_name: '李敏', reason: '县民政局 2026 年 9 月通知第三条' }])
})
