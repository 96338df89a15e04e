import { expect, test } from 'vitest'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { packXlsx } from '#src/platform/files/pack-xlsx.ts'
import { useDemoTown } from './demo-town.ts'
import type { Page } from 'playwright-core'

const town = useDemoTown()
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const problemsOf = (title: string) =>
  perform(town.installation, commandLineActor(), ({ tx }) => tx.selectFrom('problem').selectAll().where('title', '=', title).orderBy('number').execute())

/** The town's ledger of last month, as it lies in the office. */
const ledger = Buffer.from(
  packXlsx([
    {
      name: '整改台账',
      rows: [
        ['青禾镇社会救助专项整治问题整改台账'],
        ['序号', '单位/社区', '问题来源', '问题类别', '存在问题', '涉及人员', '涉及金额（元）', '原因', '整改措施', '责任人', '整改时限', '是否完成', '备注'],
        [
          1,
          '青柳社区',
          '县审计',
          '低保',
          '三户调查表只有一人签字',
          '高志远、何建军等2人',
          null,
          '工作：人手不够',
          '1.补签\n2.培训',
          '王秀英',
          '2026-11-06',
          '正在整改',
          null,
        ],
        [2, '青柳社区', '自查', '特困', '八月少走访两人', null, null, '主观：没有重视', '补走访', '王秀英', '2026-11-06', '已完成', '照片在柜子里'],
        [3, '桥头', '12345 热线', '临时救助', '说申请没有人收', '赵六', null, null, null, null, null, '未整改', null],
      ],
    },
  ]),
)

async function take(page: Page): Promise<void> {
  await page.goto(`${town.url}/problems/take`)
  await Promise.all([
    page.waitForResponse(/problem-ledgers/),
    page.locator('input[type=file]').first().setInputFiles({ name: '整改台账.xlsx', mimeType: sheetType, buffer: ledger }),
  ])
}

test('S02 S33 the town’s own running ledger comes in as it is; what it calls 已完成 is not struck off by that; the same file again adds nothing', async () => {
  const clerk = await town.signIn('limin')
  await take(clerk)
  await clerk.getByRole('heading', { name: '读到 3 行：新登记 3 条，已经有 0 条，没有登记 0 行' }).waitFor()
  await clerk.getByText('台账写已完成：还要交佐证、复核才能销号').waitFor()
  await take(clerk)
  await clerk.getByRole('heading', { name: '读到 3 行：新登记 0 条，已经有 3 条，没有登记 0 行' }).waitFor()
  const [signed] = await problemsOf('三户调查表只有一人签字')
  expect(signed).toMatchObject({ division: 'aaaa', state: 'planned', owner_name: '王秀英', due_on: '2026-11-06', cause_kind: 'work' })
  expect(await problemsOf('八月少走访两人')).toMatchObject([{ state: 'planned' }])
  expect(await problemsOf('说申请没有人收')).toMatchObject([{ state: 'established', owner_name: null }])
  expect(await town.eventsOf('problems.ledger_taken')).toMatchObject([{ actor_name: '李敏', after: { added: 3 } }, { after: { added: 0, known: 3 } }])

  // Two people of one matter, and a third whom the worker adds with what it concerns.
  const worker = await town.signIn('qingliu')
  await worker.goto(`${town.url}/problems/${signed?.problem_id ?? ''}`)
  const people = worker.getByRole('region', { name: '涉及的人' })
  await people.getByText('2 人，单位：元').waitFor()
  await people.getByRole('button', { name: '加一人' }).click()
  await worker.getByLabel(/^姓名/).fill('郭秀兰')
  await worker.getByLabel(/^金额/).fill('320.5')
  await worker.getByRole('button', { name: '加上郭秀兰' }).click()
  await people.getByText('3 人，单位：元').waitFor()
  await worker.reload()
  await people.getByRole('row').filter({ hasText: '郭秀兰' }).getByText('320.50').waitFor()
  expect((await problemsOf('三户调查表只有一人签字'))[0]).toMatchObject({ concerned: 32_050 })
  expect((await town.eventsOf('problem.person_added')).at(-1)).toMatchObject({ actor_name: '王秀英', after: { name: '郭秀兰' } })
})

