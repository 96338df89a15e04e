import { beforeAll, expect, test } from 'vitest'
import { checkDigit } from '#src/domain/citizen-id.ts'
import type { Actor } from '#src/platform/actor.ts'
import { fixedClock } from '#src/platform/clock.ts'
import type { Work } from '#src/platform/events.ts'
import { commandLineActor, perform, type Installation } from '#src/platform/installation.ts'
import { scopeOf } from '#src/platform/scope.ts'
import { newInstallation } from '../../../../tests/support/database.ts'
import { createInstallation } from '../../accounts/index.ts'
import { importStandards } from '../../checks/index.ts'
import { listMandatoryReports } from '../mandatory-reports.ts'
import { arrangeChild, type Arrangement } from './arrange-child.ts'
import { endCard, reopenCard, type CardEnd } from './end-card.ts'
import { followChild, type FollowUp } from './follow-child.ts'
import { openChildCard, type NewChildCard } from './open-card.ts'
import { listChildCards } from './read-cards.ts'
import { reportChild } from './report-child.ts'

let installation: Installation
const office: Actor = { ...commandLineActor(), name: '李敏', role: 'clerk' }
const worker = (division: string, seesChildren = true): Actor => ({
  ...office,
  name: '何玉',
  role: 'child_worker',
  division,
  scope: scopeOf(division, seesChildren),
})
const as = <T>(actor: Actor, work: (unit: Work) => Promise<T>): Promise<T> => perform(installation, actor, work)
const eventsOf = (action: string) => as(office, ({ tx }) => tx.selectFrom('event').selectAll().where('action', '=', action).orderBy('event_id').execute())
const found: NewChildCard = {
  division: '',
  name: '罗小满',
  person: null,
  birthDate: '2017-03-04',
  isAtSchool: true,
  cause: 'unable',
  what: '奶奶昨夜送医，家里没有别的大人',
  foundAt: '2026-10-01T01:00:00.000Z',
  report: null,
}
const placed = (card: string): Arrangement => ({
  card,
  at: '2026-10-01T03:30:00.000Z',
  way: 'relative',
  place: '青柳二组姑姑家',
  carer: '罗桂英',
  carerRelation: '姑姑',
  carerPhone: '',
  by: '青柳社区',
  everyDays: 7,
  scheduleSource: '镇未成年人保护工作站商定',
})
const look = (card: string, on: string, more: Partial<FollowUp> = {}): FollowUp => ({
  card,
  on,
  way: 'visit',
  isSafe: true,
  lacks: [],
  help: '',
  parentsContactOn: null,
  note: '吃住在姑姑家，按时上学',
  attachments: [],
  ...more,
})
const end = (card: string, more: Partial<CardEnd> = {}): CardEnd => ({
  card,
  reason: 'guardian_back',
  on: '2026-10-20',
  paper: '县民政局评估书 2026-11',
  note: '父亲已返乡，孩子回家住',
  ...more,
})
const cardOf = async (card: string, actor = office) => (await as(actor, listChildCards)).cards.find((each) => each.card === card)
const tell = (card: string, recipient: 'police' | 'civil_affairs' | 'education', receipt = '已接报') =>
  as(worker('aaaa'), (work) => reportChild(work, { card, recipient, toWhom: recipient, at: '2026-10-01T04:00:00.000Z', receipt }))

beforeAll(async () => {
  installation = await newInstallation()
  Object.assign(installation, { clock: fixedClock('2026-10-20') })
  await as(office, (work) => createInstallation(work, { town: '青禾镇', communities: ['青柳', '桥头'] }))
})

test('a child without a guardian goes found → arranged → reported to each whom the law names → followed up → ended with its reason', async () => {
  const card = await as(worker('aaaa'), (work) => openChildCard(work, found))
  expect(await cardOf(card)).toMatchObject({ stage: 'found', dueOn: null, causeBasis: expect.stringContaining('第九十二条第三项') as unknown })
  expect((await as(office, listMandatoryReports))[0]).toMatchObject({ name: '罗小满', receipt: null })
  await expect(as(worker('aaaa'), (work) => followChild(work, look(card, '2026-10-02')))).rejects.toThrow('还没有安置')

  await as(worker('aaaa'), (work) => arrangeChild(work, placed(card)))
  expect(await cardOf(card)).toMatchObject({ stage: 'arranged', minutesToPlace: 150, dueOn: '2026-10-08', daysLate: 12, missed: 2 })

  await tell(card, 'civil_affairs')
  await tell(card, 'police', '')
  await tell(card, 'education')
  expect((await cardOf(card))?.told.map((each) => [each.recipient, each.receipt])).toEqual([
    ['civil_affairs', '已接报'],
    ['police', null],
    ['education', '已接报'],
  ])
  expect((await as(office, listMandatoryReports))[0]?.receipt).toBeNull()
  await tell(card, 'police', '接警单 2026-31')
  expect((await as(office, listMandatoryReports))[0]?.receipt).toContain('接警单 2026-31')

  await as(worker('aaaa'), (work) => followChild(work, look(card, '2026-10-07', { lacks: ['health'], help: '约卫生院看牙', parentsContactOn: '2026-10-06' })))
  expect(await cardOf(card)).toMatchObject({ stage: 'followed', lacks: ['health'], dueOn: '2026-10-14', missed: 1 })
  await expect(as(worker('aaaa'), (work) => endCard(work, end(card)))).rejects.toThrow('还缺 1 样')
  await as(worker('aaaa'), (work) => followChild(work, look(card, '2026-10-19')))
  await expect(as(worker('aaaa'), (work) => endCard(work, end(card, { paper: '' })))).rejects.toThrow('要有文书')
  await as(worker('aaaa'), (work) => endCard(work, end(card)))
  expect(await cardOf(card)).toMatchObject({
    stage: 'ended',
    dueOn: null,
    done: 2,
    gaps: [{ from: '2026-10-07', to: '2026-10-19', days: 12 }],
    end: { reason: 'guardian_back', paper: '县民政局评估书 2026-11', by: '何玉' },
  })
  expect(await eventsOf('child_card.ended')).toMatchObject([{ actor_name: '何玉', reason: '父亲已返乡，孩子回家住', after: { reason: 'guardian_back' } }])
  await expect(as(worker('aaaa'), (work) => followChild(work, look(card, '2026-10-20')))).rejects.toThrow('重新打开')
  await as(worker('aaaa'), (work) => reopenCard(work, { card, why: '父亲又外出，孩子没人管' }))
  expect(await cardOf(card)).toMatchObject({ stage: 'followed', isEnded: false, end: null })
})

