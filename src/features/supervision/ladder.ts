import { sql } from 'kysely'
import { keptSteps } from '../../domain/due-steps.ts'
import { sayCounting, workingDaysBetween, type Calendar } from '../../domain/working-days.ts'
import { record, type Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import { within } from '../../platform/postgres/database.ts'
import { Problem, notFound } from '../../platform/problems.ts'
import { readCalendar } from '../calendar/index.ts'
import { writeConsequence } from './consequences.ts'
import { dueStep, faultOf, ladderSteps, type LadderRule, type LadderStep } from './ladder-steps.ts'

/** States in which the deadline's clock runs; while somebody else decides (waiting, closing, reviewing) it stands. */
const running = ['established', 'planned', 'mending', 'returned']

async function readRules({ tx }: Work) {
  const rows = await tx.selectFrom('ladder_rule').selectAll().execute()
  const rules = ladderSteps.flatMap((step) => rows.filter((row) => row.step === step).map((row): LadderRule => ({ step, days: row.days })))
  const [first] = rows
  return { rules, paper: first?.paper ?? null, statedBy: first?.stated_by ?? null, statedOn: first?.stated_on ?? null }
}

async function listLate({ tx, actor, clock }: Work, problemId?: string) {
  return tx
    .selectFrom('problem')
    .innerJoin('division', 'division.code', 'problem.division')
    .select(['problem.problem_id', 'problem.number', 'problem.title', 'problem.division', 'division.name as community', 'owner_name', 'due_on', 'due_steps'])
    .select(
      sql<
        LadderStep[]
      >`coalesce((select jsonb_agg(c.kind) from consequence c where c.problem_id = problem.problem_id and c.on_date > problem.due_on), '[]')`.as('signed'),
    )
    .where('state', 'in', running)
    .where('due_on', '<', clock.today())
    .where(within(actor.scope, 'problem.division'))
    .$if(problemId !== undefined, (query) => query.where('problem.problem_id', '=', problemId ?? ''))
    .orderBy('due_on')
    .orderBy('problem.number')
    .execute()
}

/** How late a problem is, counted out in words, and the card that is due for it now. */
function lateness(
  row: { due_on: string | null; signed: readonly LadderStep[] },
  rules: readonly LadderRule[],
  { today, calendar }: { today: string; calendar: Calendar },
) {
  const counted = workingDaysBetween(row.due_on ?? today, today, calendar)
  return { daysLate: counted.days, said: sayCounting(counted), step: dueStep(rules, counted.days, row.signed) }
}

/** The stated rules, and every overdue problem with the card that is due for it, its days counted out. */
export async function readLadder(work: Work) {
  const stated = await readRules(work)
  const today = work.clock.today()
  const calendar = await readCalendar(work.tx)
  const late = (await listLate(work)).map((row) => ({
    problem: row.problem_id,
    number: row.number,
    title: row.title,
    community: row.community,
    owner: row.owner_name,
    dueOn: row.due_on ?? today,
    dueSteps: keptSteps(row),
    ...lateness(row, stated.rules, { today, calendar }),
    last: ladderSteps.findLast((step) => row.signed.includes(step)) ?? null,
  }))
  return { ...stated, late }
}

/** States from which working day on which step is due, with its paper. Errors: `bad_input` for steps out of order. */
export async function stateLadder(work: Work, { rules, paper }: { rules: readonly LadderRule[]; paper: string }): Promise<void> {
  const fault = faultOf(rules)
  if (fault) throw new Problem('bad_input', fault)
  const { tx, actor, clock } = work
  const before = await readRules(work)
  await tx.deleteFrom('ladder_rule').execute()
  if (rules.length > 0)
    await tx
      .insertInto('ladder_rule')
      .values(rules.map(({ step, days }) => ({ step, days, division: townDivision, paper, stated_by: actor.name, stated_on: clock.today() })))
      .execute()
  await record(work, {
    action: 'ladder.stated',
    objectKind: 'ladder',
    objectId: townDivision,
    division: townDivision,
    before: { rules: before.rules, paper: before.paper },
    after: { rules, paper },
  })
}

/** Signs the card that is due for an overdue problem. Errors: `not_found`; `refused` when another step, or none, is due by now. */
export async function signCard(work: Work, { problem, step, paper }: { problem: string; step: LadderStep; paper: string }): Promise<{ consequence: string }> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`ladder ${problem}`}, 0))`.execute(work.tx)
  const stated = await readRules(work)
  const [row] = await listLate(work, problem)
  if (!row) throw notFound('这件逾期的问题')
  const today = work.clock.today()
  const now = lateness(row, stated.rules, { today, calendar: await readCalendar(work.tx) })
  if (now.step !== step) throw new Problem('refused', '这件问题现在不该走这一步：可能已经发过，或时限改了。请重新看一遍。')
  const rule = stated.rules.find((each) => each.step === step)
  return writeConsequence(
    work,
    {
      kind: step,
      division: row.division,
      who: row.owner_name ?? row.community,
      what: `问题 ${row.number}“${row.title}”时限 ${row.due_on ?? ''}，逾期 ${now.daysLate} 个工作日（${now.said}）`,
      basis: `${stated.paper ?? ''}：逾期满 ${rule?.days ?? 0} 个工作日`,
      on: today,
      paper,
    },
    problem,
  )
}
