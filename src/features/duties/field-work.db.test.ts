import { beforeAll, expect, test } from 'vitest'
import { checkDigit } from '#src/domain/citizen-id.ts'
import type { Actor } from '#src/platform/actor.ts'
import type { Work } from '#src/platform/events.ts'
import { fixedClock } from '#src/platform/clock.ts'
import { commandLineActor, perform, type Installation } from '#src/platform/installation.ts'
import { scopeOf } from '#src/platform/scope.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { createInstallation } from '../accounts/index.ts'
import { importStandards } from '../checks/index.ts'
import { listApplications } from './applications/list-applications.ts'
import { answerApplication, forwardApplication } from './applications/move-application.ts'
import { receiveApplication } from './applications/receive-application.ts'
import { endAgreement, signAgreement } from './carers/agreements.ts'
import { askCarer } from './carers/ask-carer.ts'
import { listCarers } from './carers/list-carers.ts'
import { enterClue, type NewClue } from './clues/enter-clue.ts'
import { concludeClue, followClue, reopenClue } from './clues/follow-clue.ts'
import { listClues } from './clues/read-clues.ts'
import { writeKept } from './kept.ts'
import { enterReceipt, listMandatoryReports } from './mandatory-reports.ts'
import { addPatrolPoint, endPatrolPoint } from './patrols/patrol-points.ts'
import { readPatrols } from './patrols/read-patrols.ts'
import { handOver, listStreetCases, openStreetCase } from './patrols/street-cases.ts'
import { walkPatrol } from './patrols/walk-patrol.ts'

let installation: Installation
const office: Actor = { ...commandLineActor(), name: '李敏', role: 'clerk' }
const worker = (division: string, seesChildren = true): Actor => ({
  ...office,
  name: '王秀英',
  role: 'worker',
  division,
  scope: scopeOf(division, seesChildren),
})
const idOf = (first17: string): string => `${first17}${checkDigit(first17)}`
const as = <T>(actor: Actor, work: (unit: Work) => Promise<T>): Promise<T> => perform(installation, actor, work)
const eventsOf = (action: string) => as(office, ({ tx }) => tx.selectFrom('event').selectAll().where('action', '=', action).orderBy('event_id').execute())
const clue: NewClue = {
  division: '',
  name: '高志远',
  citizenId: '',
  address: '三组',
  kind: 'illness',
  event: '胃癌住院，自付六万多',
  source: '医保大额自付',
  number: '',
  foundOn: '2026-10-12',
  bill: 6_120_000,
  personKind: 'other',
}
const clueOf = async (actor: Actor, id: string) => (await as(actor, listClues)).clues.find((each) => each.clue === id)
const step = (id: string) => ({ clue: id, on: '2026-10-19', way: 'visit' as const, note: '入户看了病历和票据', attachments: [] })

beforeAll(async () => {
  installation = await newInstallation()
  Object.assign(installation, { clock: fixedClock('2026-10-20') })
  await as(office, (work) => createInstallation(work, { town: '青禾镇', communities: ['青柳', '桥头'] }))
})

test('without a paper of the town a clue has no last day; with one it is counted in working days; an urgent kind is due the same day', async () => {
  const plain = await as(worker('aaaa'), (work) => enterClue(work, clue))
  expect(await clueOf(office, plain)).toMatchObject({ dueOn: null, isUrgent: false, divisionName: '青柳' })
  await as(office, (work) =>
    importStandards(work, {
      name: 'standards.json',
      bytes: Buffer.from(
        JSON.stringify({
          standards: [
            {
              name: 'clue_within',
              program: 'temporary_aid',
              division: null,
              from: '2026-01',
              to: null,
              value: 5,
              unit: 'workdays',
              source: '青禾镇主动发现办法第三条',
              confirmed: '2026-01-10',
            },
            {
              name: 'forward_limit',
              program: 'dibao',
              division: null,
              from: '2026-01',
              to: null,
              value: 5,
              unit: 'workdays',
              source: '青禾镇低保细则第四条',
              confirmed: '2026-01-10',
            },
          ],
        }),
      ),
    }),
  )
  const dated = await as(worker('aaaa'), (work) => enterClue(work, { ...clue, name: '高志明' }))
  expect(await clueOf(office, dated)).toMatchObject({ dueOn: '2026-10-19', dueSteps: [{ kind: 'counted', ground: '青禾镇主动发现办法第三条' }] })
  const urgent = await as(worker('aaaa'), (work) =>
    enterClue(work, { ...clue, name: '高志强', kind: 'accident', event: '车祸，腿断了', foundOn: '2026-10-20' }),
  )
  expect(await clueOf(office, urgent)).toMatchObject({ isUrgent: true, dueOn: '2026-10-20', mustReport: false })
  const list = await as(office, listClues)
  expect([list.open, list.urgent, list.overdue, list.clues[0]?.clue]).toEqual([3, 1, 2, urgent])
  expect(await clueOf(worker('aaab'), urgent)).toBeUndefined()
  expect(await eventsOf('clue.entered')).toMatchObject([{ actor_name: '王秀英', division: 'aaaa' }, {}, { after: { isUrgent: true, dueOn: '2026-10-20' } }])
})

