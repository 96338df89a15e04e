import { beforeAll, expect, test } from 'vitest'
import { checkDigit } from '#src/domain/citizen-id.ts'
import type { Actor } from '#src/platform/actor.ts'
import { addAttachment } from '#src/platform/attachments.ts'
import { commandLineActor, perform, type Installation } from '#src/platform/installation.ts'
import { scopeOf } from '#src/platform/scope.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { createInstallation } from '../accounts/index.ts'
import { enterReceipt, listMandatoryReports, reportDanger } from './mandatory-reports.ts'
import { readMonthlyReports, reportMonth } from './monthly-reports.ts'
import { addMechanism, addTraining, listMechanisms, listTrainings, turnMechanism } from './registers.ts'
import { recordVisit } from './visits.ts'

let installation: Installation
const office = commandLineActor()
const worker = (division: string, seesChildren = true): Actor => ({
  ...office,
  name: '王秀英',
  role: 'worker',
  division,
  scope: scopeOf(division, seesChildren),
})
const id = `99910119500101123${checkDigit('99910119500101123')}`

beforeAll(async () => {
  installation = await newInstallation()
  await perform(installation, office, (work) => createInstallation(work, { town: '青禾镇', communities: ['青柳', '桥头'] }))
})

const reportOf = async (month: string) =>
  (await perform(installation, office, (work) => readMonthlyReports(work, month))).reports.filter((report) => report.kind === 'death')

test('nothing reported is missing, a report of nobody is a zero, and reporting again replaces', async () => {
  expect((await reportOf('2026-09')).map((report) => report.state)).toEqual(['missing', 'missing'])
  await perform(installation, worker('aaaa'), (work) => reportMonth(work, { month: '2026-09', kind: 'death', people: [] }))
  expect((await reportOf('2026-09')).map((report) => report.state)).toEqual(['zero', 'missing'])
  await perform(installation, worker('aaaa'), (work) =>
    reportMonth(work, {
      month: '2026-09',
      kind: 'death',
      people: [{ name: '周桂兰', citizenId: id, on: '2026-09-03', program: '低保', handled: '10 月起停发' }],
    }),
  )
  expect(await reportOf('2026-09')).toMatchObject([{ state: 'some', count: 1, people: [{ name: '周桂兰', on: '2026-09-03' }] }, { state: 'missing' }])
})

test('a wrong id in a report is refused before anything is written', async () => {
  const people = [{ name: '某人', citizenId: `${id.slice(0, 17)}${id.endsWith('1') ? '2' : '1'}`, on: '2026-09-03', program: '', handled: '' }]
  await expect(perform(installation, worker('aaab'), (work) => reportMonth(work, { month: '2026-09', kind: 'death', people }))).rejects.toMatchObject({
    code: 'bad_input',
  })
  expect((await reportOf('2026-09')).map((report) => report.state)).toEqual(['some', 'missing'])
})

test('a visit keeps its photo, which proves no second visit; another community does not find the person', async () => {
  const [person] = await perform(installation, office, ({ tx }) =>
    tx
      .insertInto('person')
      .values({ person_key: '99910119500101123' as never, citizen_id: id, name: '周桂兰', division: 'aaaa', seen_at: '2026-10-01T00:00:00Z' })
      .returning('person_id')
      .execute(),
  )
  const visit = { person: person?.person_id ?? '', on: '2026-10-12', kind: 'regular' as const, content: '在家，身体好', found: '' }
  const photo = await perform(installation, worker('aaaa'), (work) =>
    addAttachment(work, installation.folder, { name: 'a.jpg', bytes: new Uint8Array([1, 2, 3]) }),
  )
  await perform(installation, worker('aaaa'), (work) => recordVisit(work, { ...visit, attachments: [photo.attachment] }))
  const again = await perform(installation, worker('aaaa'), (work) =>
    addAttachment(work, installation.folder, { name: 'b.jpg', bytes: new Uint8Array([1, 2, 3]) }),
  )
  await expect(
    perform(installation, worker('aaaa'), (work) => recordVisit(work, { ...visit, on: '2026-10-19', attachments: [again.attachment] })),
  ).rejects.toMatchObject({ code: 'refused' })
  await expect(perform(installation, worker('aaab'), (work) => recordVisit(work, { ...visit, attachments: [] }))).rejects.toMatchObject({ code: 'not_found' })
  await expect(perform(installation, worker('aaaa'), (work) => recordVisit(work, { ...visit, on: '2026-10-21', attachments: [] }))).rejects.toMatchObject({
    code: 'bad_input',
  })
})

test('a danger names whom the law wants told, and stays first until its receipt is entered', async () => {
  const report = await perform(installation, worker('aaaa'), (work) =>
    reportDanger(work, { name: '杨晓雨', personKind: 'minor', what: '独自居住', recipient: '', arrangement: '接到姑姑家' }),
  )
  expect(await perform(installation, worker('aaaa'), listMandatoryReports)).toMatchObject([
    { report, receipt: null, basis: expect.stringContaining('未成年人保护法第十一条') as unknown },
  ])
  // Children's matters are for those who work on them.
  expect(await perform(installation, worker('aaaa', false), listMandatoryReports)).toEqual([])
  await perform(installation, worker('aaaa'), (work) => enterReceipt(work, { report, recipient: '青禾派出所', receipt: '接报 12 号' }))
  expect(await perform(installation, worker('aaaa'), listMandatoryReports)).toMatchObject([{ receipt: '接报 12 号', recipient: '青禾派出所' }])
  await expect(perform(installation, worker('aaab'), (work) => enterReceipt(work, { report, recipient: 'x', receipt: 'y' }))).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('a finished turn changes 最近一次, and trainings add up inside the reader’s communities', async () => {
  const mechanism = await perform(installation, office, (work) => addMechanism(work, { title: '死亡月报', owner: '李敏', rhythm: '每月 5 日前' }))
  await perform(installation, office, (work) => turnMechanism(work, { mechanism, on: '2026-10-05', note: '八个社区都报了' }))
  expect(await perform(installation, office, listMechanisms)).toMatchObject({ mechanisms: [{ lastTurnOn: '2026-10-05' }] })
  for (const division of ['aaaa', 'aaab'])
    await perform(installation, worker(division), (work) =>
      addTraining(work, { on: '2026-10-09', kind: 'publicity', title: '政策宣讲', people: 20, papers: 50, host: '王秀英', attachments: [] }),
    )
  expect(await perform(installation, office, listTrainings)).toMatchObject({ people: 40, papers: 100 })
  expect(await perform(installation, worker('aaaa'), listTrainings)).toMatchObject({ people: 20, papers: 50 })
})
