import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expandPaths, importTask, readManifest } from '#src/features/ledgers/index.ts'
import { commandLineActor } from '#src/platform/installation.ts'
import { runTask } from '#src/platform/tasks.ts'
import {
  agreeClosing,
  applyFor,
  askClosing,
  confirm,
  establish,
  handInProof,
  mend,
  payBack,
  plan,
  problemRow,
  recordStop,
  recoverInTwoParts,
} from './problem-acts.ts'
import { accountOf, communityWith, leadsOf, type SampleLead } from './sample-leads.ts'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()

/** The town's clerk, and who works and signs in a community. */
async function signInAll(community: string) {
  const people = { worker: accountOf(community, 'worker'), secretary: accountOf(community, 'secretary') }
  return { people, clerk: await town.signIn('limin'), worker: await town.signIn(people.worker.login), secretary: await town.signIn(people.secretary.login) }
}

async function eventOf(action: string, problemId: string) {
  return (await town.eventsOf(action)).findLast((event) => event.object_id === problemId)
}

test('S03 S04 S36 S37 a confirmed lapse of procedure is a problem: no plan without cause, owner and deadline; closure is sent back once, then struck off by another person', async () => {
  const { community, leads } = await communityWith(town, ['late-application'])
  const [lead] = leads as [SampleLead]
  const { people, clerk, worker, secretary } = await signInAll(community)
  const id = await confirm(town, lead, { clerk, worker })
  expect(await problemRow(town, id)).toMatchObject({ state: 'registered', kind: 'process', subject_name: lead.subject_name })
  expect(await eventOf('problem.registered', id)).toMatchObject({ actor_name: people.worker.name, role: 'worker', after: { source: 'data' } })
  await establish(town, clerk, id)
  expect(await eventOf('problem.established', id)).toMatchObject({ actor_name: '李敏', role: 'clerk' })

  await worker.goto(`${town.url}/problems/${id}`)
  await worker.getByRole('button', { name: '定措施、责任人和时限' }).click()
  await worker.getByRole('button', { name: '定为限期整改' }).click()
  await worker.getByText('缺原因、措施、责任人、时限').waitFor()
  expect((await problemRow(town, id)).state).toBe('established')
  const measure = '收件当天登记，逐日催办'
  await plan(worker, { track: '限期整改', kind: '机制', cause: '收件以后没有人催', measure, due: '2026-11-06' })
  await worker.reload()
  await worker.getByText('收件以后没有人催').waitFor()
  expect(await problemRow(town, id)).toMatchObject({ state: 'mending', track: 'by_deadline', cause_kind: 'mechanism', due_on: '2026-11-06' })
  expect((await problemRow(town, id)).owner_post).not.toBeNull()
  expect(await eventOf('problem.planned', id)).toMatchObject({ actor_name: people.worker.name, after: { due_on: '2026-11-06' } })

  // Problems, measures and proof do not agree while the proof lacks; then they do.
  await worker.goto(`${town.url}/problems/numbers`)
  const numbers = worker.getByRole('listitem').filter({ hasText: community })
  await numbers.getByText(/问题 1\s*=\s*措施 1\s*≠\s*佐证齐 0/).waitFor()
  await numbers.getByText('缺整改后的佐证').waitFor()
  await worker.goto(`${town.url}/problems/${id}`)
  await mend(worker, { measure, proof: '催办登记簿' })
  await worker.getByRole('region', { name: '对账' }).getByText('三个数一致').waitFor()
  await worker
    .getByRole('region', { name: '对账' })
    .getByText(/问题 1\s*=\s*措施 1\s*=\s*佐证齐 1/)
    .waitFor()

  await askClosing(town, secretary, id)
  expect(await eventOf('problem.closing_asked', id)).toMatchObject({ actor_name: people.secretary.name, role: 'secretary' })
  await clerk.goto(`${town.url}/problems/${id}`)
  await clerk.getByRole('button', { name: '退回' }).click()
  await clerk.getByRole('button', { name: '退回，写明缺什么' }).click()
  await clerk.getByText('还缺缺什么').waitFor()
  await clerk.getByLabel(/^缺什么/).fill('登记簿只有封面，要有九月的那几页')
  await clerk.getByRole('button', { name: '退回，写明缺什么' }).click()
  await clerk.getByText('退回了').waitFor()
  expect(await problemRow(town, id)).toMatchObject({ state: 'returned' })
  expect(await eventOf('problem.sent_back', id)).toMatchObject({ actor_name: '李敏', reason: '登记簿只有封面，要有九月的那几页' })

  await worker.goto(`${town.url}/problems/${id}`)
  await worker.getByText('退回的原因：登记簿只有封面，要有九月的那几页').waitFor()
  await worker.getByRole('button', { name: '按退回的意见接着整改' }).click()
  await handInProof(worker, '九月登记页')
  await askClosing(town, secretary, id)
  const other = await town.signIn('zhoulei')
  await other.goto(`${town.url}/problems/${id}`)
  await other.getByRole('button', { name: '同意销号' }).click()
  await other.getByText('时钟已停').waitFor()
  await other.reload()
  await other.getByRole('list', { name: '状态' }).getByText('已销号').waitFor()
  expect(await problemRow(town, id)).toMatchObject({ state: 'closed', closed_by: '周磊', closing_asked_by: people.secretary.name })
  expect(await eventOf('problem.closed', id)).toMatchObject({ actor_name: '周磊', role: 'clerk' })
})

