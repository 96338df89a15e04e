import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { addWorkingDays, sayCounting } from '../../domain/working-days.ts'
import type { Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { Problem, notFound } from '../../platform/problems.ts'
import { isInScope, scopeOf } from '../../platform/scope.ts'
import { workCalendar } from '../../platform/work-calendar.ts'
import { canMove, stateAfter } from './lead-states.ts'
import { recordMany } from './record-many.ts'
import { isKin, listFieldPosts, type FieldPost } from './store.ts'

/** Working days for looking into a lead: the town's own habit, not a limit of law. */
export const daysToVerify = 10

export interface Assignment {
  leads: readonly string[]
  /** A post's id, or `community`: each community's own worker. */
  to: string
  /** A plain date; without it ten working days from today. */
  dueOn?: string | undefined
}

export interface Assigned {
  /** Names the whole action; with it everything can be taken back for ten minutes. */
  undo: string
  assigned: number
  dueOn: string
  skipped: { lead: string; number: string; why: string }[]
}

/** Arithmetic of a due date as it is shown and tested: from which day, how many days, which stretches counted. */
export interface DueSteps {
  from: string
  days: number | null
  said: string
}

/** Hands leads out. What cannot be handed to that post is skipped and said, the rest goes. Errors: `not_found` for a lead or post outside the range. */
export async function assignLeads(work: Work, { leads, to, dueOn }: Assignment): Promise<Assigned> {
  const rows = await readLeads(work, leads)
  const posts = await listFieldPosts(work)
  if (to !== 'community' && !posts.some((post) => post.post === to)) throw notFound('这个岗位')
  const due = dueFrom(work.clock.today(), dueOn)
  const load = new Map(posts.map((post) => [post.post, post.open]))
  const undo = randomUUID()
  const skipped: Assigned['skipped'] = []
  const changes: { lead_id: string; post: string; due_on: string; due_steps: unknown; version: number }[] = []
  const events = []
  for (const lead of rows) {
    const found = lead.is_held
      ? '这一块疑点还没有放出，先到核查页放出'
      : canMove('assign', lead.state)
        ? await choosePost(work, lead, { posts, to, load })
        : '已有结论，不再分派'
    if (typeof found === 'string') {
      skipped.push({ lead: lead.lead_id, number: lead.number, why: found })
      continue
    }
    const state = stateAfter('assign', lead.state, work.actor.role)
    load.set(found.post, (load.get(found.post) ?? 0) + 1)
    // Handing on to a colleague does not start the clock anew.
    const keepsClock = (lead.state === 'assigned' || lead.state === 'checking') && lead.due_on !== null && dueOn === undefined
    const [due_on, due_steps] = keepsClock ? [lead.due_on ?? due.on, lead.due_steps] : [due.on, due.steps]
    changes.push({ lead_id: lead.lead_id, post: found.post, due_on, due_steps, version: lead.version + 1 })
    events.push({
      action: 'lead.assigned',
      objectKind: 'lead',
      objectId: lead.lead_id,
      division: lead.division,
      personId: lead.person_id,
      before: { state: lead.state, assignee: lead.assignee_post, dueOn: lead.due_on, dueSteps: lead.due_steps },
      after: { state, assignee: found.post, assigneeName: found.name, dueOn: due_on, version: lead.version + 1, undo },
    })
  }
  await sql`update lead set state = 'assigned', assignee_post = t.post, due_on = t.due_on, due_steps = t.due_steps, version = t.version, updated_at = ${work.clock.now()}
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as t(lead_id uuid, post uuid, due_on date, due_steps jsonb, version integer) where lead.lead_id = t.lead_id`.execute(
    work.tx,
  )
  await recordMany(work, events)
  return { undo, assigned: changes.length, dueOn: due.on, skipped }
}

/** Sets another due date for leads that are handed out. */
export async function setDue(work: Work, { leads, dueOn }: { leads: readonly string[]; dueOn: string }): Promise<Assigned> {
  if (dueOn < work.clock.today()) throw new Problem('bad_input', '到期日不能早于今天。', { issues: [{ path: 'dueOn', message: '早于今天' }] })
  const rows = await readLeads(work, leads)
  const undo = randomUUID()
  const open = rows.filter((lead) => lead.state === 'assigned' || lead.state === 'checking')
  const steps: DueSteps = { from: work.clock.today(), days: null, said: `${work.actor.name}指定` }
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

/** The due date with its arithmetic. */
export function dueFrom(today: string, dueOn?: string): { on: string; steps: DueSteps } {
  if (dueOn !== undefined) {
    if (dueOn < today) throw new Problem('bad_input', '到期日不能早于今天。', { issues: [{ path: 'dueOn', message: '早于今天' }] })
    return { on: dueOn, steps: { from: today, days: null, said: '分派时指定' } }
  }
  const counted = addWorkingDays(today, daysToVerify, workCalendar())
  return { on: counted.date, steps: { from: today, days: daysToVerify, said: sayCounting(counted) } }
}

interface ToAssign {
  state: string
  assignee_post: string | null
  division: string
  person_id: string | null
  subject_name: string
  is_child_matter: boolean
}

async function choosePost(
  work: Work,
  lead: ToAssign,
  { posts, to, load }: { posts: readonly FieldPost[]; to: string; load: ReadonlyMap<string, number> },
): Promise<FieldPost | string> {
  const fitting = posts.filter((post) => isInScope(scopeOf(post.division), lead.division) && fits(post, lead) && (to === 'community' || post.post === to))
  if (fitting.length === 0) return to === 'community' ? '这个社区还没有能办这类事的专干' : '不在这个岗位的辖区或职责内'
  const held = lead.state === 'assigned' || lead.state === 'checking' ? lead.assignee_post : null
  // Who has it keeps it; a children's director goes before the general worker for a child; then whoever has less on the desk.
  const preferred = fitting.toSorted(
    (a, b) =>
      Number(b.post === held) - Number(a.post === held) ||
      Number(b.role === 'child_worker') - Number(a.role === 'child_worker') ||
      rank(a) - rank(b) ||
      (load.get(a.post) ?? 0) - (load.get(b.post) ?? 0),
  )
  for (const post of preferred) {
    if (await isKin(work, post.name, { personId: lead.person_id, name: lead.subject_name })) continue
    return post.post === held ? `已经在${post.name}手上` : post
  }
  return '对象登记在承办人的近亲属备案表里，请交给别人'
}

function fits(post: FieldPost, lead: ToAssign): boolean {
  if (post.role === 'child_worker') return lead.is_child_matter
  // A grid member does not see children's matters.
  return post.role === 'worker' || !lead.is_child_matter
}

const rank = (post: FieldPost): number => (post.role === 'grid' ? 1 : 0)

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
