import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readWorkbook } from '#src/platform/files/read-workbook.ts'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()

test('S02 a handed-down 疑点核查表 becomes leads, and goes back as the very same workbook with nothing but its result cells filled', async () => {
  const folder = join(town.sample, 'handed-down')
  const [name = ''] = readdirSync(folder)
  const original = readFileSync(join(folder, name))
  const clerk = await town.signIn('limin')
  await clerk.goto(`${town.url}/handed`)
  await clerk.getByLabel(/谁交下来的/).fill('云岭县民政局')
  await clerk
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name, mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: original })
  await clerk
    .getByText(/云岭县民政局/)
    .first()
    .waitFor()
  await clerk.waitForTimeout(500)
  const leads = await perform(town.installation, commandLineActor(), ({ tx }) =>
    tx.selectFrom('lead').selectAll().where('source', '=', 'order').orderBy('handed_row').execute(),
  )
  expect(leads.length).toBeGreaterThan(3)
  await clerk.reload()
  await clerk
    .getByText(/云岭县民政局/)
    .first()
    .waitFor()

  // The same sheet again brings nothing new.
  await clerk.getByLabel(/谁交下来的/).fill('云岭县民政局')
  await clerk
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name, mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: original })
  await clerk.waitForTimeout(1000)
  const again = await perform(town.installation, commandLineActor(), ({ tx }) =>
    tx.selectFrom('lead').select('lead_id').where('source', '=', 'order').execute(),
  )
  expect(again).toHaveLength(leads.length)

  const [first] = leads
  const workers: Record<string, string> = {
    aaaa: 'qingliu',
    aaab: 'qiaotou',
    aaac: 'shimen',
    aaad: 'dongling',
    aaae: 'hewan',
    aaaf: 'chachang',
    aaag: 'shuangjing',
    aaah: 'anjuyuan',
  }
  const login = workers[first?.division ?? ''] ?? 'qingliu'
  const worker = await town.signIn(login)
  const assigned = await clerk.request.post(`${town.url}/api/leads/assignments`, {
    headers: { 'x-doudi': '1' },
    data: { leads: [first?.lead_id], to: 'community' },
  })
  expect([assigned.status(), assigned.status() === 200 ? '' : await assigned.text()]).toEqual([200, ''])
  await worker.goto(`${town.url}/leads/${first?.lead_id}`)
  await worker.getByRole('radiogroup', { name: '核实结果' }).waitFor()
  await worker.keyboard.press('1')
  await worker.getByLabel('看到了什么').fill('入户核实，情况属实')
  await Promise.all([
    worker.waitForResponse((answer) => answer.url().endsWith('/verification') && answer.ok()),
    worker.getByRole('button', { name: /报属实/ }).click(),
  ])

  const sheets = (await (await clerk.request.get(`${town.url}/api/handed-sheets`)).json()) as { sheets: { sheet: string }[] }
  const filled = await clerk.request.get(`${town.url}/api/handed-sheets/${sheets.sheets[0]?.sheet}/file`)
  expect(filled.status()).toBe(200)
  const [before, after] = [unzipSync(new Uint8Array(original)), unzipSync(new Uint8Array(await filled.body()))]
  expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort())
  const changed = Object.keys(before).filter((part) => Buffer.compare(Buffer.from(before[part] ?? []), Buffer.from(after[part] ?? [])) !== 0)
  expect(changed).toHaveLength(1)
  expect(changed[0]).toMatch(/^xl\/worksheets\/sheet\d+\.xml$/)
  const rows = async (bytes: Uint8Array) => (await readWorkbook(bytes, name)).sheets.flatMap((sheet) => sheet.rows)
  const [was, is] = [await rows(new Uint8Array(original)), await rows(new Uint8Array(await filled.body()))]
  const different = is.flatMap((row, at) =>
    row.cells.flatMap((cell, column) => ((cell?.text ?? '') === (was[at]?.cells[column]?.text ?? '') ? [] : [cell?.text ?? ''])),
  )
  expect(different).toContain('属实')
  expect(different).toContain('入户核实，情况属实')
  expect(await town.eventsOf('lead.verified')).toMatchObject([{ object_id: first?.lead_id, role: 'worker' }])
})

test('S02 S14 what the county hands down and what the data shows are one matter: laid together it counts once with both numbers, taken apart it goes on as before', async () => {
  const leads = await perform(town.installation, commandLineActor(), ({ tx }) =>
    tx
      .selectFrom('lead as handed')
      .innerJoin('lead as data', 'data.person_id', 'handed.person_id')
      .select(['handed.lead_id as handed', 'handed.number as number', 'handed.source_number as given', 'data.lead_id as data', 'data.number as own'])
      .where('handed.source', '=', 'order')
      .where('data.source', '=', 'data')
      .where('handed.state', 'in', ['new', 'assigned'])
      .where('data.state', '=', 'new')
      .where('data.severity', '<>', 'danger')
      .execute(),
  )
  const [pair] = leads
  if (!pair) throw new Error('nobody is on the county’s sheet and among the data’s leads')
  const clerk = await town.signIn('limin')
  const openCount = async (): Promise<number> => ((await (await clerk.request.get(`${town.url}/api/leads`)).json()) as { counts: { open: number } }).counts.open
  const before = await openCount()
  await clerk.goto(`${town.url}/leads/${pair.data}`)
  const same = clerk.getByRole('region', { name: '同一件事' })
  await same.getByRole('button', { name: `把 ${pair.number} 并进来` }).click()
  await clerk.getByText(`${pair.number} 已并入，只算一条`).waitFor()
  await same.getByText(`上级交办 ${pair.given ?? ''}`).waitFor()
  await clerk.getByText(new RegExp(`（${pair.number}）从交下来的核查表生成`)).waitFor()
  expect(await openCount()).toBe(before - 1)
  await clerk.goto(`${town.url}/leads?state=open&q=${encodeURIComponent(pair.given ?? '')}`)
  await clerk.getByRole('row').filter({ hasText: '并 1 条' }).waitFor()
  await clerk.goto(`${town.url}/leads/${pair.handed}`)
  await clerk.getByText(`并入 ${pair.own}`).first().waitFor()
  await same.getByRole('button', { name: '分开' }).click()
  await clerk.getByText(`${pair.number} 已分开，照原样接着办`).waitFor()
  expect(await openCount()).toBe(before)
  expect((await town.eventsOf('lead.merged')).at(-1)).toMatchObject({ actor_name: '李敏', role: 'clerk', object_id: pair.handed })
  expect((await town.eventsOf('lead.parted')).at(-1)).toMatchObject({ actor_name: '李敏', object_id: pair.handed })
})
