import type { CauseKind } from '../../../domain/problem-words.ts'
import { keptSteps, namedDue } from '../../../domain/due-steps.ts'
import type { Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { readCalendar } from '../../calendar/index.ts'
import type { Track } from '../problem-clock.ts'
import { assertStep, divisionName, getOwner, listMeasures, lockProblem, takeStep, type ProblemChange, type ProblemRow } from '../store.ts'
import { insertMeasure } from './add-measure.ts'

export interface Plan {
  version: number
  track: Track
  due?: string | undefined
  cause?: { kind: CauseKind; text: string } | undefined
  measures?: readonly string[] | undefined
  owner?: string | undefined
  unit?: string | undefined
}

/**
 * 定措施: track, cause, measures, owner and deadline in one act; what stands already need not be sent again.
 * 限期整改 is refused without a measure, an owner and a deadline, any plan without cause and owner;
 * the refusal names all that is missing (`extra.missing`).
 */
export async function planProblem(work: Work, problemId: string, { undo, ...plan }: Plan & { undo?: string | undefined }): Promise<void> {
  const problem = await lockProblem(work, problemId, plan.version)
  assertStep(work, problem, 'plan')
  const today = work.clock.today()
  const measures = (plan.measures ?? []).map((text) => text.trim()).filter((text) => text !== '')
  const standing = await listMeasures(work.tx, problemId)
  refuseIncomplete(plan, { problem, measures: standing.length + measures.length, today })
  const set: ProblemChange = {
    track: plan.track,
    planned_on: today,
    ...(plan.cause ? { cause_kind: plan.cause.kind, cause: plan.cause.text } : {}),
    ...(await ownerOf(work, problem, plan)),
    ...(await dueOf(work, problem, plan)),
  }
  for (const text of measures) await insertMeasure(work, problem, text)
  await takeStep(work, problem, {
    step: 'plan',
    set,
    event: { action: 'problem.planned', after: { measures, ...(undo === undefined ? {} : { undo, version: problem.version + 1 }) } },
  })
}

function refuseIncomplete(plan: Plan, { problem, measures, today }: { problem: ProblemRow; measures: number; today: string }): void {
  const missing: { key: string; word: string }[] = []
  if (!plan.cause && problem.cause_kind === null) missing.push({ key: 'cause', word: '原因' })
  if (plan.track === 'by_deadline' && measures === 0) missing.push({ key: 'measures', word: '措施' })
  if (plan.owner === undefined && problem.owner_post === null) missing.push({ key: 'owner', word: '责任人' })
  if (plan.track === 'by_deadline' && plan.due === undefined && problem.due_on === null) missing.push({ key: 'due', word: '时限' })
  if (missing.length > 0)
    throw new Problem(
      'refused',
      `还不能定为${plan.track === 'by_deadline' ? '限期整改' : '立行立改'}，缺${missing.map((each) => each.word).join('、')}。写的都还在，补上再定。`,
      {
        missing: missing.map((each) => each.key),
      },
    )
  if (plan.due !== undefined && plan.due < today) throw new Problem('refused', `时限 ${plan.due} 已经过去，请定今天或以后的日子。`, { missing: ['due'] })
  if (plan.due !== undefined && problem.due_on !== null && plan.due > problem.due_on)
    throw new Problem('refused', `时限已定为 ${problem.due_on}；往后推要由分管领导批准延期。没有改动。`, { missing: ['due'] })
}

async function ownerOf(work: Work, problem: ProblemRow, plan: Plan): Promise<ProblemChange> {
  if (plan.owner === undefined) return plan.unit === undefined ? {} : { responsible_unit: plan.unit }
  const owner = await getOwner(work, problem, plan.owner)
  return { owner_post: owner.postId, owner_name: owner.name, responsible_unit: plan.unit ?? (await divisionName(work.tx, owner.division)) }
}

async function dueOf(work: Work, problem: ProblemRow, plan: Plan): Promise<ProblemChange> {
  if (plan.due === undefined) return {}
  const step = namedDue(plan.due, { on: work.clock.today(), by: work.actor.name, calendar: await readCalendar(work.tx) })
  return { due_on: plan.due, due_steps: JSON.stringify([...keptSteps(problem), step]) }
}