test('a clue ends only after somebody looked: in an application with its receipt, which then waits to be handed in', async () => {
  const id = await as(worker('aaaa'), (work) => enterClue(work, { ...clue, name: '郭秀兰', foundOn: '2026-10-19' }))
  const ending = { clue: id, outcome: 'helped' as const, program: 'dibao' as const, citizenId: idOf('99910119600101123'), appliedOn: '2026-10-20', note: '' }
  await expect(as(worker('aaaa'), (work) => concludeClue(work, ending))).rejects.toMatchObject({ code: 'refused' })
  await as(worker('aaaa'), (work) => followClue(work, step(id)))
  await expect(as(worker('aaaa'), (work) => concludeClue(work, { ...ending, citizenId: '' }))).rejects.toMatchObject({ code: 'bad_input' })
  await expect(as(worker('aaab'), (work) => concludeClue(work, ending))).rejects.toMatchObject({ code: 'not_found' })
  expect(await as(worker('aaaa'), (work) => concludeClue(work, ending))).toEqual({ applicationNumber: '收2026-0001' })
  expect(await clueOf(office, id)).toMatchObject({
    outcome: 'helped',
    applicationNumber: '收2026-0001',
    isConcluded: true,
    concludedOn: '2026-10-20',
    outcomeWords: '已协助申请，收2026-0001',
  })
  await expect(as(worker('aaaa'), (work) => followClue(work, step(id)))).rejects.toMatchObject({ code: 'refused' })
  const register = await as(worker('aaaa'), listApplications)
  expect(register).toMatchObject({ waiting: 1, late: 0, applications: [{ name: '郭秀兰', state: 'waiting', dueOn: '2026-10-27', program: 'dibao' }] })
  expect(await eventsOf('clue.concluded')).toMatchObject([{ object_id: id, after: { outcome: 'helped', application: '收2026-0001' } }])
})

test('who is not eligible is told why with a code; a wrong end is opened again with its reason and the steps stay', async () => {
  const id = await as(worker('aaaa'), (work) => enterClue(work, { ...clue, name: '何建军' }))
  await as(worker('aaaa'), (work) => followClue(work, step(id)))
  await as(worker('aaaa'), (work) => concludeClue(work, { clue: id, outcome: 'not_eligible', reason: 'above_limit', note: '家庭收入超过标准，已当面告知' }))
  expect(await clueOf(office, id)).toMatchObject({ outcome: 'not_eligible', reason: 'above_limit', isConcluded: true })
  await as(office, (work) => reopenClue(work, { clue: id, why: '收入算错了一笔' }))
  expect(await clueOf(office, id)).toMatchObject({
    outcome: null,
    isConcluded: false,
    concludedOn: null,
    steps: [{ way: 'visit' }, { way: 'reopened', note: '收入算错了一笔' }],
  })
  expect(await eventsOf('clue.reopened')).toMatchObject([{ reason: '收入算错了一笔', before: { outcome: 'not_eligible' } }])
})

