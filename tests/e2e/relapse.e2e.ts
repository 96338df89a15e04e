import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkTask } from '#src/check-task.ts'
import { expandPaths, importTask, readManifest } from '#src/features/ledgers/index.ts'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { runTask } from '#src/platform/tasks.ts'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()
const office = commandLineActor()
const root = <T>(run: Parameters<typeof perform<T>>[2]): Promise<T> => perform(town.installation, office, run)
const check = (asOf: string) => runTask(town.installation, checkTask, { input: { asOf }, actor: office })

test('S44 next month’s payments bring a closed problem back: returned, marked 反弹; whoever was really stopped stays away', async () => {
  const leads = await root(({ tx }) =>
    tx.selectFrom('lead').selectAll().where('check_id', '=', 'paid-after-death').where('subject_name', '=', '陈琳').orderBy('number').execute(),
  )
  const lead = leads.find((each) => each.months.includes('2026-08'))
  const worker = await town.signIn('dongling')
  const headers = { 'x-doudi': '1' }
  const clerk = await town.signIn('limin')
  const assigned = await clerk.request.post(`${town.url}/api/leads/assignments`, { headers, data: { leads: [lead?.lead_id], to: 'community' } })
  expect([assigned.status(), assigned.status() === 200 ? '' : await assigned.text()]).toEqual([200, ''])
  await worker.goto(`${town.url}/leads/${lead?.lead_id}`)
  await worker.getByRole('radiogroup', { name: '核实结果' }).waitFor()
  await worker.keyboard.press('1')
  await worker.getByLabel('看到了什么').fill('家属确认死亡，存折由长子保管')
  await Promise.all([
    worker.waitForResponse((answer) => answer.url().endsWith('/verification') && answer.ok()),
    worker.getByRole('button', { name: /报属实/ }).click(),
  ])
  const { problem_id } = await root(({ tx }) =>
    tx
      .selectFrom('problem_source')
      .select('problem_id')
      .where('lead_id', '=', lead?.lead_id ?? '')
      .executeTakeFirstOrThrow(),
  )

  // How a money problem is closed with its account and batch is problems.e2e.ts; here it only has to stand closed.
  await root(({ tx, clock }) =>
    tx
      .updateTable('problem')
      .set({ state: 'closed', closed_at: clock.now(), closed_by: '李敏', established_at: clock.now() })
      .where('problem_id', '=', problem_id)
      .execute(),
  )
  expect((await check('2026-10-20')).reopened).toBe(0)

  const manifest = readManifest(join(town.sample, 'next-month', 'manifest.json'))
  const files = expandPaths([join(town.sample, 'next-month')])
    .filter(({ name }) => name !== 'manifest.json')
    .map(({ path, name }) => ({ path, name, choices: manifest.get(path) ?? {} }))
  const imported = await runTask(town.installation, importTask, { input: { files, mayAddDivisions: false }, actor: office })
  expect(imported.files.every((file) => file.state === 'imported')).toBe(true)
  town.setToday('2026-11-05')
  expect((await check('2026-11-05')).reopened).toBe(1)

  await clerk.goto(`${town.url}/problems/${problem_id}`)
  await clerk.getByText(/反弹/).first().waitFor()
  await clerk.reload()
  await clerk.getByText(/反弹/).first().waitFor()
  expect(await root(({ tx }) => tx.selectFrom('problem').select(['state', 'is_relapsed']).where('problem_id', '=', problem_id).executeTakeFirst())).toEqual({
    state: 'returned',
    is_relapsed: true,
  })
  expect(await town.eventsOf('problem.relapsed')).toMatchObject([{ object_id: problem_id }])
})
