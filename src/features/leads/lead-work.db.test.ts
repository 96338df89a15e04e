import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addAccount } from '../accounts/index.ts'
import type { Hit } from '../checks/index.ts'
import { personKey } from '../../domain/citizen-id.ts'
import type { Actor } from '../../platform/actor.ts'
import { fixedClock } from '../../platform/clock.ts'
import type { Work } from '../../platform/events.ts'
import { commandLineActor, perform, systemActor, type Installation } from '../../platform/installation.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { assignLeads, previewAssignment, setDue } from './assign-leads.ts'
import { keepFamilies } from './keep-families.ts'
import { fictionalId, hitOf } from './hit-fixtures.ts'
import { addLeads, listeningPorts, newTown } from './lead-fixtures.ts'
import { listLeads } from './list-leads.ts'
import { lookAgain } from './look-again.ts'
import { mergeLead, partLead, type MergeTarget } from './merge-leads.ts'
import { readLead } from './read-lead.ts'
import { reportLead } from './report-danger.ts'
import { explainSimilar, listSimilar, undoSimilar } from './same-explanation.ts'
import { syncLeads } from './sync-leads.ts'
import { undoBatch } from './undo-batch.ts'
import { takeBackVerification, verifyLead, type Finding } from './verify-lead.ts'
import { resumeLead, waitLead } from './wait-lead.ts'

let installation: Installation & { setClock: (clock: ReturnType<typeof fixedClock>) => void }
let town: Record<string, Actor>
let ports: ReturnType<typeof listeningPorts>

const who = (name: string): Actor => town[name] ?? systemActor()
const as = <T>(name: string, run: (work: Work) => Promise<T>): Promise<T> => perform(installation, who(name), run)
const system = <T>(run: (work: Work) => Promise<T>): Promise<T> => perform(installation, systemActor(), run)
const stored = (id: string) => system(({ tx }) => tx.selectFrom('lead').selectAll().where('lead_id', '=', id).executeTakeFirstOrThrow())
const read = (name: string, lead: string) => as(name, (work) => readLead(work, { lead, filter: {} }, ports))
const add = (...hits: Hit[]): Promise<string[]> => system((work) => addLeads(work, hits))
const hand = (leads: readonly string[], to = 'community') => as('李敏', (work) => assignLeads(work, { leads, to }))
const list = (name: string, filter = {}) => as(name, (work) => listLeads(work, filter, ports))

async function find(name: string, lead: string, over: Partial<Finding> = {}): Promise<void> {
  const { version } = await stored(lead)
  await as(name, (work) => verifyLead(work, { lead, version, result: 'confirmed', note: '入户看过', attachments: [], ...over }, ports))
}
async function merge(lead: string, into: MergeTarget, name = '李敏'): Promise<void> {
  const { version } = await stored(lead)
  await as(name, (work) => mergeLead(work, { lead, version, into }, ports))
}
/** A proof of one's own, not attached to anything yet. */
const proof = (name: string): Promise<string> =>
  as(name, async ({ tx, clock, actor }) => {
    const row = await tx
      .insertInto('attachment')
      .values({ sha256: 'none', name: '照片.jpg', media_type: 'image/jpeg', bytes: 1, division: actor.division, created_by: name, created_at: clock.now() })
      .returning('attachment_id')
      .executeTakeFirstOrThrow()
    return row.attachment_id
  })

beforeAll(async () => {
  installation = await newInstallation('2026-10-20')
  town = await newTown(installation)
  await perform(installation, commandLineActor(), async (work) => {
    await work.tx.insertInto('division').values({ code: 'aaaaaa', name: '一网格', created_at: work.clock.now() }).execute()
    await addAccount(work, { name: '吴网格', login: 'grid', password: 'Qinghe-2026', role: 'grid', division: 'aaaaaa' })
    await addAccount(work, { name: '郑专干', login: 'second', password: 'Qinghe-2026', role: 'worker', division: 'aaaa' })
  })
})

beforeEach(async () => {
  ports = listeningPorts()
  installation.setClock(fixedClock('2026-10-20'))
  await system(async ({ tx }) => {
    for (const table of ['verification', 'lead', 'kept_row', 'family_member', 'mandatory_report'] as const) await tx.deleteFrom(table).execute()
  })
})