test('a child without anybody is reported at once, and the clue cannot end before the receipt', async () => {
  const id = await as(worker('aaaa'), (work) =>
    enterClue(work, { ...clue, name: '小雨', kind: 'child', event: '父母都不在，孩子一个人在家', foundOn: '2026-10-20' }),
  )
  const [report] = await as(worker('aaaa'), listMandatoryReports)
  expect(report).toMatchObject({ name: '小雨', personKind: 'minor', receipt: null })
  await as(worker('aaaa'), (work) => followClue(work, step(id)))
  const ending = { clue: id, outcome: 'not_eligible' as const, reason: 'mended' as const, note: '姑姑已经接走，母亲本周回来' }
  await expect(as(worker('aaaa'), (work) => concludeClue(work, ending))).rejects.toMatchObject({ code: 'refused' })
  await as(worker('aaaa'), (work) => enterReceipt(work, { report: report?.report ?? '', recipient: '青禾派出所', receipt: '接报 9 号' }))
  await as(worker('aaaa'), (work) => concludeClue(work, ending))
  expect(await clueOf(worker('aaaa'), id)).toMatchObject({ isConcluded: true, hasReceipt: true })
  expect(await clueOf(worker('aaaa', false), id)).toBeUndefined()
})

test('a clue of an imported list is a card by its words, and a later import of the list leaves what was done', async () => {
  const row = {
    division: 'aaab',
    period: '2026-10',
    values: { number: '12345-7', source: '12345', found_on: '2026-10-18', name: '杜家', event: '夜里失火，房子烧了', bill: null },
  }
  await as(office, (work) => writeKept(work, 'clues', [row]))
  const found = (await as(worker('aaab'), listClues)).clues[0]
  expect(found).toMatchObject({ kind: 'disaster', isUrgent: true, dueOn: '2026-10-18', name: '杜家' })
  await as(worker('aaab'), (work) => followClue(work, step(found?.clue ?? '')))
  await as(office, (work) => writeKept(work, 'clues', [row]))
  expect(await clueOf(office, found?.clue ?? '')).toMatchObject({ action: '入户看了病历和票据', steps: [{ by: '王秀英' }] })
})

test('an application is handed in by the community, accepted or refused by the town, and refused only with a reason', async () => {
  const { application } = await as(worker('aaaa'), (work) =>
    receiveApplication(work, { name: '方大勇', citizenId: idOf('99910119700101123'), program: 'tekun', appliedOn: '2026-10-09', cause: '' }),
  )
  const stateOf = async () => (await as(office, listApplications)).applications.find((each) => each.application === application)
  // The town names no limit for 特困: nobody is late.
  expect(await stateOf()).toMatchObject({ state: 'waiting', dueOn: null })
  expect((await as(office, listApplications)).withoutBasis).toContain('tekun')
  await expect(as(worker('aaab'), (work) => forwardApplication(work, { application, on: '2026-10-20' }))).rejects.toMatchObject({ code: 'not_found' })
  await expect(as(office, (work) => answerApplication(work, { application, isAccepted: false, on: '2026-10-20', reason: ' ' }))).rejects.toMatchObject({
    code: 'bad_input',
  })
  await as(worker('aaaa'), (work) => forwardApplication(work, { application, on: '2026-10-20' }))
  expect(await stateOf()).toMatchObject({ state: 'forwarded', forwardedOn: '2026-10-20' })
  await as(office, (work) => answerApplication(work, { application, isAccepted: true, on: '2026-10-20', reason: '' }))
  expect(await stateOf()).toMatchObject({ state: 'accepted' })
  await expect(as(office, (work) => answerApplication(work, { application, isAccepted: false, on: '2026-10-20', reason: '不符合' }))).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await eventsOf('application.forwarded')).toMatchObject([{ actor_name: '王秀英', after: { on: '2026-10-20' } }])
})

test('two communities that take applications at the same time give different numbers', async () => {
  const take = (division: string, at: number) =>
    as(worker(division), (work) =>
      receiveApplication(work, { name: '某人', citizenId: idOf(`9991011980010110${at}`), program: 'dibao', appliedOn: '2026-10-20', cause: '' }),
    )
  const numbers = (await Promise.all([take('aaaa', 1), take('aaab', 2), take('aaaa', 3), take('aaab', 4)])).map((each) => each.number)
  expect(new Set(numbers).size).toBe(4)
})

