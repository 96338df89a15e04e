import { expect, test } from 'vitest'
import { newCampaignTown } from '../../../tests/support/campaign-town.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { declareMonth, listKeptMonths, withdrawMonth } from '../ledgers/index.ts'
import { collectInputs } from './collect-inputs.ts'

test('Visits typed here speak for a month only when the community has said that they are all; taken back, they speak for none', async () => {
  const installation = await newInstallation('2026-10-20')
  const town = await newCampaignTown(installation)
  const covers = async () => (await collectInputs(installation, '2026-10-20')).batches.filter((batch) => batch.ledger === 'visits').map((batch) => batch.covers)
  await town.as('worker', ({ tx, clock }) =>
    tx
      .insertInto('kept_row')
      .values({ ledger: 'visits', row_key: 'v1', division: 'aaaa', cells: '{"visited_on":"2026-09-03"}', created_at: clock.now(), updated_at: clock.now() })
      .execute(),
  )
  expect(await covers()).toEqual([[]])
  await town.as('secretary', (work) => declareMonth(work, { ledger: 'visits', month: '2026-09' }))
  await town.as('secretary', (work) => declareMonth(work, { ledger: 'visits', month: '2026-09' }))
  expect(await covers()).toEqual([[{ from: '2026-09', to: '2026-09', division: 'aaaa' }]])
  expect((await town.as('clerk', (work) => listKeptMonths(work, 'visits'))).months).toMatchObject([{ month: '2026-09', division: 'aaaa', by: 'secretary' }])
  expect((await town.as('secretary-b', (work) => listKeptMonths(work, 'visits'))).months).toEqual([])
  // Another community takes nothing back.
  await town.as('secretary-b', (work) => withdrawMonth(work, { ledger: 'visits', month: '2026-09' }))
  expect((await covers())[0]).toHaveLength(1)
  await town.as('secretary', (work) => withdrawMonth(work, { ledger: 'visits', month: '2026-09' }))
  expect(await covers()).toEqual([[]])
  const events = await town.as('clerk', ({ tx }) =>
    tx.selectFrom('event').select('action').where('object_kind', '=', 'kept_month').orderBy('event_id').execute(),
  )
  expect(events.map((event) => event.action)).toEqual(['kept_month.declared', 'kept_month.withdrawn'])
})

test('A month without any visit may be declared too; one that is not over, or a ledger that is not kept here, may not', async () => {
  const installation = await newInstallation('2026-10-20')
  const town = await newCampaignTown(installation)
  await town.as('worker-b', (work) => declareMonth(work, { ledger: 'visits', month: '2026-08' }))
  const [batch] = (await collectInputs(installation, '2026-10-20')).batches
  expect(batch).toMatchObject({ ledger: 'visits', covers: [{ from: '2026-08', to: '2026-08', division: 'aaab' }] })
  await expect(town.as('worker-b', (work) => declareMonth(work, { ledger: 'visits', month: '2026-10' }))).rejects.toThrow('还没有过完')
  await expect(town.as('worker-b', (work) => declareMonth(work, { ledger: 'payments', month: '2026-08' }))).rejects.toThrow('自己记的台账')
})
