import { beforeAll, expect, test } from 'vitest'
import { checkDigit } from '#src/domain/citizen-id.ts'
import { addAttachment } from '#src/platform/attachments.ts'
import { fixedClock } from '#src/platform/clock.ts'
import { listEntries, withdrawEntry } from '#src/platform/entries.ts'
import type { Work } from '#src/platform/events.ts'
import { newCampaignTown, type CampaignTown } from '../../../tests/support/campaign-town.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { receiveApplication } from './applications/receive-application.ts'
import { answerApplication, forwardApplication } from './applications/move-application.ts'
import { signAgreement } from './carers/agreements.ts'
import { askCarer } from './carers/ask-carer.ts'
import { arrangeChild } from './child-cards/arrange-child.ts'
import { followChild } from './child-cards/follow-child.ts'
import { openChildCard } from './child-cards/open-card.ts'
import { enterClue } from './clues/enter-clue.ts'
import { concludeClue, followClue } from './clues/follow-clue.ts'
import { signConsent } from './consents/consents.ts'
import { dutyEntryKinds } from './entry-kinds.ts'
import { reportDanger } from './mandatory-reports.ts'
import { readMonthlyReports, reportMonth } from './monthly-reports.ts'
import { addPatrolPoint } from './patrols/patrol-points.ts'
import { handOver, listStreetCases, openStreetCase } from './patrols/street-cases.ts'
import { walkPatrol } from './patrols/walk-patrol.ts'
import { addMechanism, addRule, addTraining, listTrainings } from './registers.ts'
import { enterTownCount } from './town-counts.ts'
import { recordVisit } from './visits.ts'

type Kind = keyof typeof dutyEntryKinds

const idOf = (first17: string): string => `${first17}${checkDigit(first17)}`
const [adult, other, child] = [idOf('99910119710301123'), idOf('99910119810301123'), idOf('99910120180301123')]
const installation = await newInstallation()
let town: CampaignTown
let people: { adult: string; child: string }

beforeAll(async () => {
  installation.setClock(fixedClock('2026-10-20'))
  town = await newCampaignTown(installation)
  const person = (name: string, id: string): Promise<string> =>
    town.as('clerk', async ({ tx, clock }) => {
      const key = BigInt(id.slice(0, 17)).toString() as never
      const row = await tx
        .insertInto('person')
        .values({ person_key: key, citizen_id: id, name, division: 'aaaa', seen_at: clock.now() })
        .returning('person_id')
        .executeTakeFirstOrThrow()
      return row.person_id
    })
  people = { adult: await person('方大勇', adult), child: await person('方小满', child) }
})

const clue = (work: Work, name: string): Promise<string> =>
  enterClue(work, {
    division: '',
    name,
    citizenId: '',
    address: '',
    kind: 'illness',
    event: '住院花了很多钱',
    source: '网格员',
    number: '',
    foundOn: '2026-10-10',
    bill: null,
    personKind: 'other',
  })
const found = (work: Work): Promise<string> =>
  openStreetCase(work, { division: '', name: '不详', personKind: 'other', place: '桥下', condition: '一人睡着', foundAt: '2026-10-19T01:00:00.000Z' })

