import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { useDemoTown } from './demo-town.ts'
import { mendUntil } from './problems-by-roles.ts'

const town = useDemoTown()
const root = <T>(run: Parameters<typeof perform<T>>[2]): Promise<T> => perform(town.installation, commandLineActor(), run)

test('S06 S08 the matrix shows open leads per item and community; an item opens to the paper’s words, who answers it, and how many should be and were looked at', async () => {
  const leader = await town.signIn('chenzhen')
  await leader.goto(`${town.url}/campaign`)
  const item = leader.getByRole('complementary', { name: '事项 一·一' })
  await item.getByRole('link', { name: '死亡后仍发放救助资金' }).waitFor()
  await item
    .getByText(/看了 [\d,]+ 条/)
    .first()
    .waitFor()
  await item.getByText(/社区答：有没有家中成员去世后还没有报告/).waitFor()
  await item.getByText(/家中有人去世、有人领工资/).waitFor()

  // Per community: should be looked at, were looked at (here by the lists), open leads; the same leads stand in the matrix.
  const communities = await root(({ tx }) => tx.selectFrom('division').select('name').where('code', 'like', 'aa__').orderBy('code').execute())
  expect(communities).toHaveLength(8)
  const matrix = leader.getByRole('row', { name: /^疑点合计/ })
  await item.getByRole('row', { name: /^青柳/ }).waitFor()
  let sum = 0
  for (const { name } of communities) {
    const [, , should, looked, leads] = await item
      .getByRole('row', { name: new RegExp(`^${name}`) })
      .locator('th,td')
      .allInnerTexts()
    expect([Number(should) > 0, looked]).toEqual([true, should])
    sum += Number(leads)
  }
  expect(sum).toBeGreaterThan(0)
  expect(await matrix.getByRole('cell').first().innerText()).toBe(String(sum))

  // The number opens exactly these leads.
  await matrix.getByRole('link').first().click()
  await leader.getByText(`筛出 ${sum} 条`).first().waitFor()
})

test('S01 S31 a second plan becomes a campaign: the clerk hands the paper in, the leader approves it with the date, all communities are in scope, and the stage counts working days', async () => {
  const clerk = await town.signIn('limin')
  await clerk.goto(`${town.url}/campaign`)
  await clerk.getByRole('heading', { name: /自查自纠还剩 3 个工作日/ }).waitFor()
  await clerk.getByText('今天 10-20（周二），第 25 个工作日；还剩 3 个').waitFor()
  await clerk.getByRole('button', { name: /导入另一份方案|上传完整方案/ }).click()
  await clerk.getByLabel('把方案拖进来：Word、PDF、文本，或别处导出的专项行动').setInputFiles(join(town.sample, '方案.docx'))
  await clerk.getByText('方案已读成草稿').waitFor()
  const draft = await root(({ tx }) => tx.selectFrom('campaign').select('campaign_id').where('state', '=', 'draft').executeTakeFirstOrThrow())
  const chooser = clerk.getByLabel('专项行动', { exact: true })
  await chooser.selectOption(draft.campaign_id)
  await clerk.getByRole('heading', { name: /草稿：读到 16 项排查事项、3 个阶段，还没批准/ }).waitFor()
  expect(await clerk.getByRole('button', { name: /^批准/ }).count()).toBe(0)
  const address = clerk.url()
  expect(address).toContain(`campaign=${draft.campaign_id}`)

  const leader = await town.signIn('chenzhen')
  await leader.goto(`${town.url}/`)
  await leader.getByText(/批准/).first().waitFor()
  await leader.goto(address)
  await leader.getByRole('button', { name: '批准，8 个社区的 16 项自查开始' }).click()
  await leader.getByText(/青禾镇人民政府.*陈静 2026-10-20 批准/).waitFor()
  await leader.reload()
  await leader.getByText(/青禾镇人民政府.*陈静 2026-10-20 批准/).waitFor()
  const approved = await root(({ tx }) => tx.selectFrom('campaign').selectAll().where('approved_on', '=', '2026-10-20').executeTakeFirstOrThrow())
  expect(approved).toMatchObject({ state: 'approved', approved_by: '陈静' })
  const cells = await root(({ tx }) => tx.selectFrom('cell').select('division').where('campaign_id', '=', approved.campaign_id).execute())
  expect([cells.length, new Set(cells.map((cell) => cell.division)).size]).toEqual([8 * 16, 8])
  // Several at a time: the address says which one is shown, links stay with it, and each has its own table of the week.
  const first = await root(({ tx }) => tx.selectFrom('campaign').select('campaign_id').where('approved_on', '=', '2026-09-09').executeTakeFirstOrThrow())
  await leader.getByLabel('专项行动', { exact: true }).selectOption(first.campaign_id)
  await leader.getByText(/陈静 2026-09-09 批准/).waitFor()
  await leader.getByRole('link', { name: '调度' }).first().click()
  await leader.waitForURL(`**/dispatch?campaign=${first.campaign_id}`)
  await leader.getByLabel('专项行动', { exact: true }).selectOption(approved.campaign_id)
  await leader.waitForURL(`**/dispatch?campaign=${approved.campaign_id}`)
  await leader.goto(`${town.url}/selfcheck?campaign=${first.campaign_id}`)
  await leader.getByLabel('专项行动', { exact: true }).selectOption(approved.campaign_id)
  await leader.waitForURL(`**/selfcheck?campaign=${approved.campaign_id}`)
  await town.signIn('limin').then(async (page) => {
    await page.goto(`${town.url}/problems/new`)
    await page.getByLabel(/什么问题/).fill('两户整户没有入户核查')
    await page.getByLabel(/^社区/).selectOption('aaaa')
    await page.getByRole('radio', { name: '低保', exact: true }).check({ force: true })
    await page.getByLabel('专项行动').selectOption(approved.campaign_id)
    await page.getByRole('button', { name: /登记 1 条问题/ }).click()
    await page.waitForURL(/\/problems\/[0-9a-f-]{36}/)
  })
  await leader.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: /问题/ }).click()
  await leader.waitForURL(/\/problems\?.*campaign=/)
  await leader.getByRole('heading', { name: /没办结的问题 1 条/ }).waitFor()
  await leader.goto(`${town.url}/problems?state=open&campaign=${first.campaign_id}`)
  await leader.getByRole('heading', { name: /没办结的问题 0 条/ }).waitFor()

  // The leader ends it: answers stand still, everything else goes on; a mistake is taken back.
  await leader.goto(`${town.url}/campaign?campaign=${approved.campaign_id}`)
  await leader.getByRole('button', { name: '收官…' }).click()
  await leader.getByLabel(/收官的依据或结论/).fill('与九月方案重复，并入办理')
  await leader.getByRole('button', { name: /^收官：/ }).click()
  await leader.getByText(/陈静 2026-10-20 收官：与九月方案重复，并入办理/).waitFor()
  await leader.goto(`${town.url}/campaign`)
  await leader.getByText(/陈静 2026-09-09 批准/).waitFor()
  expect((await town.eventsOf('campaign.ended')).at(-1)).toMatchObject({ actor_name: '陈静', reason: '与九月方案重复，并入办理' })

  expect((await town.eventsOf('campaign.approved')).at(-1)).toMatchObject({ actor_name: '陈静', role: 'leader', object_id: approved.campaign_id })
  expect((await town.eventsOf('campaign.made')).at(-1)).toMatchObject({ actor_name: '李敏', role: 'clerk' })
})

