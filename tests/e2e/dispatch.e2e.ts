import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { readWorkbook } from '#src/platform/files/read-workbook.ts'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { demoCommunities } from '#src/commands/prepare-demo.ts'
import { fictionalId } from '#src/features/leads/hit-fixtures.ts'
import { writeWorkbook } from '#src/platform/files/write-workbook.ts'
import { countSteps } from './count-steps.ts'
import { useDemoTown } from './demo-town.ts'
import { accountOf } from './sample-leads.ts'

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

/** A county's 疑点核查表 with 60 people of eight communities. */
function sheetOfSixty(): Buffer {
  const headings = ['疑点编号', '疑点类型', '村（社区）', '姓名', '身份证号', '享受待遇', '比对数据项', '核查结果', '核查情况说明']
  const rows = Array.from({ length: 60 }, (_, n) => [
    `云-${String(n + 1).padStart(3, '0')}`,
    '疑似有车',
    demoCommunities[n % 8] ?? '',
    `周下${n + 1}`,
    fictionalId(400 + n),
    '低保',
    '名下小型轿车',
    '',
    '',
  ])
  const columns = headings.map((heading) => ({ heading, width: 14, kind: 'text' as const }))
  return Buffer.from(writeWorkbook({ sheets: [{ name: '疑点', title: '疑点核查表', notes: [], columns, rows, signature: [] }] }))
}

test('S02 S14 S50 a clerk’s week: 60 leads go out to 8 communities in at most five acts, the answers come back, and the dispatch table of Friday tells them in two', async () => {
  town.setToday('2026-10-21')
  const clerk = await town.signIn('limin')
  await clerk.goto(`${town.url}/handed`)
  await clerk
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '县疑点核查表.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: sheetOfSixty() })
  const added = clerk.getByRole('link', { name: '60 条疑点' })
  await added.waitFor()
  const out = countSteps(clerk)
  await added.click()
  await clerk.getByRole('checkbox', { name: '全选' }).click()
  await clerk.getByRole('button', { name: '分派…' }).click()
  const plan = clerk.getByRole('table', { name: '谁得几条' })
  await plan.getByRole('row', { name: /王秀英 青柳 8 条/ }).waitFor()
  expect(await plan.getByRole('row').count()).toBe(8)
  await clerk.getByRole('button', { name: '分派 60 条，11-04 到期' }).click()
  await clerk.getByText('把 60 条分派给各社区专干').waitFor()
  expect(out.said('60 leads handed out to 8 communities, seen who gets how many', 5)).toBeLessThanOrEqual(5)

  // Each community answers what it was given; the first of them on its page, the rest as fast as the wire goes.
  const results = ['confirmed', 'unclear', 'confirmed', 'partly'] as const
  let answered = 0
  for (const [at, community] of demoCommunities.entries()) {
    town.setToday(at < 4 ? '2026-10-22' : '2026-10-23')
    const worker = await town.signIn(accountOf(community, 'worker').login)
    const listed = await worker.request.get(`${town.url}/api/leads?state=open&assignee=me&source=order`)
    const { rows } = (await listed.json()) as { rows: { lead: string; version: number; sourceNumber: string | null }[] }
    const own = rows.filter((row) => row.sourceNumber?.startsWith('云-'))
    expect(own.length).toBeGreaterThanOrEqual(7)
    for (const [n, { lead, version }] of own.entries()) {
      const result = results[n % results.length] ?? 'confirmed'
      if (at === 0 && n === 0) {
        await worker.goto(`${town.url}/leads/${lead}`)
        await worker.getByRole('radiogroup', { name: '核实结果' }).waitFor()
        await worker.keyboard.press('1')
        await worker.getByLabel('看到了什么').fill('入户核实，车在本人名下')
        await worker.getByRole('button', { name: /报属实，交镇民政办立为问题/ }).click()
        await worker.getByText(/^报了属实/).waitFor()
      } else {
        const answer = await worker.request.post(`${town.url}/api/leads/${lead}/verification`, {
          headers: { 'x-doudi': '1' },
          data: { version, result, note: '入户核实' },
        })
        if (!answer.ok()) throw new Error(await answer.text())
      }
      if (result !== 'unclear') answered += 1
    }
    await worker.context().close()
  }
  expect(answered).toBe(44)

  town.setToday('2026-10-23')
  await clerk.goto(town.url)
  const line = clerk.getByRole('listitem').filter({ hasText: '本周的调度表还没有出' })
  await line.waitFor()
  const friday = countSteps(clerk)
  await line.getByRole('link', { name: '看数，冻结' }).click()
  await clerk.getByRole('button', { name: '冻结第 2 期' }).click()
  await clerk.getByText(/第 2 期 · 李敏 冻结/).waitFor()
  expect(friday.said('the week’s dispatch table from 今日', 2)).toBeLessThanOrEqual(2)
  const issue = await perform(town.installation, commandLineActor(), ({ tx }) =>
    tx.selectFrom('dispatch_issue').selectAll().where('no', '=', 2).executeTakeFirstOrThrow(),
  )
  const { total } = issue.table_json as unknown as { total: { week_leads: { value: number } } }
  // The one of the story above was confirmed after the first issue.
  expect(total.week_leads.value).toBeGreaterThanOrEqual(answered)
  await clerk.goto(town.url)
  await clerk.getByText(/没有别的了/).waitFor()
  expect(await line.count()).toBe(0)
})
