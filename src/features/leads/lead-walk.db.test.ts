import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { addAttachment } from '#src/platform/attachments.ts'
import { fixedClock } from '#src/platform/clock.ts'
import type { Work } from '#src/platform/events.ts'
import { packXlsx } from '#src/platform/files/pack-xlsx.ts'
import { createServer, splitKey } from '#src/platform/http/server.ts'
import { perform, systemActor } from '#src/platform/installation.ts'
import { addDays } from '../../domain/plain-date.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { api } from './contract.ts'
import { fictionalId, hitOf } from './hit-fixtures.ts'
import { addLeads, countySheetHeadings, listeningPorts, newTown } from './lead-fixtures.ts'
import { leadStates } from './lead-states.ts'
import { leadRoutes } from './routes.ts'
import { syncLeads } from './sync-leads.ts'

const installation = await newInstallation('2026-10-20')
const town = await newTown(installation)
const names = Object.keys(town)
const who = (name: string): Actor => town[name] ?? systemActor()
const system = <T>(run: (work: Work) => Promise<T>): Promise<T> => perform(installation, systemActor(), run)
const app = createServer({
  installation,
  features: [leadRoutes(listeningPorts())],
  actorOf: (place) => Promise.resolve(who(names[Number(place)] ?? '')),
})
const sheet = packXlsx([
  {
    name: '核查表',
    rows: (
      [
        countySheetHeadings.slice(0, 12),
        [1, 'YD-001', '死亡后仍享受低保', '青禾镇', '青柳', '周桂9', fictionalId(9), '农村低保', '2026-04至2026-06', '死亡日期2026-03-18', null, null],
      ] as (string | number | null)[][]
    ).map((row) => row.map((value) => ({ value }))),
  },
])

const fictional = '00000000-0000-4000-8000-000000000000'

type Row = Awaited<ReturnType<typeof stored>>
const stored = (id: string) => system(({ tx }) => tx.selectFrom('lead').selectAll().where('lead_id', '=', id).executeTakeFirstOrThrow())
const eventsOf = (id: string) =>
  system(({ tx }) => tx.selectFrom('event').selectAll().where('object_kind', '=', 'lead').where('object_id', '=', id).orderBy('event_id').execute())

interface Place {
  id: string
  other: string
  row: Row
  n: number
  today: string
  now: string
  undo: string
  batch: string
  proof: string
}
interface Asked {
  key: string
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  bytes?: Uint8Array
}

const finding =
  (result: string, more: object = {}) =>
  (at: Place): Asked => ({
    key: 'POST /api/leads/{lead}/verification',
    body: { version: at.row.version, result, note: '入户看过', ...more },
  })
const look =
  (result: string) =>
  (at: Place): Asked => ({ key: 'POST /api/leads/{lead}/second-look', body: { version: at.row.version, result, note: '再看一次' } })

