import { type MoneyKind, moneyKinds } from '../../domain/problem-words.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newInstallation } from '../../../tests/support/database.ts'
import { addDays } from '../../domain/plain-date.ts'
import { fixedClock } from '../../platform/clock.ts'
import type { Work } from '../../platform/events.ts'
import { Problem } from '../../platform/problems.ts'
import { workCalendar } from '../../platform/work-calendar.ts'
import { addMeasure, markMeasureDone } from './actions/add-measure.ts'
import { addProof } from './actions/add-proof.ts'
import { askClosing } from './actions/ask-closing.ts'
import { assignOwner } from './actions/assign-owner.ts'
import { enterMoney } from './actions/enter-money.ts'
import { enterStop } from './actions/enter-stop.ts'
import { establishProblem } from './actions/establish-problem.ts'
import { extendDeadline } from './actions/extend-deadline.ts'
import { planProblem } from './actions/plan-problem.ts'
import { registerFromLead } from './actions/register-problem.ts'
import { reopenRelapsed } from './actions/reopen-relapsed.ts'
import { returnClosedProblem } from './actions/return-problem.ts'
import { beginReview, reviewProblem } from './actions/review-problem.ts'
import { revokeProblem } from './actions/revoke-problem.ts'
import { setCause } from './actions/set-cause.ts'
import { startMending } from './actions/start-mending.ts'
import { transferProblem } from './actions/transfer-problem.ts'
import { beginWait, endWait } from './actions/wait-problem.ts'
import { mayStep, stepNames, steps, type ProblemState } from './problem-states.ts'
import { newLead, newTown, testPorts } from './town-for-tests.ts'

const installation = await newInstallation('2026-09-21')
const town = await newTown(installation)
const ports = testPorts()
const calendar = workCalendar()

interface Given {
  problemId: string
  leadId: string
  version: number
  /** A small number that the walk drew, for amounts and choices. */
  n: number
}

const at = (n: number): string => addDays(installation.clock.today(), n - 3)
const firstMeasure = async (work: Work, problemId: string): Promise<string> => {
  const open = await work.tx.selectFrom('measure').select('measure_id').where('problem_id', '=', problemId).where('done_on', 'is', null).executeTakeFirst()
  return open?.measure_id ?? '00000000-0000-4000-8000-000000000000'
}

/** Every way to touch a problem. */
const acts: Record<string, (work: Work, given: Given) => Promise<unknown>> = {
  establish: (work, { problemId, version }) => establishProblem(work, problemId, { version }),
  cause: (work, { problemId, version }) => setCause(work, problemId, { version, kind: 'work', text: '疏忽' }),
  measure: (work, { problemId }) => addMeasure(work, problemId, { text: '核对名册' }),
  done: async (work, { problemId }) => markMeasureDone(work, problemId, { measureId: await firstMeasure(work, problemId), isDone: true }),
  owner: (work, { problemId, version, n }) => assignOwner(work, problemId, { version, post: town.postOf(n % 2 ? 'worker' : 'secretary') }),
  plan: (work, { problemId, version, n }) =>
    planProblem(work, problemId, {
      version,
      track: n % 3 ? 'by_deadline' : 'at_once',
      due: n % 2 ? at(n + 5) : undefined,
      owner: n % 2 ? town.postOf('worker') : undefined,
      calendar,
    }),
  planWhole: (work, { problemId, version, n }) =>
    planProblem(work, problemId, {
      version,
      track: 'by_deadline',
      due: at(n + 10),
      cause: { kind: 'work', text: '疏忽' },
      measures: ['停发'],
      owner: town.postOf('worker'),
      calendar,
    }),
  start: (work, { problemId, version }) => startMending(work, problemId, { version }),
  wait: (work, { problemId, version, n }) =>
    beginWait(work, problemId, { version, reason: 'authority_decision', note: '报县', from: n % 2 ? at(n) : undefined }),
  endWait: (work, { problemId, version }) => endWait(work, problemId, { version, outcome: '决定了', calendar }),
  extend: (work, { problemId, version, n }) => extendDeadline(work, problemId, { version, due: at(n + 20), reason: '等回函', calendar }),
  money: (work, { problemId, n }) =>
    enterMoney(work, problemId, {
      kind: moneyKinds[n % moneyKinds.length] as MoneyKind,
      fen: (n + 1) * 10_000,
      way: 'cash',
      onDate: '2026-09-01',
      organ: '禾川县民政局',
      paper: '37号',
    }),
  moneyRest: (work, { problemId }) =>
    enterMoney(work, problemId, { kind: 'no_basis', fen: 60_000, onDate: '2026-09-01', organ: '禾川县民政局', paper: '38号' }),
  stop: (work, { problemId, version, n }) =>
    enterStop(work, problemId, {
      version,
      month: '2026-11',
      goesOn: n % 2 === 0,
      paper: '停发决定',
      heardOn: n % 3 === 0 ? null : '2026-09-10',
      decidedOn: '2026-09-11',
      notifiedOn: '2026-09-12',
      form: 'written',
    }),
  proof: (work, { problemId, n }) => addProof(work, problemId, { side: n % 4 ? 'after' : 'before', note: '照片' }),
  ask: (work, { problemId, version }) => askClosing(work, problemId, { version, ports }),
  beginReview: (work, { problemId, version }) => beginReview(work, problemId, { version }),
  agree: (work, { problemId, version }) => reviewProblem(work, problemId, { version, decision: 'agree', ports }),
  sendBack: (work, { problemId, version }) => reviewProblem(work, problemId, { version, decision: 'send_back', reason: '缺照片', ports }),
  returnClosed: (work, { problemId }) => returnClosedProblem(work, problemId, { reason: '假的' }),
  relapse: (work, { leadId }) => reopenRelapsed(work, { leadId }),
  revoke: (work, { problemId, version }) => revokeProblem(work, problemId, { version, reason: '误登' }),
  transfer: (work, { problemId, version, n }) => transferProblem(work, problemId, { version, organ: '镇纪委', paper: '3号', isClue: n % 2 === 0 }),
}

