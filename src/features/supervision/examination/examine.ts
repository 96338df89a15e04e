import { sql } from 'kysely'
import { record, type Work } from '../../../platform/events.ts'
import { perform, systemActor, townDivision, type Installation } from '../../../platform/installation.ts'
import { within } from '../../../platform/postgres/database.ts'
import { notFound, Problem } from '../../../platform/problems.ts'
import { falseClosureKinds, type NoteKind } from './kinds.ts'
import { lookAtTown } from './look.ts'

/**
 * Looks over the town's own work: what is there tonight is noted once and stays the same note; what is gone says since
 * when. Nothing is changed in the problems themselves, and what a human answered stays.
 */
export async function examine(work: Work): Promise<{ found: number; fresh: number; gone: number }> {
  const { tx, clock } = work
  const today = clock.today()
  const found = await lookAtTown(work)
  const before = await tx.selectFrom('examination_note').select(['identity', 'gone_on']).execute()
  const known = new Map(before.map((row) => [row.identity, row.gone_on]))
  for (const note of found) {
    await tx
      .insertInto('examination_note')
      .values({
        identity: note.identity,
        kind: note.kind,
        division: note.division,
        problem_id: note.problem,
        is_child_matter: note.is_child_matter,
        sentence: note.sentence,
        found_on: today,
        seen_on: today,
      })
      .onConflict((conflict) => conflict.column('identity').doUpdateSet({ seen_on: today, sentence: note.sentence, gone_on: null }))
      .execute()
  }
  const identities = found.map((note) => note.identity)
  const gone = await tx
    .updateTable('examination_note')
    .set({ gone_on: today })
    .where('gone_on', 'is', null)
    .$if(identities.length > 0, (query) => query.where('identity', 'not in', identities))
    .returning('identity')
    .execute()
  const fresh = found.filter((note) => known.get(note.identity) !== null).length
  const problems = await tx
    .selectFrom('problem')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('examination_run')
    .values({ on_date: today, ran_at: clock.now(), problems: problems.n, found: found.length })
    .onConflict((conflict) => conflict.column('on_date').doUpdateSet({ ran_at: clock.now(), problems: problems.n, found: found.length }))
    .execute()
  await record(work, {
    action: 'examination.ran',
    objectKind: 'examination',
    objectId: today,
    division: townDivision,
    after: { problems: problems.n, found: found.length, fresh, gone: gone.length },
  })
  return { found: found.length, fresh, gone: gone.length }
}

/** Once a day, whoever asks: a second call of the same day does nothing. */
export async function examineNightly(installation: Installation): Promise<void> {
  await perform(installation, systemActor(), async (work) => {
    await sql`select pg_advisory_xact_lock(706_320)`.execute(work.tx)
    const done = await work.tx.selectFrom('examination_run').select('on_date').where('on_date', '=', work.clock.today()).executeTakeFirst()
    if (!done) await examine(work)
  })
}

/** What stands tonight and what a human said; what is gone is counted only. */
export async function readExamination(work: Work) {
  const { tx, actor } = work
  const rows = await tx
    .selectFrom('examination_note')
    .innerJoin('division', 'division.code', 'examination_note.division')
    .leftJoin('problem', 'problem.problem_id', 'examination_note.problem_id')
    .selectAll('examination_note')
    .select(['division.name as place', 'problem.number'])
    .where(within(actor.scope, 'examination_note.division'))
    .where('gone_on', 'is', null)
    .$if(!actor.scope.seesChildren, (query) => query.where('examination_note.is_child_matter', '=', false))
    .orderBy('found_on', 'desc')
    .orderBy('identity')
    .execute()
  const last = await tx.selectFrom('examination_run').selectAll().orderBy('on_date', 'desc').limit(1).executeTakeFirst()
  const gone = await tx
    .selectFrom('examination_note')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('gone_on', 'is not', null)
    .where(within(actor.scope, 'examination_note.division'))
    .executeTakeFirstOrThrow()
  return {
    ranAt: last?.ran_at ?? null,
    problems: last?.problems ?? 0,
    gone: gone.n,
    unanswered: rows.filter((row) => row.answer === null).length,
    falseClosures: rows.filter((row) => falseClosureKinds.includes(row.kind as NoteKind) && row.answer === null).length,
    notes: rows.map((row) => ({
      note: row.examination_note_id,
      kind: row.kind as NoteKind,
      sentence: row.sentence,
      problem: row.problem_id,
      number: row.number,
      divisionName: row.place,
      foundOn: row.found_on,
      isFalseClosure: falseClosureKinds.includes(row.kind as NoteKind),
      answer: row.answer,
      answeredBy: row.answered_by,
    })),
  }
}

/** What was looked at and came out; the note stays until its reason is gone. */
export async function answerNote(work: Work, { note, answer }: { note: string; answer: string }): Promise<void> {
  const { tx, actor, clock } = work
  const row = await tx
    .selectFrom('examination_note')
    .select(['division', 'kind', 'problem_id', 'gone_on'])
    .where('examination_note_id', '=', note)
    .where(within(actor.scope, 'examination_note.division'))
    .executeTakeFirst()
  if (!row) throw notFound('这条提示')
  if (row.gone_on !== null) throw new Problem('refused', '这条提示今夜已经没有了，不用再答。')
  await tx.updateTable('examination_note').set({ answer, answered_by: actor.name, answered_at: clock.now() }).where('examination_note_id', '=', note).execute()
  await record(work, {
    action: 'examination.answered',
    objectKind: 'examination_note',
    objectId: note,
    division: row.division,
    reason: answer,
    after: { kind: row.kind, problem: row.problem_id },
  })
}
