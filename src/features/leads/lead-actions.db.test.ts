import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { fixedClock } from '#src/platform/clock.ts'
import type { Work } from '#src/platform/events.ts'
import { perform, systemActor, type Installation } from '#src/platform/installation.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { assignLeads, setDue } from './assign-leads.ts'
import { fictionalId, hitOf } from './hit-fixtures.ts'
import { personKey } from '../../domain/citizen-id.ts'
import { addLeads, listeningPorts, newTown } from './lead-fixtures.ts'
import { leadStates, openStates } from './lead-states.ts'
import { lookAgain } from './look-again.ts'
import { readLead } from './read-lead.ts'
import { showPersonId } from './show-person-id.ts'
import { undoBatch } from './undo-batch.ts'
import { startChecking, takeBackVerification, verifyLead, type Finding } from './verify-lead.ts'

let installation: Installation & { setClock: (clock: ReturnType<typeof fixedClock>) => void }
let town: Record<string, Actor>
let ports: ReturnType<typeof listeningPorts>
let lead: string

const who = (name: string): Actor => town[name] ?? systemActor()
const as = <T>(name: string, run: (work: Work) => Promise<T>): Promise<T> => perform(installation, who(name), run)
const system = <T>(run: (work: Work) => Promise<T>): Promise<T> => perform(installation, systemActor(), run)
const stored = (id = lead) => system(({ tx }) => tx.selectFrom('lead').selectAll().where('lead_id', '=', id).executeTakeFirstOrThrow())
const actions = async (id = lead): Promise<string[]> =>
  (
    await system(({ tx }) =>
      tx.selectFrom('event').select('action').where('object_kind', '=', 'lead').where('object_id', '=', id).orderBy('event_id').execute(),
    )
  ).map((event) => event.action)

async function find(name: string, over: Partial<Finding> = {}, id = lead): Promise<void> {
  const { version } = await stored(id)
  return as(name, (work) => verifyLead(work, { lead: id, version, result: 'confirmed', note: '10-19 入户，家属出示死亡证明', attachments: [], ...over }, ports))
}
async function again(name: string, result: 'agreed' | 'sent_back', note = '同意'): Promise<unknown> {
  const { version } = await stored()
  return as(name, (work) => lookAgain(work, { lead, version, result, note }, ports))
}
const assign = (to: string = 'community', leads = [lead]) => as('李敏', (work) => assignLeads(work, { leads, to }))

beforeAll(async () => {
  installation = await newInstallation('2026-10-20')
  town = await newTown(installation)
})

beforeEach(async () => {
  ports = listeningPorts()
  installation.setClock(fixedClock('2026-10-20'))
  await system(async ({ tx }) => {
    await tx.deleteFrom('verification').execute()
    await tx.deleteFrom('lead').execute()
    await tx.deleteFrom('kept_row').execute()
  })
  const [id = ''] = await system((work) => addLeads(work, [hitOf(1)]))
  lead = id
})

describe('handing out', () => {
  test("gives a community's leads to its worker, due in ten working days with the arithmetic", async () => {
    const { dueOn, assigned } = await assign()
    // 2026-10-20 is a Tuesday after the holidays: ten working days later is Tuesday 11-03.
    expect([assigned, dueOn]).toEqual([1, '2026-11-03'])
    expect(await stored()).toMatchObject({
      state: 'assigned',
      assignee_post: who('王秀英').postId,
      due_on: '2026-11-03',
      due_steps: [{ kind: 'counted', from: '2026-10-20', count: 10 }],
    })
    expect(await actions()).toEqual(['lead.new', 'lead.assigned'])
  })

  test("prefers the children's director for a child's matter and never gives it to somebody who may not see it", async () => {
    const [child = ''] = await system((work) => addLeads(work, [hitOf(2, { topic: 'visits-children' })]))
    await assign('community', [child])
    expect((await stored(child)).assignee_post).toBe(who('刘芳').postId)
    expect((await assign(who('刘芳').postId ?? '')).skipped).toMatchObject([{ lead, why: '不在这个岗位的辖区或职责内' }])
  })

  test('skips a post of another community and says why', async () => {
    const { assigned, skipped } = await assign(who('马建军').postId ?? '')
    expect([assigned, skipped.length]).toEqual([0, 1])
    expect((await stored()).state).toBe('new')
  })

  test('can be taken back for ten minutes, but not after somebody began', async () => {
    const { undo } = await assign()
    expect(await as('李敏', (work) => undoBatch(work, { undo, leads: [lead] }))).toEqual({ undone: 1, left: 0 })
    expect(await stored()).toMatchObject({ state: 'new', assignee_post: null, due_on: null, due_steps: null })
    const second = await assign()
    const { version } = await stored()
    await as('王秀英', (work) => startChecking(work, { lead, version }))
    await expect(as('李敏', (work) => undoBatch(work, { undo: second.undo, leads: [lead] }))).rejects.toMatchObject({ code: 'refused' })
  })

  test('cannot be taken back by another person or after ten minutes', async () => {
    const { undo } = await assign()
    await expect(as('赵刚', (work) => undoBatch(work, { undo, leads: [lead] }))).rejects.toMatchObject({ code: 'refused' })
    const later = new Date(Date.parse(installation.clock.now()) + 11 * 60_000).toISOString()
    installation.setClock({ now: () => later, today: () => '2026-10-20', isFixed: true })
    await expect(as('李敏', (work) => undoBatch(work, { undo, leads: [lead] }))).rejects.toMatchObject({ code: 'refused' })
  })

  test('a due date of one’s own replaces the counted one, never in the past', async () => {
    await assign()
    await as('李敏', (work) => setDue(work, { leads: [lead], dueOn: '2026-10-26' }))
    expect(await stored()).toMatchObject({ due_on: '2026-10-26', due_steps: [{ kind: 'set', workdays: 4 }] })
    await expect(as('李敏', (work) => setDue(work, { leads: [lead], dueOn: '2026-10-19' }))).rejects.toMatchObject({ code: 'bad_input' })
  })
})