test('S37 S47 what is ready is asked for and struck off in a batch, what lacks something says what; the night’s look tells 纪委 which closures came too fast, by a line that a paper states', async () => {
  const [worker, secretary, clerk] = [await town.signIn('qingliu'), await town.signIn('qingliu-shuji'), await town.signIn('limin')]
  const act = async (page: Page, path: string, data: Record<string, unknown>): Promise<void> => {
    const answer = await page.request.post(`${town.url}${path}`, { headers: { 'x-doudi': '1' }, data })
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  }
  const read = async (problem: string): Promise<{ version: number; measureList: { measure: string }[] }> =>
    (await (await worker.request.get(`${town.url}/api/problems/${problem}`)).json()) as never
  const own = [...(await problemsOf('三户调查表只有一人签字')), ...(await problemsOf('八月少走访两人'))].map((row) => row.problem_id)
  for (const [at, problem] of own.entries()) {
    await act(worker, `/api/problems/${problem}/mending`, { version: (await read(problem)).version })
    for (const { measure } of (await read(problem)).measureList)
      await act(worker, `/api/problems/${problem}/measures/${measure}/done`, { version: (await read(problem)).version, isDone: true })
    if (at === 0) await act(worker, `/api/problems/${problem}/proof`, { side: 'after', note: '补签的调查表' })
  }
  await secretary.goto(`${town.url}/problems?state=mending`)
  await secretary.getByRole('checkbox', { name: '全选' }).click()
  await secretary.getByRole('button', { name: '申请销号 2 条' }).click()
  await secretary.getByText(/1 条已申请销号；1 条没有动：.*整改后的佐证一件也没有/).waitFor()
  await act(worker, `/api/problems/${own[1] ?? ''}/proof`, { side: 'after', note: '补走访记录' })
  await secretary.reload()
  await secretary.getByRole('checkbox', { name: '全选' }).click()
  await secretary.getByRole('button', { name: '申请销号 1 条' }).click()
  await secretary.getByText(/1 条已申请销号/).waitFor()

  await clerk.goto(`${town.url}/problems?state=closing`)
  await clerk.getByRole('checkbox', { name: '全选' }).click()
  await clerk.getByRole('button', { name: '复核通过，销号 2 条' }).click()
  await clerk.getByText('2 条复核通过，已销号').waitFor()
  await clerk.goto(`${town.url}/problems?state=closed`)
  await clerk.reload()
  await clerk.getByText('三户调查表只有一人签字').first().waitFor()
  expect((await town.eventsOf('problem.closed')).map((event) => [event.actor_name, own.includes(event.object_id)])).toEqual([
    ['李敏', true],
    ['李敏', true],
  ])

  const supervisor = await town.signIn('jiwei')
  await supervisor.goto(`${town.url}/supervision?part=examination`)
  await supervisor.getByRole('button', { name: '现在就查一遍' }).click()
  const signs = supervisor.getByRole('region', { name: '可能是虚假销号的迹象 2 条' })
  const first = signs.getByRole('listitem').filter({ hasText: '从认定到销号只用了' }).first()
  await first.getByRole('button', { name: '写处理' }).click()
  await supervisor.getByLabel(/看了什么、怎么处理/).fill('调看补签的调查表，属实，不退回')
  await supervisor.getByRole('button', { name: '记下处理' }).click()
  await supervisor.getByText('调看补签的调查表，属实，不退回').waitFor()
  await supervisor.reload()
  await signs.getByText(/王建国：调看补签的调查表/).waitFor()
  expect(await town.eventsOf('examination.answered')).toMatchObject([{ actor_name: '王建国', role: 'supervisor', after: { kind: 'within_minutes' } }])
  // 纪委 moves the line at which so quick a closure is a sign, by a paper of its own; the leader reads by which.
  await supervisor.getByText(/^按什么线提示/).click()
  const line = supervisor.getByRole('listitem').filter({ hasText: '销号' }).filter({ hasText: '默认，镇里没有写明' }).first()
  await line.getByRole('button', { name: '改…' }).click()
  await supervisor.getByLabel(/凭哪份文件/).fill('青纪〔2026〕8号')
  await supervisor.getByRole('button', { name: /起按这条线提示/ }).click()
  await supervisor.getByText(/青纪〔2026〕8号（王建国写明）/).waitFor()
  const leader = await town.signIn('chenzhen')
  await leader.goto(`${town.url}/supervision?part=examination`)
  await leader.getByText(/^按什么线提示/).click()
  await leader.getByText(/青纪〔2026〕8号（王建国写明）/).waitFor()
  expect(await leader.getByRole('button', { name: '改…' }).count()).toBe(0)
  const notes = await perform(town.installation, commandLineActor(), ({ tx }) =>
    tx.selectFrom('examination_note').select(['kind', 'answered_by']).where('kind', '=', 'within_minutes').orderBy('answered_by').execute(),
  )
  expect(new Set(notes.map((note) => note.answered_by))).toEqual(new Set(['王建国', null]))
})
