import fc from 'fast-check'
import { expect } from 'vitest'
import { packXlsx } from '#src/platform/files/pack-xlsx.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { addDays } from '../../domain/plain-date.ts'
import { fixedClock } from '../../platform/clock.ts'
import { createServer, splitKey } from '../../platform/http/server.ts'
import { Problem } from '../../platform/problems.ts'
import { createAccounts } from '../accounts/index.ts'
import { registerFromLead } from './actions/register-problem.ts'
import { api } from './contract.ts'
import { problemEntryKinds } from './entry-kinds.ts'
import { mayStep, stepNames, steps, type ProblemState } from './problem-states.ts'
import { comparable, readSeen, rebuild, told, type Seen, type ToldEvent } from './rebuild-for-tests.ts'
import { problemRoutes } from './routes.ts'
import { newLead, newTown, testPorts } from './town-for-tests.ts'
import { acts, goodWays, others, type Place } from './walk-acts-for-tests.ts'

const installation = await newInstallation('2026-09-21')
const town = await newTown(installation)
const ports = testPorts()
// The name of who asks is the session: what is walked are the steps, not the signing in.
const app = createServer({
  installation,
  features: [problemRoutes(ports), createAccounts(problemEntryKinds)],
  actorOf: (login) => Promise.resolve(town.actorOf(login)),
})
const campaign = await town.as('', async ({ tx, clock }) => {
  const row = await tx
    .insertInto('campaign')
    .values({ division: 'aa', title: '整治', body: '', file_name: 'a', file_sha256: 'none', state: 'approved', created_by: 'test', created_at: clock.now() })
    .returning('campaign_id')
    .executeTakeFirstOrThrow()
  return row.campaign_id
})
const cells = [
  ['序号', '社区', '问题来源', '问题类别', '存在问题', '涉及人员', '涉及金额（元）', '原因', '整改措施', '责任人', '整改时限', '是否完成', '备注'],
  [1, '青柳', '自查', '特困', '9月没有走访记录', '王五', null, '主观上没有重视', '补走访', '青柳worker', '2026.10.30', '正在整改', null],
]
const all = acts(packXlsx([{ name: '问题台账', rows: cells.map((row) => row.map((value) => ({ value }))) }]))

/** Random steps are drawn oftener from what does not end a problem. */
const ending = ['revoke', 'transfer', 'takeBackLead']
const names = [...Object.keys(all), ...Object.keys(others)]
const logins = 'clerk clerk clerk2 leader supervisor secretary secretary worker worker child_worker grid auditor worker-b secretary-b'.split(' ')
const anyStep = fc.record({
  name: fc.constantFrom(...names, ...names.filter((name) => !ending.includes(name))),
  login: fc.constantFrom(...logins),
  n: fc.integer({ min: 0, max: 12 }),
  isGood: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn < 7),
  isOther: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn < 2),
})

const seenOf = (problemId: string): Promise<Seen> => town.as('', ({ tx }) => readSeen(tx, problemId))

async function ask(login: string, { key, params = {}, query = {}, body, bytes }: ReturnType<(typeof all)[string]>) {
  const { method, path } = splitKey(key)
  const url =
    path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '') + (Object.keys(query).length > 0 ? `?${new URLSearchParams(query).toString()}` : '')
  const answer = await app.request(url, {
    method,
    headers: { 'x-doudi': '1', 'content-type': 'application/json', cookie: `doudi=${login}` },
    body: bytes ? Buffer.from(bytes) : JSON.stringify(body ?? {}),
  })
  return { status: answer.status, told: (answer.status === 204 ? {} : await answer.json()) as { undo?: string; done?: string[] } }
}

