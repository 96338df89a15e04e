import { expect, test } from 'vitest'
import { newInstallation } from '../support/database.ts'
import { launchBrowser } from '../support/browser.ts'
import { systemClock } from '#src/platform/clock.ts'
import { startServer } from '#src/server.ts'

test('an empty installation asks for the town and its first administrator; there is no default password', async () => {
  const installation = await newInstallation()
  installation.setClock(systemClock())
  const server = await startServer(installation, { port: 0, host: '127.0.0.1', withWorker: false })
  const browser = await launchBrowser()
  try {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })).newPage()
    const guessed = await page.request.post(`${server.url}/api/session`, { headers: { 'x-doudi': '1' }, data: { login: 'admin', password: 'admin' } })
    expect(guessed.status()).toBe(401)
    await page.goto(server.url)
    await page.getByLabel('镇（街道、乡）').fill('云溪镇')
    await page.getByLabel('您的姓名').fill('李敏')
    await page.getByLabel(/登录名/).fill('limin')
    for (const field of await page.locator('input[type=password]').all()) await field.fill('Yunxi-2026')
    await page.getByRole('button').last().click()
    await page
      .getByText(/就这|没有别的|等您/)
      .first()
      .waitFor()
    await page.reload()
    await page.getByText('云溪镇').first().waitFor()
    await page.goto(`${server.url}/campaign`)
    await page.getByText(/方案/).first().waitFor()
    const again = await page.request.post(`${server.url}/api/first-run`, {
      headers: { 'x-doudi': '1' },
      data: { town: '别的镇', name: '某人', login: 'other', password: 'Yunxi-2026', communities: [] },
    })
    expect(again.status()).toBe(409)
  } finally {
    await browser.close()
    await server.close()
  }
})
