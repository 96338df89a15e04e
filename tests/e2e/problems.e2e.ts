import { expect, test } from 'vitest'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()

/** The problem's row as the database has it. */
async function rowOf(title: string) {
  return perform(town.installation, commandLineActor(), ({ tx }) => tx.selectFrom('problem').selectAll().where('title', '=', title).executeTakeFirstOrThrow())
}

async function eventOf(action: string, problemId: string) {
  return (await town.eventsOf(action)).findLast((event) => event.object_id === problemId)
}

const unsigned = '2026 年入户调查表只有一人签字'
const twoPlaces = '两处同时领低保，多发待定'

test('S02 S03 S04 S36 S37 an audit finding is registered, planned with cause, measure, owner and deadline, refused closure once, then struck off by another', async () => {
  const clerk = await town.signIn('limin')
  await clerk.goto(`${town.url}/problems/new`)
  await clerk.getByLabel('来源编号').fill('审计第14号')
  await clerk.getByLabel(/什么问题/).fill(unsigned)
  await clerk.getByLabel(/社区/).selectOption({ label: '石门' })
  await clerk.getByRole('radio', { name: '低保' }).click()
  await clerk.getByRole('button', { name: '登记 1 条问题，等镇民政办认定' }).click()
  await clerk.getByRole('button', { name: '认定为问题，交社区定措施' }).click()
  await clerk.getByText('已认定 1 件').waitFor()
  const { problem_id: id } = await rowOf(unsigned)
  expect(await eventOf('problem.established', id)).toMatchObject({ actor_name: '李敏', role: 'clerk' })

  const worker = await town.signIn('shimen')
  await worker.goto(`${town.url}/problems/${id}`)
  await worker.getByRole('button', { name: '定措施、责任人和时限' }).click()
  await worker.getByRole('button', { name: '定为限期整改' }).click()
  await worker.getByText('缺原因、措施、责任人、时限').waitFor()
  await worker.getByRole('radio', { name: '机制' }).click()
  await worker.getByLabel('原因（必填）').last().fill('没有规定两人签字')
  await worker.getByLabel(/^措施/).fill('补签 2026 年的调查表')
  await worker.getByLabel(/^责任人/).selectOption({ index: 1 })
  await worker.getByLabel(/^时限/).fill('2026-11-06')
  await worker.getByRole('button', { name: '定为限期整改，2026-11-06 到期' }).click()
  await worker.getByRole('button', { name: '开始整改' }).click()
  await worker.getByText('整改中 1 件').waitFor()
  expect(await rowOf(unsigned)).toMatchObject({ state: 'mending', track: 'by_deadline', cause_kind: 'mechanism', due_on: '2026-11-06' })

  const secretary = await town.signIn('shimen-shuji')
  await secretary.goto(`${town.url}/problems/${id}`)
  await secretary.getByRole('button', { name: /申请销号（还缺 2 件）/ }).click()
  await secretary.getByText('还不能申请销号，缺 2 件').waitFor()
  expect((await rowOf(unsigned)).state).toBe('mending')

  await worker.getByRole('checkbox', { name: /补签/ }).click()
  await worker.getByText('1 条，都已做').waitFor()
  await worker.getByRole('button', { name: '传佐证' }).first().click()
  await worker.getByLabel(/是什么/).fill('补签的调查表')
  await worker
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '调查表.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 fictional') })
  await worker.getByText('传好了').waitFor()
  await worker.getByRole('button', { name: '交 1 件整改后的佐证' }).click()
  await worker.getByText('销号的条件都有了').waitFor()

  await secretary.reload()
  await secretary.getByRole('button', { name: '申请销号，交镇民政办复核' }).click()
  await secretary.getByText('已如期申请销号').waitFor()
  await clerk.reload()
  await clerk.getByRole('button', { name: '同意销号' }).click()
  await clerk.getByText('时钟已停').waitFor()
  await clerk.reload()
  await clerk.getByText('已销号').first().waitFor()
  expect(await rowOf(unsigned)).toMatchObject({ state: 'closed', closed_by: '李敏', closing_asked_by: '陈立新' })
  expect(await eventOf('problem.closed', id)).toMatchObject({ actor_name: '李敏' })
})