/** How somebody makes one entry of each kind; the withdrawal is asked for by the same person. */
const makers: Record<Kind, { by: string; make: (work: Work) => Promise<unknown> }> = {
  visit: {
    by: 'worker',
    make: (work) => recordVisit(work, { person: people.adult, on: '2026-10-12', kind: 'regular', content: '一切都好', found: '', attachments: [] }),
  },
  training: {
    by: 'secretary',
    make: (work) => addTraining(work, { on: '2026-10-12', kind: 'training', title: '政策培训', people: 30, papers: 5, host: '民政办', attachments: [] }),
  },
  monthly_report: { by: 'worker', make: (work) => reportMonth(work, { month: '2026-09', kind: 'death', people: [] }) },
  agreement: {
    by: 'worker',
    make: (work) =>
      signAgreement(work, {
        person: people.adult,
        number: '协1',
        kind: 'care',
        carerName: '方二',
        carerCitizenId: other,
        carerRelation: '弟',
        signedOn: '2026-10-01',
        endsOn: null,
        attachments: [],
      }),
  },
  consent: {
    by: 'worker',
    make: (work) =>
      signConsent(work, {
        division: '',
        name: '方大勇',
        citizenId: adult,
        relation: '本人',
        applicantName: '',
        applicantCitizenId: '',
        signedOn: '2026-10-10',
        endsOn: null,
        attachments: [],
      }),
  },
  application: {
    by: 'worker',
    make: (work) => receiveApplication(work, { name: '方大勇', citizenId: adult, program: 'dibao', appliedOn: '2026-10-18', cause: '' }),
  },
  application_forwarding: {
    by: 'worker',
    make: async (work) => {
      const { application } = await receiveApplication(work, { name: '方大勇', citizenId: adult, program: 'tekun', appliedOn: '2026-10-18', cause: '' })
      await forwardApplication(work, { application, on: '2026-10-20' })
    },
  },
  application_acceptance: {
    by: 'clerk',
    make: async (work) => {
      const { application } = await town.as('worker', (own) =>
        receiveApplication(own, { name: '方大勇', citizenId: adult, program: 'temporary_aid', appliedOn: '2026-10-18', cause: '' }),
      )
      await answerApplication(work, { application, isAccepted: true, on: '2026-10-20', reason: '' })
    },
  },
  patrol_point: {
    by: 'clerk',
    make: (work) => addPatrolPoint(work, { division: 'aaaa', name: '桥头', everyDays: 1, from: '2026-10-01', endsOn: null, source: '巡查方案' }),
  },
  clue: { by: 'grid', make: (work) => clue(work, '钱多') },
  clue_step: {
    by: 'grid',
    make: async (work) => followClue(work, { clue: await clue(work, '孙久'), on: '2026-10-12', way: 'visit', note: '去看过了', attachments: [] }),
  },
  patrol: { by: 'grid', make: async (work) => walkPatrol(work, { point: await pointOf(), on: '2026-10-12', found: '', attachments: [] }) },
  street_case: { by: 'grid', make: found },
  street_handover: {
    by: 'grid',
    make: async (work) =>
      handOver(work, { streetCase: await found(work), kind: 'home', to: '邻县', at: '2026-10-19T05:00:00.000Z', receipt: '', citizenId: '' }),
  },
  carer_ask: {
    by: 'worker',
    make: (work) =>
      askCarer(work, {
        person: people.adult,
        on: '2026-10-12',
        lives: 'with_carer',
        fitness: 'fit',
        unfitFor: [],
        parentsContactOn: null,
        note: '照料得好',
        arrangement: '',
        attachments: [],
      }),
  },
  child_follow_up: {
    by: 'child_worker',
    make: async (work) => {
      const card = await openChildCard(work, {
        division: '',
        name: '方小满',
        person: null,
        birthDate: null,
        isAtSchool: false,
        cause: 'missing',
        what: '没有人照看',
        foundAt: '2026-10-10T01:00:00.000Z',
        report: null,
      })
      await arrangeChild(work, {
        card,
        at: '2026-10-10T03:00:00.000Z',
        way: 'relative',
        place: '舅舅家',
        carer: '舅舅',
        carerRelation: '',
        carerPhone: '',
        by: '儿童主任',
        everyDays: 7,
        scheduleSource: '镇里定的',
      })
      await followChild(work, {
        card,
        on: '2026-10-12',
        way: 'visit',
        isSafe: true,
        lacks: [],
        help: '',
        parentsContactOn: null,
        note: '吃住都好',
        attachments: [],
      })
    },
  },
  mandatory_report: {
    by: 'worker',
    make: (work) => reportDanger(work, { name: '某人', personKind: 'other', what: '看到被打', recipient: '', arrangement: '' }),
  },
  mechanism: { by: 'clerk', make: (work) => addMechanism(work, { title: '月比对', owner: '民政办', rhythm: '每月' }) },
  made_rule: {
    by: 'clerk',
    make: (work) => addRule(work, { title: '核对办法', paper: '青政〔2026〕9号', on: '2026-10-01', causes: ['mechanism'], topics: [] }),
  },
  town_count: { by: 'clerk', make: (work) => enterTownCount(work, { on: '2026-10-12', known: 2, covered: 2, office: '县疾控中心' }) },
}

/** Kinds that a colleague of another role does not even read. */
const officeOnly: readonly Kind[] = ['town_count', 'application_acceptance', 'patrol_point']

let point: string | undefined
async function pointOf(): Promise<string> {
  point ??= await town.as('clerk', (work) =>
    addPatrolPoint(work, { division: 'aaaa', name: '车站', everyDays: 1, from: '2026-10-01', endsOn: null, source: '巡查方案' }),
  )
  return point
}

const entriesOf = (login: string, kind: Kind) => town.as(login, (work) => listEntries(work, dutyEntryKinds, [kind]))
const withdraw = (login: string, kind: Kind, entry: string, reason = '记错了人') =>
  town.as(login, (work) => withdrawEntry(work, dutyEntryKinds, { kind, entry, reason }))