test('a schedule shows which stretch nobody walked; a walk fills its own stretch only; an ended point wants nothing more', async () => {
  const point = await as(office, (work) =>
    addPatrolPoint(work, { division: 'aaaa', name: '老车站', everyDays: 7, from: '2026-10-01', endsOn: null, source: '青禾镇街面巡查安排第一条' }),
  )
  await expect(
    as(office, (work) => addPatrolPoint(work, { division: 'aaaa', name: '老车站', everyDays: 3, from: '2026-10-10', endsOn: null, source: '同上' })),
  ).rejects.toMatchObject({ code: 'conflict' })
  expect(await as(office, (work) => readPatrols(work))).toMatchObject({ expected: 2, walked: 0, missing: 2, points: [{ dueOn: '2026-10-21' }] })
  await as(worker('aaaa'), (work) => walkPatrol(work, { point, on: '2026-10-09', found: '', attachments: [] }))
  await expect(as(worker('aaab'), (work) => walkPatrol(work, { point, on: '2026-10-09', found: '', attachments: [] }))).rejects.toMatchObject({
    code: 'not_found',
  })
  const read = await as(worker('aaaa'), (work) => readPatrols(work))
  expect(read.points).toMatchObject([{ expected: 2, walked: 1, lastWalkedOn: '2026-10-09', missing: [{ from: '2026-10-01', to: '2026-10-07' }] }])
  expect(read.walks).toMatchObject([{ point: '老车站', by: '王秀英', found: '没有发现流散人员' }])
  expect((await as(worker('aaab'), (work) => readPatrols(work))).points).toEqual([])
  await as(office, (work) => endPatrolPoint(work, { point, on: '2026-10-20', why: '车站拆了' }))
  expect((await as(office, (work) => readPatrols(work, '2026-10'))).points).toMatchObject([{ endsOn: '2026-10-20' }])
  expect(await eventsOf('patrol.walked')).toMatchObject([{ after: { point: '老车站', on: '2026-10-09' } }])
})

test('somebody found waits until handed over; a child is reported and cannot decline; who is brought home stands in the register of returns', async () => {
  const foundAt = new Date(Date.parse(installation.clock.now()) - 3 * 3_600_000).toISOString()
  const found = { division: '', name: '不详', place: '老车站', condition: '衣服单薄', foundAt }
  const child = await as(worker('aaaa'), (work) => openStreetCase(work, { ...found, personKind: 'minor' }))
  const old = await as(worker('aaaa'), (work) => openStreetCase(work, { ...found, name: '范有福', personKind: 'elder' }))
  const at = new Date(Date.parse(foundAt) + 90 * 60_000).toISOString()
  const over = { to: '县救助管理站', at, receipt: '', citizenId: '' }
  expect(await as(worker('aaaa'), listStreetCases)).toMatchObject({ waiting: 2 })
  expect((await as(worker('aaaa', false), listStreetCases)).cases.map((each) => each.streetCase)).toEqual([old])
  expect((await as(worker('aaaa'), listMandatoryReports)).some((report) => report.what.includes('老车站'))).toBe(true)
  await expect(as(worker('aaaa'), (work) => handOver(work, { ...over, streetCase: child, kind: 'declined' }))).rejects.toMatchObject({ code: 'refused' })
  await expect(as(worker('aaab'), (work) => handOver(work, { ...over, streetCase: old, kind: 'station' }))).rejects.toMatchObject({ code: 'not_found' })
  await as(worker('aaaa'), (work) => handOver(work, { ...over, streetCase: child, kind: 'station', receipt: '接收 12' }))
  await as(worker('aaaa'), (work) => handOver(work, { ...over, streetCase: old, kind: 'home', to: '青柳二组，儿子接回' }))
  const cases = (await as(worker('aaaa'), listStreetCases)).cases
  expect(cases.find((each) => each.streetCase === child)).toMatchObject({ minutes: 90, handedKind: 'station', receipt: '接收 12', hasReportReceipt: false })
  const returns = await as(office, ({ tx }) => tx.selectFrom('kept_row').select(['name', 'cells']).where('ledger', '=', 'street_returns').execute())
  expect(returns).toMatchObject([{ name: '范有福', cells: { category: '老年人', destination: '青柳二组，儿子接回' } }])
  expect(await eventsOf('street.handed_over')).toMatchObject([{ after: { kind: 'station', minutes: 90 } }, { after: { kind: 'home' } }])
})

