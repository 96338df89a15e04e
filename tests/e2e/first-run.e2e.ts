import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { newInstallation } from '../support/database.ts'
import { launchBrowser } from '../support/browser.ts'
import { systemClock } from '#src/platform/clock.ts'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { startServer } from '#src/server.ts'
import { useDemoTown } from './demo-town.ts'

const demo = useDemoTown()

test('S01 S31 an empty installation asks for the town and its first administrator, without any default password, and takes in the campaign that another town exported', async () => {
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
    const clerk = await demo.signIn('limin')
    await clerk.goto(`${demo.url}/campaign`)
    const download = clerk.waitForEvent('download')
    await clerk.getByRole('link', { name: '导出专项行动' }).click()
    const file = await (await download).path()
    expect(readFileSync(file, 'utf8')).not.toMatch(/999101\d{12}/)
    const upload = page.getByLabel('把方案拖进来：Word、PDF、文本，或别处导出的专项行动')
    await upload.setInputFiles({ name: '坏了.campaign.json', mimeType: 'application/json', buffer: Buffer.from('{"kind":') })
    await page.getByText(/“坏了\.campaign\.json”不是完整的专项行动文件/).waitFor()
    await upload.setInputFiles({ name: '青禾镇.campaign.json', mimeType: 'application/json', buffer: readFileSync(file) })
    await page.getByRole('heading', { name: /草稿：读到 16 项排查事项、3 个阶段，还没批准/ }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: /草稿：读到 16 项排查事项、3 个阶段，还没批准/ }).waitFor()
    const events = await perform(installation, commandLineActor(), ({ tx }) =>
      tx.selectFrom('event').select(['actor_name', 'after']).where('action', '=', 'campaign.made').execute(),
    )
    expect(events).toMatchObject([{ actor_name: '李敏', after: { file: '青禾镇.campaign.json', items: 16, stages: 3 } }])
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
