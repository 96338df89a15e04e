import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readCalendar } from '#src/features/calendar/index.ts'
import { readYear } from '#src/features/calendar/read-calendar.ts'
import { returnToEntry, stateYear } from '#src/features/calendar/state-year.ts'
import { collectInputs } from '#src/features/checks/index.ts'
import { enterClue } from '#src/features/duties/clues/enter-clue.ts'
import { assignLeads, setDue } from '#src/features/leads/assign-leads.ts'
import { hitOf } from '#src/features/leads/hit-fixtures.ts'
import { addLeads, newTown } from '#src/features/leads/lead-fixtures.ts'
import { waitLead } from '#src/features/leads/wait-lead.ts'
import type { Actor } from '#src/platform/actor.ts'
import { fixedClock } from '#src/platform/clock.ts'
import type { Work } from '#src/platform/events.ts'
import { perform, systemActor } from '#src/platform/installation.ts'
import { newInstallation } from '../../tests/support/database.ts'
import { createPorts } from './create-ports.ts'

const installation = await newInstallation('2026-12-25')
const ports = createPorts(installation.folder).calendar
let town: Record<string, Actor>

const as = <T>(name: string, run: (work: Work) => Promise<T>): Promise<T> => perform(installation, town[name] ?? systemActor(), run)
const dueOf = (lead: string) =>
  as('', async ({ tx }) => (await tx.selectFrom('lead').select('due_on').where('lead_id', '=', lead).executeTakeFirstOrThrow()).due_on)
const events = (action: string) =>
  as('', ({ tx }) => tx.selectFrom('event').select(['object_id', 'reason', 'before', 'after']).where('action', '=', action).orderBy('event_id').execute())
const read = (year: string) => as('李敏', (work) => readYear(work, year))

/** 2027 as a notice might arrange it; made up. */
const notice = {
  year: '2027',
  holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
  makeup: ['2027-01-09'],
  title: '国务院办公厅关于2027年部分节假日安排的通知',
  number: '国办发明电〔2026〕9号',
  dated: '2026-11-10',
}
const state = (over: Partial<typeof notice> = {}, name = '李敏') => as(name, (work) => stateYear(work, { ...notice, ...over }, ports))

async function leadsInHand(n: number): Promise<string[]> {
  const leads = await as('', (work) =>
    addLeads(
      work,
      Array.from({ length: n }, (_, at) => hitOf(at + 1)),
    ),
  )
  await as('李敏', (work) => assignLeads(work, { leads, to: 'community', days: 6 }))
  return leads
}

beforeAll(async () => {
  town = await newTown(installation)
})

beforeEach(async () => {
  installation.setClock(fixedClock('2026-12-25'))
  // Statements are never removed by the product: only the owner of the database can.
  const owner = new pg.Client({ connectionString: installation.ownerUrl })
  await owner.connect()
  await owner.query('delete from calendar_statement; delete from lead')
  await owner.end()
})

test('a year that nobody announced is said to be so, until the town states it with its paper', async () => {
  expect(await read('2027')).toMatchObject({ arrangement: null, paper: null, stated: null, statements: [{ no: null, holds: true }] })
  await state()
  const year = await read('2027')
  expect(year).toMatchObject({
    paper: { number: '国办发明电〔2026〕9号', dated: '2026-11-10' },
    stated: { by: '李敏' },
    statements: [
      { holds: true, reason: null },
      { no: null, paper: null, holds: false },
    ],
    years: expect.arrayContaining([{ year: '2027', isAnnounced: true }]) as unknown,
  })
  expect(year.days).toEqual([
    ...['2027-01-01', '2027-01-02', '2027-01-03'].map((date) => ({ date, kind: 'holiday', name: '元旦' })),
    { date: '2027-01-09', kind: 'makeup', name: null },
  ])
  expect(await read('2026')).toMatchObject({ stated: null, paper: { number: '国办发明电〔2025〕7号' }, workingDays: 248 })
})

