import { beforeEach, expect, test } from 'vitest'
import { newCampaignTown, type CampaignTown } from '../../../../tests/support/campaign-town.ts'
import { newInstallation } from '../../../../tests/support/database.ts'
import { fixedClock } from '../../../platform/clock.ts'
import { answerNote, examine, examineNightly, readExamination } from './examine.ts'
import { listStatedThresholds, readThresholds, stateThreshold } from './thresholds.ts'

let installation: Awaited<ReturnType<typeof newInstallation>>
let town: CampaignTown

beforeEach(async () => {
  installation = await newInstallation('2026-10-20')
  town = await newCampaignTown(installation)
})

let at = 0
interface Given {
  state?: string
  division?: string
  due?: string
  established?: string
  closed?: string
  owner?: string
  check?: string
  isChild?: boolean
}

const problem = ({ state = 'mending', division = 'aaaa', due, established, closed, owner, check, isChild = false }: Given = {}): Promise<string> =>
  town.as('clerk', async ({ tx, clock }) => {
    const row = await tx
      .insertInto('problem')
      .values({
        number: `2026-${String(++at).padStart(4, '0')}`,
        kind: 'process',
        title: '没有走访',
        division,
        state,
        due_on: due ?? null,
        established_at: established ?? null,
        closed_at: closed ?? null,
        owner_post: owner ?? null,
        owner_name: owner === undefined ? null : '王秀英',
        check_id: check ?? null,
        is_child_matter: isChild,
        created_by: 'test',
        created_at: clock.now(),
        updated_at: clock.now(),
      })
      .returning('problem_id')
      .executeTakeFirstOrThrow()
    return row.problem_id
  })

const proof = (problemId: string, sha256: string): Promise<unknown> =>
  town.as('clerk', async ({ tx, clock }) => {
    const base = { division: 'aaaa', created_by: 'test', created_at: clock.now() }
    const file = await tx
      .insertInto('attachment')
      .values({ ...base, sha256, name: '走访照片.jpg', media_type: 'image/jpeg', bytes: 1 })
      .returning('attachment_id')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('proof')
      .values({ ...base, problem_id: problemId, attachment_id: file.attachment_id, side: 'after', note: '照片' })
      .execute()
  })

const look = () => town.as('supervisor', examine)
const read = () => town.as('supervisor', readExamination)
const kinds = async () => (await read()).notes.map((note) => note.kind).sort()
const longAgo = { established: '2026-09-01T00:00:00Z', closed: '2026-10-01T00:00:00Z' }

test('a late problem without a word is noted; one that asked for more time, waits or is being reviewed is not', async () => {
  await problem({ due: '2026-10-12' })
  const asked = await problem({ due: '2026-10-12' })
  await problem({ due: '2026-10-12', state: 'closing' })
  await town.as('clerk', ({ tx, clock }) =>
    tx
      .insertInto('event')
      .values({
        at: clock.now(),
        actor_name: 'x',
        role: 'worker',
        origin: 'x',
        action: 'problem.extension_asked',
        object_kind: 'problem',
        object_id: asked,
        division: 'aaaa',
        after: JSON.stringify({ asked_due: '2026-11-02' }),
      })
      .execute(),
  )
  expect(await look()).toEqual({ found: 1, fresh: 1, gone: 0 })
  expect((await read()).notes).toMatchObject([{ kind: 'overdue', number: '2026-0001', isFalseClosure: false }])
})

test('a wait past its last day is noted, of a problem and of a lead; one that still may wait, or has none, is not', async () => {
  const wait = async (until: string | null): Promise<string> => {
    const id = await problem({ state: 'waiting' })
    await town.as('clerk', ({ tx, clock }) =>
      tx
        .insertInto('problem_wait')
        .values({
          problem_id: id,
          division: 'aaaa',
          reason: 'hearing',
          note: '等家属回话',
          from_date: '2026-10-08',
          until_date: until,
          created_by: 'x',
          created_at: clock.now(),
        })
        .execute(),
    )
    return id
  }
  const over = await wait('2026-10-19')
  await wait('2026-10-20')
  await wait(null)
  await town.as('clerk', ({ tx, clock }) =>
    tx
      .insertInto('lead')
      .values({
        number: '2026-0001',
        identity: 'x',
        topic: 'records-dibao',
        area: 'dibao',
        severity: 'money',
        subject_kind: 'person',
        subject_name: '张三',
        division: 'aaaa',
        sentence: '一句话',
        content_hash: '',
        outcome: 'new',
        state: 'checking',
        waiting_reason: 'other_unit',
        waiting_since: '2026-10-12',
        waiting_until: '2026-10-19',
        waiting_note: '等车管所复函',
        created_at: clock.now(),
        updated_at: clock.now(),
      })
      .execute(),
  )
  expect(await look()).toEqual({ found: 2, fresh: 2, gone: 0 })
  const { notes } = await read()
  expect(new Set(notes.map(({ kind, problem: of }) => `${kind} ${of ?? ''}`))).toEqual(new Set(['wait_over ', `wait_over ${over}`]))
  expect(notes.map((note) => note.sentence).join()).toMatch(/从 2026-10-12 起停表，写明最晚等到 2026-10-19，还没有恢复办理：等车管所复函/)
})