test('S35 S37 money paid after a death is mended at once and comes back in two parts with receipts, a wrong booking put right; closure is refused until the next payment list shows that nothing is paid any more', async () => {
  const lead = (await leadsOf(town, 'paid-after-death')).find((each) => each.overpaid !== null && each.months.at(-1) === '2026-09')
  if (!lead) throw new Error('nobody is paid to the last month after a death')
  const { community } = lead
  const { people, clerk, worker, secretary } = await signInAll(community)
  const id = await confirm(town, lead, { clerk, worker })
  const owed = (await problemRow(town, id)).overpaid ?? 0
  expect(owed).toBe(lead.overpaid)
  await establish(town, clerk, id)
  await worker.goto(`${town.url}/problems/${id}`)
  await worker.getByRole('button', { name: '定措施、责任人和时限' }).click()
  const measure = '停发并上报县民政局'
  await plan(worker, { track: '立行立改', kind: '工作', cause: '没有逐月比对死亡名单', measure })
  await worker.getByText('立行立改，已 0 个工作日').waitFor()
  await mend(worker, { measure, proof: '停发审批表' })

  await recordStop(town, clerk, { problemId: id, month: '2026-10', paper: '云民停〔2026〕77号' })
  await recoverInTwoParts(town, { clerk, worker }, { problemId: id, organ: '云岭县民政局', paper: '云民追〔2026〕12号', fen: owed })
  const booked = (await town.eventsOf('problem.money_entered')).filter((event) => event.object_id === id)
  expect(booked).toMatchObject([
    { actor_name: '李敏', after: { kind: 'ordered', fen: owed } },
    { actor_name: people.worker.name, after: { kind: 'recovered', fen: owed, receipt: '00381' } },
    { actor_name: people.worker.name, after: { kind: 'recovered', way: 'instalments', receipt: '00381' } },
    { actor_name: people.worker.name, after: { kind: 'recovered', way: 'instalments', receipt: '00402' } },
  ])
  expect(booked.slice(2).reduce((sum, event) => sum + (event.after as { fen: number }).fen, 0)).toBe(owed)
  expect((await town.eventsOf('problem.money_reversed')).at(-1)).toMatchObject({ actor_name: people.worker.name, reason: '只交来第一期，记成全部了' })

  await secretary.goto(`${town.url}/problems/${id}`)
  await secretary.getByRole('heading', { name: '销号还缺 1 件' }).waitFor()
  await secretary.getByText('2026-10 的发放批次还没有导入，不能证明已停发').waitFor()
  await secretary.getByRole('button', { name: '申请销号（还缺 1 件）' }).click()
  await secretary.getByRole('alert').filter({ hasText: '2026-10 的发放批次还没有导入' }).waitFor()
  await secretary.reload()
  await secretary.getByText('2026-10 的发放批次还没有导入，不能证明已停发').waitFor()
  expect((await problemRow(town, id)).state).toBe('mending')
  expect(await eventOf('problem.closing_asked', id)).toBeUndefined()

  // October's lists arrive: this person is on none of them.
  const manifest = readManifest(join(town.sample, 'next-month', 'manifest.json'))
  const files = expandPaths([join(town.sample, 'next-month')])
    .filter(({ name }) => name !== 'manifest.json')
    .map(({ path, name }) => ({ path, name, choices: manifest.get(path) ?? {} }))
  await runTask(town.installation, importTask, { input: { files, mayAddDivisions: false }, actor: commandLineActor() })
  await askClosing(town, secretary, id)
  await agreeClosing(town, id)
})

test('S03 S11 S37 a person with a severe disability whom nobody pays is found, helped to apply, paid what was owed, and the matter is struck off', async () => {
  const { community, leads } = await communityWith(town, ['missed-care-subsidy'])
  const [lead] = leads as [SampleLead]
  const { people, clerk, worker, secretary } = await signInAll(community)
  const id = await confirm(town, lead, { clerk, worker })
  expect(await problemRow(town, id)).toMatchObject({ kind: 'right', subject_name: lead.subject_name })
  await establish(town, clerk, id)
  await worker.goto(`${town.url}/problems/${id}`)
  await worker.getByRole('button', { name: '定措施、责任人和时限' }).click()
  const measure = '上门协助申请护理补贴'
  await plan(worker, { track: '限期整改', kind: '工作', cause: '残疾证换发以后没有人提醒申请', measure, due: '2026-11-06' })

  await applyFor(town, worker, { personId: lead.person_id ?? '', name: lead.subject_name, program: '重度残疾人护理补贴' })
  await worker.goto(`${town.url}/problems/${id}`)
  await mend(worker, { measure, proof: '护理补贴审批表' })
  await payBack(town, { clerk, worker }, { problemId: id, organ: '云岭县民政局', paper: '云民补〔2026〕5号', yuan: '300.00' })
  const booked = (await town.eventsOf('problem.money_entered')).filter((event) => event.object_id === id)
  expect(booked).toMatchObject([
    { actor_name: '李敏', after: { kind: 'owed', fen: 300_00 } },
    { actor_name: people.worker.name, after: { kind: 'paid_later', fen: 100_00 } },
    { actor_name: people.worker.name, after: { kind: 'paid_later', fen: 200_00 } },
  ])

  await askClosing(town, secretary, id)
  await agreeClosing(town, id)
})
