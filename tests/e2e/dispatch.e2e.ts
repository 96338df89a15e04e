import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readWorkbook } from '#src/platform/files/read-workbook.ts'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()

test('S47 S50 the dispatch table is frozen; after a change it prints and exports the same numbers again, and a number opens exactly its rows', async () => {
  const clerk = await town.signIn('limin')
  await clerk.goto(`${town.url}/dispatch`)
  await clerk.getByRole('button', { name: '冻结第 1 期' }).click()
  await clerk.getByText(/第 1 期 · 李敏 冻结/).waitFor()
  const rowOf = async (name: string): Promise<string[]> =>
    clerk
      .getByRole('row', { name: new RegExp(`^${name}`) })
      .locator('th,td')
      .allInnerTexts()
  const before = await rowOf('青柳')
  const total = await rowOf('合计')

  await perform(town.installation, commandLineActor(), ({ tx }) =>
    tx.updateTable('lead').set({ state: 'reviewed' }).where('division', '=', 'aaaa').where('state', '=', 'new').execute(),
  )
  await clerk.reload()
  await clerk.getByText(/第 1 期 · 李敏 冻结/).waitFor()
  expect(await rowOf('青柳')).toEqual(before)
  expect(await rowOf('合计')).toEqual(total)

  await clerk
    .getByRole('row', { name: /^青柳/ })
    .getByRole('button', { name: /疑点待核实/ })
    .click()
  await clerk.getByText(/与表里的 \d+ 对得上/).waitFor()

  const [download] = await Promise.all([clerk.waitForEvent('download'), clerk.getByRole('button', { name: '导出表格' }).click()])
  const book = await readWorkbook(new Uint8Array(readFileSync(await download.path())), 'dispatch.xlsx')
  const exported = (book.sheets[0]?.rows ?? []).map((row) => row.cells.map((cell) => cell?.text ?? ''))
  const line = exported.find((cells) => cells[0] === '青柳') ?? []
  // Where the page writes 元 with separators the sheet holds a number; counts and shares are the same text.
  for (const at of [1, 2, 3, 4, 7, 8, 9, 10, 11, 12]) expect(line[at]).toBe(before[at]?.trim())

  await clerk.emulateMedia({ media: 'print' })
  await clerk.getByText(/核对号/).waitFor()
  expect(await clerk.getByText('镇民政办负责人').isVisible()).toBe(true)
  await clerk.emulateMedia({ media: 'screen' })

  await clerk.goto(`${town.url}/dispatch`)
  await clerk.getByText(/还没有冻结/).waitFor()
  expect((await rowOf('青柳'))[9]).toBe('0')
  expect(await town.eventsOf('dispatch.frozen')).toMatchObject([{ actor_name: '李敏', role: 'clerk', after: { no: 1 } }])
})
