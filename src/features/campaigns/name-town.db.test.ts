import { expect, test } from 'vitest'
import { newInstallation } from '../../../tests/support/database.ts'
import { commandLineActor, perform, unnamedTown } from '../../platform/installation.ts'
import { createInstallation } from '../accounts/index.ts'
import { makeCampaign } from './make-campaign.ts'

const plan = (issuer: string): Uint8Array =>
  Buffer.from(
    `${issuer}社会救助领域专项整治实施方案\n\n一、排查内容\n（一）最低生活保障方面\n1.查是否存在死亡后仍在发放的情况。\n2.查是否存在人情保、关系保。\n\n${issuer}人民政府\n2026年9月20日\n`,
  )

test('Lists came first: the town has no name until a plan says it, and a later plan of another issuer does not rename it', async () => {
  const installation = await newInstallation('2026-10-20')
  const act = <T>(run: Parameters<typeof perform<T>>[2]): Promise<T> => perform(installation, commandLineActor(), run)
  const name = () => act(({ tx }) => tx.selectFrom('division').select('name').executeTakeFirstOrThrow())
  await act((work) => createInstallation(work, { town: unnamedTown, communities: [] }))
  expect(await name()).toEqual({ name: unnamedTown })
  await act((work) => makeCampaign(work, installation.folder, { name: '方案.txt', bytes: plan('松坪镇') }))
  expect(await name()).toEqual({ name: '松坪镇' })
  const events = await act(({ tx }) => tx.selectFrom('event').select(['object_id', 'after']).where('action', '=', 'division.named').execute())
  expect(events).toEqual([{ object_id: 'aa', after: { name: '松坪镇' } }])
  await act((work) => makeCampaign(work, installation.folder, { name: '方案二.txt', bytes: plan('石坝乡') }))
  expect(await name()).toEqual({ name: '松坪镇' })
})
