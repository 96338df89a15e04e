import { beforeAll, expect, test } from 'vitest'
import { checkDigit } from '#src/domain/citizen-id.ts'
import type { Actor } from '#src/platform/actor.ts'
import { fixedClock } from '#src/platform/clock.ts'
import type { Work } from '#src/platform/events.ts'
import { commandLineActor, perform, type Installation } from '#src/platform/installation.ts'
import { scopeOf } from '#src/platform/scope.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { createInstallation } from '../accounts/index.ts'
import { receiveApplication } from './applications/receive-application.ts'
import { listConsents, signConsent, withdrawConsent, type NewConsent } from './consents/consents.ts'
import { addTraining, kindOfTitle, listTrainings } from './registers.ts'
import { enterTownCount, listTownCounts } from './town-counts.ts'

let installation: Installation
const office: Actor = { ...commandLineActor(), name: '李敏', role: 'clerk' }
const worker = (division: string): Actor => ({ ...office, name: '王秀英', role: 'worker', division, scope: scopeOf(division) })
const idOf = (first17: string): string => `${first17}${checkDigit(first17)}`
const as = <T>(actor: Actor, work: (unit: Work) => Promise<T>): Promise<T> => perform(installation, actor, work)
const consent: NewConsent = {
  division: '',
  name: '方大勇',
  citizenId: idOf('99910119710301123'),
  relation: '本人',
  applicantName: '',
  applicantCitizenId: '',
  signedOn: '2026-10-10',
  endsOn: null,
  attachments: [],
}

beforeAll(async () => {
  installation = await newInstallation()
  Object.assign(installation, { clock: fixedClock('2026-10-20') })
  await as(office, (work) => createInstallation(work, { town: '青禾镇', communities: ['青柳', '桥头'] }))
})

test('an application without a running consent is named until its applicant signs; a withdrawn consent runs no more', async () => {
  await as(worker('aaaa'), (work) =>
    receiveApplication(work, { name: '方大勇', citizenId: idOf('99910119710301123'), program: 'dibao', appliedOn: '2026-10-18', cause: '' }),
  )
  expect((await as(worker('aaaa'), listConsents)).waiting).toMatchObject([{ name: '方大勇', divisionName: '青柳' }])
  const id = await as(worker('aaaa'), (work) => signConsent(work, consent))
  expect(await as(office, listConsents)).toMatchObject({
    running: 1,
    waiting: [],
    consents: [{ state: 'running', citizenId: expect.stringContaining('********') as unknown }],
  })
  await as(worker('aaaa'), (work) => withdrawConsent(work, { consent: id, on: '2026-10-20', why: '本人不再申请' }))
  expect(await as(office, listConsents)).toMatchObject({ running: 0, over: 1, waiting: [{ name: '方大勇' }] })
  await expect(as(worker('aaaa'), (work) => withdrawConsent(work, { consent: id, on: '2026-10-20', why: '再撤一次' }))).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('the consent of an obligor names his applicant; one that ends within 30 days is told; another community sees none and withdraws none', async () => {
  const obligor = { ...consent, name: '方小军', citizenId: idOf('99910119950301123'), relation: '不共同生活的法定义务人' }
  await expect(as(worker('aaaa'), (work) => signConsent(work, { ...obligor, applicantCitizenId: '1' }))).rejects.toThrow('申请人身份证号不对')
  const id = await as(worker('aaaa'), (work) =>
    signConsent(work, { ...obligor, applicantName: '方大勇', applicantCitizenId: consent.citizenId, endsOn: '2026-11-10' }),
  )
  expect((await as(office, listConsents)).consents.find((each) => each.consent === id)).toMatchObject({ state: 'ending', applicant: '方大勇' })
  expect((await as(worker('aaab'), listConsents)).consents).toEqual([])
  await expect(as(worker('aaab'), (work) => withdrawConsent(work, { consent: id, on: '2026-10-20', why: '不是我的' }))).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('of HIV the town keeps one number and nothing else: no name, no community, and no community reads it', async () => {
  await as(office, (work) => enterTownCount(work, { on: '2026-10-15', known: 2, covered: 1, office: '县疾控中心' }))
  await as(office, (work) => enterTownCount(work, { on: '2026-10-20', known: 2, covered: 2, office: '县疾控中心' }))
  expect((await as(office, listTownCounts)).counts).toMatchObject([{ on: '2026-10-20', known: 2, covered: 2 }, { covered: 1 }])
  expect((await as(worker('aaaa'), listTownCounts)).counts).toEqual([])
  await expect(as(office, (work) => enterTownCount(work, { on: '2026-10-20', known: 1, covered: 2, office: '县疾控中心' }))).rejects.toMatchObject({
    code: 'bad_input',
  })
  const columns = await as(office, ({ tx }) => tx.selectFrom('town_count').selectAll().executeTakeFirstOrThrow())
  expect(Object.keys(columns).sort()).toEqual(['checked_with', 'covered', 'created_at', 'created_by', 'division', 'kind', 'known', 'on_date', 'town_count_id'])
})

test('meetings, trainings and publicity are counted apart, by community; a row of a list is told by its title', async () => {
  const one = { on: '2026-10-09', people: 20, papers: 0, host: '王秀英', attachments: [] }
  await as(worker('aaaa'), (work) => addTraining(work, { ...one, kind: 'meeting', title: '整治部署' }))
  await as(worker('aaaa'), (work) => addTraining(work, { ...one, kind: 'publicity', title: '发明白纸', papers: 300 }))
  await as(worker('aaab'), (work) => addTraining(work, { ...one, kind: 'training', title: '业务培训' }))
  expect(await as(office, listTrainings)).toMatchObject({
    counts: [
      { kind: 'meeting', times: 1, people: 20 },
      { kind: 'training', times: 1 },
      { kind: 'publicity', times: 1, papers: 300 },
    ],
    communities: [
      { name: '青柳', meeting: 1, training: 0, publicity: 1 },
      { name: '桥头', training: 1 },
    ],
  })
  expect(['救助工作推进会', '低保政策入户宣讲', '专干业务学习'].map(kindOfTitle)).toEqual(['meeting', 'publicity', 'training'])
})
