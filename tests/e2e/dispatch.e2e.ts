import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { readWorkbook } from '#src/platform/files/read-workbook.ts'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()

test('S50 the dispatch table is frozen; after a change it prints and exports the same numbers again, and a number opens exactly its rows', async () => {
  const clerk = await town.signIn('limin')
  await clerk.goto(`${town.url}/dispatch`)
  await clerk.getByRole('button', { name: '冻结第 1 期' }).click()
  await clerk.getByText(/第 1 期 · 李敏 冻结/).waitFor()
  const rowOf = async (name: string): Promise<string[]> =>
    clerk
      .getByRole('row', { name: new RegExp(`^${name}`) })
      .locator('th,td')
      .allInnerTexts()
  const tableOf = async (): Promise<string[][]> => {
    const names = await clerk.getByRole('rowheader').allInnerTexts()
    return Promise.all(names.map((name) => rowOf(name.trim())))
  }
  const frozen = await tableOf()
  expect(frozen).toHaveLength(9)
  const address = clerk.url()

  // The world goes on: a lead of 青柳 is handed out, looked at and confirmed.
  const lead = await perform(town.installation, commandLineActor(), ({ tx }) =>
    tx.selectFrom('lead').select('lead_id').where('check_id', '=', 'paid-after-death').where('division', '=', 'aaaa').executeTakeFirstOrThrow(),
  )
  const send = async (page: Page, path: string, data: object): Promise<void> => {
    const answer = await page.request.post(`${town.url}${path}`, { headers: { 'x-doudi': '1' }, data })
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  }
  const versionOf = async (): Promise<number> =>
    ((await (await clerk.request.get(`${town.url}/api/leads/${lead.lead_id}`)).json()) as { version: number }).version
  await send(clerk, '/api/leads/assignments', { leads: [lead.lead_id], to: 'community' })
  const worker = await town.signIn('qingliu')
  await send(worker, `/api/leads/${lead.lead_id}/start`, { version: await versionOf() })
  await send(worker, `/api/leads/${lead.lead_id}/verification`, { version: await versionOf(), result: 'confirmed', note: '入户看过，家属承认没有报告' })

  await clerk.goto(`${town.url}/dispatch`)
  await clerk.getByText(/还没有冻结/).waitFor()
  expect(await tableOf()).not.toEqual(frozen)
  await clerk.goto(address)
  await clerk.getByText(/第 1 期 · 李敏 冻结/).waitFor()
  expect(await tableOf()).toEqual(frozen)

  await clerk
    .getByRole('row', { name: /^青柳/ })
    .getByRole('button', { name: /疑点待核实/ })
    .click()
  await clerk.getByText(/与表里的 \d+ 对得上/).waitFor()

  const [download] = await Promise.all([clerk.waitForEvent('download'), clerk.getByRole('button', { name: '导出表格' }).click()])
  const book = await readWorkbook(new Uint8Array(readFileSync(await download.path())), 'dispatch.xlsx')
  const exported = (book.sheets[0]?.rows ?? []).map((row) => row.cells.map((cell) => cell?.text ?? ''))
  // The page writes 元 with separators where the sheet holds a number, and a dash where the sheet has no rank.
  const plain = (text: string): string => (/^-?[\d,.]+$/.test(text.trim()) ? String(Number(text.replaceAll(',', ''))) : text.trim().replace(/^—$/, ''))
  for (const row of frozen) {
    const cells = exported.find((each) => each[0] === row[0]) ?? []
    expect(row.map((_, at) => plain(cells[at] ?? ''))).toEqual(row.map(plain))
  }

  await clerk.emulateMedia({ media: 'print' })
  await clerk.getByText(/核对号/).waitFor()
  expect(await clerk.getByText('镇民政办负责人').isVisible()).toBe(true)
  await clerk.emulateMedia({ media: 'screen' })

  expect(await town.eventsOf('dispatch.frozen')).toMatchObject([{ actor_name: '李敏', role: 'clerk', after: { no: 1 } }])
})