describe('handing out', () => {
  test('a preview tells who would get how many and changes nothing; the same words then do it, in working days of one’s choice', async () => {
    const leads = await add(hitOf(1), hitOf(2), hitOf(3, { division: 'aaab' }), hitOf(4, { topic: 'visits-children' }))
    const preview = await as('李敏', (work) => previewAssignment(work, { leads, to: 'community', days: 5 }))
    // 2026-10-20 is a Tuesday: five working days later is the next Tuesday.
    expect([preview.dueOn, preview.assigned, preview.skipped]).toEqual(['2026-10-27', 4, []])
    expect(preview.posts.map((post) => [post.name, post.gets])).toEqual(
      expect.arrayContaining([
        ['刘芳', 1],
        ['马建军', 1],
      ]),
    )
    expect((await stored(leads[0] ?? '')).state).toBe('new')
    const done = await as('李敏', (work) => assignLeads(work, { leads, to: 'community', days: 5 }))
    expect([done.assigned, done.dueOn]).toEqual([4, '2026-10-27'])
    expect(await stored(leads[0] ?? '')).toMatchObject({ due_on: '2026-10-27', due_steps: [{ kind: 'counted', count: 5 }] })
  })

  test('by grid a lead goes to its grid’s member, a child’s matter and a lead of no grid to the community', async () => {
    const leads = await add(hitOf(1, { division: 'aaaaaa' }), hitOf(2, { division: 'aaaaaa', topic: 'visits-children' }), hitOf(3))
    const { posts } = await as('李敏', (work) => previewAssignment(work, { leads, to: 'grid' }))
    expect(new Map(posts.map((post) => [post.name, post.gets])).get('吴网格')).toBe(1)
    await hand(leads, 'grid')
    expect((await stored(leads[1] ?? '')).assignee_post).not.toBe((await stored(leads[0] ?? '')).assignee_post)
  })

  test('by load both workers of a community end up with as much, also of what lay with one of them; it is taken back as one', async () => {
    const leads = await add(...[1, 2, 3, 4, 5, 6].map((n) => hitOf(n)))
    await hand(leads, who('王秀英').postId ?? '')
    const { undo, assigned } = await hand(leads, 'load')
    expect(assigned).toBe(3)
    const counts = await system(({ tx }) => sql<{ n: number }>`select count(*)::int as n from lead group by assignee_post order by 1`.execute(tx))
    expect(counts.rows.map((row) => row.n)).toEqual([3, 3])
    const moved = await system(({ tx }) => sql<{ lead_id: string }>`select lead_id from lead where assignee_post <> ${who('王秀英').postId}::uuid`.execute(tx))
    expect(
      await as('李敏', (work) =>
        undoBatch(work, {
          undo,
          leads: moved.rows.map((row) => row.lead_id),
        }),
      ),
    ).toEqual({ undone: 3, left: 0 })
  })
})