/** Told by the raw rows alone, in other words than the product's own checklist. */
function whyNotClosable({ row, measures, proofs, money }: Seen, events: readonly (ToldEvent & { actor_id: string | null })[]): string[] {
  const lacks: string[] = []
  if (row['cause_kind'] === null) lacks.push('cause')
  if (measures.length === 0 || measures.some((each) => each.done === null)) lacks.push('measure')
  if (row['owner_post'] === null) lacks.push('owner')
  if (row['track'] !== 'at_once' && row.due_on === null) lacks.push('deadline')
  if (!proofs.some((each) => each.side === 'after')) lacks.push('proof')
  const sum = (...kinds: string[]) => money.filter((each) => kinds.includes(each.kind)).reduce((total, each) => total + each.fen, 0)
  const overpaid = row['overpaid'] === null ? sum('no_basis') : Number(row['overpaid'])
  if (Math.max(overpaid, sum('ordered')) !== sum('recovered', 'waived', 'no_basis', 'debtor_dead', 'handed_over')) lacks.push('money')
  if (sum('owed') > sum('paid_later')) lacks.push('owed')
  if (row['kind'] === 'money' && row['goes_on'] !== true && !ports.batches.has('2026-11')) lacks.push('roster')
  const closer = events.findLast((each) => each.action === 'problem.closed')?.actor_id
  const menders = events.filter((each) => ['problem.mending_started', 'problem.measure_done', 'problem.closing_asked'].includes(each.action))
  if (closer === undefined || closer === null || menders.some((each) => each.actor_id === closer)) lacks.push('reviewer')
  return lacks
}

/** Of a problem, by the role that sees also what is under lock. */
const eventsOf = (problemId: string) =>
  installation.database.sealer
    .selectFrom('event')
    .selectAll()
    .where('object_kind', '=', 'problem')
    .where('object_id', '=', problemId)
    .orderBy('event_id')
    .execute()

function expectMove(before: Seen, after: Seen, { login, what, beforeBatch }: { login: string; what: string; beforeBatch: Seen | undefined }): void {
  if (after.row.state === before.row.state) return
  const role = town.actorOf(login).role
  // A batch that is taken back leaves what stood before it, not what a step would.
  if (what === 'undo') {
    expect(told.map((key) => [key, after.row[key]])).toEqual(told.map((key) => [key, beforeBatch?.row[key]]))
    return
  }
  const isAllowed = stepNames.some((step) => steps[step].to === after.row.state && mayStep(step, before.row.state as ProblemState, role))
  expect([what, before.row.state, after.row.state, role, isAllowed]).toEqual([what, before.row.state, after.row.state, role, true])
}

function expectSums({ row, money, people }: Seen): void {
  const sum = (...kinds: string[]) => money.filter((each) => kinds.includes(each.kind)).reduce((total, each) => total + each.fen, 0)
  const settled = sum('recovered', 'waived', 'no_basis', 'debtor_dead', 'handed_over')
  const base = row['overpaid'] === null ? sum('ordered', 'no_basis') : Math.max(Number(row['overpaid']), sum('ordered'))
  expect([settled <= base, sum('waived') === 0 || sum('ordered') > 0]).toEqual([true, true])
  const named = people.filter((each) => each.overpaid !== null)
  if (named.length > 0) expect(row['overpaid']).toBe(named.reduce((total, each) => total + (each.overpaid ?? 0), 0))
}

const outcomes = new Map<string, { taken: number; refused: number }>()
const count = { closures: 0, moves: 0, compared: 0, undone: 0 }
/**
 * Walks of random acts by random posts over the problems' API: no forbidden step, nothing closed that lacks something, sums that
 * hold, and what stood at any time told again from the events alone. Every endpoint must have been taken and refused.
 */
