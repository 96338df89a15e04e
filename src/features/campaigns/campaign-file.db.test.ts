import { expect, test } from 'vitest'
import { newInstallation } from '../../../tests/support/database.ts'
import { commandLineActor, perform, type Installation } from '../../platform/installation.ts'
import { createInstallation } from '../accounts/index.ts'
import { writeCampaignFile } from './campaign-file.ts'
import { describeCampaign } from './describe-campaign.ts'
import { addItem, setTopics } from './edit-items.ts'
import { makeCampaign } from './make-campaign.ts'

const plan = Buffer.from(
  '云岭县社会救助领域专项整治实施方案\n\n一、排查内容\n（一）最低生活保障方面\n1.查是否存在死亡后仍在发放的情况。\n2.查是否存在人情保、关系保。\n（二）临时救助方面\n1.查是否存在重复救助。\n\n二、工作步骤\n（一）自查自纠阶段（2026年9月21日至10月23日）。各社区逐项自查。\n（二）督查整改阶段（2026年10月24日至11月13日）。集中督查。\n\n云岭县人民政府\n2026年9月20日\n',
)

async function town(name: string) {
  const installation: Installation = await newInstallation('2026-10-20')
  const act = <T>(run: Parameters<typeof perform<T>>[2]): Promise<T> => perform(installation, commandLineActor(), run)
  await act((work) => createInstallation(work, { town: name, communities: ['一社区'] }))
  return { act, make: (file: string, bytes: Uint8Array) => act((work) => makeCampaign(work, installation.folder, { name: file, bytes })) }
}

test('A campaign handed on as a file is the same campaign elsewhere: confirmed topics, items by hand, stages and anchors; exported again it is the same file', async () => {
  const [first, second] = [await town('青禾镇'), await town('石坝乡')]
  const campaign = await first.make('方案.txt', plan)
  const item = await first.act((work) => addItem(work, { campaign, areaNo: 2, no: 2, text: '查临时救助台账是否齐全', sourceNote: '县局通知第三条' }))
  await first.act((work) => setTopics(work, { item, topics: ['records-aid', 'repeated-aid'] }))
  const file = await first.act((work) => writeCampaignFile(work, campaign))
  expect(file.name).toBe('云岭县社会救助领域专项整治实施方案.campaign.json')
  const there = await second.make(file.name, file.bytes)
  const shown = async (of: typeof first, id: string) => {
    const { campaign: _campaign, items, ...rest } = await of.act((work) => describeCampaign(work, id))
    return { ...rest, items: items.map(({ item: _item, ...each }) => each) }
  }
  expect(await shown(second, there)).toEqual(await shown(first, campaign))
  const again = await second.act((work) => writeCampaignFile(work, there))
  expect(new TextDecoder().decode(again.bytes)).toBe(new TextDecoder().decode(file.bytes))
})

test('A broken file, a file of something else and an unknown topic are refused with a sentence, and nothing is kept', async () => {
  const { act, make } = await town('青禾镇')
  const json = (value: unknown) => Buffer.from(JSON.stringify(value))
  await expect(make('半个.json', Buffer.from('{"kind":"doudi-camp'))).rejects.toThrow('不是完整的专项行动文件')
  await expect(make('标准.json', json({ kind: 'standards' }))).rejects.toThrow('不是专项行动文件')
  const campaign = await make('方案.txt', plan)
  const { bytes } = await act((work) => writeCampaignFile(work, campaign))
  const strange = new TextDecoder().decode(bytes).replace(/"topics": \[[^\]]*\]/, '"topics": [{ "topic": "no-such", "state": "proposed" }]')
  expect(strange).toContain('no-such')
  await expect(make('别处.json', Buffer.from(strange))).rejects.toThrow('没有的主题：no-such')
  expect(await act(({ tx }) => tx.selectFrom('campaign').select('title').execute())).toHaveLength(1)
})