test('closed without proof, within minutes, and the same file in two problems are signs of a false closure', async () => {
  await problem({ state: 'closed', ...longAgo })
  const quick = await problem({ state: 'closed', established: '2026-10-01T00:00:00Z', closed: '2026-10-01T00:12:00Z' })
  const slow = await problem({ state: 'closed', ...longAgo })
  await proof(quick, 'a')
  await proof(slow, 'a')
  await look()
  expect(await kinds()).toEqual(['proof_twice', 'within_minutes', 'without_proof'])
  const { notes, falseClosures } = await read()
  expect(falseClosures).toBe(2)
  expect(notes.find((note) => note.kind === 'within_minutes')?.sentence).toContain('12 分钟')
})

test('an owner who left, a deadline behind the last stage and open measures of a closed problem are noted', async () => {
  const { owner } = await town.as('clerk', async ({ tx }) => {
    const post = await tx.selectFrom('post').select('post_id').where('role', '=', 'worker').executeTakeFirstOrThrow()
    await tx.updateTable('post').set({ ends_on: '2026-10-01' }).where('post_id', '=', post.post_id).execute()
    const campaign = await tx.selectFrom('campaign').select('campaign_id').where('state', '=', 'approved').executeTakeFirst()
    if (campaign) await tx.updateTable('stage').set({ ends_on: '2026-11-10' }).where('campaign_id', '=', campaign.campaign_id).execute()
    return { owner: post.post_id }
  })
  await problem({ owner })
  await problem({ due: '2026-12-31' })
  const closed = await problem({ state: 'closed', ...longAgo })
  await proof(closed, 'c')
  await town.as('clerk', ({ tx, clock }) =>
    tx.insertInto('measure').values({ problem_id: closed, division: 'aaaa', text: '补走访', created_by: 'test', created_at: clock.now() }).execute(),
  )
  await look()
  expect(await kinds()).toEqual(['beyond_stage', 'owner_left', 'totals_differ'])
})

test('one kind found in one community and searched nowhere is noted until somebody orders the search', async () => {
  const one = await problem({ check: 'missing-monthly-visit', state: 'established' })
  await look()
  expect(await kinds()).toEqual(['no_search'])
  await town.as('clerk', ({ tx, clock }) =>
    tx
      .insertInto('search')
      .values({ problem_id: one, question: '走访', check_id: 'missing-monthly-visit', division: 'aaaa', ordered_by: 'x', ordered_at: clock.now() })
      .execute(),
  )
  expect(await look()).toMatchObject({ gone: 1 })
  expect(await read()).toMatchObject({ gone: 1, notes: [] })
})

test('the next night is the same note with its answer; the night runs once a day; what went says so', async () => {
  const late = await problem({ due: '2026-10-12' })
  await examineNightly(installation)
  await examineNightly(installation)
  const [note] = (await read()).notes
  await town.as('supervisor', (work) => answerNote(work, { note: note?.note ?? '', answer: '已约责任人，周五前报结果' }))
  installation.setClock(fixedClock('2026-10-21'))
  await examineNightly(installation)
  expect((await read()).notes).toMatchObject([{ foundOn: '2026-10-20', answer: '已约责任人，周五前报结果' }])
  await town.as('clerk', ({ tx }) => tx.updateTable('problem').set({ state: 'closing' }).where('problem_id', '=', late).execute())
  expect(await look()).toMatchObject({ found: 0, gone: 1 })
  const runs = await town.as('clerk', ({ tx }) =>
    tx.selectFrom('event').select('actor_name').where('action', '=', 'examination.ran').orderBy('event_id').execute(),
  )
  expect(runs.map((run) => run.actor_name)).toEqual(['系统', '系统', expect.any(String)])
  await expect(town.as('supervisor', (work) => answerNote(work, { note: note?.note ?? '', answer: '再答一次看看' }))).rejects.toMatchObject({ code: 'refused' })
})

test('the lines are usual values until the town states its own by a paper and a day; the night uses those of its day', async () => {
  const lines = () => town.as('leader', readThresholds)
  expect((await lines()).map(({ name, value, stated }) => [name, value, stated])).toEqual([
    ['crowded_least', 10, null],
    ['crowded_part', 3, null],
    ['closed_minutes', 60, null],
  ])
  const owner = town.actorOf('worker').postId ?? ''
  for (let n = 0; n < 4; n++) await problem({ owner })
  const quick = await problem({ state: 'closed', established: '2026-10-01T00:00:00Z', closed: '2026-10-01T01:30:00Z' })
  await proof(quick, 'a1')
  await look()
  expect(await kinds()).toEqual([])

  const state = (name: 'crowded_least' | 'closed_minutes', value: number, from: string) =>
    town.as('supervisor', (work) => stateThreshold(work, { name, value, from, paper: '青纪督〔2026〕6号' }))
  await state('crowded_least', 4, '2026-10-20')
  await state('closed_minutes', 120, '2026-10-21')
  await look()
  expect(await kinds()).toEqual(['owner_crowded'])
  installation.setClock(fixedClock('2026-10-21'))
  await look()
  expect(await kinds()).toEqual(['owner_crowded', 'within_minutes'])
  expect((await lines()).find((line) => line.name === 'closed_minutes')).toMatchObject({
    value: 120,
    stated: { paper: '青纪督〔2026〕6号', from: '2026-10-21' },
  })
  await expect(state('crowded_least', 5, '2026-10-20')).rejects.toMatchObject({ code: 'bad_input' })
  await expect(state('crowded_least', 1, '2026-10-22')).rejects.toMatchObject({ code: 'bad_input' })
  expect((await town.as('supervisor', listStatedThresholds)).map((each) => [each.name, each.value, each.from])).toEqual([
    ['closed_minutes', 120, '2026-10-21'],
    ['crowded_least', 4, '2026-10-20'],
  ])
})