/** Every way to change a lead over the API. */
const acts: Record<string, (at: Place) => Asked> = {
  assign: ({ id, n }) => ({ key: 'POST /api/leads/assignments', body: { leads: [id], to: n % 3 ? 'community' : 'load' } }),
  preview: ({ id }) => ({ key: 'POST /api/leads/assignments/preview', body: { leads: [id], to: 'community' } }),
  due: ({ id, n, today }) => ({ key: 'POST /api/leads/due', body: { leads: [id], dueOn: addDays(today, n - 2) } }),
  undo: ({ id, undo }) => ({ key: 'POST /api/leads/undo', body: { undo, leads: [id] } }),
  start: ({ row }) => ({ key: 'POST /api/leads/{lead}/start', body: { version: row.version } }),
  confirm: finding('confirmed'),
  findPartly: finding('partly'),
  giveUp: finding('unclear'),
  refute: (at) => finding('unfounded', { reasonCode: 'arrears', ...(at.n % 2 ? { explainedUntil: addDays(at.today, at.n) } : {}) })(at),
  refuteOnProof: (at) => finding('unfounded', { reasonCode: 'arrears', attachments: [at.proof] })(at),
  takeBack: () => ({ key: 'DELETE /api/leads/{lead}/verification' }),
  agree: look('agreed'),
  sendBack: look('sent_back'),
  merge: ({ row, other }) => ({ key: 'POST /api/leads/{lead}/merge', body: { version: row.version, into: { lead: other } } }),
  part: () => ({ key: 'DELETE /api/leads/{lead}/merge' }),
  similar: ({ other }) => ({ key: 'POST /api/leads/{lead}/similar', body: { leads: [other] } }),
  undoSimilar: ({ batch }) => ({ key: 'POST /api/leads/undo-similar', body: { batch } }),
  report: ({ now }) => ({
    key: 'POST /api/leads/{lead}/report',
    body: { personKind: 'adult_without_capacity', recipient: '派出所', reportedAt: now, receipt: '接警 1' },
  }),
  wait: ({ row, n, today }) => ({
    key: 'POST /api/leads/{lead}/waiting',
    body: { version: row.version, reason: 'other_unit', until: addDays(today, n), note: '等复函' },
  }),
  resume: () => ({ key: 'DELETE /api/leads/{lead}/waiting' }),
  note: () => ({ key: 'POST /api/leads/{lead}/notes', body: { note: '门没人开' } }),
  personId: ({ n }) => ({ key: 'POST /api/leads/{lead}/person-id', body: { reason: n % 4 ? '核对死亡证明' : '' } }),
  sheet: ({ n }) => ({ key: 'POST /api/handed-sheets', query: { name: '核查表.xlsx', giver: '县民政局' }, bytes: n % 3 ? sheet : new Uint8Array([1]) }),
}

/** Where each act may take a lead; written apart from the table of states on purpose. */
const anywhere = ['confirmed', 'partly', 'unfounded', 'unclear']
const allowed: Record<string, Record<string, readonly string[]>> = {
  assign: { new: ['assigned'], assigned: ['assigned'], checking: ['assigned'], unclear: ['assigned'] },
  undo: { assigned: ['new', 'unclear', 'checking', 'assigned'] },
  start: { assigned: ['checking'] },
  confirm: { assigned: ['confirmed'], checking: ['confirmed'] },
  findPartly: { assigned: ['partly'], checking: ['partly'] },
  refute: { assigned: ['unfounded'], checking: ['unfounded'] },
  refuteOnProof: { assigned: ['unfounded'], checking: ['unfounded'] },
  giveUp: { assigned: ['unclear'], checking: ['unclear'] },
  similar: { assigned: ['unfounded'], checking: ['unfounded'] },
  undoSimilar: { unfounded: ['checking'] },
  takeBack: Object.fromEntries(anywhere.map((state) => [state, ['checking']])),
  agree: { partly: ['reviewed'], unfounded: ['reviewed'] },
  sendBack: { partly: ['checking'], unfounded: ['checking'] },
  merge: { new: ['merged'], assigned: ['merged'], checking: ['merged'], unclear: ['merged'] },
  part: { merged: ['new', 'assigned', 'checking', 'unclear'] },
  run: { reviewed: ['new'] },
}
const office = ['clerk', 'leader']
const field = ['worker', 'grid', 'child_worker']
const rolesOf = (act: string): readonly string[] =>
  ['assign', 'undo', 'agree', 'sendBack', 'merge', 'part', 'due'].includes(act)
    ? office
    : act === 'run'
      ? ['system']
      : ['wait', 'resume'].includes(act)
        ? [...office, ...field]
        : field

