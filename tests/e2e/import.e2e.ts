import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { cremationList, messyRoster } from './messy-roster.ts'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const drop = (page: Page, name: string, buffer: Buffer): Promise<void> =>
  page.locator('input[type=file]').first().setInputFiles({ name, mimeType: sheetType, buffer })

async function batchesOf(file: string) {
  return perform(town.installation, commandLineActor(), ({ tx }) =>
    tx.selectFrom('batch').select(['batch_id', 'ledger', 'period', 'state', 'rows_accepted', 'rows_problems']).where('file_name', '=', file).execute(),
  )
}

test('a roster as it is passed on is understood and said why, its parts add up, a column is put right, what changed since last month is named; the same file again changes nothing', async () => {
  const roster = await messyRoster(readFileSync(join(town.sample, 'next-month', '低保人员查询_20261031.xlsx')))
  const file = '低保十月（李敏改）.xlsx'
  const clerk = await town.signIn('limin')
  await clerk.goto(`${town.url}/import`)
  await drop(clerk, file, roster.bytes)
  const card = clerk.getByRole('region', { name: file })
  await card.getByText(/低保名册（按人） · 2026-10/).waitFor()
  await card.getByText(/标题、表名或文件名有“低保人员花名册”.*标题写明2026年10月/).waitFor()
  const accepted = roster.people - roster.nameless
  await clerk.getByText(new RegExp(`读到 ${roster.people + 3} 行 ＝ 可导入 ${accepted} ＋ 待修正 ${roster.nameless} ＋ 不是数据 3`)).waitFor()
  await clerk
    .getByText(/有内容却没有姓名和证号/)
    .first()
    .waitFor()
  await clerk
    .getByText(/证号是 17 位，应为 18 位/)
    .first()
    .waitFor()

  // Nobody can guess the odd heading: of sixty columns it is named among those left out, the clerk says what it is, and the reading follows.
  await clerk.getByText(`没有导入的列：`).filter({ hasText: roster.oddHeading }).waitFor()
  await clerk.getByRole('radio', { name: '全部 60 列' }).click()
  const odd = clerk.getByRole('combobox', { name: `“${roster.oddHeading}”这一列成了什么` })
  expect(await odd.inputValue()).toBe('')
  await odd.selectOption({ label: '就业状况' })
  await expect.poll(() => odd.inputValue(), { timeout: 30_000 }).toBe('employment')
  const difference = clerk.getByRole('region', { name: '与 2026-09 比' })
  await difference.getByText(/上月 \d+ 人 ＋ \d+ － \d+/).waitFor()
  await difference.getByText(/减少 [1-9]\d* 人/).waitFor()
  await clerk.getByRole('button', { name: `导入低保名册（按人） ${accepted} 行（另有 ${roster.nameless} 行待修正）` }).click()
  await clerk.getByText(/导入完成 1 张表/).waitFor()
  await clerk.reload()
  await clerk.getByRole('listitem').filter({ hasText: file }).filter({ hasText: '在用' }).waitFor()
  expect(await batchesOf(file)).toMatchObject([
    { ledger: 'dibao_person', period: '2026-10', state: 'active', rows_accepted: accepted, rows_problems: roster.nameless },
  ])
  expect((await town.eventsOf('batch.imported')).at(-1)).toMatchObject({ actor_name: '李敏', role: 'clerk', after: { file } })

  // Nobody has to press: the run follows by itself and says why.
  await clerk.goto(`${town.url}/checks`)
  await clerk.getByText(`因导入“${file}”`).first().waitFor()

  await clerk.goto(`${town.url}/import`)
  await drop(clerk, file, roster.bytes)
  await card.getByText('这组列名以前由您认过').waitFor()
  await clerk.getByRole('button', { name: /^导入低保名册/ }).click()
  await clerk.getByText(`“${file}”与已导入的内容相同，没有重复导入`).waitFor()
  expect(await batchesOf(file)).toHaveLength(1)
})

