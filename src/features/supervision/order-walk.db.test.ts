import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createServer, splitKey } from '#src/platform/http/server.ts'
import { newCampaignTown } from '../../../tests/support/campaign-town.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { addDays } from '../../domain/plain-date.ts'
import { fixedClock } from '../../platform/clock.ts'
import { createAccounts } from '../accounts/index.ts'
import { supervisionEntryKinds } from './entry-kinds.ts'
import { createSupervision } from './routes.ts'

const installation = await newInstallation('2026-10-20')
const town = await newCampaignTown(installation)
const app = createServer({
  installation,
  features: [createSupervision({ conditionsOf: () => Promise.resolve([]) }), createAccounts(supervisionEntryKinds)],
  actorOf: (login) => Promise.resolve(town.actorOf(login)),
})

type State = 'given' | 'received' | 'answered' | 'done' | 'withdrawn'
const withdrawal = (kind: string) => ({ key: 'POST /api/entries/{order}/withdrawal', body: { kind, reason: '写错了件' } })
/** What happens to an order, from where to where; written apart from what decides it. */
const acts: Record<string, { key: string; body: Record<string, unknown>; from: readonly State[]; to: State; roles: readonly string[] }> = {
  receive: { key: 'POST /api/orders/{order}/receipt', body: { by: '书记' }, from: ['given'], to: 'received', roles: ['clerk', 'secretary', 'worker'] },
  answer: { key: 'POST /api/orders/{order}/answer', body: { text: '已经查清' }, from: ['received'], to: 'answered', roles: ['clerk', 'secretary', 'worker'] },
  accept: { key: 'POST /api/orders/{order}/end', body: { accepted: true }, from: ['answered'], to: 'done', roles: ['supervisor'] },
  sendBack: { key: 'POST /api/orders/{order}/end', body: { accepted: false, reason: '没有说清' }, from: ['answered'], to: 'received', roles: ['supervisor'] },
  withdraw: { ...withdrawal('order'), from: ['given', 'received'], to: 'withdrawn', roles: ['supervisor'] },
  withdrawReceipt: { ...withdrawal('order_receipt'), from: ['received'], to: 'given', roles: ['clerk', 'secretary', 'worker'] },
  withdrawAnswer: { ...withdrawal('order_answer'), from: ['answered'], to: 'received', roles: ['clerk', 'secretary', 'worker'] },
}
const reminder = 'POST /api/orders/{order}/reminder'
/** A way that leads to the end, with a mistake put right and one answer sent back. */
const goodWay = 'receive:secretary answer:secretary withdrawAnswer:secretary answer:worker sendBack:supervisor answer:secretary accept:supervisor'.split(' ')
const logins = ['supervisor', 'supervisor', 'secretary', 'secretary', 'worker', 'clerk', 'leader', 'grid', 'secretary-b']

async function ask(login: string, key: string, params: Record<string, string>, body: unknown) {
  const { method, path } = splitKey(key)
  const answer = await app.request(
    path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? ''),
    { method, headers: { 'x-doudi': '1', 'content-type': 'application/json', cookie: `doudi=${login}` }, body: JSON.stringify(body) },
  )
  return { status: answer.status, told: (answer.status === 204 ? {} : await answer.json()) as { order?: string } }
}

const stateOf = (order: string): Promise<State> =>
  town.as('supervisor', async ({ tx }) => {
    const row = await tx.selectFrom('supervision_order').selectAll().where('order_id', '=', order).executeTakeFirst()
    return row === undefined ? 'withdrawn' : row.is_done ? 'done' : row.answered_on !== null ? 'answered' : row.received_on !== null ? 'received' : 'given'
  })

/** The order's state as its events alone tell it. */
const toldState = (order: string): Promise<State> =>
  town.as('supervisor', async ({ tx }) => {
    const events = await tx
      .selectFrom('event')
      .select(['action', 'after'])
      .where('object_kind', '=', 'order')
      .where('object_id', '=', order)
      .orderBy('event_id')
      .execute()
    let state: State = 'given'
    for (const { action, after } of events) {
      const kind = (after as { kind?: string } | null)?.kind
      if (action === 'order.received' || action === 'order.sent_back' || kind === 'order_answer') state = 'received'
      if (action === 'order.answered') state = 'answered'
      if (action === 'order.done') state = 'done'
      if (kind === 'order_receipt') state = 'given'
      if (kind === 'order') state = 'withdrawn'
    }
    return state
  })

test('random acts of random posts lead an order only where it may go; each was taken and refused, and its events tell the same state at every step', async () => {
  const outcomes = new Map<string, { taken: number; refused: number }>()
  const step = fc.record({
    what: fc.constantFrom(...Object.keys(acts), 'remind'),
    login: fc.constantFrom(...logins),
    isNextDay: fc.boolean(),
    isGood: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 24 }), async (steps) => {
      let today = '2026-10-20'
      installation.setClock(fixedClock(today))
      const given = { toUnit: '青柳社区', division: 'aaaa', text: '查清入户调查', dueOn: '2026-10-30' }
      const order = (await ask('supervisor', 'POST /api/orders', {}, given)).told.order ?? ''
      expect((await ask('clerk', 'POST /api/orders', {}, given)).status).toBe(403)
      let remindedOn: string | null = null
      let good = 0
      for (const { isNextDay, isGood, ...drawn } of steps) {
        const [what = '', login = ''] = isGood ? (goodWay[good++ % goodWay.length] ?? '').split(':') : [drawn.what, drawn.login]
        if (isNextDay) today = addDays(today, 1)
        installation.setClock(fixedClock(today))
        const before = await stateOf(order)
        const act = acts[what] ?? { key: reminder, body: {}, from: ['given', 'received'], to: before, roles: ['supervisor'] }
        const { status } = await ask(login, act.key, { order }, { ...act.body, on: today })
        expect([what, status < 500]).toEqual([what, true])
        const isTaken = status < 300
        const tally = outcomes.get(what) ?? { taken: 0, refused: 0 }
        tally[isTaken ? 'taken' : 'refused']++
        outcomes.set(what, tally)
        const after = await stateOf(order)
        expect(after).toBe(isTaken ? act.to : before)
        if (isTaken) expect([what, act.from.includes(before), act.roles.includes(town.actorOf(login).role)]).toEqual([what, true, true])
        if (isTaken && what === 'remind') {
          expect(remindedOn).not.toBe(today)
          remindedOn = today
        }
        expect(await toldState(order)).toBe(after)
      }
    }),
    { numRuns: 30, seed: 20_261_130, endOnFailure: true },
  )
  const lacking = [...Object.keys(acts), 'remind'].filter((what) => (outcomes.get(what)?.taken ?? 0) === 0 || (outcomes.get(what)?.refused ?? 0) === 0)
  expect(lacking.map((what) => [what, outcomes.get(what)])).toEqual([])
}, 120_000)