/** Ways that lead somewhere: act, who, and which of the three leads (0 usual, 1 its like, 2 somebody in danger). */
const goodWays = [
  'assign:李敏:0 undo:李敏:0 preview:李敏:0 assign:陈镇长:0 due:李敏:0 start:王秀英:0 wait:王秀英:0 resume:李敏:0 note:王秀英:0 findPartly:王秀英:0 takeBack:王秀英:0 refute:王秀英:0 sendBack:李敏:0 refute:王秀英:0 agree:赵刚:0 run::0',
  'assign:李敏:0 assign:李敏:1 refuteOnProof:王秀英:0 similar:王秀英:0 undoSimilar:王秀英:0 similar:王秀英:0 agree:赵刚:1 agree:李敏:0 run::0 giveUp:王秀英:0 assign:李敏:0 confirm:王秀英:0',
  'merge:李敏:0 part:赵刚:0 assign:李敏:0 merge:李敏:0 part:陈镇长:0 giveUp:王秀英:0 personId:李敏:0 sheet:李敏:0 run::1',
  'assign:李敏:2 confirm:王秀英:2 report:王秀英:2 confirm:王秀英:2 takeBack:王秀英:2 findPartly:王秀英:2 agree:陈镇长:2',
].map((way) => way.split(' '))

async function ask(name: string, { key, params = {}, query = {}, body, bytes }: Asked) {
  const { method, path } = splitKey(key)
  const url =
    path.replace(/\{(\w+)\}/g, (_, each: string) => params[each] ?? '') + (Object.keys(query).length > 0 ? `?${new URLSearchParams(query).toString()}` : '')
  const answer = await app.request(url, {
    method,
    headers: { 'x-doudi': '1', 'content-type': 'application/json', cookie: `doudi=${names.indexOf(name)}` },
    ...(method === 'DELETE' ? {} : { body: bytes ? Buffer.from(bytes) : JSON.stringify(body ?? {}) }),
  })
  return { status: answer.status, told: (answer.status === 204 ? {} : await answer.json()) as Record<string, unknown> }
}

/** State, person and due date as the events alone tell them. */
function rebuild(events: readonly { event_id: number; action: string; after: unknown }[], until: number) {
  const lead: { state: unknown; assignee: unknown; dueOn: unknown } = { state: 'new', assignee: null, dueOn: null }
  for (const { event_id, action, after } of events) {
    if (Number(event_id) > until) break
    const told = (after ?? {}) as Record<string, unknown>
    if (action === 'lead.explanation_expired') Object.assign(lead, { assignee: null, dueOn: null })
    for (const key of ['state', 'assignee', 'dueOn'] as const) if (key in told) lead[key] = told[key]
  }
  return lead
}

const step = fc.record({
  name: fc.constantFrom(...names),
  act: fc.constantFrom(...Object.keys(acts), 'run'),
  which: fc.integer({ min: 0, max: 2 }),
  n: fc.integer({ min: 1, max: 9 }),
  isGood: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn < 6),
})

