import { expect, test } from 'vitest'
import { newCampaignTown } from '../../../tests/support/campaign-town.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { giveOrder, readOrders } from './orders.ts'
import { followUp, writeFinding, writeInspection } from './inspections.ts'
import { readInspection } from './read-inspection.ts'

test('when 纪委 takes a problem over as a clue, what supervision wrote about it leaves: findings, later looks, orders', async () => {
  const town = await newCampaignTown(await newInstallation())
  const { inspection } = await town.as('supervisor', (work) =>
    writeInspection(work, { kind: 'secret_visit', title: '夜访', on: work.clock.today(), team: '', note: '' }),
  )
  const { finding, problem } = await town.as('supervisor', (work) =>
    writeFinding(work, inspection, { division: 'aaaa', text: '某干部截留救助款', person: '某干部' }),
  )
  await town.as('supervisor', (work) => followUp(work, finding, { on: work.clock.today(), result: 'not_mended', text: '还在截留救助款' }))
  await town.as('supervisor', (work) => giveOrder(work, { toUnit: '青柳社区', division: 'aaaa', problem, text: '查清截留救助款', dueOn: '2099-01-01' }))
  const said = async (): Promise<string> => {
    const read = await town.as('supervisor', (work) => readInspection(work, inspection, { conditionsOf: () => Promise.resolve([]) }))
    return JSON.stringify([read.findings, (await town.as('supervisor', readOrders)).orders])
  }
  expect(await said()).toContain('截留')
  const events = (): Promise<string> => town.as('supervisor', async ({ tx }) => JSON.stringify(await tx.selectFrom('event').selectAll().execute()))
  expect(await events()).toContain('截留')
  await town.as('supervisor', ({ tx }) =>
    tx
      .updateTable('problem')
      .set({ state: 'transferred', is_clue: true, transferred_on: '2026-10-20', transfer_paper: '青纪移〔2026〕2号' })
      .where('problem_id', '=', problem)
      .execute(),
  )
  expect(await said()).not.toContain('截留')
  expect(await said()).toContain('已移送')
  expect(await events()).not.toContain('截留')
})