test('a list of others is not taken before it is written who gave it, on what basis, for what, until when', async () => {
  const file = '殡仪馆十月.xlsx'
  const clerk = await town.signIn('limin')
  await clerk.goto(`${town.url}/import`)
  await drop(clerk, file, cremationList([{ name: '康宁', citizenId: '999101195001010014' }]))
  await clerk.getByRole('region', { name: file }).getByText(/火化/).first().waitFor()
  const button = clerk.getByRole('button', { name: '还没有可以导入的文件' })
  await clerk.getByLabel(/谁给的/).waitFor()
  expect(await button.isDisabled()).toBe(true)
  await clerk.getByLabel(/谁给的/).fill('云岭县殡仪馆')
  await clerk.getByLabel(/凭什么/).fill('云殡函〔2026〕31号')
  await clerk.getByLabel(/作什么用/).fill('只核对死亡后是否仍发放')
  expect(await button.isDisabled()).toBe(true)
  await clerk.getByLabel(/保留到/).fill('2027-03-31')
  await clerk.getByRole('button', { name: /^导入.*火化.* 1 行/ }).click()
  await clerk.getByText(/导入完成 1 张表/).waitFor()
  await clerk.reload()
  const line = clerk.getByRole('listitem').filter({ hasText: file }).filter({ hasText: '在用' })
  await line.getByRole('button', { name: '看这一批' }).click()
  await line.getByText('云岭县殡仪馆 · 云殡函〔2026〕31号 · 只核对死亡后是否仍发放 · 保留到 2027-03-31').waitFor()
  expect(await batchesOf(file)).toMatchObject([{ ledger: 'cremations', state: 'active' }])
})

test('a batch is taken back with its reason: leads that rest on it alone read 依据已撤回, what people decided stays', async () => {
  const [lead] = await perform(town.installation, commandLineActor(), ({ tx }) =>
    tx.selectFrom('lead').selectAll().where('check_id', '=', 'repeated-temporary-aid').orderBy('number').execute(),
  )
  const clerk = await town.signIn('limin')
  await clerk.goto(`${town.url}/leads/${lead?.lead_id}`)
  await clerk.getByRole('button', { name: /^分派给/ }).click()
  await clerk.getByText('已分派').first().waitFor()
  const [{ file_name: file } = { file_name: '' }] = await perform(town.installation, commandLineActor(), ({ tx }) =>
    tx.selectFrom('batch').select('file_name').where('ledger', '=', 'temporary_aid').where('state', '=', 'active').execute(),
  )
  await clerk.goto(`${town.url}/ledgers?part=batches`)
  const line = clerk.getByRole('listitem').filter({ hasText: file })
  await line.getByRole('button', { name: '看这一批' }).click()
  await line.getByLabel('撤回的原因').fill('发错了，是去年的台账')
  await line.getByRole('button', { name: /撤回这一批 \d+ 行/ }).click()
  await clerk.getByText(`已撤回“${file}”`).waitFor()
  await clerk.reload()
  await clerk.getByRole('listitem').filter({ hasText: file }).filter({ hasText: '已撤回' }).waitFor()
  await clerk.goto(`${town.url}/leads/${lead?.lead_id}`)
  await clerk.getByText('依据已撤回').waitFor()
  await clerk.getByText('已分派').first().waitFor()
  expect((await town.eventsOf('batch.withdrawn')).at(-1)).toMatchObject({ actor_name: '李敏', reason: '发错了，是去年的台账' })
  expect((await town.eventsOf('lead.withdrawn')).map((event) => event.object_id)).toContain(lead?.lead_id)
  // What rests on another list too stays open and says which side no longer stands.
  const [partly] = await town.eventsOf('lead.evidence_withdrawn')
  await clerk.goto(`${town.url}/leads/${partly?.object_id}`)
  await clerk.getByText('一部分依据已撤回').waitFor()
  await clerk.getByRole('table', { name: '两边怎么说' }).getByText('名单已撤回').waitFor()
})