export async function walkProblems({ runs, seed }: { runs: number; seed?: number }): Promise<void> {
  const mutations = Object.keys(api).filter((key) => !key.startsWith('GET '))
  let walked = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 24, maxLength: 45 }), fc.integer({ min: 0, max: 3 }), async (walk, hasNoBatch) => {
      installation.setClock(fixedClock('2026-09-21'))
      ports.batches.clear()
      if (hasNoBatch > 0) ports.batches.set('2026-11', { isPaid: false })
      const register = async () => {
        const lead = await town.as('', (work) => newLead(work, { overpaid: 60_000, concerned: 60_000, topic: `t${Math.random()}` }))
        return { lead: lead.lead, person: lead.personId, ...(await town.as('worker', (work) => registerFromLead(work, lead))) }
      }
      const [one, two] = [await register(), await register()]
      const second = await town.as('', (work) => newLead(work, { topic: `t${Math.random()}` }))
      const ids = [one.problemId, two.problemId]
      const seen = new Map(ids.map((id) => [id, [] as { until: number; seen: Seen }[]]))
      let now = new Map<string, Seen>()
      for (const id of ids) now.set(id, await seenOf(id))
      const way = (goodWays[walked++ % goodWays.length] ?? []).flatMap((step) =>
        step.startsWith('@') ? [`${step.slice(1)}:one`, `${step.slice(1)}:two`] : [`${step}:`],
      )
      let [good, day, undo, by] = [0, 0, '00000000-0000-4000-8000-000000000000', '']
      let beforeBatch = new Map<string, Seen>()
      for (const { name, login, n, isGood, isOther } of walk) {
        const [what = '', given = '', which = ''] = isGood ? (way[good++ % way.length] ?? '').split(':') : [name, login]
        const mine = which === 'two' || (which === '' && !isGood && isOther) ? two : one
        // Ten minutes, not days: what a batch did is taken back on its day, now and then by somebody else.
        const who = others[what]?.by ?? (what === 'undo' && n % 4 ? by : given)
        if (what !== 'undo') installation.setClock(fixedClock(addDays('2026-09-21', day++)))
        const before = now
        now = new Map()
        const at: Place = {
          problem: mine.problemId,
          other: mine === one ? two.problemId : one.problemId,
          seen: before.get(mine.problemId) as Seen,
          n: isGood ? 1 + (n % 3) : n,
          today: installation.clock.today(),
          postOf: town.postOf,
          campaign,
          person: mine.person,
          lead: mine.lead,
          secondLead: second.lead,
          undo,
        }
        let isTaken = true
        const other = others[what]
        if (other) {
          const refusal = await town
            .as(who, (work) => other.act(work, at))
            .then(
              () => null,
              (error: unknown) => error,
            )
          if (refusal !== null) expect([what, refusal instanceof Problem]).toEqual([what, true])
          isTaken = refusal === null
        } else {
          const asked = all[what]?.(at)
          if (!asked) throw new Error(`no act ${what}`)
          const answer = await ask(who, asked)
          expect([what, asked, answer.told, answer.status < 500]).toEqual([what, asked, answer.told, true])
          isTaken = answer.status < 300 && answer.told.done?.length !== 0
          const tally = outcomes.get(asked.key) ?? { taken: 0, refused: 0 }
          tally[isTaken ? 'taken' : 'refused']++
          outcomes.set(asked.key, tally)
          if (isTaken && answer.told.undo !== undefined) [undo, by, beforeBatch] = [answer.told.undo, who, before]
          if (isTaken && what === 'undo') count.undone++
        }
        const newest = await town.as('', ({ tx }) =>
          tx
            .selectFrom('event')
            .select((eb) => eb.fn.max('event_id').as('id'))
            .executeTakeFirstOrThrow(),
        )
        for (const [problemId, was] of before) {
          const is = await seenOf(problemId)
          now.set(problemId, is)
          if (!isTaken) expect([what, is]).toEqual([what, was])
          if (is.row.state !== was.row.state) count.moves++
          expectMove(was, is, { login: who, what, beforeBatch: beforeBatch.get(problemId) })
          expectSums(is)
          if (is.row.state === 'closed' && was.row.state !== 'closed' && what !== 'undo') {
            count.closures++
            expect(whyNotClosable(is, await eventsOf(problemId))).toEqual([])
          }
          seen.get(problemId)?.push({ until: Number(newest.id), seen: is })
        }
      }
      for (const [problemId, list] of seen) {
        const events = await eventsOf(problemId)
        for (const { until, seen: is } of list) {
          count.compared++
          const again = rebuild(events, until)
          // Of a clue handed over nothing stays in the rows but that it was.
          if (is.row['is_clue'] === true) expect(again.row['state']).toBe('transferred')
          else expect(again).toEqual(comparable(is))
        }
      }
    }),
    { numRuns: runs, endOnFailure: true, ...(seed === undefined ? {} : { seed }) },
  )
  // A walk that never got anywhere would prove nothing: everything that changes a problem was done, and was refused, at least once.
  const lacking = mutations.filter((key) => (outcomes.get(key)?.taken ?? 0) === 0 || (outcomes.get(key)?.refused ?? 0) === 0)
  expect(lacking.map((key) => [key, outcomes.get(key)])).toEqual([])
  expect(count.closures).toBeGreaterThan(3)
  expect(count.moves).toBeGreaterThan(100)
  expect(count.undone).toBeGreaterThan(3)
  expect(count.compared).toBeGreaterThan(200)
}