test('S09 an item that the paper does not hold is added by hand with its source, and every community has it to answer', async () => {
  const clerk = await town.signIn('limin')
  const campaign = await root(({ tx }) => tx.selectFrom('campaign').select('campaign_id').where('approved_on', '=', '2026-09-09').executeTakeFirstOrThrow())
  await clerk.goto(`${town.url}/campaign?campaign=${campaign.campaign_id}`)
  await clerk.getByRole('button', { name: /^(补写一项|加一项)$/ }).click()
  await clerk.getByRole('button', { name: /加上这一项/ }).click()
  await clerk.getByText('请写来源', { exact: true }).waitFor()
  await clerk.getByRole('textbox', { name: '编号', exact: true }).fill('9')
  await clerk.getByLabel(/事项的话/).fill('各社区是否按月比对死亡人员名单')
  await clerk.getByLabel(/^来源/).fill('县民政局 2026 年 9 月通知第三条')
  await clerk.getByRole('button', { name: '加上这一项，8 个社区都要答' }).click()
  await clerk.getByText('已加上一项，来源：县民政局 2026 年 9 月通知第三条').waitFor()
  const added = await root(({ tx }) => tx.selectFrom('item').selectAll().where('source', '=', 'hand').executeTakeFirstOrThrow())
  await clerk.goto(`${town.url}/campaign?campaign=${campaign.campaign_id}&item=${added.item_id}`)
  await clerk.getByText('来源：县民政局 2026 年 9 月通知第三条').waitFor()
  await clerk.getByText(/手工加的事项/).waitFor()
  expect(await town.eventsOf('item.added')).toMatchObject([{ actor_name: '李敏', reason: '县民政局 2026 年 9 月通知第三条', object_id: added.item_id }])
  const worker = await town.signIn('qiaotou')
  await worker.goto(`${town.url}/selfcheck?campaign=${campaign.campaign_id}`)
  await worker.getByText('各社区是否按月比对死亡人员名单').first().waitFor()
})

test('S40 S47 the leader sees where the causes lie in four kinds, and who holds what is overdue as of today', async () => {
  const problem = await mendUntil(town, { title: '两户五保老人没有人走访', due: '2026-10-21' })
  town.setToday('2026-10-23')
  const leader = await town.signIn('chenzhen')
  const first = await root(({ tx }) => tx.selectFrom('campaign').select('campaign_id').where('approved_on', '=', '2026-09-09').executeTakeFirstOrThrow())
  await leader.goto(`${town.url}/campaign?campaign=${first.campaign_id}`)
  const causes = leader.getByRole('region', { name: '原因' })
  for (const kind of ['主观', '客观', '机制', '工作']) await causes.getByRole('columnheader', { name: kind }).waitFor()
  expect(
    (
      await causes
        .getByRole('row', { name: /^特困与儿童/ })
        .locator('td')
        .allInnerTexts()
    ).map((cell) => cell.trim()),
  ).toEqual(['—', '—', '1', '—'])
  await leader.getByRole('region', { name: '谁手上压着' }).getByRole('listitem').filter({ hasText: '王秀英' }).filter({ hasText: '逾期 1' }).waitFor()
  await causes.getByRole('link', { name: '1', exact: true }).click()
  await leader.getByText('两户五保老人没有人走访').first().waitFor()
  await leader.goto(`${town.url}/`)
  await leader
    .getByText(/两户五保老人没有人走访|逾期/)
    .first()
    .waitFor()
  expect((await town.eventsOf('problem.planned')).at(-1)).toMatchObject({ actor_name: '王秀英', object_id: problem })
  town.setToday('2026-10-20')
})
