import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { closeProblems } from './problems-by-roles.ts'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()
const root = <T>(run: Parameters<typeof perform<T>>[2]): Promise<T> => perform(town.installation, commandLineActor(), run)

/** Draws three of all that were struck off, by a seed; gives the drawn numbers in their order as the page prints them. */
async function draw(supervisor: Page, seed: string): Promise<string[]> {
  await supervisor.goto(`${town.url}/supervision`)
  await supervisor.getByLabel('抽几件').fill('3')
  await supervisor.getByLabel('种子').fill(seed)
  await supervisor.getByText(/95% 的把握：9 件里不实的少于 5 件/).waitFor()
  await supervisor.getByRole('button', { name: '从 9 件里抽 3 件' }).click()
  await supervisor.getByRole('heading', { name: /9 件已销号里抽 3 件/ }).waitFor()
  await supervisor.getByText(`种子 ${seed}`).first().waitFor()
  const numbers = await supervisor.getByRole('button', { name: /^2026-\d{4}$/ }).allInnerTexts()
  expect(numbers).toHaveLength(3)
  return numbers
}

test('S38 S39 the supervisor draws three of nine closed problems; the same seed draws the same list; one is agreed with, a false closure is sent back to its community and brings a red card', async () => {
  const closed = await closeProblems(town, 9)
  const supervisor = await town.signIn('jiwei')
  const drawn = await draw(supervisor, '青禾镇第一次抽查')
  const again = await draw(supervisor, '青禾镇第一次抽查')
  expect(again).toEqual(drawn)
  expect(await draw(supervisor, '另一粒种子')).not.toEqual(drawn)
  expect(closed.map((each) => each.number)).toEqual(expect.arrayContaining(drawn))

  await supervisor.goto(`${town.url}/supervision`)
  await supervisor
    .getByRole('link', { name: /已销号问题抽查 3 件/ })
    .first()
    .click()
  await supervisor.emulateMedia({ media: 'print' })
  const printed = (await supervisor.getByText(/^总体 9 件：/).innerText()).replace('总体 9 件：', '').split('、')
  expect(printed.sort()).toEqual(closed.map((each) => each.number).sort())
  await supervisor.emulateMedia({ media: 'screen' })

  await supervisor.keyboard.press('1')
  await supervisor.getByText(/同意 1 件，退回 0 件/).waitFor()
  await supervisor.getByLabel(/退回的原因/).fill('照片是去年的，没有走访')
  await supervisor.getByRole('button', { name: '退回，重新整改' }).click()
  await supervisor.getByText(/同意 1 件，退回 1 件，还有 1 件没有结论/).waitFor()
  await supervisor.reload()
  await supervisor.getByText(/同意 1 件，退回 1 件，还有 1 件没有结论/).waitFor()
  const returned = await root(({ tx }) => tx.selectFrom('problem').selectAll().where('state', '=', 'returned').execute())
  expect(returned).toMatchObject([{ returned_reason: '照片是去年的，没有走访', sampled_times: expect.any(Number) as unknown }])
  expect(await town.eventsOf('problem.returned_by_supervision')).toMatchObject([
    { actor_name: '王建国', role: 'supervisor', object_id: returned[0]?.problem_id },
  ])
  // The community finds it on its own page, with the reason.
  const worker = await town.signIn('qingliu')
  await worker.goto(`${town.url}/problems/${returned[0]?.problem_id ?? ''}`)
  await worker.getByText('照片是去年的，没有走访').first().waitFor()

  await supervisor.goto(`${town.url}/supervision?part=consequences`)
  await supervisor.getByRole('button', { name: '记一条追责' }).click()
  await supervisor.getByLabel('方式').selectOption({ label: '红牌' })
  await supervisor.getByLabel(/文号/).fill('青纪红〔2026〕1号')
  await supervisor.getByLabel(/对谁/).fill('王秀英')
  await supervisor.getByLabel(/因为什么事/).fill('拿去年的照片销号，没有走访')
  await supervisor.getByLabel(/依据/).fill('《青禾镇督查办法》第九条')
  await supervisor.getByRole('button', { name: '记下红牌：王秀英' }).click()
  await supervisor.getByText('王秀英：拿去年的照片销号，没有走访').waitFor()
  expect(await town.eventsOf('consequence.written')).toMatchObject([{ actor_name: '王建国', role: 'supervisor', after: { kind: 'red_card' } }])
})

