import { expect, test } from 'vitest'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()

test('The clerk sees which list opens the most checks, takes its template, and after a list is withdrawn the page says what stands still; a check is switched off with the reason, and on again', async () => {
  const page = await town.signIn('limin')
  await page.goto(`${town.url}/checks`)
  await page.getByRole('link', { name: '下一步补什么' }).click()
  await page.getByRole('heading', { level: 1 }).filter({ hasText: '手头' }).waitFor()
  const before = await page.getByRole('heading', { level: 1 }).innerText()
  expect(before).toMatch(/手头 \d+ 种名单、[\d,]+ 人/)

  const deaths = ['cremations', 'cancellations', 'death_certificates']
  await perform(town.installation, commandLineActor(), ({ tx }) => tx.updateTable('batch').set({ state: 'withdrawn' }).where('ledger', 'in', deaths).execute())
  await page.reload()
  const first = page.getByRole('row').nth(1)
  await first.waitFor()
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/先补(火化名单|死亡注销户口|死亡医学证明)：能多开 \d+ 项核查，管 [\d,]+ 人/)
  const download = page.waitForEvent('download')
  await first.getByRole('link', { name: '空白模板' }).click()
  expect((await download).suggestedFilename()).toMatch(/^(火化名单|死亡注销户口|死亡医学证明)模板\.xlsx$/)

  await page.getByRole('radio', { name: /^看不全的核查/ }).click()
  const row = page.getByRole('row').filter({ hasText: '缺名单：死亡医学证明 或 死亡注销户口 或 火化名单' }).first()
  await row.waitFor()
  await page.reload()
  await row.waitFor()
  expect(await row.innerText()).toContain('缺名单')
  await page.getByRole('radio', { name: /^缺的名单/ }).click()
  await page.getByRole('link', { name: '去导入' }).first().click()
  await page.waitForURL(/\/import$/)

  // A check that the town does not want looked at for now is switched off with the reason, and on again.
  await page.goto(`${town.url}/checks/paid-after-death`)
  const section = page.getByRole('region', { name: '启用和停用' })
  await section.getByRole('button', { name: '停用…' }).click()
  await section.getByLabel(/为什么停用/).fill('县局口径未定，暂不看')
  await section.getByRole('button', { name: '停用这项核查，全镇不再看' }).click()
  await section.getByText(/由李敏停用：县局口径未定，暂不看/).waitFor()
  const leader = await town.signIn('chenzhen')
  await leader.goto(`${town.url}/checks/paid-after-death`)
  await leader.getByText(/由李敏停用：县局口径未定，暂不看/).waitFor()
  expect(await leader.getByRole('button', { name: '启用…' }).count()).toBe(0)
  await section.getByRole('button', { name: '启用…' }).click()
  await section.getByLabel(/为什么启用/).fill('口径已定')
  await section.getByRole('button', { name: '启用，下次比对起照常看' }).click()
  await section.getByText('在用，每次比对都看').waitFor()
  expect(await town.eventsOf('check.switched_off')).toMatchObject([{ actor_name: '李敏', reason: '县局口径未定，暂不看' }])
  expect(await town.eventsOf('check.switched_on')).toMatchObject([{ actor_name: '李敏', reason: '口径已定' }])
})

test('The leader reads the same page without the template, on a phone nothing is wider than the screen', async () => {
  const page = await town.signIn('chenzhen', { width: 390, height: 844 })
  await page.goto(`${town.url}/checks/next`)
  await page.getByRole('heading', { level: 1 }).filter({ hasText: '手头' }).waitFor()
  expect(await page.getByRole('link', { name: '空白模板' }).count()).toBe(0)
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
  for (const part of [/^缺的依据/, /^看不全的核查/]) {
    await page.getByRole('radio', { name: part }).click()
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
  }
})