test('what the town states takes precedence over what is shipped, for the checks too; going back is a further entry', async () => {
  const dragonBoat = (calendar: Awaited<ReturnType<typeof readCalendar>>) => calendar['2026']?.holidays.find(({ name }) => name === '端午节')?.to
  const shipped = (await as('李敏', ({ tx }) => readCalendar(tx)))['2026'] ?? { holidays: [], makeup: [] }
  const holidays = shipped.holidays.map((each) => (each.name === '端午节' ? { ...each, to: '2026-06-22' } : each))
  await state({ year: '2026', holidays, makeup: [...shipped.makeup], number: '青政办发〔2026〕12号' })
  expect(dragonBoat((await collectInputs(installation, '2026-12-25')).calendar)).toBe('2026-06-22')
  await as('李敏', (work) => returnToEntry(work, { year: '2026', to: null, reason: '看错了文件' }, ports))
  expect(dragonBoat(await as('李敏', ({ tx }) => readCalendar(tx)))).toBe('2026-06-21')
  const { statements } = await read('2026')
  expect(statements.map(({ holds, reason }) => [holds, reason])).toEqual([
    [false, '看错了文件'],
    [false, null],
    [true, null],
  ])
  await as('李敏', (work) => returnToEntry(work, { year: '2026', to: statements[1]?.no ?? 0, reason: '没有看错' }, ports))
  expect(dragonBoat(await as('李敏', ({ tx }) => readCalendar(tx)))).toBe('2026-06-22')
  await expect(as('李敏', (work) => returnToEntry(work, { year: '2026', to: 987_654, reason: '没有' }, ports))).rejects.toMatchObject({ code: 'not_found' })
  expect((await events('calendar.returned')).map(({ reason }) => reason)).toEqual(['看错了文件', '没有看错'])
})

test('an arrangement that cannot stand, or that holds already, changes nothing', async () => {
  await expect(state({ dated: '2026-12-26' })).rejects.toMatchObject({ code: 'bad_input' })
  await expect(state({ makeup: ['2027-01-08'] })).rejects.toMatchObject({ code: 'bad_input' })
  await state()
  await expect(state()).rejects.toMatchObject({ code: 'refused' })
  expect((await read('2027')).statements).toHaveLength(2)
})