describe('verifying', () => {
  beforeEach(() => assign())

  test('confirmed registers a problem at once, with what was found', async () => {
    await find('王秀英')
    expect((await stored()).state).toBe('confirmed')
    expect(ports.registered).toMatchObject([{ lead, overpaid: 136_200, foundBy: '王秀英', result: 'confirmed' }])
    expect((await actions()).slice(-1)).toEqual(['lead.verified'])
  })

  test('unfounded needs a reason of the check, and is settled only by another person of the office', async () => {
    await expect(find('王秀英', { result: 'unfounded', note: '' })).rejects.toMatchObject({ code: 'bad_input' })
    await expect(find('王秀英', { result: 'unfounded', note: '', reasonCode: 'other' })).rejects.toMatchObject({ code: 'bad_input' })
    await expect(find('王秀英', { result: 'unfounded', note: '', reasonCode: 'made_up' })).rejects.toMatchObject({ code: 'bad_input' })
    const wrongId = { result: 'unfounded', note: '', reasonCode: 'wrong_id_in_list', document: '户口簿 2019-03-02', explainedUntil: '2027-10-31' } as const
    await find('王秀英', wrongId)
    expect(await stored()).toMatchObject({ state: 'unfounded', explained_until: '2027-10-31' })
    await expect(again('王秀英', 'agreed')).rejects.toMatchObject({ code: 'forbidden' })
    await again('李敏', 'agreed')
    expect(await stored()).toMatchObject({ state: 'reviewed', explained_until: '2027-10-31' })
    expect(ports.registered).toEqual([])
  })

  test('each reason has the proof that the catalogue says: a file, or a paper with its number or day; one that needs none wants a sentence', async () => {
    const refused = { code: 'bad_input' }
    for (const document of ['', '户口簿', '2019-03-02'])
      await expect(find('王秀英', { result: 'unfounded', note: '看过', reasonCode: 'wrong_id_in_list', document })).rejects.toMatchObject(refused)
    await expect(find('王秀英', { result: 'unfounded', note: '看过', reasonCode: 'other' })).rejects.toMatchObject(refused)
    await expect(find('王秀英', { result: 'unfounded', note: '', reasonCode: 'arrears' })).rejects.toMatchObject(refused)
    expect((await stored()).state).toBe('assigned')
    await find('王秀英', { result: 'unfounded', note: '号码是儿子的', reasonCode: 'wrong_id_in_list', document: '户口簿 2019-03-02' })
    const detail = await as('李敏', (work) => readLead(work, { lead, filter: {} }, ports))
    expect(detail.verifications[0]?.note).toBe('号码是儿子的　凭证：户口簿 2019-03-02')
    await as('王秀英', (work) => takeBackVerification(work, lead, ports))
    await find('王秀英', { result: 'unfounded', note: '补的是二月', reasonCode: 'arrears' })
    expect((await stored()).state).toBe('unfounded')
  })

  test('partly becomes a problem of the part that is so, after the second look', async () => {
    await find('王秀英', { result: 'partly', overpaid: 68_100 })
    expect(ports.registered).toEqual([])
    await again('陈镇长', 'agreed')
    expect(ports.registered).toMatchObject([{ result: 'partly', overpaid: 68_100, concerned: 136_200 }])
  })

  test('the second look is never by the one who found it, whatever post they act in', async () => {
    await find('王秀英', { result: 'partly', overpaid: 1 })
    const sameInOffice: Actor = { ...who('李敏'), accountId: who('王秀英').accountId, name: '王秀英' }
    const { version } = await stored()
    await expect(perform(installation, sameInOffice, (work) => lookAgain(work, { lead, version, result: 'agreed', note: '' }, ports))).rejects.toMatchObject({
      code: 'refused',
      extra: { reason: 'same_person' },
    })
  })

  test('sent back is looked into again and keeps both views', async () => {
    await find('王秀英', { result: 'unfounded', note: '证号是别人的', reasonCode: 'other', document: '户籍证明 2026-10-19' })
    await expect(again('李敏', 'sent_back', '')).rejects.toMatchObject({ code: 'bad_input' })
    await again('李敏', 'sent_back', '请看死亡证明原件')
    expect((await stored()).state).toBe('checking')
    await find('王秀英')
    const detail = await as('李敏', (work) => readLead(work, { lead, filter: {} }, ports))
    expect(detail.verifications.map((each) => [each.result, each.second?.result])).toEqual([
      ['confirmed', undefined],
      ['unfounded', 'sent_back'],
    ])
  })

  test('can be taken back for ten minutes by the same person; its problem goes with it', async () => {
    await find('王秀英')
    await as('王秀英', (work) => takeBackVerification(work, lead, ports))
    expect([(await stored()).state, ports.revoked]).toEqual(['checking', [lead]])
    expect((await actions()).slice(-1)).toEqual(['lead.taken_back'])
  })

  test('an old version is a conflict that shows what stands there now', async () => {
    const { version } = await stored()
    await as('王秀英', (work) => startChecking(work, { lead, version }))
    await expect(as('王秀英', (work) => verifyLead(work, { lead, version, result: 'confirmed', note: '看过', attachments: [] }, ports))).rejects.toMatchObject({
      code: 'conflict',
      extra: { yours: { version }, now: { version: version + 1, state: 'checking' } },
    })
  })

  test("a children's director verifies children's matters only, a worker of another community nothing", async () => {
    await expect(find('刘芳')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(find('马建军')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('kin', () => {
  const register = (staff: string, division = 'aa', key: bigint | null = personKey(fictionalId(1)), name = '周桂1') =>
    system(({ tx, clock }) =>
      tx
        .insertInto('kept_row')
        .values({
          ledger: 'kin_register',
          row_key: staff,
          division,
          person_key: key as never,
          name,
          cells: JSON.stringify({ staff_name: staff, name }),
          created_at: clock.now(),
          updated_at: clock.now(),
        })
        .execute(),
    )

  test('nobody verifies or reviews somebody of their own kin register, wherever its row lies', async () => {
    await assign()
    await register('王秀英')
    await expect(find('王秀英')).rejects.toMatchObject({ code: 'refused', extra: { reason: 'own_kin' } })
    const detail = await as('王秀英', (work) => readLead(work, { lead, filter: {} }, ports))
    expect([detail.may, detail.whyNot]).toEqual([[], expect.stringContaining('近亲属')])
  })

  test('the office is bound alike, and a register row without a valid id counts by name', async () => {
    await assign()
    await find('王秀英', { result: 'partly', overpaid: 1 })
    await register('李敏', 'aa', null)
    await expect(again('李敏', 'agreed')).rejects.toMatchObject({ extra: { reason: 'own_kin' } })
    await again('赵刚', 'agreed')
  })

  test('is skipped when leads are handed out', async () => {
    await register('王秀英')
    expect((await assign()).skipped).toMatchObject([{ why: expect.stringContaining('近亲属') as string }])
  })
})

test('the full id is shown for a reason, and the reason is kept without the id', async () => {
  expect(await as('王秀英', (work) => showPersonId(work, { lead, reason: '核对死亡证明' }))).toBe(fictionalId(1))
  const event = await system(({ tx }) => tx.selectFrom('event').selectAll().where('action', '=', 'person.id_shown').executeTakeFirstOrThrow())
  expect(event).toMatchObject({ actor_name: '王秀英', reason: '核对死亡证明', object_id: lead })
  expect(JSON.stringify(event)).not.toContain(fictionalId(1))
})

test('the states in which somebody must still act are those without a verdict', () => {
  expect(leadStates.filter((state) => !(openStates as readonly string[]).includes(state))).toEqual(['confirmed', 'partly', 'unfounded', 'reviewed', 'merged'])
})