/** Told twice: what makes a good way is drawn more often, so that walks reach closure. */
const names = [...Object.keys(acts).filter((name) => !['revoke', 'transfer'].includes(name)), ...Object.keys(acts)]
const logins = [
  'clerk',
  'clerk',
  'clerk2',
  'leader',
  'supervisor',
  'secretary',
  'secretary',
  'worker',
  'worker',
  'child_worker',
  'grid',
  'auditor',
  'worker-b',
  'secretary-b',
]
const goodWay = [
  'establish:clerk',
  'planWhole:worker',
  'start:worker',
  'done:worker',
  'proof:worker',
  'moneyRest:clerk',
  'stop:clerk',
  'ask:secretary',
  'agree:clerk2',
]
const anyStep = fc.record({
  name: fc.constantFrom(...names),
  login: fc.constantFrom(...logins),
  n: fc.integer({ min: 0, max: 12 }),
  isGood: fc.integer({ min: 0, max: 9 }).map((d) => d < 5),
})

async function rowOf(problemId: string) {
  return town.as('', ({ tx }) => tx.selectFrom('problem').selectAll().where('problem_id', '=', problemId).executeTakeFirstOrThrow())
}

/** Told by the raw rows alone, in other words than the product's own checklist. */
async function whyNotClosable(problemId: string): Promise<string[]> {
  return town.as('', async ({ tx }) => {
    const row = await tx.selectFrom('problem').selectAll().where('problem_id', '=', problemId).executeTakeFirstOrThrow()
    const measures = await tx.selectFrom('measure').selectAll().where('problem_id', '=', problemId).execute()
    const proofs = await tx.selectFrom('proof').selectAll().where('problem_id', '=', problemId).execute()
    const money = await tx.selectFrom('money_entry').selectAll().where('problem_id', '=', problemId).execute()
    const events = await tx.selectFrom('event').selectAll().where('object_id', '=', problemId).orderBy('event_id').execute()
    const lacks: string[] = []
    if (row.cause_kind === null) lacks.push('cause')
    if (measures.length === 0 || measures.some((each) => each.done_on === null)) lacks.push('measure')
    if (row.owner_post === null) lacks.push('owner')
    if (row.track !== 'at_once' && row.due_on === null) lacks.push('deadline')
    if (!proofs.some((each) => each.side === 'after')) lacks.push('proof')
    const sum = (...kinds: string[]) => money.filter((each) => kinds.includes(each.kind)).reduce((total, each) => total + each.fen, 0)
    if (Math.max(row.overpaid ?? 0, sum('ordered')) !== sum('recovered', 'waived', 'no_basis', 'debtor_dead', 'handed_over')) lacks.push('money')
    if (sum('owed') > sum('paid_later')) lacks.push('owed')
    if (!row.goes_on && !ports.batches.has('2026-11')) lacks.push('roster')
    const closer = events.findLast((each) => each.action === 'problem.closed')?.actor_id
    const others = events
      .filter((each) => ['problem.mending_started', 'problem.measure_done', 'problem.closing_asked'].includes(each.action))
      .map((each) => each.actor_id)
    if (closer === undefined || closer === null || others.includes(closer)) lacks.push('reviewer')
    return lacks
  })
}

