import { beforeAll, describe, expect, test } from 'vitest'
import { commandLineActor, perform } from '../../platform/installation.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { newCampaignTown, type CampaignTown } from '../../../tests/support/campaign-town.ts'
import { approveCampaign } from '../campaigns/index.ts'
import { createPorts } from '../../ports/create-ports.ts'
import type { PopulationsOf } from '../selfcheck/index.ts'
import { readCampaignHome } from './campaign-home.ts'
import { readCampaignItem } from './campaign-item.ts'
import { readToday } from './today.ts'

const installation = await newInstallation('2026-10-20')
let town: CampaignTown
const populationsOf: PopulationsOf = () => Promise.resolve(new Map([[2025, { people: 12, to: '2025-12' }]]))

beforeAll(async () => {
  town = await newCampaignTown(installation)
})

interface GivenLead {
  number: string
  division: string
  topic?: string
  state?: string
  severity?: string
  dueOn?: string
  assignee?: string
  isChild?: boolean
  outcome?: string
}

async function addLead(given: GivenLead): Promise<void> {
  await town.as('clerk', async ({ tx, clock }) => {
    const post = given.assignee === undefined ? null : town.actorOf(given.assignee).postId
    await tx
      .insertInto('lead')
      .values({
        number: given.number,
        identity: given.number,
        topic: given.topic ?? 'records-dibao',
        area: 'dibao',
        subject_kind: 'person',
        subject_name: '张三',
        sentence: `${given.number}的一句话`,
        severity: given.severity ?? 'money',
        division: given.division,
        state: given.state ?? 'new',
        outcome: given.outcome ?? 'new',
        due_on: given.dueOn ?? null,
        assignee_post: post,
        is_child_matter: given.isChild ?? false,
        content_hash: 'x',
        created_at: clock.now(),
        updated_at: clock.now(),
      })
      .execute()
  })
}

const titles = (today: Awaited<ReturnType<typeof readToday>>, group: string): string[] =>
  today.groups.find((each) => each.key === group)?.lines.map((line) => line.title) ?? []