describe('the same matter from two sources', () => {
  const audit = (): Promise<string> =>
    system(async ({ tx, clock }) => {
      const row = await tx
        .insertInto('lead')
        .values({
          number: `2026-9${Math.floor(Math.random() * 1e6)}`,
          identity: String(Math.random()),
          source: 'audit',
          source_number: '审计-12',
          topic: 'deaths-dibao',
          area: 'dibao',
          severity: 'money',
          subject_kind: 'row',
          subject_name: '周桂1',
          division: 'aaaa',
          sentence: '周桂1：死亡后仍领低保',
          content_hash: 'a',
          outcome: 'new',
          created_at: clock.now(),
          updated_at: clock.now(),
        })
        .returning('lead_id')
        .executeTakeFirstOrThrow()
      return row.lead_id
    })

  test('counts once, keeps both numbers and histories, and is taken apart as it was', async () => {
    const [data = ''] = await add(hitOf(1))
    const other = await audit()
    await hand([other])
    await merge(other, { lead: data })
    expect((await list('李敏')).rows.map((row) => [row.lead, row.merged])).toEqual([[data, 1]])
    expect([(await list('李敏')).counts.open, (await list('李敏', { q: '审计-12' })).rows[0]?.lead]).toEqual([1, data])
    const detail = await read('李敏', data)
    expect(detail.merged).toMatchObject([{ source: 'audit', sourceNumber: '审计-12', was: 'assigned', by: '李敏' }])
    const { number } = await stored(other)
    expect(detail.events.filter((event) => event.of === number).map((event) => event.title)).toContain('交办')
    expect((await read('王秀英', other)).liesWith).toMatchObject({ kind: 'lead', id: data })
    await expect(find('王秀英', other)).rejects.toMatchObject({ code: 'refused' })

    await as('陈镇长', (work) => partLead(work, { lead: other }, ports))
    expect(await stored(other)).toMatchObject({ state: 'assigned', assignee_post: expect.any(String) as string, due_on: '2026-11-03', merged_into: null })
    expect((await list('李敏')).counts.open).toBe(2)
  })

  test('its number goes with the problem that the other registers, before or after, and comes back when that is taken back', async () => {
    const [data = ''] = await add(hitOf(1))
    const [before, after] = [await audit(), await audit()]
    await merge(before, { lead: data })
    expect(ports.heard.joined).toEqual([])
    await hand([data], who('王秀英').postId ?? '')
    await find('王秀英', data)
    expect(ports.heard.joined).toEqual([{ lead: before, to: data }])
    await merge(after, { lead: data })
    expect(ports.heard.joined.at(-1)).toEqual({ lead: after, to: data })
    await as('王秀英', (work) => takeBackVerification(work, data, ports))
    expect([ports.heard.parted.toSorted(), ports.revoked]).toEqual([[before, after].toSorted(), [data]])
  })

  test('is refused for another person, for one that others lie with, for somebody in danger, for own kin and for posts outside the office', async () => {
    const [one = '', two = '', danger = ''] = await add(hitOf(1), hitOf(2), hitOf(1, { check: 'carer-gone', severity: 'danger' }))
    await expect(merge(one, { lead: two })).rejects.toMatchObject({ code: 'refused' })
    await expect(merge(danger, { lead: one })).rejects.toMatchObject({ code: 'refused' })
    await expect(merge(one, { lead: one })).rejects.toMatchObject({ code: 'refused' })
    await expect(merge(one, { problem: '00000000-0000-4000-8000-000000000000' }, '王秀英')).rejects.toMatchObject({ code: 'forbidden' })
    const other = await audit()
    await merge(other, { lead: one })
    await expect(merge(one, { problem: '00000000-0000-4000-8000-000000000000' })).rejects.toMatchObject({ code: 'refused' })
    await expect(merge(await audit(), { lead: other })).rejects.toMatchObject({ code: 'refused' })
  })

  test('what lies with a confirmed one recurs with it, and an explanation of the other that is over hands that one out again', async () => {
    const sync = (hits: Hit[], asOf = '2026-10-20') => system((work) => syncLeads(work, { runId: null, asOf, hits, mayGo: () => true }))
    const [data = ''] = await add(hitOf(1))
    const main = await audit()
    await merge(data, { lead: main })
    await system(({ tx }) => tx.updateTable('lead').set({ state: 'confirmed' }).where('lead_id', '=', main).execute())
    expect((await sync([hitOf(1, { months: ['2026-04', '2026-05', '2026-06'] })])).recurred).toMatchObject([{ lead: data, why: 'new_months' }])
    await system(({ tx }) => tx.updateTable('lead').set({ state: 'reviewed', explained_until: '2026-10-31' }).where('lead_id', '=', main).execute())
    await sync([hitOf(1)], '2026-10-31')
    expect((await stored(main)).state).toBe('reviewed')
    await sync([hitOf(1)], '2026-11-01')
    expect([(await stored(main)).state, (await stored(data)).state]).toEqual(['new', 'merged'])
  })
})