/** The columns whose worth at any time must follow from the events alone. */
const told = [
  'state',
  'track',
  'cause_kind',
  'cause',
  'owner_post',
  'owner_name',
  'due_on',
  'planned_on',
  'stop_month',
  'goes_on',
  'stop_paper',
  'waiting_reason',
  'returned_reason',
  'closed_by',
  'is_relapsed',
  'extended_until',
  'overpaid',
] as const
type Told = Record<(typeof told)[number], unknown>

/** The problem as its events tell it, up to and with one of them; shares no code with what writes either. */
function rebuild(events: readonly { event_id: unknown; after: unknown }[], until: number): Partial<Told> {
  // What a new row holds without being told.
  const row: Record<string, unknown> = { goes_on: false, is_relapsed: false }
  for (const event of events) {
    if (Number(event.event_id) > until) break
    for (const [key, value] of Object.entries((event.after ?? {}) as Record<string, unknown>)) row[key] = value
  }
  return Object.fromEntries(told.map((key) => [key, row[key] ?? null])) as Told
}

test('random acts of random posts take no forbidden step, close nothing that lacks something, and keep every sum; what stood at any time can be told again from the events alone', async () => {
  let [closures, taken, compared] = [0, 0, 0]
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 10, maxLength: 45 }), fc.boolean(), async (walk, hasBatch) => {
      installation.setClock(fixedClock('2026-09-21'))
      ports.batches.clear()
      if (hasBatch) ports.batches.set('2026-11', { isPaid: false })
      const lead = await town.as('', (work) => newLead(work, { overpaid: 60_000, concerned: 60_000, topic: `t${Math.random()}` }))
      const { problemId } = await town.as('', (work) => registerFromLead(work, lead))
      let good = 0
      const seen: { until: number; row: Awaited<ReturnType<typeof rowOf>> }[] = []
      for (const [day, { name, login, n, isGood }] of walk.entries()) {
        installation.setClock(fixedClock(addDays('2026-09-21', day)))
        const [act = '', who = ''] = isGood ? (goodWay[good++ % goodWay.length] ?? '').split(':') : [name, login]
        const before = await rowOf(problemId)
        const outcome = await town
          .as(who, (work) => acts[act]?.(work, { problemId, leadId: lead.lead, version: before.version, n }) ?? Promise.resolve())
          .then(
            () => 'done',
            (error: unknown) => error,
          )
        if (outcome !== 'done') expect([act, who, outcome instanceof Problem ? 'refused' : outcome]).toEqual([act, who, 'refused'])
        const after = await rowOf(problemId)
        if (outcome !== 'done') expect(after).toEqual(before)
        if (after.state !== before.state) {
          taken++
          const role = town.actorOf(who).role
          const allowed = stepNames.some((step) => steps[step].to === after.state && mayStep(step, before.state as ProblemState, role))
          expect([before.state, after.state, role, allowed]).toEqual([before.state, after.state, role, true])
        }
        if (after.state === 'closed' && before.state !== 'closed') {
          closures++
          expect(await whyNotClosable(problemId)).toEqual([])
        }
        const newest = await town.as('', ({ tx }) =>
          tx
            .selectFrom('event')
            .select((eb) => eb.fn.max('event_id').as('id'))
            .executeTakeFirstOrThrow(),
        )
        seen.push({ until: Number(newest.id), row: after })
      }
      const events = await town.as('', ({ tx }) => tx.selectFrom('event').selectAll().where('object_id', '=', problemId).orderBy('event_id').execute())
      for (const { until, row } of seen) {
        compared++
        const rebuilt = rebuild(events, until)
        // Of a clue handed over nothing stays in the row but that it was; what came before is told by its events.
        if (row.state === 'transferred') expect(rebuilt.state).toBe('transferred')
        else expect(rebuilt).toEqual(Object.fromEntries(told.map((key) => [key, row[key] ?? null])))
      }
      const last = events.findLast((each) => (each.after as { state?: string } | null)?.state !== undefined)
      expect(last?.after).toMatchObject({ state: (await rowOf(problemId)).state })
    }),
    { numRuns: 60, endOnFailure: true },
  )
  // A walk that never got anywhere would prove nothing.
  expect(closures).toBeGreaterThan(3)
  expect(taken).toBeGreaterThan(100)
  expect(compared).toBeGreaterThan(200)
}, 180_000)
