import { join } from 'node:path'
import { addAccount, createInstallation, listDivisions } from '../features/accounts/index.ts'
import { approveCampaign, makeCampaign } from '../features/campaigns/index.ts'
import { importStandards } from '../features/checks/index.ts'
import { expandPaths, readManifest } from '../features/ledgers/index.ts'
import type { Role } from '../platform/http/endpoint.ts'
import { commandLineActor, perform, townDivision, type Installation } from '../platform/installation.ts'
import { fixedClock } from '../platform/clock.ts'
import { createPorts } from '../ports/create-ports.ts'
import { writeSampleTown } from '../sample-town/write-sample-town.ts'
import { runTask } from '../platform/tasks.ts'
import { checkTask, type CheckOutcome } from '../check-task.ts'
import { importAll } from './import.ts'
import { readBytes } from './plan.ts'

export const demoDate = '2026-10-20'
export const demoPassword = 'Qinghe-2026'
export const demoCommunities = ['青柳', '桥头', '石门', '东岭', '河湾', '茶场', '双井', '安居苑安置点'] as const

interface DemoAccount {
  login: string
  name: string
  role: Role
  community: string | null
  title: string
  isShown: boolean
}

const communityPeople: [login: string, worker: string, secretary: string, childWorker: string][] = [
  ['qingliu', '王秀英', '张国平', '何玉'],
  ['qiaotou', '陈志强', '罗大勇', '赵敏'],
  ['shimen', '刘芳', '陈立新', '韩梅'],
  ['dongling', '谢红梅', '方建华', '苏婷'],
  ['hewan', '马建军', '唐有志', '林洁'],
  ['chachang', '彭志刚', '卢春生', '魏兰'],
  ['shuangjing', '彭志明', '蒋文斌', '白雪'],
  ['anjuyuan', '郭晓东', '石永胜', '田甜'],
]

/** Everybody who may sign in to the demo. */
export const demoAccounts: readonly DemoAccount[] = [
  { login: 'limin', name: '李敏', role: 'clerk', community: null, title: '李敏，镇民政办', isShown: true },
  { login: 'zhoulei', name: '周磊', role: 'clerk', community: null, title: '周磊，镇民政办', isShown: true },
  { login: 'chenzhen', name: '陈静', role: 'leader', community: null, title: '陈静，分管副镇长', isShown: true },
  { login: 'jiwei', name: '王建国', role: 'supervisor', community: null, title: '王建国，镇纪委督查组', isShown: true },
  { login: 'xianju', name: '孙颖', role: 'county', community: null, title: '孙颖，县民政局（只读）', isShown: false },
  { login: 'shenji', name: '钱海', role: 'auditor', community: null, title: '钱海，审计（只读）', isShown: false },
  ...communityPeople.flatMap(([login, worker, secretary, childWorker], at): DemoAccount[] => {
    const community = demoCommunities[at] ?? ''
    return [
      { login, name: worker, role: 'worker', community, title: `${worker}，${community}民政专干`, isShown: at === 0 },
      { login: `${login}-shuji`, name: secretary, role: 'secretary', community, title: `${secretary}，${community}书记`, isShown: at === 0 },
      { login: `${login}-ertong`, name: childWorker, role: 'child_worker', community, title: `${childWorker}，${community}儿童主任`, isShown: at === 0 },
    ]
  }),
]

interface PrepareOptions {
  /** Where the sample town's files are written. */
  folder: string
  timed: <T>(name: string, work: Promise<T>) => Promise<T>
  say: (text: string) => void
}

/** Writes the sample town, makes its installation at the fixed date, reads the plan, imports, checks. */
export async function prepareDemo(installation: Installation, { folder, timed, say }: PrepareOptions): Promise<CheckOutcome> {
  say('写出青禾镇的方案和台账…')
  await timed('sample', writeSampleTown(folder, 20261020))
  const actor = commandLineActor()
  Object.assign(installation, { clock: fixedClock(demoDate) })
  say('建账号，读方案…')
  await timed(
    'campaign',
    perform(installation, actor, async (work) => {
      await createInstallation(work, { town: '青禾镇', communities: demoCommunities, fixedDate: demoDate })
      const divisions = await listDivisions(work.tx, actor.scope)
      for (const account of demoAccounts) {
        const division = account.community === null ? townDivision : divisions.find((each) => each.name === account.community)?.code
        await addAccount(work, { ...account, password: demoPassword, division: division ?? townDivision })
      }
      const campaign = await makeCampaign(work, installation.folder, { path: join(folder, '方案.docx') })
      await approveCampaign(work, { campaign, by: '陈静', on: '2026-09-09' }, createPorts(installation.folder).campaigns)
    }),
  )
  say('导入台账…')
  const manifest = readManifest(join(folder, 'manifest.json'))
  const files = expandPaths([join(folder, 'files')]).map(({ path, name }) => ({ path, name, choices: manifest.get(path) ?? {} }))
  await timed('import', importAll(installation, files))
  await timed(
    'standards',
    perform(installation, actor, (work) => importStandards(work, { name: 'standards.json', bytes: readBytes(join(folder, 'standards.json')) })),
  )
  say('核查…')
  return timed('check', runTask(installation, checkTask, { input: { asOf: demoDate }, actor }))
}