describe('one explanation for several leads', () => {
  test('is offered for the same check told by the same lists, waits for the second look and can be taken back as one', async () => {
    const leads = await add(hitOf(1), hitOf(2), hitOf(3), hitOf(4, { check: 'another-check' }), hitOf(5, { program: 'tekun' }), hitOf(6, { division: 'aaab' }))
    await hand(leads)
    const [first = '', second = '', third = ''] = leads
    const names = (await as('王秀英', ({ tx }) => tx.selectFrom('lead').select(['lead_id']).where('assignee_post', 'is not', null).execute())).length
    expect(names).toBe(5)
    await find('王秀英', first, {
      result: 'unfounded',
      note: '名单里的号码是别人的',
      reasonCode: 'wrong_id_in_list',
      explainedUntil: '2027-03-31',
      attachments: [await proof('王秀英')],
    })
    expect((await read('王秀英', first)).may).toContain('explainSimilar')
    expect((await as('王秀英', (work) => listSimilar(work, first))).leads.map((each) => each.lead)).toEqual([second, third])
    const done = await as('王秀英', (work) => explainSimilar(work, { lead: first, leads: [second, third, leads[3] ?? ''] }))
    expect([done.explained, done.skipped.length]).toEqual([2, 1])
    expect(await stored(second)).toMatchObject({ state: 'unfounded', explained_until: '2027-03-31' })
    expect((await read('李敏', second)).verifications[0]).toMatchObject({ sameAs: { lead: first }, proofs: [{ name: '照片.jpg' }] })
    await expect(as('王秀英', (work) => takeBackVerification(work, first, ports))).rejects.toMatchObject({ code: 'refused' })

    await expect(as('刘芳', (work) => undoSimilar(work, { batch: done.batch }))).rejects.toMatchObject({ code: 'refused' })
    expect(await as('王秀英', (work) => undoSimilar(work, { batch: done.batch }))).toEqual({ undone: 2, left: 0 })
    expect([(await stored(second)).state, (await stored(second)).explained_until]).toEqual(['checking', null])
  })

  test('the office agrees with all of them at once, or with one by one', async () => {
    const leads = await add(hitOf(1), hitOf(2), hitOf(3))
    await hand(leads, who('王秀英').postId ?? '')
    const [first = '', second = '', third = ''] = leads
    await find('王秀英', first, { result: 'unfounded', note: '名单错', reasonCode: 'wrong_id_in_list', attachments: [await proof('王秀英')] })
    await as('王秀英', (work) => explainSimilar(work, { lead: first, leads: [second, third] }))
    const detail = await read('李敏', first)
    expect(detail.sameWaiting).toBe(2)
    const look = await as('李敏', (work) => lookAgain(work, { lead: first, version: detail.version, result: 'agreed', note: '', withSame: true }, ports))
    expect(look).toEqual({ same: 2 })
    expect(await Promise.all(leads.map(async (lead) => (await stored(lead)).state))).toEqual(['reviewed', 'reviewed', 'reviewed'])
  })
})

describe('somebody in danger', () => {
  const alone: Partial<Hit> = { check: 'no-carer-named', topic: 'alone-children', severity: 'danger', isChildMatter: true, overpaid: null, concerned: null }

  test('a child’s lead ends only after the report: to whom, when, by whom; as untrue only on proof', async () => {
    const [lead = ''] = await add(hitOf(1, alone))
    await hand([lead])
    expect((await read('刘芳', lead)).report).toMatchObject({
      isDuty: true,
      made: null,
      basis: expect.stringContaining('第十一条') as string,
      kinds: ['minor'],
    })
    for (const result of ['confirmed', 'partly', 'unclear'] as const)
      await expect(find('刘芳', lead, { result })).rejects.toMatchObject({ code: 'refused', extra: { reason: 'report_first' } })
    await expect(find('刘芳', lead, { result: 'unfounded', reasonCode: 'arrears' })).rejects.toMatchObject({ code: 'bad_input' })
    const report = {
      lead,
      personKind: 'minor' as const,
      recipient: '青禾派出所 值班室',
      reportedAt: '2026-10-19T22:30:00+08:00',
      receipt: '',
      arrangement: '在外婆家',
    }
    await expect(as('刘芳', (work) => reportLead(work, { ...report, reportedAt: '2026-10-20T23:30:00+08:00' }, ports))).rejects.toMatchObject({
      code: 'bad_input',
    })
    await expect(as('刘芳', (work) => reportLead(work, { ...report, personKind: 'other' }, ports))).rejects.toMatchObject({ code: 'bad_input' })
    await expect(as('马建军', (work) => reportLead(work, report, ports))).rejects.toMatchObject({ code: 'not_found' })
    await as('刘芳', (work) => reportLead(work, report, ports))
    expect(ports.heard.reports).toMatchObject([{ recipient: '青禾派出所 值班室', division: 'aaaa' }])
    expect((await read('孙书记', lead)).report?.made).toMatchObject({ recipient: '青禾派出所 值班室', by: '刘芳', receipt: null })
    await find('刘芳', lead)
    expect((await stored(lead)).state).toBe('confirmed')
  })

  test('an adult in danger on whom the law is silent may be reported, and does not have to be', async () => {
    const [lead = ''] = await add(hitOf(1, { severity: 'danger', topic: 'care-tekun', check: 'carer-gone' }))
    await hand([lead], who('王秀英').postId ?? '')
    expect((await read('王秀英', lead)).report).toMatchObject({ isDuty: false })
    await find('王秀英', lead)
  })
})

