import { sql } from 'kysely'
import pg from 'pg'
import { expect, test } from 'vitest'
import { newInstallation } from '../../tests/support/database.ts'
import { record, sealEvents, verifyEvents } from './events.ts'
import { commandLineActor, perform } from './installation.ts'
import { scopeOf } from './scope.ts'

async function threeEvents() {
  const installation = await newInstallation()
  await perform(installation, commandLineActor(), async (work) => {
    for (const objectId of ['1', '2', '3'])
      await record(work, { action: 'test.done', objectKind: 'test', objectId, division: 'aaaa', after: { b: 1, a: [objectId] } })
  })
  return installation
}

test('sealed events verify, and later ones are reported as not sealed yet', async () => {
  const installation = await threeEvents()
  expect(await sealEvents(installation.database.sealer)).toBe(3)
  await perform(installation, commandLineActor(), (work) => record(work, { action: 'test.done', objectKind: 'test', objectId: '4', division: 'aaaa' }))
  expect(await verifyEvents(installation.database.sealer)).toMatchObject({ ok: true, events: 4, sealed: 3, unsealed: 1 })
})

test('an event changed behind our back, and a cut-off tail, are found', async () => {
  const installation = await threeEvents()
  await sealEvents(installation.database.sealer)
  const { sealed, head } = await verifyEvents(installation.database.sealer)
  const owner = new pg.Client({ connectionString: installation.ownerUrl })
  await owner.connect()
  await owner.query(`update event set after = '{"a":["2"],"b":2}' where object_id = '2'`)
  expect(await verifyEvents(installation.database.sealer)).toMatchObject({ ok: false, broken: [{ no: 2, why: '内容与封条不符' }] })
  await owner.query(`update event set after = '{"a":["2"],"b":1}' where object_id = '2'`)
  await owner.query('delete from seal where no = 3')
  await owner.query(`delete from event where object_id = '3'`)
  await owner.end()
  expect(await verifyEvents(installation.database.sealer)).toMatchObject({ ok: true })
  expect(await verifyEvents(installation.database.sealer, [{ sealed, head }])).toMatchObject({ ok: false })
})

test('the application can neither change nor delete events, and without a scope sees none', async () => {
  const installation = await threeEvents()
  const { app } = installation.database
  await expect(sql`update event set actor_name = 'x'`.execute(app)).rejects.toThrow(/permission denied/)
  await expect(sql`delete from event`.execute(app)).rejects.toThrow(/permission denied/)
  expect((await sql`select * from event`.execute(app)).rows).toEqual([])
  const other = { ...commandLineActor(), scope: scopeOf('aaab') }
  expect(await perform(installation, other, ({ tx }) => tx.selectFrom('event').selectAll().execute())).toEqual([])
})
