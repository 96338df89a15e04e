import { record, type Work } from '../../../platform/events.ts'
import { Problem } from '../../../platform/problems.ts'
import { isInScope } from '../../../platform/scope.ts'
import { campaignOfMatter } from '../../campaigns/index.ts'
import { problemKinds, type ProblemKind } from './problem-kinds.ts'
import { openStates, type ProblemState } from '../problem-states.ts'
import { maskCitizenId } from '../../../domain/citizen-id.ts'
import { sources, type Source } from '../../../domain/problem-words.ts'
import { assertWorkable, changeProblem, lockProblem, nextNumber, recordOf, touchProblem } from '../store.ts'

/** What the leads feature hands over when a lead was confirmed: copies, so a community needs no other row. Ids are masked. */
export interface LeadFacts {
  lead: string
  number: string
  source: string
  sourceNumber: string | null
  check: string | null
  topic: string
  area: string
  severity: string
  division: string
  personId: string | null
  subjectName: string
  citizenId: string | null
  program: string | null
  months: readonly string[]
  concerned: number | null
  overpaid: number | null
  underpaid: number | null
  isChildMatter: boolean
  sentence: string
  note: string
  foundBy: string
}

export interface Registered {
  problemId: string
  number: string
  /** True when an open problem of the same person and topic stood already: it got this source too. */
  isMerged: boolean
}

interface NewProblem {
  kind: ProblemKind
  title: string
  description: string
  topic: string | null
  area: string | null
  checkId: string | null
  itemId: string | null
  /** Named by who writes it down; else it follows from item and topic. Null: daily work. */
  campaignId?: string | null | undefined
  division: string
  personId: string | null
  subjectName: string | null
  citizenId: string | null
  program: string | null
  months: readonly string[]
  isChildMatter: boolean
  concerned: number | null
  overpaid: number | null
  underpaid: number | null
}

interface NewSource {
  source: Source
  sourceNumber: string | null
  leadId: string | null
  note: string | null
}

/** A confirmed lead registers a problem; the office establishes it. The same lead twice changes nothing. */
export async function registerFromLead(work: Work, lead: LeadFacts): Promise<Registered> {
  const known = await findByLead(work, lead.lead)
  if (known) return { problemId: known.problem_id, number: known.number, isMerged: true }
  return register(
    work,
    {
      kind: problemKinds.find((kind) => kind === lead.severity) ?? 'data',
      title: lead.sentence,
      description: lead.note,
      topic: lead.topic,
      area: lead.area,
      checkId: lead.check,
      itemId: null,
      division: lead.division,
      personId: lead.personId,
      subjectName: lead.subjectName,
      citizenId: lead.citizenId,
      program: lead.program,
      months: lead.months,
      isChildMatter: lead.isChildMatter,
      concerned: lead.concerned,
      overpaid: lead.overpaid,
      underpaid: lead.underpaid,
    },
    {
      source: sources.find((source) => source === lead.source) ?? 'data',
      sourceNumber: lead.sourceNumber ?? lead.number,
      leadId: lead.lead,
      note: `疑点 ${lead.number}，${lead.foundBy}核实`,
    },
  )
}

async function findByLead({ tx }: Work, leadId: string): Promise<{ problem_id: string; number: string; state: string } | undefined> {
  return tx
    .selectFrom('problem_source')
    .innerJoin('problem', 'problem.problem_id', 'problem_source.problem_id')
    .select(['problem.problem_id', 'problem.number', 'problem.state'])
    .where('problem_source.lead_id', '=', leadId)
    .where('problem.state', '!=', 'revoked')
    .executeTakeFirst()
}

/** A verification was taken back: the problem that it registered goes, unless another source holds it or the office has established it (`refused`). */
export async function takeBackLead(work: Work, leadId: string): Promise<void> {
  const known = await findByLead(work, leadId)
  if (!known) return
  if (known.state !== 'registered')
    throw new Problem('refused', `问题 ${known.number} 镇民政办已经认定，核实结果不能直接收回；没有改动。请由镇民政办撤销这条问题。`)
  const problem = await lockProblem(work, known.problem_id)
  await work.tx.deleteFrom('problem_source').where('problem_id', '=', known.problem_id).where('lead_id', '=', leadId).execute()
  const others = await work.tx.selectFrom('problem_source').select('problem_source_id').where('problem_id', '=', known.problem_id).execute()
  const event = { action: 'problem.source_taken_back', reason: '核实结果收回', after: { lead_id: leadId } }
  await changeProblem(work, problem, { set: others.length === 0 ? { state: 'revoked' } : {}, event })
}

export interface ByHand extends Omit<NewProblem, 'personId' | 'citizenId' | 'checkId'> {
  source: Source
  sourceNumber: string | null
  note: string | null
  personId: string | null
}

