import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { countDue, namedDue, type DueStep } from '../../domain/due-steps.ts'
import type { Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { Problem, notFound } from '../../platform/problems.ts'
import { readCalendar } from '../calendar/index.ts'
import { choosePost, isWay, registeredNames, type HandTo } from './choose-post.ts'
import { canMove, stateAfter } from './lead-states.ts'
import { recordMany } from './record-many.ts'
import { listFieldPosts, type FieldPost } from './store.ts'

/** Working days for looking into a lead: the town's own habit, not a limit of law. */
const daysToVerify = 10

export interface Assignment {
  leads: readonly string[]
  to: HandTo
  /** A plain date; without it so many working days from today. */
  dueOn?: string | undefined
  /** Working days instead of the usual ten. */
  days?: number | undefined
}

export interface Assigned {
  /** Names the whole action; with it everything can be taken back for ten minutes. */
  undo: string
  assigned: number
  dueOn: string
  skipped: { lead: string; number: string; why: string }[]
}

/** Who would get how many, before anybody is given anything. */
export interface AssignmentPreview {
  dueOn: string
  dueSteps: DueStep[]
  assigned: number
  posts: { post: string; name: string; role: string; community: string; open: number; gets: number }[]
  skipped: { why: string; count: number }[]
}

/** Hands leads out. What cannot be handed to that post is skipped and said, the rest goes. Errors: `not_found` for a lead or post outside the range. */
export async function assignLeads(work: Work, assignment: Assignment): Promise<Assigned> {
  const { due, gifts, skipped } = await planAssignment(work, assignment)
  const undo = randomUUID()
  const changes: { lead_id: string; post: string; due_on: string; due_steps: unknown; version: number }[] = []
  const events = []
  for (const { lead, post } of gifts) {
    const state = stateAfter('assign', lead.state, work.actor.role)
    // Handing on to a colleague does not start the clock anew.
    const keepsClock = isInHands(lead.state) && lead.due_on !== null && assignment.dueOn === undefined && assignment.days === undefined
    const [due_on, due_steps] = keepsClock ? [lead.due_on ?? due.on, lead.due_steps] : [due.on, due.steps]
    changes.push({ lead_id: lead.lead_id, post: post.post, due_on, due_steps, version: lead.version + 1 })
    events.push({
      action: 'lead.assigned',
      objectKind: 'lead',
      objectId: lead.lead_id,
      division: lead.division,
      personId: lead.person_id,
      before: { state: lead.state, assignee: lead.assignee_post, dueOn: lead.due_on, dueSteps: lead.due_steps },
      after: { state, assignee: post.post, assigneeName: post.name, dueOn: due_on, version: lead.version + 1, undo },
    })
  }
  await sql`update lead set state = 'assigned', assignee_post = t.post, due_on = t.due_on, due_steps = t.due_steps, version = t.version, updated_at = ${work.clock.now()}
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as t(lead_id uuid, post uuid, due_on date, due_steps jsonb, version integer) where lead.lead_id = t.lead_id`.execute(
    work.tx,
  )
  await recordMany(work, events)
  return { undo, assigned: changes.length, dueOn: due.on, skipped }
}

/** What `assignLeads` would do with the same words: who gets how many, what would be left and why. Changes nothing. */
export async function previewAssignment(work: Work, assignment: Assignment): Promise<AssignmentPreview> {
  const { due, gifts, skipped, posts } = await planAssignment(work, assignment)
  const gets = (post: string): number => gifts.filter((gift) => gift.post.post === post).length
  const reasons = [...new Set(skipped.map((each) => each.why))]
  return {
    dueOn: due.on,
    dueSteps: due.steps,
    assigned: gifts.length,
    posts: posts.map(({ post, name, role, community, open }) => ({ post, name, role, community, open, gets: gets(post) })).filter((post) => post.gets > 0),
    skipped: reasons.map((why) => ({ why, count: skipped.filter((each) => each.why === why).length })),
  }
}

const isInHands = (state: string): boolean => state === 'assigned' || state === 'checking'

async function planAssignment(work: Work, { leads, to, dueOn, days }: Assignment) {
  const rows = await readLeads(work, leads)
  const posts = await listFieldPosts(work)
  if (!isWay(to) && !posts.some((post) => post.post === to)) throw notFound('这个岗位')
  const due = await dueFrom(work, { dueOn, days })
  const load = new Map(posts.map((post) => [post.post, post.open]))
  const registered = await registeredNames(
    work,
    posts.map((post) => post.name),
  )
  const skipped: Assigned['skipped'] = []
  const gifts: { lead: (typeof rows)[number]; post: FieldPost }[] = []
  const skip = (lead: (typeof rows)[number], why: string): void => void skipped.push({ lead: lead.lead_id, number: lead.number, why })
  for (const lead of rows) {
    if (lead.is_held) skip(lead, '这一块疑点还没有放出，先到核查页放出')
    else if (lead.state === 'merged') skip(lead, '已并入另一条，随那一条办')
    else if (!canMove('assign', lead.state)) skip(lead, '已有结论，不再分派')
    else {
      // Spread anew, a lead no longer weighs on the desk that it leaves.
      const before = isInHands(lead.state) ? lead.assignee_post : null
      if (to === 'load' && before !== null) load.set(before, (load.get(before) ?? 1) - 1)
      const found = await choosePost(work, lead, { posts, to, load, registered })
      if (typeof found === 'string') {
        skip(lead, found)
        if (to === 'load' && before !== null) load.set(before, (load.get(before) ?? 0) + 1)
      } else {
        load.set(found.post, (load.get(found.post) ?? 0) + 1)
        gifts.push({ lead, post: found })
      }
    }
  }
  return { due, gifts, skipped, posts }
}

/** Sets another due date for leads that are handed out. */
export async function setDue(work: Work, { leads, dueOn }: { leads: readonly string[]; dueOn: string }): Promise<Assigned> {
  if (dueOn < work.clock.today()) throw new Problem('bad_input', '到期日不能早于今天。', { issues: [{ path: 'dueOn', message: '早于今天' }] })
  const rows = await readLeads(work, leads)
  const undo = randomUUID()
  const open = rows.filter((lead) => lead.state === 'assigned' || lead.state === 'checking')
  const steps = [namedDue(dueOn, { on: work.clock.today(), by: work.actor.name, calendar: await readCalendar(work.tx) })]
  if (open.length > 0) {
    await sql`update lead set due_on = ${dueOn}, due_steps = ${JSON.stringify(steps)}::jsonb, version = version + 1, updated_at = ${work.clock.now()}
      where lead_id = any(${open.map((lead) => lead.lead_id)}::uuid[])`.execute(work.tx)
  }
  await recordMany(
    work,
    open.map((lead) => ({
      action: 'lead.due_set',
      objectKind: 'lead',
      objectId: lead.lead_id,
      division: lead.division,
      personId: lead.person_id,
      before: { state: lead.state, assignee: lead.assignee_post, dueOn: lead.due_on, dueSteps: lead.due_steps },
      after: { dueOn, version: lead.version + 1, undo },
    })),
  )
  const skipped = rows
    .filter((lead) => !open.includes(lead))
    .map((lead) => ({ lead: lead.lead_id, number: lead.number, why: '还没分派或已有结论，没有到期日' }))
  return { undo, assigned: open.length, dueOn, skipped }
}

/** The due date of a lead handed out today with its arithmetic: a day that somebody names, or so many working days from today. */
export async function dueFrom(
  { tx, clock, actor }: Work,
  { dueOn, days }: { dueOn?: string | undefined; days?: number | undefined } = {},
): Promise<{ on: string; steps: DueStep[] }> {
  const today = clock.today()
  if (dueOn !== undefined && dueOn < today) throw new Problem('bad_input', '到期日不能早于今天。', { issues: [{ path: 'dueOn', message: '早于今天' }] })
  const calendar = await readCalendar(tx)
  const step =
    dueOn === undefined
      ? countDue(
          today,
          {
            count: days ?? daysToVerify,
            unit: 'workdays',
            ground: days === undefined ? '镇里核实疑点的惯例，不是法定期限' : `${actor.name}分派时定的天数`,
          },
          calendar,
        )
      : namedDue(dueOn, { on: today, by: actor.name, ground: '分派时指定', calendar })
  return { on: step.due, steps: [step] }
}

async function readLeads({ tx, actor }: Work, leads: readonly string[]) {
  const rows = await tx
    .selectFrom('lead')
    .select([
      'lead_id',
      'number',
      'state',
      'division',
      'person_id',
      'subject_name',
      'is_child_matter',
      'assignee_post',
      'due_on',
      'due_steps',
      'version',
      'is_held',
    ])
    .where(sql<boolean>`lead_id = any(${leads}::uuid[])`)
    .where(within(actor.scope, 'lead.division'))
    .orderBy('number')
    .forUpdate()
    .execute()
  if (rows.length !== new Set(leads).size) throw notFound('其中一条疑点')
  return rows
}
