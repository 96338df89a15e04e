import { expect, test } from 'vitest'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { accountOf, leadNow, leadsOf } from './sample-leads.ts'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()

async function leadStates(check: string): Promise<Record<string, number>> {
  const rows = await perform(town.installation, commandLineActor(), ({ tx }) =>
    tx
      .selectFrom('lead')
      .select(['state', (eb) => eb.fn.countAll<number>().as('n')])
      .where('check_id', '=', check)
      .groupBy('state')
      .execute(),
  )
  return Object.fromEntries(rows.map((row) => [row.state, row.n]))
}

test('S14 S47 the clerk hands leads out from 今日 with one key, takes it back, and hands them out again', async () => {
  const clerk = await town.signIn('limin')
  await clerk.goto(town.url)
  const before = await leadStates('paid-after-death')
  const n = before['new'] ?? 0
  expect(n).toBeGreaterThan(1)
  const line = clerk.getByRole('listitem').filter({ hasText: `死亡后仍发放救助资金：${n} 条还没分派` })
  const button = line.getByRole('button', { name: new RegExp(`^分派 ${n} 条，\\d\\d-\\d\\d 到期$`) })
  await button.waitFor()
  await line.getByRole('link').first().focus()
  await clerk.keyboard.press('1')
  await clerk.getByText(new RegExp(`把 ${n} 条分派给各社区专干`)).waitFor()
  await line.waitFor({ state: 'detached' })
  expect(await leadStates('paid-after-death')).toEqual({ assigned: n })
  await clerk.getByRole('button', { name: '撤销' }).click()
  await button.waitFor()
  expect(await leadStates('paid-after-death')).toEqual(before)
  await button.click()
  await line.waitFor({ state: 'detached' })
  await clerk.reload()
  await clerk.getByText(/^就这 \d+ 件，没有别的了。$/).waitFor()
  expect(await line.count()).toBe(0)
  expect(await town.eventsOf('lead.assigned')).toHaveLength(2 * n)
})

test('S43 an order to a community is signed for and answered from its 今日; the menu tells what waits', async () => {
  const supervisor = await town.signIn('jiwei')
  const ordered = await supervisor.request.post(`${town.url}/api/orders`, {
    headers: { 'x-doudi': '1' },
    data: { toUnit: '青柳社区', division: 'aaaa', text: '补齐九月走访记录', dueOn: '2026-10-21' },
  })
  expect(ordered.ok()).toBe(true)
  const worker = await town.signIn('qingliu')
  await worker.goto(town.url)
  const line = worker.getByRole('listitem').filter({ hasText: '补齐九月走访记录' })
  await line.getByRole('button', { name: '签收' }).click()
  await worker.getByText('已签收：补齐九月走访记录').waitFor()
  await line.getByRole('button', { name: '写回复' }).click()
  const form = worker.getByRole('form', { name: '写回复' })
  expect(await form.getByRole('button', { name: '报出回复' }).isDisabled()).toBe(true)
  await form.getByLabel(/办理情况/).fill('两户都补走了，附照片')
  await form.getByRole('button', { name: '报出回复' }).click()
  await line.waitFor({ state: 'detached' })
  await worker.reload()
  await worker.getByText(/没有别的了/).waitFor()
  expect(await line.count()).toBe(0)
  const order = await perform(town.installation, commandLineActor(), ({ tx }) => tx.selectFrom('supervision_order').selectAll().executeTakeFirstOrThrow())
  expect(order).toMatchObject({ received_by: '王秀英', received_on: '2026-10-20', answer: '两户都补走了，附照片', answered_on: '2026-10-20' })
  const [waiting] = (await worker.getByText(/^有 \d+ 件事等您/).innerText()).match(/\d+/) ?? []
  expect(await worker.getByRole('link', { name: /^今日/ }).locator('.menu-count').innerText()).toBe(waiting)
})

test('S25 a child that the data shows without anybody stands on top of 今日 and red in the menu at once; the lead ends only after the report, with to whom, when and by whom', async () => {
  const [lead] = await leadsOf(town, 'no-carer-named')
  if (!lead) throw new Error('the run told of nobody')
  const { login, name } = accountOf(lead.community, 'child_worker')
  const clerk = await town.signIn('limin')
  await clerk.goto(town.url)
  const top = clerk.getByRole('region', { name: '有人有危险' })
  await top.getByRole('listitem').filter({ hasText: lead.number }).filter({ hasText: '还没有报告' }).waitFor()
  expect(await clerk.getByRole('main').getByRole('region').first().getAttribute('aria-label')).toBe('有人有危险')
  await clerk.getByRole('navigation', { name: '主菜单' }).locator('.menu-urgent').waitFor()
  const handed = await clerk.request.post(`${town.url}/api/leads/assignments`, {
    headers: { 'x-doudi': '1' },
    data: { leads: [lead.lead_id], to: 'community' },
  })
  expect(handed.ok()).toBe(true)

  const director = await town.signIn(login, { width: 390, height: 844 })
  await director.goto(town.url)
  await director.getByRole('listitem').filter({ hasText: lead.number }).getByRole('link', { name: '先报告，再核实' }).click()
  await director.getByText('先报告，再报结论').waitFor()
  await director.getByText(/未成年人保护法第十一条/).waitFor()
  await director.getByRole('radio', { name: /^\d?\s*属实$/ }).click()
  await director.getByLabel('看到了什么').fill('孩子独自在家三天，邻居送饭')
  await director.getByRole('button', { name: /报属实/ }).click()
  await director.getByText(/先报告，再报结论（未成年人保护法第十一条/).waitFor()
  expect((await leadNow(town, lead)).state).toBe('assigned')

  const report = director.getByRole('form', { name: '报告' })
  await report.getByLabel(/报给谁/).fill('青禾派出所 值班室')
  await report.getByLabel(/哪天/).fill('2026-10-19')
  await report.getByLabel(/几点/).fill('21:40')
  await report.getByLabel('人现在在哪、谁在照看').fill('村妇联主任家里')
  await report.getByRole('button', { name: '记下：已经报告' }).click()
  await director.getByText(`2026-10-19 21:40 ${name} 报给 青禾派出所 值班室；村妇联主任家里；还没有回执`).waitFor()
  await director.getByRole('button', { name: /报属实/ }).click()
  await director.getByText(`报了属实：${lead.number}`).waitFor()
  expect((await leadNow(town, lead)).state).toBe('confirmed')
  const [event] = await town.eventsOf('lead.danger_reported')
  expect(event).toMatchObject({ actor_name: name, role: 'child_worker', object_id: lead.lead_id, after: { recipient: '青禾派出所 值班室' } })
  // The report stands red until its receipt is there.
  await clerk.reload()
  await top.getByRole('listitem').filter({ hasText: '已报青禾派出所 值班室，还没有回执' }).waitFor()
})