/** A problem that somebody wrote down: from an audit, 督查, 暗访, a self-check, a complaint or an order from above. */
export async function registerByHand(work: Work, { source, sourceNumber, note, ...problem }: ByHand): Promise<Registered> {
  if (!isInScope(work.actor.scope, problem.division)) throw new Problem('refused', '这个社区不在您的辖区内，没有登记。')
  const person =
    problem.personId === null
      ? undefined
      : await work.tx.selectFrom('person').select(['name', 'citizen_id', 'is_child']).where('person_id', '=', problem.personId).executeTakeFirst()
  if (problem.personId !== null && !person) throw new Problem('refused', '没有找到这个人，没有登记。请重新选人，或只写姓名。')
  const isChildMatter = problem.isChildMatter || (person?.is_child ?? false)
  if (isChildMatter && !work.actor.scope.seesChildren) throw new Problem('forbidden', '儿童的事由儿童主任和镇民政办登记。')
  return register(
    work,
    {
      ...problem,
      checkId: null,
      subjectName: problem.subjectName ?? person?.name ?? null,
      citizenId: person ? maskCitizenId(person.citizen_id) : null,
      isChildMatter,
    },
    { source, sourceNumber, leadId: null, note },
  )
}

/** One matter is one problem: the same person and topic while a problem of it is open only adds its source. */
async function register(work: Work, problem: NewProblem, source: NewSource): Promise<Registered> {
  const matter = problem.personId !== null && problem.topic !== null ? `${problem.personId}|${problem.topic}` : null
  const known = matter === null ? undefined : await findOpenMatter(work, matter)
  if (known) {
    await mergeInto(work, known, { problem, source })
    return { problemId: known, number: (await lockProblem(work, known)).number, isMerged: true }
  }
  const number = await nextNumber(work)
  const now = work.clock.now()
  const values = {
    number,
    kind: problem.kind,
    title: problem.title,
    description: problem.description,
    topic: problem.topic,
    area: problem.area,
    check_id: problem.checkId,
    item_id: problem.itemId,
    campaign_id: problem.campaignId === undefined ? await campaignOfMatter(work.tx, { item: problem.itemId, topic: problem.topic }) : problem.campaignId,
    division: problem.division,
    person_id: problem.personId,
    subject_name: problem.subjectName,
    citizen_id: problem.citizenId,
    program: problem.program,
    months: [...problem.months],
    is_child_matter: problem.isChildMatter,
    matter,
    concerned: problem.concerned,
    overpaid: problem.overpaid,
    underpaid: problem.underpaid,
  }
  const row = await work.tx
    .insertInto('problem')
    .values({ ...values, created_by: work.actor.name, created_at: now, updated_at: now })
    .returning('problem_id')
    .executeTakeFirstOrThrow()
  await record(work, {
    action: 'problem.registered',
    objectKind: 'problem',
    objectId: row.problem_id,
    division: problem.division,
    personId: problem.personId,
    after: { ...values, state: 'registered', source: source.source, source_number: source.sourceNumber, lead_id: source.leadId },
  })
  await addSource(work, { problemId: row.problem_id, division: problem.division }, source)
  return { problemId: row.problem_id, number, isMerged: false }
}

async function findOpenMatter({ tx }: Work, matter: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('problem')
    .select('problem_id')
    .where('matter', '=', matter)
    .where('state', 'in', openStates as readonly ProblemState[])
    .orderBy('created_at')
    .executeTakeFirst()
  return row?.problem_id
}

/** Months are united; amounts fixed already stay, missing ones are taken over. */
async function mergeInto(work: Work, problemId: string, { problem, source }: { problem: NewProblem; source: NewSource }): Promise<void> {
  const known = await lockProblem(work, problemId)
  await addSource(work, { problemId, division: known.division }, source)
  const months = [...new Set([...known.months, ...problem.months])].toSorted()
  const set = {
    months,
    concerned: known.concerned ?? problem.concerned,
    overpaid: known.overpaid ?? problem.overpaid,
    underpaid: known.underpaid ?? problem.underpaid,
  }
  await changeProblem(work, known, {
    set,
    event: { action: 'problem.source_added', after: { source: source.source, source_number: source.sourceNumber, lead_id: source.leadId } },
  })
}

async function addSource(work: Work, { problemId, division }: { problemId: string; division: string }, source: NewSource): Promise<string> {
  const row = await work.tx
    .insertInto('problem_source')
    .values({
      problem_id: problemId,
      division,
      source: source.source,
      source_number: source.sourceNumber,
      lead_id: source.leadId,
      note: source.note,
      at: work.clock.now(),
    })
    .returning('problem_source_id')
    .executeTakeFirstOrThrow()
  return row.problem_source_id
}

/** A second source found by a reader: its number is kept with the problem that stands. */
export async function addSourceByHand(work: Work, problemId: string, source: Omit<NewSource, 'leadId'>): Promise<void> {
  const problem = await lockProblem(work, problemId)
  assertWorkable(problem, '并入来源', [...openStates, 'closed'])
  const sourceId = await addSource(work, { problemId, division: problem.division }, { ...source, leadId: null })
  await touchProblem(work, problem)
  await recordOf(work, problem, {
    action: 'problem.source_added',
    after: { source_id: sourceId, source: source.source, source_number: source.sourceNumber },
  })
}
