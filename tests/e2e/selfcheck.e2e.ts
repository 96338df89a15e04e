import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { demoPassword } from '#src/commands/prepare-demo.ts'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()

const cells = (community: string) =>
  perform(town.installation, commandLineActor(), ({ tx }) =>
    tx
      .selectFrom('cell')
      .innerJoin('division', (join) => join.onRef('division.code', '=', 'cell.division'))
      .selectAll('cell')
      .where('division.name', '=', community)
      .execute(),
  )

/** Fills the empty years of every open item: what was looked at and how, the first way standing for the years after it. */
async function fillYears(page: Page): Promise<void> {
  for (;;) {
    const empty = page.locator('.year-columns button:has(.am)').first()
    if ((await empty.count()) === 0) return
    await empty.click()
    const form = page.locator('form.year-form')
    const looked = form.getByLabel(/年看了多少/)
    for (let at = 0; at < (await looked.count()); at++) if ((await looked.nth(at).inputValue()) === '') await looked.nth(at).fill('12')
    await form.getByLabel('2020 年怎么看的').fill('翻台账')
    await form.getByRole('button', { name: /存下 \d 年/ }).click()
    await form.waitFor({ state: 'detached' })
  }
}

test('S08 S12 S15 S20 S32 S33 S34 S45 S46 a community answers every item, writes what it found as problems, explains 无 beside leads; the secretary signs, the town returns one and accepts', async () => {
  const worker = await town.signIn('qingliu')
  await worker.goto(`${town.url}/selfcheck`)
  await worker.getByRole('button', { name: /报送书记签字：还差 \d+ 处/ }).waitFor()

  // By keyboard: the first question is answered 有 and becomes a problem with three fields.
  await worker.keyboard.press('j')
  await worker.keyboard.press('2')
  await worker.getByLabel('什么问题').fill('两户去年收入没有重新核算')
  await worker.getByLabel('涉及谁').fill('周桂英等 2 人')
  await worker.getByLabel('怎么改').fill('重新入户核算')
  await worker.getByRole('button', { name: '写成问题' }).click()
  await worker.getByText(/已写成问题 2026-\d{4}/).waitFor()
  const problem = await perform(town.installation, commandLineActor(), ({ tx }) =>
    tx
      .selectFrom('problem')
      .innerJoin('problem_source', 'problem_source.problem_id', 'problem.problem_id')
      .select(['problem.state', 'problem.item_id', 'source'])
      .where('title', '=', '两户去年收入没有重新核算')
      .executeTakeFirstOrThrow(),
  )
  expect(problem).toMatchObject({ state: 'registered', source: 'self_check' })
  expect(problem.item_id).not.toBeNull()

  // The rest is 无.
  for (;;) {
    const missing = worker.locator('.selfcheck-question.is-missing')
    const left = await missing.count()
    if (left === 0) break
    await missing.first().locator('input[value=none]').click()
    await expect.poll(() => missing.count(), { timeout: 15_000 }).toBeLessThan(left)
  }
  await fillYears(worker)
  await worker.reload()
  await worker.getByText(/处答“无”和疑点对不上/).waitFor()
  for (;;) {
    const open = worker.locator('.selfcheck-contradiction:not(.is-explained)')
    const left = await open.count()
    if (left === 0) break
    await open
      .first()
      .getByRole('button', { name: /写明理由/ })
      .click()
    await open.first().getByLabel('理由').fill('已入户核对，名单里的人不是本社区的')
    await open.first().getByRole('button', { name: '存下理由' }).click()
    await expect.poll(() => open.count(), { timeout: 15_000 }).toBeLessThan(left)
  }
  await worker.getByRole('button', { name: /^报送书记签字（\d+ 项）/ }).click()
  await worker.getByText(/已报 \d+ 项，等张国平书记签字/).waitFor()
  expect((await cells('青柳')).every((cell) => cell.state === 'submitted')).toBe(true)

  const secretary = await town.signIn('qingliu-shuji')
  await secretary.goto(`${town.url}/selfcheck/log`)
  await secretary.getByLabel('做了什么、定了什么').fill('开会部署各项自查，定了谁看哪一年')
  await secretary.getByRole('button', { name: '记下这一次部署' }).click()
  await secretary.getByText('已记下：亲自部署').waitFor()
  await secretary.getByLabel('怎么做、谁来做、到什么时候').fill('王秀英在 10 月 22 日前补齐全部档案封面')
  await secretary.getByRole('button', { name: '加这一条措施' }).click()
  await secretary.getByText('已加一条细化措施').waitFor()
  expect(await town.eventsOf('secretary_log.written')).toMatchObject([{ actor_name: '张国平', role: 'secretary' }])
  await secretary.goto(`${town.url}/selfcheck`)
  await secretary.getByLabel('再输一次口令').fill(demoPassword)
  await secretary.getByRole('button', { name: /签字：对 \d+ 项答复负责/ }).click()
  await secretary.getByText(/张国平 签于/).waitFor()
  expect((await cells('青柳')).every((cell) => cell.state === 'signed')).toBe(true)

  // The town sees the eight beside each other and sends one item back; changing it unsigns all.
  const clerk = await town.signIn('limin')
  await clerk.goto(`${town.url}/selfcheck?view=side`)
  const row = clerk.getByRole('row', { name: /青柳/ })
  await row.getByRole('button', { name: '退回，写原因' }).click()
  await row.getByLabel('退回的原因').fill('2023 年的没有写清楚')
  await row.getByRole('button', { name: '退回', exact: true }).click()
  await row.getByText('已退回').waitFor()
  expect(await town.eventsOf('cell.returned')).toMatchObject([{ actor_name: '李敏', reason: '2023 年的没有写清楚' }])

  await worker.reload()
  await worker.getByText('李敏退回：2023 年的没有写清楚').waitFor()
  const returned = worker.locator('.selfcheck-item').filter({ hasText: '李敏退回' })
  await returned.getByRole('button', { name: '写说明、附证据' }).first().click()
  await returned.getByLabel('说明').fill('2023 年 12 份档案都看了')
  await returned.getByRole('button', { name: '存下说明' }).click()
  await worker.getByText('签后有改动，未签').waitFor()
  await worker.getByRole('button', { name: /^报送书记签字（1 项）/ }).click()
  await worker.getByText('已报 1 项').waitFor()

  await secretary.reload()
  await secretary.getByLabel('再输一次口令').fill(demoPassword)
  await secretary.getByRole('button', { name: /签字：对 \d+ 项答复负责/ }).click()
  await secretary.getByText(/张国平 签于/).waitFor()
  await clerk.goto(`${town.url}/selfcheck`)
  await clerk.getByRole('button', { name: /收下已签的 \d+ 项/ }).click()
  await clerk.getByText(/已收下 \d+ 项/).waitFor()
  expect((await cells('青柳')).every((cell) => cell.state === 'accepted')).toBe(true)
  expect((await cells('桥头')).some((cell) => cell.state === 'open')).toBe(true)
})