describe('the campaign page', () => {
  test('Before approval there is no cell; the approval opens one per item and community in the same transaction', async () => {
    const fresh = await newInstallation('2026-10-20')
    const draft = await newCampaignTown(fresh)
    await perform(fresh, commandLineActor(), ({ tx }) => tx.updateTable('campaign').set({ state: 'draft' }).execute())
    expect((await draft.as('clerk', (work) => readCampaignHome(work))).counts.cells).toBe(0)
    await draft.as('leader', (work) => approveCampaign(work, { campaign: draft.campaign }, createPorts(fresh.folder).campaigns))
    expect((await draft.as('clerk', ({ tx }) => tx.selectFrom('cell').select('division').execute())).length).toBe(6)
    const home = await draft.as('clerk', (work) => readCampaignHome(work))
    expect(home.counts).toMatchObject({ cells: 6, open: 6, reported: 0 })
    const events = await perform(fresh, commandLineActor(), ({ tx }) =>
      tx.selectFrom('event').select('actor_name').where('action', '=', 'campaign.approved').execute(),
    )
    expect(events).toEqual([{ actor_name: 'leader' }])
  })

  test('Each item names the checks and questions of its topics; an item of no topic is answered by nobody', async () => {
    const lonely = await town.as('clerk', async ({ tx: own }) =>
      own
        .insertInto('item')
        .values({
          campaign_id: town.campaign,
          position: 9,
          area_no: 3,
          area: 'tekun_children',
          area_title: '特困',
          no: 3,
          title: '一项',
          text: '没有主题的一项',
        })
        .returning('item_id')
        .executeTakeFirstOrThrow(),
    )
    const home = await town.as('clerk', (work) => readCampaignHome(work))
    const ofChildren = home.answers.find((each) => each.item === town.items['agreements-left-behind'])
    expect(ofChildren?.label).toBe('三·一')
    expect(ofChildren?.checks.map((check) => check.check)).toContain('left-behind-without-agreement')
    expect(ofChildren?.checks.every((check) => check.population === null && check.status === null)).toBe(true)
    expect(ofChildren?.questions.length).toBeGreaterThan(0)
    expect(home.unanswered).toEqual([
      { label: '三·二', areaNo: 3, no: 2, item: null, why: '原文缺这一项' },
      { label: '三·三', areaNo: 3, no: 3, item: lonely.item_id, why: '没有核查，也没有问题对应' },
    ])
    await town.as('clerk', ({ tx: own }) => own.deleteFrom('item').where('item_id', '=', lonely.item_id).execute())
  })

  test('A cell counts the open leads of its item’s topics; who is gone or decided does not count', async () => {
    await addLead({ number: '2026-0001', division: 'aaaa' })
    await addLead({ number: '2026-0002', division: 'aaaa', state: 'confirmed' })
    await addLead({ number: '2026-0003', division: 'aaab', outcome: 'gone' })
    await addLead({ number: '2026-0004', division: 'aaab', topic: 'patrols-street' })
    const home = await town.as('leader', (work) => readCampaignHome(work))
    const of = (division: string): number | undefined =>
      home.cells.find((cell) => cell.division === division && cell.item === town.items['records-dibao'])?.openLeads
    expect([of('aaaa'), of('aaab')]).toEqual([1, 0])
    expect(home.counts.openLeads).toBe(2)
  })

  test('A community reads its own row only', async () => {
    const home = await town.as('secretary-b', (work) => readCampaignHome(work))
    expect(home.divisions.map((each) => each.division)).toEqual(['aaab'])
    expect(new Set(home.cells.map((cell) => cell.division))).toEqual(new Set(['aaab']))
    const item = await town.as('secretary-b', (work) => readCampaignItem(work, town.items['records-dibao'] ?? '', populationsOf))
    expect(item.divisions.map((each) => each.division)).toEqual(['aaab'])
  })

  test('An item says how each community answers, with the newest year that it, or a list that covers it, shows', async () => {
    const item = town.items['records-dibao'] ?? ''
    await town.as('worker', async ({ tx, clock }) => {
      const cell = await tx
        .insertInto('cell')
        .values({ campaign_id: town.campaign, item_id: item, division: 'aaaa', state: 'working', updated_at: clock.now() })
        .returning('cell_id')
        .executeTakeFirstOrThrow()
      const question =
        (await readCampaignHome({ tx, actor: town.actorOf('worker'), clock })).answers.find((each) => each.item === item)?.questions[0]?.code ?? ''
      await tx
        .insertInto('answer')
        .values({ cell_id: cell.cell_id, division: 'aaaa', question, answer: 'some', count: 2, by_name: 'worker', at: clock.now() })
        .execute()
      for (const [year, should, looked] of [
        [2025, 30, 30],
        [2026, 31, 27],
      ] as const) {
        await tx.insertInto('year_look').values({ cell_id: cell.cell_id, division: 'aaaa', year, should, looked, how: '台账', by_name: 'worker' }).execute()
      }
    })
    const { divisions } = await town.as('clerk', (work) => readCampaignItem(work, item, populationsOf))
    expect(divisions[0]).toMatchObject({ division: 'aaaa', answer: 'some', count: 2, year: 2026, should: 31, looked: 27, openLeads: 1 })
    expect(divisions[1]).toMatchObject({ division: 'aaab', answer: 'unanswered', year: 2025, should: 12, looked: 12 })
  })
})