test('S05 S35 S37 a money problem mended at once waits for the next payment batch with the reason on screen; the same is searched in every community', async () => {
  const clerk = await town.signIn('zhoulei')
  const worker = await town.signIn('shimen')
  const secretary = await town.signIn('shimen-shuji')
  const person = await perform(town.installation, commandLineActor(), async ({ tx }) => {
    const shimen = await tx.selectFrom('division').select('code').where('name', '=', '石门').executeTakeFirstOrThrow()
    return tx.selectFrom('person').select(['person_id', 'division']).where('division', '=', shimen.code).where('is_child', '=', false).executeTakeFirstOrThrow()
  })
  const answer = await clerk.context().request.post(`${town.url}/api/problems`, {
    headers: { 'x-doudi': '1' },
    data: {
      source: 'supervision',
      sourceNumber: '督查反馈3',
      title: twoPlaces,
      division: person.division,
      area: 'dibao',
      kind: 'money',
      person: person.person_id,
      program: 'dibao',
      overpaid: 136_200,
    },
  })
  const { problem: id } = (await answer.json()) as { problem: string }
  await clerk.goto(`${town.url}/problems/${id}`)
  await clerk.getByRole('button', { name: '认定为问题，交社区定措施' }).click()
  await worker.goto(`${town.url}/problems/${id}`)
  await worker.getByRole('button', { name: '定措施、责任人和时限' }).click()
  await worker.getByRole('radio', { name: '立行立改' }).click()
  await worker.getByRole('radio', { name: '工作', exact: true }).click()
  await worker.getByLabel('原因（必填）').last().fill('没有比对')
  await worker.getByLabel(/^措施/).fill('停发并上报')
  await worker.getByLabel(/^责任人/).selectOption({ index: 1 })
  await worker.getByRole('button', { name: '定为立行立改' }).click()
  await worker.getByRole('button', { name: '开始整改' }).click()
  await worker.getByText('立行立改，已 0 个工作日').waitFor()
  await secretary.goto(`${town.url}/problems/${id}`)
  await secretary.getByText('2026-11 的发放批次还没有导入，不能证明已停发').first().waitFor()
  await secretary.getByText('多发 1,362.00 元还没有确认机关的决定').first().waitFor()
  await secretary.getByRole('button', { name: /申请销号（还缺 \d 件）/ }).click()
  await secretary.getByText(/还不能申请销号/).waitFor()
  expect(await rowOf(twoPlaces)).toMatchObject({ state: 'mending', track: 'at_once' })

  await clerk.reload()
  await clerk.getByRole('button', { name: '让各社区都查' }).click()
  await clerk.getByLabel(/查什么/).fill('两处同时领低保的')
  await clerk.getByRole('button', { name: '让各社区查同样的事' }).click()
  await clerk.getByText('8 个社区还没答').waitFor()
  await secretary.goto(`${town.url}/searches`)
  await secretary.getByRole('button', { name: '回答' }).click()
  await secretary.getByLabel('看了多少人').fill('96')
  await secretary.getByRole('button', { name: '答没有' }).click()
  await secretary.getByText('看了 96 人').waitFor()
  await secretary.reload()
  await secretary.getByText('看了 96 人').waitFor()
  expect((await town.eventsOf('search.answered')).at(-1)).toMatchObject({ actor_name: '陈立新', after: { result: 'none', looked_at: 96 } })
})

test('S37 S40 S47 three numbers per community, who holds what, and causes in four kinds stand on one page; the ledger goes out as .xlsx', async () => {
  const clerk = await town.signIn('limin')
  await clerk.goto(`${town.url}/problems/numbers`)
  await clerk.getByRole('heading', { name: /问题 \d+ 条，有措施 \d+ 条，佐证齐 \d+ 条/ }).waitFor()
  await clerk.getByRole('heading', { name: '谁手上压着' }).waitFor()
  await clerk.getByRole('heading', { name: '从四个方面看原因' }).waitFor()
  await clerk.goto(`${town.url}/problems?state=closed`)
  await clerk.getByText(unsigned).first().waitFor()
  const [file] = await Promise.all([clerk.waitForEvent('download'), clerk.getByRole('button', { name: /导出问题台账/ }).click()])
  expect(file.suggestedFilename()).toBe('问题台账_2026-10-20.xlsx')
  expect((await town.eventsOf('problems.exported')).at(-1)).toMatchObject({ actor_name: '李敏', after: { rows: 1 } })
})
