import { expect, test } from 'vitest'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { mendUntil } from './problems-by-roles.ts'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()

test('S39 S47 an overdue problem brings no card until a paper states the rules; then the supervisor signs the yellow card, once, and the leader reads it', async () => {
  const problem = await mendUntil(town, { title: '两户五保老人没有人走访', due: '2026-10-21' })
  town.setToday('2026-10-29')
  const supervisor = await town.signIn('jiwei')
  await supervisor.goto(`${town.url}/supervision?part=ladder`)
  const line = supervisor.getByRole('listitem').filter({ hasText: '两户五保老人没有人走访' })
  await line.getByText('逾期 6 个工作日').waitFor()
  await line.getByText('还不到第一步').waitFor()

  await supervisor.getByRole('button', { name: '写明规则' }).click()
  const form = supervisor.getByRole('form', { name: '亮牌规则' })
  await form.getByLabel('提醒：逾期满几个工作日').fill('5')
  await form.getByLabel('黄牌：逾期满几个工作日').fill('5')
  await form.getByLabel(/^依据/).fill('《青禾镇整改督办办法》（青纪〔2026〕3号）第四条')
  await form.getByRole('button', { name: '写明 2 步规则' }).click()
  await form.getByText(/后一步的工作日要比前一步多/).waitFor()
  await form.getByLabel('提醒：逾期满几个工作日').fill('1')
  await form.getByLabel('红牌：逾期满几个工作日').fill('10')
  await form.getByRole('button', { name: '写明 3 步规则' }).click()
  await supervisor.getByText('逾期满 1 个工作日提醒，5 个工作日黄牌，10 个工作日红牌').waitFor()

  await supervisor.goto(`${town.url}/`)
  await supervisor.getByText('1 件逾期的问题该走下一步').waitFor()
  await supervisor.getByRole('link', { name: '看规则，签发' }).click()
  expect(await line.getByRole('button', { name: '签发黄牌' }).isDisabled()).toBe(true)
  await line.getByLabel(/的文号$/).fill('青纪黄〔2026〕1号')
  await line.getByRole('button', { name: '签发黄牌' }).click()
  await line.getByText('黄牌已发').waitFor()
  await supervisor.reload()
  await line.getByText('黄牌已发').waitFor()
  const card = await perform(town.installation, commandLineActor(), ({ tx }) => tx.selectFrom('consequence').selectAll().executeTakeFirstOrThrow())
  expect(card).toMatchObject({ kind: 'yellow_card', problem_id: problem, paper: '青纪黄〔2026〕1号', on_date: '2026-10-29' })
  expect(await town.eventsOf('consequence.written')).toMatchObject([{ actor_name: '王建国', role: 'supervisor', object_id: card.consequence_id }])

  const leader = await town.signIn('chenzhen')
  await leader.goto(`${town.url}/supervision?part=consequences`)
  await leader.getByText(/逾期 6 个工作日/).waitFor()
  await leader.goto(`${town.url}/supervision?part=ladder`)
  await leader.getByText('黄牌已发').waitFor()
  expect(await leader.getByRole('button', { name: '改规则' }).count()).toBe(0)
  town.setToday('2026-10-20')
})
