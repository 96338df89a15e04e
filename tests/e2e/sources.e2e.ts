import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readWorkbook } from '#src/platform/files/read-workbook.ts'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()

/** Who writes down what each source found, with the number the paper has. */
const found = [
  { login: 'limin', source: '审计', code: 'audit', number: '审计底稿7号', title: '2026 年 5 月公示只有两天', community: '石门', area: '低保' },
  { login: 'jiwei', source: '督查', code: 'supervision', number: '督查反馈2号', title: '入户调查表没有调查人签字', community: '桥头', area: '低保' },
  { login: 'jiwei', source: '暗访', code: 'secret_visit', number: '访2026-9', title: '桥洞有人露宿没有人管', community: '桥头', area: '流散人员' },
  { login: 'zhoulei', source: '信访举报', code: 'complaint', number: '信访2026-115', title: '申请临时救助被口头拒绝', community: '河湾', area: '临时救助' },
  { login: 'zhoulei', source: '上级交办', code: 'order', number: '云民交办〔2026〕8号', title: '护理补贴申请压了两个月', community: '东岭', area: '残疾人' },
  { login: 'qingliu-shuji', source: '自查', code: 'self_check', number: '青柳自查3', title: '特困走访记录缺照片', community: '青柳', area: '特困与儿童' },
] as const

async function problemsWithSources() {
  return perform(town.installation, commandLineActor(), ({ tx }) =>
    tx
      .selectFrom('problem')
      .innerJoin('problem_source', 'problem_source.problem_id', 'problem.problem_id')
      .select(['problem.problem_id', 'title', 'state', 'source', 'source_number'])
      .where(
        'title',
        'in',
        found.map((each) => each.title),
      )
      .orderBy('number')
      .execute(),
  )
}

test('S02 audit, supervision, secret visit, complaint, an order from above and the self-check each write down what they found in a few fields, with their own numbers', async () => {
  for (const { login, source, code, number, title, community, area } of found) {
    const page = await town.signIn(login)
    await page.goto(`${town.url}/problems/new`)
    await page.getByRole('radio', { name: source, exact: true }).click()
    await page.getByLabel('来源编号').fill(number)
    await page.getByLabel(/什么问题/).fill(title)
    await page.getByLabel(/^社区/).selectOption({ label: community })
    await page.getByRole('radio', { name: area, exact: true }).click()
    await page.getByRole('button', { name: '登记 1 条问题，等镇民政办认定' }).click()
    await page.getByText(/登记了问题/).waitFor()
    await page.reload()
    await page.getByText(`来自 ${source} ${number}`).waitFor()
    const row = (await problemsWithSources()).find((each) => each.title === title)
    expect(row).toMatchObject({ state: 'registered', source: code, source_number: number })
    expect((await town.eventsOf('problem.registered')).at(-1)).toMatchObject({ object_id: row?.problem_id, after: { source: code } })
    await page.context().close()
  }
})

test('S02 the same matter from two sources is one problem; the ledger goes out as .xlsx with each source and number', async () => {
  const [audit] = found
  const row = (await problemsWithSources()).find((each) => each.title === audit.title)
  const clerk = await town.signIn('limin')
  await clerk.goto(`${town.url}/problems/${row?.problem_id}`)
  await clerk.getByRole('button', { name: '还能做' }).click()
  await clerk.getByRole('button', { name: '别处说的也是这件事' }).click()
  await clerk.getByLabel('来源', { exact: true }).selectOption({ label: '信访举报' })
  await clerk.getByLabel(/来源编号/).fill('信访2026-121')
  await clerk.getByRole('button', { name: '并入信访举报的这一件，只立一个' }).click()
  await clerk.getByText('并进来了').waitFor()
  await clerk.reload()
  await clerk.getByText(/来自 审计 审计底稿7号和 信访举报 信访2026-121，两处说的是同一件事，只立一个/).waitFor()
  const same = (await problemsWithSources()).filter((each) => each.title === audit.title)
  expect(new Set(same.map((each) => each.problem_id)).size).toBe(1)
  expect(same.map((each) => each.source).toSorted()).toEqual(['audit', 'complaint'])
  expect((await town.eventsOf('problem.source_added')).at(-1)).toMatchObject({ actor_name: '李敏', object_id: row?.problem_id })

  await clerk.goto(`${town.url}/problems?state=registered`)
  const [file] = await Promise.all([clerk.waitForEvent('download'), clerk.getByRole('button', { name: '导出问题台账 6 条' }).click()])
  const book = await readWorkbook(readFileSync(await file.path()), file.suggestedFilename())
  const rows = book.sheets[0]?.rows.map((line) => line.cells.map((cell) => cell?.text ?? '')) ?? []
  const headings = rows.find((line) => line.includes('问题来源')) ?? []
  const column = (heading: string): number => headings.indexOf(heading)
  for (const { title, community, source, number } of found) {
    const line = rows.find((cells) => cells[column('问题描述')] === title)
    expect(line?.[column('单位/社区')]).toContain(community)
    expect(line?.[column('问题来源')]).toContain(source)
    expect(line?.[column('来源编号')]).toContain(number)
  }
  expect((await town.eventsOf('problems.exported')).at(-1)).toMatchObject({ actor_name: '李敏', after: { rows: 6 } })
})