test('a child who lives alone needs tonight’s arrangement and is reported; an agreement wants a grown-up and can end', async () => {
  const id = idOf('99910120160301123')
  const [person] = await as(office, ({ tx }) =>
    tx
      .insertInto('person')
      .values({ person_key: id.slice(0, 17) as never, citizen_id: id, name: '毛毛', division: 'aaaa', is_child: true, seen_at: '2026-10-01T00:00:00Z' })
      .returning('person_id')
      .execute(),
  )
  const child = person?.person_id ?? ''
  const asked = {
    person: child,
    on: '2026-10-19',
    lives: 'alone' as const,
    fitness: 'unclear' as const,
    unfitFor: [],
    parentsContactOn: null,
    note: '奶奶上月搬走，孩子自己做饭',
    arrangement: '',
    attachments: [],
  }
  await expect(as(worker('aaaa'), (work) => askCarer(work, asked))).rejects.toMatchObject({ code: 'bad_input' })
  await expect(as(worker('aaab'), (work) => askCarer(work, asked))).rejects.toMatchObject({ code: 'not_found' })
  await expect(as(worker('aaaa', false), (work) => askCarer(work, asked))).rejects.toMatchObject({ code: 'not_found' })
  const { report } = await as(worker('aaaa'), (work) => askCarer(work, { ...asked, arrangement: '今晚起住姑姑家' }))
  expect(await as(worker('aaaa'), listMandatoryReports)).toEqual(expect.arrayContaining([expect.objectContaining({ report, arrangement: '今晚起住姑姑家' })]))
  expect(await as(worker('aaaa'), (work) => askCarer(work, { ...asked, lives: 'with_carer', fitness: 'fit' }))).toEqual({ report: null })
  const agreement = {
    person: child,
    number: '托2026-1',
    kind: 'entrust' as const,
    carerName: '毛姑姑',
    carerCitizenId: idOf('99910120120101123'),
    carerRelation: '姑姑',
    signedOn: '2026-10-20',
    endsOn: '2027-10-19',
    attachments: [],
  }
  await expect(as(worker('aaaa'), (work) => signAgreement(work, agreement))).rejects.toMatchObject({ code: 'refused' })
  const signed = await as(worker('aaaa'), (work) => signAgreement(work, { ...agreement, carerCitizenId: idOf('99910119800101123') }))
  await expect(as(worker('aaab'), (work) => endAgreement(work, { agreement: signed, on: '2026-10-20', why: '母亲回来了' }))).rejects.toMatchObject({
    code: 'not_found',
  })
  await as(worker('aaaa'), (work) => endAgreement(work, { agreement: signed, on: '2026-10-20', why: '母亲回来了' }))
  const [row] = await as(office, ({ tx }) => tx.selectFrom('kept_row').select('cells').where('ledger', '=', 'agreements').execute())
  expect(row?.cells).toMatchObject({ ends_on: '2026-10-20', carer_name: '毛姑姑' })
  expect(await eventsOf('agreement.ended')).toMatchObject([{ reason: '母亲回来了', before: { endsOn: '2027-10-19' } }])
})

test('a paper on the carers of left-behind children says nothing of the carers of people in 特困', async () => {
  const paper = { from: '2026-01', to: null, value: 75, unit: 'years', source: '青禾镇留守儿童关爱保护办法第十三条', confirmed: '2026-01-10' }
  const standards = [{ name: 'carer_age_ask', program: 'left_behind', division: null, ...paper }]
  await as(office, (work) => importStandards(work, { name: 'standards.json', bytes: Buffer.from(JSON.stringify({ standards })) }))
  expect((await listCarers(installation, office)).askAge).toMatchObject([{ kind: 'left_behind', value: 75 }])
})
