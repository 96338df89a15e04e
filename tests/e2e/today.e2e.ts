import { expect, test } from 'vitest'
import { commandLineActor, perform } from '#src/platform/installation.ts'
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
