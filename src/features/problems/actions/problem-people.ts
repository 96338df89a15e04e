import { maskCitizenId } from '../../../domain/citizen-id.ts'
import type { Work } from '../../../platform/events.ts'
import { notFound, Problem } from '../../../platform/problems.ts'
import { meetPerson } from './meet-person.ts'
import { assertWorkable, changeProblem, lockProblem, recordOf, touchProblem, type ProblemRow } from '../store.ts'

export interface NewPerson {
  personId: string | null
  name: string
  concerned: number | null
  overpaid: number | null
  underpaid: number | null
  note: string | null
}

/** The people of a problem, each with what it concerns; the problem's own sums stand beside them. */
export async function listPeople({ tx }: Pick<Work, 'tx'>, problemId: string) {
  const rows = await tx.selectFrom('problem_person').selectAll().where('problem_id', '=', problemId).orderBy('created_at').orderBy('name').execute()
  return rows.map((row) => ({
    one: row.problem_person_id,
    person: row.person_id,
    name: row.name,
    citizenId: row.citizen_id,
    concerned: row.concerned,
    overpaid: row.overpaid,
    underpaid: row.underpaid,
    note: row.note,
  }))
}

/** Another person of the same matter: 涉及三人 is one problem with three people. The sums of the problem follow theirs; the file on the person is linked where it is clear whose. */
export async function addPerson(
  work: Work,
  problemId: string,
  { version, citizenId = null, ...given }: NewPerson & { version: number; citizenId?: string | null },
): Promise<{ one: string; person: string | null }> {
  const problem = await lockProblem(work, problemId, version)
  assertWorkable(problem, '加人')
  const person = { ...given, personId: given.personId ?? (await meetPerson(work, { name: given.name, citizenId, division: problem.division })) }
  const known = await listPeople(work, problemId)
  if (known.some((each) => (person.personId !== null ? each.person === person.personId : each.name === person.name && each.person === null)))
    throw new Problem('refused', `${person.name}已经在这条问题里；没有改动。`)
  const one = await insertPerson(work, problem, person)
  await followSums(work, problem)
  return { one, person: person.personId }
}

/** Writes a person of a problem with its event; the sums are the caller's. */
export async function insertPerson(work: Work, problem: ProblemRow, person: NewPerson): Promise<string> {
  const { tx, actor, clock } = work
  const found =
    person.personId === null
      ? undefined
      : await tx.selectFrom('person').select(['name', 'citizen_id']).where('person_id', '=', person.personId).executeTakeFirst()
  if (person.personId !== null && !found) throw notFound('这个人')
  const row = await tx
    .insertInto('problem_person')
    .values({
      problem_id: problem.problem_id,
      division: problem.division,
      person_id: person.personId,
      name: found?.name ?? person.name,
      citizen_id: found ? maskCitizenId(found.citizen_id) : null,
      concerned: person.concerned,
      overpaid: person.overpaid,
      underpaid: person.underpaid,
      note: person.note,
      created_by: actor.name,
      created_at: clock.now(),
    })
    .returning('problem_person_id')
    .executeTakeFirstOrThrow()
  await recordOf(work, problem, {
    action: 'problem.person_added',
    after: {
      problem_person_id: row.problem_person_id,
      name: found?.name ?? person.name,
      concerned: person.concerned,
      overpaid: person.overpaid,
      underpaid: person.underpaid,
    },
  })
  return row.problem_person_id
}

/** Somebody was named wrongly: out of the problem, with the reason. */
export async function removePerson(work: Work, problemId: string, { one, version, reason }: { one: string; version: number; reason: string }): Promise<void> {
  const problem = await lockProblem(work, problemId, version)
  assertWorkable(problem, '去掉人')
  const row = await work.tx
    .deleteFrom('problem_person')
    .where('problem_person_id', '=', one)
    .where('problem_id', '=', problemId)
    .returning(['name', 'concerned', 'overpaid', 'underpaid'])
    .executeTakeFirst()
  if (!row) throw notFound('这个人')
  await recordOf(work, problem, { action: 'problem.person_removed', reason, before: row, after: { problem_person_id: one, name: row.name } })
  await followSums(work, problem)
}

/**
 * The problem's sums are those of its people, where any of them has one: 应追回 rests on them. A sum on which money was
 * booked already does not move below it. Errors: `refused`.
 */
async function followSums(work: Work, problem: ProblemRow): Promise<void> {
  const people = await listPeople(work, problem.problem_id)
  const sum = (key: 'concerned' | 'overpaid' | 'underpaid'): number | null => {
    const amounts = people.flatMap((each) => each[key] ?? [])
    return amounts.length === 0 ? problem[key] : amounts.reduce((all, fen) => all + fen, 0)
  }
  const set = { concerned: sum('concerned'), overpaid: sum('overpaid'), underpaid: sum('underpaid') }
  const booked = await work.tx.selectFrom('money_entry').select('fen').where('problem_id', '=', problem.problem_id).limit(1).executeTakeFirst()
  const isMoved = set.overpaid !== problem.overpaid || set.underpaid !== problem.underpaid
  if (booked && isMoved) throw new Problem('refused', '这条问题已经登记了钱款，不能再改各人的金额；没有改动。')
  if (isMoved || set.concerned !== problem.concerned) await changeProblem(work, problem, { set, event: { action: 'problem.sums_followed' } })
  else await touchProblem(work, problem)
}