test('S38 a draw by strata says how many it needs for the wanted certainty, prints a field sheet for each, and estimates the rate with its interval once all are judged', async () => {
  // Some of the closed ones are about 低保, so there are two strata.
  await root(({ tx }) => tx.updateTable('problem').set({ program: 'dibao' }).where('state', '=', 'closed').where('number', '<', '2026-0005').execute())
  const left = await root(({ tx }) => tx.selectFrom('problem').select('number').where('state', '=', 'closed').execute())
  const supervisor = await town.signIn('jiwei')
  await supervisor.goto(`${town.url}/supervision`)
  await supervisor.getByRole('radio', { name: '分层抽，估出错率' }).click()
  await supervisor.getByLabel('按什么分层').selectOption('program')
  await supervisor.getByLabel('要有几成把握').selectOption('0.9')
  await supervisor.getByLabel('估得多准').selectOption('0.2')
  await supervisor.getByText(/已销号 8 件，要这样准得抽 6 件/).waitFor()
  await supervisor.getByLabel('改抽几件').fill('4')
  await supervisor.getByLabel('种子').fill('分层一')
  await supervisor.getByRole('button', { name: '分 2 层抽 4 件' }).click()
  await supervisor
    .getByText(/看完最后一件才估出错率，还有 4 件/)
    .first()
    .waitFor()
  await supervisor.getByRole('button', { name: '打印现场核查表，一件一页' }).click()
  await supervisor.emulateMedia({ media: 'print' })
  expect(await supervisor.getByRole('heading', { name: '现场核查表' }).count()).toBe(4)
  await supervisor.pdf({ path: '/tmp/doudi-pages/sheets.pdf', preferCSSPageSize: true })
  await supervisor.emulateMedia({ media: 'screen' })
  for (let judged = 1; judged <= 3; judged++) {
    await supervisor.keyboard.press('1')
    await supervisor.getByText(new RegExp(`同意 ${judged} 件，退回 0 件`)).waitFor()
  }
  await supervisor.getByLabel(/退回的原因/).fill('当面问，没有人来过')
  await supervisor.getByRole('button', { name: '退回，重新整改' }).click()
  await supervisor
    .getByText(/估计 8 件里不实的占 \d+\.\d%，有 90% 的把握在 \d+\.\d% 到 \d+\.\d% 之间/)
    .first()
    .waitFor()
  await supervisor.reload()
  await supervisor
    .getByText(/抽到的不到 20 件：各层分别精确算/)
    .first()
    .waitFor()
  const kept = await root(({ tx }) =>
    tx.selectFrom('inspection').select(['strata', 'seed', 'confidence']).where('strata', 'is not', null).executeTakeFirstOrThrow(),
  )
  const strata = kept.strata as unknown as { numbers: string[]; size: number }[]
  expect(strata.flatMap((each) => each.numbers).sort()).toEqual(left.map((each) => each.number).sort())
  expect((await town.eventsOf('sample.drawn')).at(-1)).toMatchObject({ actor_name: '王建国', after: { seed: '分层一', by: 'program', size: 4, population: 8 } })
})

