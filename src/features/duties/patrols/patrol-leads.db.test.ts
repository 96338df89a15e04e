import { expect, test } from 'vitest'
import { newCampaignTown } from '../../../../tests/support/campaign-town.ts'
import { newInstallation } from '../../../../tests/support/database.ts'
import { collectInputs, runChecks } from '../../checks/index.ts'
import { declareMonth } from '../../ledgers/index.ts'
import { addPatrolPoint } from './patrol-points.ts'
import { readPatrols } from './read-patrols.ts'
import { walkPatrol } from './walk-patrol.ts'

test('What the page of patrols calls missing in a declared month is what the run finds, with the row of the schedule; undeclared, nothing is missing', async () => {
  const installation = await newInstallation('2026-10-20')
  const town = await newCampaignTown(installation)
  const schedule = { division: 'aaaa', everyDays: 10, from: '2026-09-01', endsOn: null, source: '青禾镇街面巡查安排第一条' }
  const point = await town.as('clerk', (work) => addPatrolPoint(work, { ...schedule, name: '老车站' }))
  await town.as('clerk', (work) => addPatrolPoint(work, { ...schedule, name: '桥洞', division: 'aaab' }))
  await town.as('worker', (work) => walkPatrol(work, { point, on: '2026-09-03', found: '', attachments: [] }))
  await town.as('worker', (work) => walkPatrol(work, { point, on: '2026-09-30', found: '', attachments: [] }))
  const run = async () => {
    const input = await collectInputs(installation, '2026-10-20')
    const named = { name: 'patrol_every', program: 'street', division: null, from: '2026-01', to: null, value: 7, unit: 'days', confirmed: '2026-09-01' }
    const result = await runChecks({ ...input, standards: [{ ...named, source: '《青禾镇街面巡查安排》第一条' }], only: ['patrol-gap'] })
    return { status: result.checks[0]?.status, hits: result.hits.map(({ division, sentence, evidence }) => ({ division, sentence, rows: evidence.length })) }
  }
  expect(await run()).toEqual({ status: 'missing_list', hits: [] })
  await town.as('worker', (work) => declareMonth(work, { ledger: 'patrols', month: '2026-09' }))
  const page = await town.as('worker', (work) => readPatrols(work, '2026-09'))
  expect(page.points).toMatchObject([{ name: '老车站', missing: [{ from: '2026-09-11', to: '2026-09-20' }] }])
  expect(await run()).toEqual({
    status: 'partly',
    hits: [
      {
        division: 'aaaa',
        sentence: '老车站按安排每10天巡查一次（青禾镇街面巡查安排第一条），2026-09-11至2026-09-20没有巡查记录，2026年共1次。',
        rows: 1,
      },
    ],
  })
})