describe('open due dates when a year is stated', () => {
  test('those that were counted move, with an event of old and new; those that somebody named stay', async () => {
    const [counted = '', named = ''] = await leadsInHand(2)
    await as('李敏', (work) => setDue(work, { leads: [named], dueOn: '2027-01-04' }))
    expect(await dueOf(counted)).toBe('2027-01-04')
    expect((await state()).moved).toEqual([{ what: '条疑点', count: 1 }])
    expect([await dueOf(counted), await dueOf(named)]).toEqual(['2027-01-05', '2027-01-04'])
    expect((await events('lead.due_recounted')).at(-1)).toMatchObject({
      object_id: counted,
      reason: '国办发明电〔2026〕9号',
      before: { dueOn: '2027-01-04' },
      after: { dueOn: '2027-01-05' },
    })
    // Back as it was before: the date follows, and each change is told.
    await as('李敏', (work) => returnToEntry(work, { year: '2027', to: null, reason: '还没有公布' }, ports))
    expect(await dueOf(counted)).toBe('2027-01-04')
    expect((await events('lead.due_recounted')).length).toBe(2)
  })

  test('a wait is counted anew, and nobody becomes late by it', async () => {
    const [lead = ''] = await leadsInHand(1)
    const { version } = await as('', ({ tx }) => tx.selectFrom('lead').select('version').where('lead_id', '=', lead).executeTakeFirstOrThrow())
    await as('王秀英', (work) => waitLead(work, { lead, version, reason: 'other_unit', until: '2027-01-04', note: '等县车管所复函' }))
    // Six working days to 01-04, and six more that are waited.
    expect(await dueOf(lead)).toBe('2027-01-12')
    await state()
    // 元旦 takes a day from the count and from the wait; Saturday 01-09 is worked.
    expect(await dueOf(lead)).toBe('2027-01-11')
    installation.setClock(fixedClock('2027-01-11'))
    const longer = { holidays: [], makeup: ['2027-01-02', '2027-01-03', '2027-01-09', '2027-01-10'], number: '国办发明电〔2026〕10号' }
    expect((await state(longer)).moved).toEqual([])
    expect(await dueOf(lead)).toBe('2027-01-11')
  })

  test('in a problem the days waited are counted anew; the day that was named, and what a leader granted, stay', async () => {
    const named = { kind: 'set', on: '2026-12-21', due: '2027-01-06', workdays: 12, by: '王秀英', skipped: [], made: [], notAnnounced: ['2027'], ground: null }
    const waited = { kind: 'waited', from: '2026-12-30', to: '2027-01-04', workdays: 3, reason: '听取意见', due: '2027-01-11', isOpen: false }
    const granted = { kind: 'extended', on: '2027-01-04', due: '2027-02-01', workdays: 15, by: '陈镇长', reason: '等回函' }
    const problem = async (number: string, steps: readonly { due: string }[]): Promise<string> =>
      as('', async ({ tx, clock }) => {
        const base = {
          kind: 'process',
          title: '没有两人签字',
          division: 'aaaa',
          state: 'mending',
          created_by: 'test',
          created_at: clock.now(),
          updated_at: clock.now(),
        }
        const row = await tx
          .insertInto('problem')
          .values({ ...base, number, due_on: steps.at(-1)?.due ?? null, due_steps: JSON.stringify(steps) })
          .returning('problem_id')
          .executeTakeFirstOrThrow()
        return row.problem_id
      })
    installation.setClock(fixedClock('2027-01-05'))
    const moves = await problem('W-1', [named, waited])
    await problem('W-2', [named])
    await problem('W-3', [named, waited, granted])
    expect((await state()).moved).toEqual([{ what: '件问题', count: 1 }])
    const rows = await as('', ({ tx }) => tx.selectFrom('problem').select(['number', 'due_on', 'version']).orderBy('number').execute())
    expect(rows).toEqual([
      { number: 'W-1', due_on: '2027-01-08', version: 2 },
      { number: 'W-2', due_on: '2027-01-06', version: 1 },
      { number: 'W-3', due_on: '2027-02-01', version: 1 },
    ])
    expect(await events('problem.due_recounted')).toMatchObject([
      { object_id: moves, reason: '国办发明电〔2026〕9号', before: { due_on: '2027-01-11' }, after: { due_on: '2027-01-08' } },
    ])
  })

  test('the last day of a clue by the town’s limit moves too', async () => {
    await as('', ({ tx, clock }) =>
      tx
        .insertInto('standard')
        .values({
          name: 'clue_within',
          program: 'temporary_aid',
          from_month: '2026-01',
          value: '6',
          unit: 'workdays',
          source: '青禾镇主动发现办法第三条',
          created_by: 'test',
          created_at: clock.now(),
        })
        .execute(),
    )
    const clue = await as('王秀英', (work) =>
      enterClue(work, {
        division: 'aaaa',
        name: '孙玉梅',
        citizenId: '',
        address: '',
        kind: 'illness',
        event: '住院，自付很多',
        source: '邻居来电',
        number: '',
        foundOn: '2026-12-25',
        bill: null,
        personKind: 'other',
      }),
    )
    expect((await state()).moved).toEqual([{ what: '条线索', count: 1 }])
    expect((await events('clue.due_recounted')).at(-1)).toMatchObject({ object_id: clue, before: { dueOn: '2027-01-04' }, after: { dueOn: '2027-01-05' } })
  })
})