test('random acts of random people make no forbidden move, everything is taken and refused at least once, every change has its event, and state, person and due date are told again from the events', async () => {
  const outcomes = new Map<string, { taken: number; refused: number }>()
  let [walked, compared] = [0, 0]
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 26 }), async (steps) => {
      installation.setClock(fixedClock('2026-10-20'))
      const year = `${walked}`
      const hits = [
        hitOf(1, { identity: { year } }),
        hitOf(1, { identity: { year: `${year}b` } }),
        hitOf(2, { identity: { year: `${year}c` }, severity: 'danger', topic: 'sheltering-street' }),
      ]
      const ids = await system((work) => addLeads(work, hits))
      let rows = await Promise.all(ids.map(stored))
      const seen = ids.map((id) => ({ id, list: [] as { until: number; row: Row }[] }))
      const way = goodWays[walked++ % goodWays.length] ?? []
      let [good, day, undo, batch] = [0, 0, fictional, fictional]
      for (const { name, act, which, n, isGood } of steps) {
        const [what = '', by = '', to = ''] = isGood ? (way[good++ % way.length] ?? '').split(':') : [act, name, String(which)]
        const at = Number(to)
        // What is taken back is taken back on its day.
        if (!['undo', 'takeBack', 'undoSimilar'].includes(what)) installation.setClock(fixedClock(addDays('2026-10-20', day++)))
        const before = rows
        rows = []
        let isTaken = true
        if (what === 'run') {
          await system((work) => syncLeads(work, { runId: null, asOf: addDays(work.clock.today(), 30), hits, mayGo: () => false }))
        } else {
          const proof =
            what === 'refuteOnProof'
              ? await perform(installation, who(by), (work) =>
                  addAttachment(work, installation.folder, { name: 'a.jpg', bytes: new Uint8Array([walked, day]) }),
                )
              : null
          const id = ids[at] ?? ''
          const place = {
            id,
            other: ids[at === 1 ? 0 : 1] ?? '',
            row: before[at] as Row,
            n,
            today: installation.clock.today(),
            now: installation.clock.now(),
            undo,
            batch,
            proof: proof?.attachment ?? fictional,
          }
          const asked = { params: { lead: id }, ...acts[what]?.(place) } as Asked
          const answer = await ask(by, asked)
          expect([what, by, answer.told, answer.status < 500]).toEqual([what, by, answer.told, true])
          const { assigned, explained } = answer.told
          isTaken = answer.status < 300 && assigned !== 0 && explained !== 0
          const tally = outcomes.get(asked.key) ?? { taken: 0, refused: 0 }
          tally[isTaken ? 'taken' : 'refused']++
          outcomes.set(asked.key, tally)
          if (isTaken && typeof answer.told['undo'] === 'string') undo = answer.told['undo']
          if (isTaken && typeof answer.told['batch'] === 'string') batch = answer.told['batch']
        }
        const newest = await system(({ tx }) =>
          tx
            .selectFrom('event')
            .select((eb) => eb.fn.max('event_id').as('id'))
            .executeTakeFirstOrThrow(),
        )
        for (const [at, was] of before.entries()) {
          const is = await stored(was.lead_id)
          rows.push(is)
          expect(leadStates).toContain(is.state)
          seen[at]?.list.push({ until: Number(newest.id), row: is })
          if (is.version === was.version && what !== 'run') {
            expect(is).toEqual(was)
            continue
          }
          if (is.version === was.version) continue
          expect([what, isTaken]).toEqual([what, true])
          if (is.state === was.state) continue
          expect([what, was.state, is.state, (allowed[what]?.[was.state] ?? []).includes(is.state)]).toEqual([what, was.state, is.state, true])
          expect([what, rolesOf(what).includes(what === 'run' ? 'system' : who(by).role)]).toEqual([what, true])
          // Taken apart it is what it was; merged it lies with the other; a second look is another person's.
          if (what === 'part') expect(is.state).toBe(was.merged_from)
          if (what === 'merge') expect(is.merged_from).toBe(was.state)
          if (is.state === 'reviewed') {
            const looked = await system(({ tx }) =>
              tx.selectFrom('verification').selectAll().where('lead_id', '=', is.lead_id).orderBy('at', 'desc').limit(1).executeTakeFirstOrThrow(),
            )
            expect(looked.second_account).not.toBe(looked.by_account)
          }
        }
      }
      for (const { id, list } of seen) {
        const events = await eventsOf(id)
        for (const [step, { until, row }] of list.entries()) {
          compared++
          const last = list[step - 1]
          if (last && last.row.version !== row.version)
            expect(events.some((event) => Number(event.event_id) > last.until && Number(event.event_id) <= until)).toBe(true)
          expect(rebuild(events, until)).toEqual({ state: row.state, assignee: row.assignee_post, dueOn: row.due_on })
        }
      }
    }),
    { numRuns: 26, seed: 20_261_130, endOnFailure: true },
  )
  const lacking = Object.keys(api).filter(
    (key) => !key.startsWith('GET ') && ((outcomes.get(key)?.taken ?? 0) === 0 || (outcomes.get(key)?.refused ?? 0) === 0),
  )
  expect(lacking.map((key) => [key, outcomes.get(key)])).toEqual([])
  expect(compared).toBeGreaterThan(200)
}, 300_000)
