import { expect, test } from 'vitest'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { fixedClock } from '#src/platform/clock.ts'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()
const root = <T>(run: Parameters<typeof perform<T>>[2]): Promise<T> => perform(town.installation, commandLineActor(), run)

/** Problems that were struck off: what this story re-checks. */
async function closedProblems(count: number): Promise<void> {
  const closedAt = fixedClock('2026-10-19').now()
  await root(async ({ tx }) => {
    for (let at = 1; at <= count; at++) {
      await tx
        .insertInto('problem')
        .values({
          number: `2026-9${String(at).padStart(3, '0')}`,
          kind: 'process',
          title: `走访记录缺第 ${at} 次`,
          division: 'aaaa',
          state: 'closed',
          cause_kind: 'work',
          cause: '没有排班',
          closed_by: '李敏',
          closed_at: closedAt,
          created_by: '王秀英',
          created_at: closedAt,
          updated_at: closedAt,
        })
        .execute()
    }
  })
}

test('S38 S48 the supervisor draws three of nine closed problems by seed, agrees with one, sends one back, and follows up what a secret visit found', async () => {
  await closedProblems(9)
  const supervisor = await town.signIn('jiwei')
  await supervisor.goto(`${town.url}/supervision`)
  await supervisor.getByLabel('抽几件').fill('3')
  await supervisor.getByText(/95% 的把握：9 件里不实的少于 5 件/).waitFor()
  await supervisor.getByRole('button', { name: '从 9 件里抽 3 件' }).click()
  await supervisor.getByText('种子 2026-10-20-1').first().waitFor()
  await supervisor.keyboard.press('1')
  await supervisor.getByText(/同意 1 件，退回 0 件/).waitFor()
  await supervisor.getByLabel(/退回的原因/).fill('照片是去年的，没有走访')
  await supervisor.getByRole('button', { name: '退回，重新整改' }).click()
  await supervisor.getByText(/同意 1 件，退回 1 件，还有 1 件没有结论/).waitFor()
  await supervisor.reload()
  await supervisor.getByText(/同意 1 件，退回 1 件，还有 1 件没有结论/).waitFor()
  const returned = await root(({ tx }) =>
    tx.selectFrom('problem').selectAll().where('state', '=', 'returned').where('returned_reason', '=', '照片是去年的，没有走访').execute(),
  )
  expect(returned).toHaveLength(1)
  expect(await town.eventsOf('problem.returned_by_supervision')).toMatchObject([
    { actor_name: '王建国', role: 'supervisor', object_id: returned[0]?.problem_id },
  ])

  await supervisor.goto(`${town.url}/supervision?part=inspections`)
  await supervisor.getByRole('button', { name: '记一次督查或暗访' }).click()
  await supervisor.getByRole('radio', { name: '暗访', exact: true }).click()
  await supervisor.getByLabel(/督查什么/).fill('夜访街面和桥洞')
  await supervisor.getByRole('button', { name: '记下这次暗访，再写发现' }).click()
  await supervisor.getByLabel(/哪个社区/).selectOption({ label: '桥头' })
  await supervisor.getByLabel(/发现了什么/).fill('桥洞有人露宿，当夜没有巡查')
  await supervisor.getByRole('button', { name: '写成问题，来源暗访' }).click()
  await supervisor.getByRole('button', { name: '记一次回头看' }).click()
  await supervisor.getByLabel('看到的情况').fill('已安排每晚巡查，看了三晚记录')
  await supervisor.getByRole('button', { name: '记下', exact: true }).click()
  await supervisor.getByText(/发现 1 条，0 条还没看到改/).waitFor()
  const source = await root(({ tx }) =>
    tx.selectFrom('problem_source').select(['source', 'source_number']).where('source', '=', 'secret_visit').executeTakeFirstOrThrow(),
  )
  expect(source).toEqual({ source: 'secret_visit', source_number: '访2026-001' })
  expect(await town.eventsOf('inspection.followed_up')).toHaveLength(1)
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

  town.setToday('2027-01-15')
  await supervisor.reload()
  await supervisor.getByText('逾期 85 天').waitFor()
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
  for (const action of ['order.given', 'order.reminded', 'order.received', 'order.answered', 'order.done']) expect(await town.eventsOf(action)).toHaveLength(1)

  await supervisor.goto(`${town.url}/supervision?part=consequences`)
  await supervisor.getByRole('button', { name: '记一条追责' }).click()
  await supervisor.getByLabel('方式').selectOption({ label: '约谈' })
  await supervisor.getByLabel(/文号/).fill('青纪约〔2027〕1号')
  await supervisor.getByLabel(/对谁/).fill('张国平')
  await supervisor.getByLabel(/因为什么事/).fill('两次虚假销号')
  await supervisor.getByLabel(/依据/).fill('《青禾镇督查办法》第九条')
  await supervisor.getByRole('button', { name: '记下约谈：张国平' }).click()
  await supervisor.getByText('张国平：两次虚假销号').waitFor()
  await supervisor.getByRole('button', { name: '记一条追责' }).click()
  await supervisor.getByLabel('方式').selectOption({ label: '移送' })
  await supervisor.getByLabel(/文号/).fill('青纪移〔2027〕2号')
  await supervisor.getByRole('button', { name: '记下：已移送' }).click()
  await supervisor.getByRole('listitem').filter({ hasText: '青纪移〔2027〕2号' }).getByText('已移送').waitFor()
  expect((await town.eventsOf('clue.handed_over')).map((event) => event.after)).toEqual([{ kind: 'handed_over', on: '2027-01-15', paper: '青纪移〔2027〕2号' }])

  const leader = await town.signIn('chenzhen')
  await leader.goto(`${town.url}/supervision?part=consequences`)
  await leader.getByText('张国平：两次虚假销号').waitFor()
  expect(await leader.getByRole('button', { name: '记一条追责' }).count()).toBe(0)
})
