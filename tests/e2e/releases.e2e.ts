import { expect, test } from 'vitest'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()

test('A first run too large for one look: the clerk releases one area, the community sees that one alone, also after a reload', async () => {
  // The demo's run is small: its leads are put back to where a large first run leaves them.
  await perform(town.installation, commandLineActor(), async ({ tx, clock }) => {
    await tx.updateTable('lead').set({ is_held: true, state: 'new', assignee_post: null }).where('check_id', 'is not', null).execute()
    const areas = await tx.selectFrom('lead').select('area').distinct().where('is_held', '=', true).execute()
    const { run_id } = await tx.selectFrom('run').select('run_id').limit(1).executeTakeFirstOrThrow()
    await tx
      .insertInto('lead_release')
      .values(areas.map(({ area }) => ({ run_id, area, offered_at: clock.now() })))
      .execute()
  })
  const worker = await town.signIn('qingliu')
  await worker.goto(`${town.url}/leads`)
  await worker.getByRole('heading', { level: 1 }).waitFor()
  expect(await worker.getByText('周桂兰').count()).toBe(0)

  const clerk = await town.signIn('limin')
  await clerk.goto(`${town.url}/checks`)
  const section = clerk.getByRole('region', { name: '放出疑点' })
  await section.getByRole('row').nth(1).waitFor()
  const before = await section.getByRole('row').count()
  const button = section.getByRole('button', { name: /^放出低保 \d+ 条$/ })
  await button.click()
  await section
    .getByRole('row')
    .filter({ hasText: /低保.*李敏 .* 放出/ })
    .waitFor()
  await clerk.reload()
  await section.getByRole('row').nth(1).waitFor()
  expect(await section.getByRole('row').count()).toBe(before)
  expect(await section.getByRole('button', { name: /^放出低保/ }).count()).toBe(0)
  expect(await town.eventsOf('leads.released')).toMatchObject([{ object_id: 'dibao', actor_name: '李敏' }])

  const seen = await perform(town.installation, { ...commandLineActor(), scope: { from: 'aaaa', to: 'aaab', seesChildren: true } }, ({ tx }) =>
    tx.selectFrom('lead').select('area').distinct().where('check_id', 'is not', null).execute(),
  )
  expect(seen.map((row) => row.area)).toEqual(['dibao'])
  await worker.reload()
  await worker
    .getByRole('heading', { level: 1 })
    .filter({ hasText: /[1-9]\d* 条/ })
    .waitFor()
})