test('S02 S48 a secret visit enters what it found as a problem of its own source, and follows it up until it is mended', async () => {
  const supervisor = await town.signIn('jiwei')
  await supervisor.goto(`${town.url}/supervision?part=inspections`)
  await supervisor.getByRole('button', { name: '记一次督查或暗访' }).click()
  await supervisor.getByRole('radio', { name: '暗访', exact: true }).click()
  await supervisor.getByLabel(/督查什么/).fill('夜访街面和桥洞')
  await supervisor.getByRole('button', { name: '记下这次暗访，再写发现' }).click()
  await supervisor.getByLabel(/哪个社区/).selectOption({ label: '桥头' })
  await supervisor.getByLabel(/发现了什么/).fill('桥洞有人露宿，当夜没有巡查')
  await supervisor.getByRole('button', { name: '写成问题，来源暗访' }).click()
  await supervisor.getByText(/发现 1 条，1 条还没看到改/).waitFor()
  const follow = async (result: string, words: string): Promise<void> => {
    await supervisor.getByRole('button', { name: '记一次回头看' }).click()
    await supervisor.getByRole('radio', { name: result, exact: true }).click()
    await supervisor.getByLabel('看到的情况').fill(words)
    await supervisor.getByRole('button', { name: '记下', exact: true }).click()
    await supervisor.getByText(words).waitFor()
  }
  await follow('没改', '第二天夜里仍没有人巡查')
  await supervisor.getByText(/发现 1 条，1 条还没看到改/).waitFor()
  await follow('已改', '已安排每晚巡查，看了三晚记录')
  await supervisor.getByText(/发现 1 条，0 条还没看到改/).waitFor()
  await supervisor.reload()
  await supervisor.getByText(/发现 1 条，0 条还没看到改/).waitFor()
  const source = await root(({ tx }) =>
    tx.selectFrom('problem_source').select(['source', 'source_number']).where('source', '=', 'secret_visit').executeTakeFirstOrThrow(),
  )
  expect(source).toEqual({ source: 'secret_visit', source_number: '访2026-001' })
  expect(await town.eventsOf('inspection.found')).toMatchObject([{ actor_name: '王建国', role: 'supervisor' }])
  expect(await town.eventsOf('inspection.followed_up')).toHaveLength(2)
  await supervisor.goto(`${town.url}/problems?source=secret_visit`)
  await supervisor.getByText('桥洞有人露宿，当夜没有巡查').first().waitFor()
})

test('S39 S43 an order to the police is signed for, answered and ended after the last stage; a talk is recorded with its basis, a clue leaves nothing but date and number', async () => {
  const supervisor = await town.signIn('jiwei')
  await supervisor.goto(`${town.url}/supervision?part=orders`)
  await supervisor.getByRole('button', { name: '发一件督办' }).click()
  await supervisor.getByLabel(/单位名称/).fill('镇派出所')
  await supervisor.getByLabel(/办到什么时候/).fill('2026-10-22')
  await supervisor.getByLabel(/要办什么/).fill('查找两名走失人员并反馈')
  await supervisor.getByRole('button', { name: '发给镇派出所，2026-10-22 前反馈' }).click()
  await supervisor.getByText('督2026-001').first().waitFor()

  // The last stage ended on 11-30.
  town.setToday('2026-12-05')
  await supervisor.reload()
  await supervisor.getByText('逾期 44 天').waitFor()
  await supervisor.getByText(/已收官；没办结的督办不因此结束/).waitFor()
  await supervisor.getByRole('button', { name: '催一次' }).click()
  await supervisor.getByText(/催过 1 次/).waitFor()

  const clerk = await town.signIn('limin')
  await clerk.goto(`${town.url}/supervision?part=orders`)
  await clerk.getByLabel('签收人').fill('周所长')
  await clerk.getByRole('button', { name: '周所长签收' }).click()
  await clerk.getByLabel('办理情况').fill('两人都已找到，送回家中')
  await clerk.getByRole('button', { name: '反馈办理情况' }).click()
  await clerk.getByText('已反馈，等督查组看').waitFor()
  await supervisor.reload()
  await supervisor.getByRole('button', { name: '同意，办结' }).click()
  await supervisor.getByText('已办结').first().waitFor()
  await supervisor.reload()
  await supervisor.getByText('已办结').first().waitFor()
  expect(await root(({ tx }) => tx.selectFrom('supervision_order').select(['is_done', 'received_by', 'due_on']).execute())).toEqual([
    { is_done: true, received_by: '周所长', due_on: '2026-10-22' },
  ])
  for (const action of ['order.given', 'order.reminded', 'order.received', 'order.answered', 'order.done']) expect(await town.eventsOf(action)).toHaveLength(1)

  await supervisor.goto(`${town.url}/supervision?part=consequences`)
  await supervisor.getByRole('button', { name: '记一条追责' }).click()
  await supervisor.getByLabel('方式').selectOption({ label: '约谈' })
  await supervisor.getByLabel(/文号/).fill('青纪约〔2026〕1号')
  await supervisor.getByLabel(/对谁/).fill('张国平')
  await supervisor.getByLabel(/因为什么事/).fill('两次虚假销号')
  await supervisor.getByLabel(/依据/).fill('《青禾镇督查办法》第九条')
  await supervisor.getByRole('button', { name: '记下约谈：张国平' }).click()
  await supervisor.getByText('张国平：两次虚假销号').waitFor()
  await supervisor.getByRole('button', { name: '记一条追责' }).click()
  await supervisor.getByLabel('方式').selectOption({ label: '移送' })
  await supervisor.getByLabel(/文号/).fill('青纪移〔2026〕2号')
  await supervisor.getByRole('button', { name: '记下：已移送' }).click()
  await supervisor.getByRole('listitem').filter({ hasText: '青纪移〔2026〕2号' }).getByText('已移送').waitFor()
  expect((await town.eventsOf('clue.handed_over')).map((event) => event.after)).toEqual([{ kind: 'handed_over', on: '2026-12-05', paper: '青纪移〔2026〕2号' }])

  const leader = await town.signIn('chenzhen')
  await leader.goto(`${town.url}/supervision?part=consequences`)
  await leader.getByText('张国平：两次虚假销号').waitFor()
  expect(await leader.getByRole('button', { name: '记一条追责' }).count()).toBe(0)
})