describe('kin', () => {
  const register = (cells: Record<string, string>, key: bigint | null) =>
    system(({ tx, clock }) =>
      tx
        .insertInto('kept_row')
        .values({
          ledger: 'kin_register',
          row_key: 'a',
          division: 'aa',
          person_key: key as never,
          name: '某亲属',
          cells: JSON.stringify({ staff_name: '王秀英', ...cells }),
          created_at: clock.now(),
          updated_at: clock.now(),
        })
        .execute(),
    )

  test('somebody of the same household as registered kin is kin too: not handed out, not verified, and both say why', async () => {
    const [lead = ''] = await add(hitOf(1))
    await register({ name: '某亲属' }, personKey(fictionalId(2)))
    await hand([lead], who('王秀英').postId ?? '')
    await system((work) =>
      keepFamilies(work, [
        { head: personKey(fictionalId(2)), person: personKey(fictionalId(2)), division: 'aaaa' },
        { head: personKey(fictionalId(2)), person: personKey(fictionalId(1)), division: 'aaaa' },
      ]),
    )
    await expect(find('王秀英', lead)).rejects.toMatchObject({ code: 'refused', extra: { reason: 'own_kin', why: 'family' } })
    expect((await read('王秀英', lead)).whyNot).toContain('同在一户')
    const [other = ''] = await add(hitOf(1, { identity: { year: '2024' } }))
    expect((await hand([other], who('王秀英').postId ?? '')).skipped).toMatchObject([{ why: expect.stringContaining('王秀英备案的近亲属同在一户') as string }])
  })

  test('nobody decides about themselves', async () => {
    const [lead = ''] = await add(hitOf(1))
    await hand([lead], who('王秀英').postId ?? '')
    await register({ staff_citizen_id: fictionalId(1) }, null)
    await expect(find('王秀英', lead)).rejects.toMatchObject({ extra: { why: 'self' } })
  })
})