test.each(Object.keys(makers) as Kind[])(
  '%s: whoever entered it withdraws it with a reason, nobody else; it stands no more, and the event keeps what it was',
  async (kind) => {
    const { by, make } = makers[kind]
    if (kind === 'patrol') await pointOf()
    await town.as(by, make)
    const [own] = (await entriesOf(by, kind)).own
    const entry = own?.entry ?? ''
    expect(own?.said).toMatch(/\S/)
    // Its author alone is offered it; a colleague of the same place is refused, another community does not find it.
    const colleague = by === 'worker' ? 'secretary' : by === 'clerk' ? 'leader' : 'worker'
    expect((await entriesOf(colleague, kind)).own).toEqual([])
    await expect(withdraw(colleague, kind, entry)).rejects.toMatchObject({ code: officeOnly.includes(kind) ? 'not_found' : 'forbidden' })
    if (by !== 'clerk') await expect(withdraw(`${by}-b`, kind, entry)).rejects.toMatchObject({ code: 'not_found' })
    await withdraw(by, kind, entry)
    const after = await entriesOf(by, kind)
    expect(after.own.map((each) => each.entry)).not.toContain(entry)
    expect(after.withdrawn).toMatchObject([{ kind, said: own?.said, reason: '记错了人', by }])
    expect(JSON.stringify(after.withdrawn)).not.toContain(own?.about || '\0')
    await expect(withdraw(by, kind, entry)).rejects.toMatchObject({ code: 'not_found' })
    const [event] = await town.as('clerk', ({ tx }) =>
      tx.selectFrom('event').selectAll().where('action', '=', 'entry.withdrawn').orderBy('event_id', 'desc').limit(1).execute(),
    )
    expect(Object.keys(event?.before as object).length).toBeGreaterThan(1)
    expect(JSON.stringify(event?.before)).not.toContain(adult)
  },
)

test('what others rest on stays: an answered application, a clue that has ended, a report with its receipt', async () => {
  const { application } = await town.as('worker', (work) =>
    receiveApplication(work, { name: '吴十', citizenId: other, program: 'dibao', appliedOn: '2026-10-18', cause: '' }),
  )
  await town.as('clerk', (work) => answerApplication(work, { application, isAccepted: true, on: '2026-10-20', reason: '' }))
  await expect(withdraw('worker', 'application', application)).rejects.toMatchObject({ code: 'refused' })
  const ended = await town.as('grid', (work) => clue(work, '郑一'))
  await town.as('grid', (work) => followClue(work, { clue: ended, on: '2026-10-12', way: 'visit', note: '收入高于标准', attachments: [] }))
  await town.as('grid', (work) => concludeClue(work, { clue: ended, outcome: 'not_eligible', reason: 'above_limit', note: '已当面告知本人' }))
  await expect(withdraw('grid', 'clue', ended)).rejects.toThrow('先重新打开')
  const [step] = (await entriesOf('grid', 'clue_step')).own
  await expect(withdraw('grid', 'clue_step', step?.entry ?? '')).rejects.toThrow('先重新打开')
})

test('a withdrawn visit frees its photo, a withdrawn month is missing again and not zero, a withdrawn hand-over lets the person wait again', async () => {
  const photo = await town.as('worker', (work) => addAttachment(work, installation.folder, { name: 'a.jpg', bytes: new Uint8Array([1, 2, 3]) }))
  const wrong = await town.as('worker', (work) =>
    recordVisit(work, { person: people.child, on: '2026-10-13', kind: 'regular', content: '看错了门', found: '', attachments: [photo.attachment] }),
  )
  await withdraw('worker', 'visit', wrong)
  const again = await town.as('worker', (work) => addAttachment(work, installation.folder, { name: 'a.jpg', bytes: new Uint8Array([1, 2, 3]) }))
  await town.as('worker', (work) =>
    recordVisit(work, { person: people.adult, on: '2026-10-13', kind: 'regular', content: '这才是他', found: '', attachments: [again.attachment] }),
  )
  await town.as('worker', (work) => reportMonth(work, { month: '2026-08', kind: 'death', people: [] }))
  const stateOf = async () => (await town.as('worker', (work) => readMonthlyReports(work, '2026-08'))).reports.find((each) => each.kind === 'death')?.state
  expect(await stateOf()).toBe('zero')
  await withdraw('worker', 'monthly_report', '2026-08/death')
  expect(await stateOf()).toBe('missing')
  const streetCase = await town.as('grid', found)
  await town.as('grid', (work) => handOver(work, { streetCase, kind: 'home', to: '邻县', at: '2026-10-19T05:00:00.000Z', receipt: '', citizenId: '' }))
  await withdraw('grid', 'street_handover', streetCase)
  expect((await town.as('grid', listStreetCases)).cases.find((each) => each.streetCase === streetCase)?.handedAt).toBeNull()
  const returns = await town.as('clerk', ({ tx }) => tx.selectFrom('kept_row').select('kept_row_id').where('ledger', '=', 'street_returns').execute())
  expect(returns).toEqual([])
})

test('what somebody entered who has left is withdrawn by the office', async () => {
  const entry = await town.as('secretary-b', (work) =>
    addTraining(work, { on: '2026-10-13', kind: 'meeting', title: '碰头会', people: 3, papers: 0, host: '社区', attachments: [] }),
  )
  await expect(withdraw('clerk', 'training', entry)).rejects.toMatchObject({ code: 'forbidden' })
  await town.as('clerk', ({ tx }) => tx.updateTable('post').set({ ends_on: '2026-10-19' }).where('post_id', '=', town.actorOf('secretary-b').postId).execute())
  await withdraw('clerk', 'training', entry, '人已调走，记重了')
  expect((await town.as('clerk', listTrainings)).trainings).toEqual([])
})