test('S38 S50 全部迎检材料 is one act: plan, self-checks, ledger, papers of each problem, supervision, dispatch and duties behind one table of contents, nobody named; a single 整改单 prints by itself', async () => {
  const supervisor = await town.signIn('jiwei')
  await supervisor.goto(`${town.url}/dispatch`)
  await supervisor.getByRole('link', { name: '全部迎检材料' }).click()
  const print = supervisor.getByRole('button', { name: /^打印全部迎检材料 \d+ 份$/ })
  await print.waitFor()
  const count = Number(/\d+/.exec(await print.innerText())?.[0])
  await supervisor.emulateMedia({ media: 'print' })
  expect(await supervisor.locator('.paper-sheet').count()).toBe(count)
  await supervisor.getByRole('heading', { name: '暗访记录' }).waitFor()
  await supervisor.getByRole('heading', { name: '问题整改台账' }).waitFor()
  // Each paper begins a sheet of its own behind the contents.
  const printed = await supervisor.pdf({ path: '/tmp/doudi-pages/binder.pdf', preferCSSPageSize: true })
  expect(printed.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(count)
  await supervisor.emulateMedia({ media: 'screen' })
  const [download] = await Promise.all([supervisor.waitForEvent('download'), supervisor.getByRole('button', { name: /打包下载/ }).click()])
  expect(download.suggestedFilename()).toMatch(/^迎检材料 .*\.zip$/)
  expect((await town.eventsOf('papers.collected')).at(-1)).toMatchObject({ actor_name: '王建国', role: 'supervisor', after: { papers: count } })

  const { problem_id: problem } = await root(({ tx }) =>
    tx.selectFrom('problem').select('problem_id').where('title', '=', '走访记录缺第 1 次').executeTakeFirstOrThrow(),
  )
  const worker = await town.signIn('qingliu')
  await worker.goto(`${town.url}/papers/${problem}?kind=mend`)
  await worker.getByRole('heading', { name: '问题整改单' }).waitFor()
  await worker.getByText('补走访，补记录').waitFor()
  await worker.getByRole('button', { name: '打印整改单' }).waitFor()
})