describe('今日', () => {
  test('The office sees new leads by check, and what is overdue of everybody; a worker only what was given to her', async () => {
    await addLead({ number: '2026-0011', division: 'aaaa', state: 'assigned', dueOn: '2026-10-16', assignee: 'worker' })
    await addLead({ number: '2026-0012', division: 'aaab', state: 'assigned', dueOn: '2026-10-21', assignee: 'worker-b' })
    const clerk = await town.as('clerk', (work) => readToday(work))
    expect(titles(clerk, 'due')).toEqual(['2026-0011的一句话', '2026-0012的一句话'])
    expect(clerk).toMatchObject({ overdue: 2, soon: 1 }) // the monthly report of September is overdue too
    expect(titles(clerk, 'new')).toHaveLength(2)
    expect(clerk.others.map((each) => each.name).sort()).toEqual(['worker', 'worker-b'])
    const worker = await town.as('worker', (work) => readToday(work))
    expect(titles(worker, 'due')).toEqual(['2026-0011的一句话'])
    expect(titles(worker, 'new')).toEqual([])
    const leader = await town.as('leader', (work) => readToday(work))
    expect(titles(leader, 'due')).toEqual(['2026-0011的一句话'])
  })

  test('A danger stands first, and a child’s is hidden from who may not see children', async () => {
    await addLead({ number: '2026-0021', division: 'aaaa', severity: 'danger', isChild: true })
    const worker = await town.as('worker', (work) => readToday(work))
    expect(worker.groups[0]).toMatchObject({ key: 'danger', lines: [{ icon: 'child', tone: 'red' }] })
    expect(worker.children).toBe(1)
    const grid = await town.as('grid', (work) => readToday(work))
    expect(titles(grid, 'danger')).toEqual([])
  })

  test('The secretary is asked to sign what was submitted, and to see what is still open', async () => {
    await town.as('secretary-b', ({ tx, clock }) =>
      tx
        .insertInto('cell')
        .values({ campaign_id: town.campaign, item_id: town.items['sheltering-street'] ?? '', division: 'aaab', state: 'submitted', updated_at: clock.now() })
        .execute(),
    )
    const secretary = await town.as('secretary-b', (work) => readToday(work))
    expect(titles(secretary, 'selfcheck')[0]).toBe('1 项自查已报，等您签字')
    const worker = await town.as('worker-b', (work) => readToday(work))
    expect(titles(worker, 'selfcheck')).toEqual([])
  })

  test('The supervisor sees what the drawn problems and late orders wait for, and no lists', async () => {
    await town.as('clerk', ({ tx, clock }) =>
      tx
        .insertInto('supervision_order')
        .values({ number: '督1', division: 'aaaa', to_unit: '青柳社区', text: '查清', due_on: '2026-10-12', created_by: 'supervisor', created_at: clock.now() })
        .execute(),
    )
    const supervisor = await town.as('supervisor', (work) => readToday(work))
    expect(titles(supervisor, 'due')).toContain('青柳社区还没回复：查清')
    expect(titles(supervisor, 'lists')).toEqual([])
    const other = await town.as('worker-b', (work) => readToday(work))
    expect(titles(other, 'due')).toEqual(['2026-0012的一句话'])
  })

  test('A county reader has nothing that waits', async () => {
    const county = await perform(installation, { ...town.actorOf('supervisor'), role: 'county' }, (work) => readToday(work))
    expect(county).toMatchObject({ count: 0, groups: [], others: [] })
  })

  test('More than eight lines of one kind fold into one that says how many', async () => {
    for (let n = 0; n < 12; n++)
      await addLead({ number: `2026-1${String(n).padStart(3, '0')}`, division: 'aaaa', state: 'assigned', dueOn: '2026-10-19', assignee: 'child_worker' })
    const child = await town.as('child_worker', (work) => readToday(work))
    const due = child.groups.find((group) => group.key === 'due')?.lines.filter((line) => !line.to.startsWith('/supervision')) ?? []
    expect(due).toHaveLength(8)
    expect(due.some((line) => line.title === '另有 5 条疑点到期或逾期')).toBe(true)
  })
})

test('a wait past its last day stands on 今日 of the office and of whose matter it is, and of nobody else', async () => {
  await addLead({ number: 'W-1', division: 'aaaa', state: 'checking', assignee: 'worker', dueOn: '2026-11-30' })
  await town.as('clerk', async ({ tx, clock }) => {
    await tx
      .updateTable('lead')
      .set({ waiting_reason: 'other_unit', waiting_since: '2026-10-09', waiting_until: '2026-10-19', waiting_note: '等车管所复函' })
      .where('number', '=', 'W-1')
      .execute()
    const problem = await tx
      .insertInto('problem')
      .values({
        number: 'W-2',
        kind: 'process',
        title: '两户没有签字',
        division: 'aaaa',
        state: 'waiting',
        waiting_reason: 'hearing',
        owner_post: town.actorOf('worker').postId,
        created_by: 'test',
        created_at: clock.now(),
        updated_at: clock.now(),
      })
      .returning('problem_id')
      .executeTakeFirstOrThrow()
    const wait = { problem_id: problem.problem_id, division: 'aaaa', reason: 'hearing', note: '等家属回话', created_by: 'test', created_at: clock.now() }
    await tx
      .insertInto('problem_wait')
      .values({ ...wait, from_date: '2026-10-09', until_date: '2026-10-19' })
      .execute()
  })
  const over = async (login: string) =>
    (await town.as(login, (work) => readToday(work))).groups.flatMap(({ lines }) => lines).filter(({ key }) => key.startsWith('wait-'))
  expect((await over('worker')).map(({ title, note }) => [title, note])).toEqual([
    ['两户没有签字：等过了头', 'W-2 · 青柳社区 · 最晚等到 2026-10-19 · 听取意见：等家属回话'],
    ['W-1的一句话：等过了头', 'W-1 · 青柳社区 · 最晚等到 2026-10-19 · 等车管所复函'],
  ])
  expect((await over('clerk')).length).toBe(2)
  expect([await over('worker-b'), await over('child_worker')]).toEqual([[], []])
})