describe('waiting for others', () => {
  const wait = async (lead: string, over: Partial<Parameters<typeof waitLead>[1]> = {}): Promise<void> => {
    const { version } = await stored(lead)
    await as('王秀英', (work) => waitLead(work, { lead, version, reason: 'other_unit', until: '2026-10-30', note: '等县车管所复函', ...over }))
  }

  test('the clock stands still: the due date moves by the working days waited, shown with its arithmetic, and no further when the word comes early', async () => {
    const [lead = ''] = await add(hitOf(1))
    await hand([lead], who('王秀英').postId ?? '')
    await wait(lead)
    // Due 11-03; 10-21 to 10-30 are eight working days.
    expect(await stored(lead)).toMatchObject({
      due_on: '2026-11-13',
      waiting_until: '2026-10-30',
      due_steps: [
        { kind: 'counted', due: '2026-11-03' },
        { kind: 'waited', to: '2026-10-30', workdays: 8, isOpen: true },
      ],
    })
    expect((await read('李敏', lead)).waiting).toMatchObject({ title: '等外单位复函', note: '等县车管所复函' })
    expect((await list('李敏', { state: ['waiting'] })).rows.map((row) => row.lead)).toEqual([lead])
    installation.setClock(fixedClock('2026-10-23'))
    await as('王秀英', (work) => resumeLead(work, { lead }))
    expect(await stored(lead)).toMatchObject({
      due_on: '2026-11-06',
      waiting_reason: null,
      due_steps: [{ kind: 'counted' }, { kind: 'waited', to: '2026-10-23', workdays: 3, due: '2026-11-06', isOpen: false }],
    })
  })

  test('a wait whose last day has passed gives no more days, and a day named meanwhile stays', async () => {
    const [lead = '', named = ''] = await add(hitOf(1), hitOf(2))
    await hand([lead, named], who('王秀英').postId ?? '')
    await wait(lead)
    await wait(named)
    await as('李敏', (work) => setDue(work, { leads: [named], dueOn: '2026-10-28' }))
    installation.setClock(fixedClock('2026-11-06'))
    await as('王秀英', (work) => resumeLead(work, { lead }))
    await as('王秀英', (work) => resumeLead(work, { lead: named }))
    expect(await stored(lead)).toMatchObject({ due_on: '2026-11-13', due_steps: [{}, { to: '2026-10-30', workdays: 8 }] })
    expect(await stored(named)).toMatchObject({ due_on: '2026-10-28', waiting_reason: null, due_steps: [{ kind: 'set' }] })
  })

  test.each([
    ['county_check', '2026-10-23', '2026-10-26', '最低生活保障审核确认办法第十七条'],
    ['assessment', '2026-11-03', '2026-11-04', '特困人员认定办法第二十三条'],
  ] as const)('%s may last to %s and not to %s, by %s', async (reason, last, beyond, article) => {
    const [lead = ''] = await add(hitOf(1))
    await hand([lead], who('王秀英').postId ?? '')
    const { waitings } = await read('王秀英', lead)
    expect(waitings.find((each) => each.reason === reason)).toMatchObject({ latest: last, dueSteps: [{ kind: 'counted', due: last }] })
    await expect(wait(lead, { reason, until: beyond })).rejects.toMatchObject({ code: 'bad_input', message: expect.stringContaining(article) as string })
    await wait(lead, { reason, until: last })
    expect((await stored(lead)).waiting_until).toBe(last)
  })

  test('nobody waits longer than a text allows, for somebody in danger, or without being handed the lead', async () => {
    const [lead = '', danger = '', open = ''] = await add(hitOf(1), hitOf(2, { severity: 'danger' }), hitOf(3))
    await hand([lead, danger], who('王秀英').postId ?? '')
    await expect(wait(lead, { reason: 'county_check', until: '2026-10-26' })).rejects.toMatchObject({ code: 'bad_input' })
    await expect(wait(lead, { until: '2026-10-20' })).rejects.toMatchObject({ code: 'bad_input' })
    await expect(wait(danger)).rejects.toMatchObject({ code: 'refused' })
    await expect(wait(open)).rejects.toMatchObject({ code: 'refused' })
    await wait(lead, { reason: 'county_check', until: '2026-10-23' })
    await expect(wait(lead)).rejects.toMatchObject({ code: 'refused' })
    installation.setClock(fixedClock('2026-10-21'))
    await find('王秀英', lead)
    // Found out after one working day of waiting: the wait ends with it, and is one day.
    expect(await stored(lead)).toMatchObject({ waiting_reason: null, due_on: '2026-11-04', due_steps: [{}, { workdays: 1, isOpen: false }] })
  })
})

test('a guess without a valid number carries its score and its reasons as fields, and follows the run', async () => {
  const [lead = ''] = await add(hitOf(1, { match: { score: 75, why: '姓名相同、证号只差第13位' } }))
  expect((await read('李敏', lead)).match).toEqual({ score: 75, reasons: ['姓名相同', '证号只差第13位'] })
  expect((await list('李敏')).rows[0]?.matchScore).toBe(75)
  await system((work) => syncLeads(work, { runId: null, asOf: '2026-10-20', hits: [hitOf(1)], mayGo: () => false }))
  expect((await read('李敏', lead)).match).toBeNull()
})