test('a child that is not safe at the last look, or whose reports were not answered, keeps its card open', async () => {
  const card = await as(worker('aaab'), (work) => openChildCard(work, { ...found, name: '邓小虎', cause: 'refuses', isAtSchool: false }))
  await as(worker('aaab'), (work) => arrangeChild(work, placed(card)))
  await as(worker('aaab'), (work) => followChild(work, look(card, '2026-10-20', { isSafe: false, lacks: ['food'], help: '当天换到救助站' })))
  await expect(as(worker('aaab'), (work) => endCard(work, end(card)))).rejects.toThrow(
    /还有 2 个部门没有回执；最近一次回访时孩子还不安全；最近一次回访时还缺 1 样/,
  )
  await expect(as(worker('aaab'), (work) => endCard(work, end(card, { reason: 'adult', paper: '' })))).rejects.toThrow('还没有年满十八周岁')
  expect(await as(office, listChildCards)).toMatchObject({ unsafe: 1, unreported: 1 })
  await expect(as(worker('aaab'), (work) => openChildCard(work, { ...found, name: '邓小虎' }))).rejects.toThrow('已有一张没有办结的应急卡')
})

test('of a child on the rosters every look is a visit of the ledger too', async () => {
  const id = `99910120160605123${checkDigit('99910120160605123')}`
  const person = await as(office, async ({ tx, clock }) =>
    tx
      .insertInto('person')
      .values({ person_key: BigInt(id.slice(0, 17)) as never, citizen_id: id, name: '安小禾', division: 'aaaa', is_child: true, seen_at: clock.now() })
      .returning('person_id')
      .executeTakeFirstOrThrow(),
  )
  const card = await as(worker('aaaa'), (work) => openChildCard(work, { ...found, name: '安小禾', person: person.person_id, birthDate: null }))
  await as(worker('aaaa'), (work) => arrangeChild(work, placed(card)))
  await as(worker('aaaa'), (work) => followChild(work, look(card, '2026-10-08')))
  const visits = await as(office, ({ tx }) => tx.selectFrom('kept_row').select(['name', 'cells']).where('ledger', '=', 'visits').execute())
  expect(visits).toMatchObject([{ name: '安小禾', cells: { visited_on: '2026-10-08', kind: 'special', visited_by: '何玉' } }])
  expect(await cardOf(card)).toMatchObject({ birthDate: '2016-06-05' })
})

test('another community, and whoever does not work on children, sees no card and changes none', async () => {
  const card = await as(worker('aaaa'), (work) => openChildCard(work, { ...found, name: '江小雨' }))
  expect((await as(worker('aaab'), listChildCards)).cards.map((each) => each.name)).toEqual(['邓小虎'])
  expect((await as(worker('aaaa', false), listChildCards)).cards).toEqual([])
  await expect(as(worker('aaab'), (work) => arrangeChild(work, placed(card)))).rejects.toThrow('没有找到')
  await expect(as(worker('aaaa', false), (work) => arrangeChild(work, placed(card)))).rejects.toThrow('没有找到')
  const rows = await as(worker('aaaa', false), ({ tx }) => tx.selectFrom('child_card').selectAll().execute())
  expect(rows).toEqual([])
})

test('where the town states a rhythm, a card may be closer and never wider; without one the card names who set it', async () => {
  const card = await as(worker('aaaa'), (work) => openChildCard(work, { ...found, name: '方小舟' }))
  await expect(as(worker('aaaa'), (work) => arrangeChild(work, { ...placed(card), scheduleSource: '' }))).rejects.toThrow('几天看一次是谁定的')
  const standard = { name: 'child_follow_up_every', program: 'unattended_child', division: null, from: '2026-01', to: null, value: 5, unit: 'days' }
  await as(office, (work) =>
    importStandards(work, {
      name: 'standards.json',
      bytes: Buffer.from(JSON.stringify({ standards: [{ ...standard, source: '青禾镇临时监护办法第四条', confirmed: '2026-01-10' }] })),
    }),
  )
  await expect(as(worker('aaaa'), (work) => arrangeChild(work, placed(card)))).rejects.toThrow('至少每 5 天看一次（青禾镇临时监护办法第四条）')
  await as(worker('aaaa'), (work) => arrangeChild(work, { ...placed(card), everyDays: 3 }))
  expect(await cardOf(card)).toMatchObject({ everyDays: 3, scheduleSource: '青禾镇临时监护办法第四条' })
})
