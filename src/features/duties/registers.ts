import { attachTo } from '../../platform/attachments.ts'
import { record, type Work } from '../../platform/events.ts'
import { within } from '../../platform/postgres/database.ts'
import { notFound } from '../../platform/problems.ts'
import { listDivisions } from '../accounts/index.ts'
import { writeKept } from './kept.ts'

export const trainingKinds = ['meeting', 'training', 'publicity'] as const
export type TrainingKind = (typeof trainingKinds)[number]

/** A row of a list that doesn't say what it was is told by its title; nothing known is a training. */
export function kindOfTitle(title: string): TrainingKind {
  if (/会议|部署会|推进会|例会|座谈会|调度会|专题会|会商/.test(title)) return 'meeting'
  return /宣传|宣讲|发放|张贴|广播|公示栏|明白纸/.test(title) ? 'publicity' : 'training'
}

interface TrainingCells {
  kind?: TrainingKind
  held_on: string
  title: string
  people: number
  papers: number
  host: string
}

/** Trainings and publicity with their counts, inside the reader's divisions. */
export async function listTrainings({ tx, actor }: Work) {
  const rows = await tx
    .selectFrom('kept_row')
    .innerJoin('division', 'division.code', 'kept_row.division')
    .select(['kept_row_id', 'cells', 'kept_row.division', 'division.name'])
    .where('ledger', '=', 'training')
    .where(within(actor.scope, 'kept_row.division'))
    .execute()
  const files = await tx.selectFrom('attachment').select(['attachment_id', 'name', 'object_id']).where('object_kind', '=', 'training').execute()
  const trainings = rows
    .map((row) => {
      const cells = row.cells as TrainingCells
      return {
        training: row.kept_row_id,
        kind: cells.kind ?? kindOfTitle(cells.title),
        on: cells.held_on,
        title: cells.title,
        people: cells.people ?? 0,
        papers: cells.papers ?? 0,
        host: cells.host ?? '',
        division: row.division,
        divisionName: row.name,
        attachments: files.filter((file) => file.object_id === row.kept_row_id).map((file) => ({ attachment: file.attachment_id, name: file.name })),
      }
    })
    .sort((a, b) => (a.on < b.on ? 1 : -1))
  const counts = trainingKinds.map((kind) => {
    const own = trainings.filter((each) => each.kind === kind)
    return { kind, times: own.length, people: own.reduce((sum, each) => sum + each.people, 0), papers: own.reduce((sum, each) => sum + each.papers, 0) }
  })
  const places = (await listDivisions(tx, actor.scope)).filter((each) => each.code.length === 4)
  const communities = places.map(({ code, name }) => {
    const own = trainings.filter((each) => each.division.startsWith(code))
    const times = (kind: TrainingKind): number => own.filter((each) => each.kind === kind).length
    return { name, meeting: times('meeting'), training: times('training'), publicity: times('publicity') }
  })
  return {
    trainings,
    counts,
    communities,
    people: trainings.reduce((sum, each) => sum + each.people, 0),
    papers: trainings.reduce((sum, each) => sum + each.papers, 0),
  }
}

export async function addTraining(
  work: Work,
  {
    on,
    kind,
    title,
    people,
    papers,
    host,
    attachments,
  }: { on: string; kind: TrainingKind; title: string; people: number; papers: number; host: string; attachments: readonly string[] },
): Promise<string> {
  await writeKept(work, 'training', [{ division: work.actor.division, period: on.slice(0, 7), values: { held_on: on, kind, title, people, papers, host } }])
  const row = await work.tx
    .selectFrom('kept_row')
    .select('kept_row_id')
    .where('ledger', '=', 'training')
    .where('division', '=', work.actor.division)
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  await attachTo(work, attachments, { kind: 'training', id: row.kept_row_id, division: work.actor.division })
  await record(work, {
    action: 'training.added',
    objectKind: 'training',
    objectId: row.kept_row_id,
    division: work.actor.division,
    after: { on, kind, title, people, papers },
  })
  return row.kept_row_id
}

export async function listMechanisms({ tx }: Work) {
  const mechanisms = await tx.selectFrom('mechanism').selectAll().orderBy('created_at').execute()
  const rules = await tx.selectFrom('made_rule').selectAll().orderBy('on_date', 'desc').execute()
  return {
    mechanisms: mechanisms.map((row) => ({
      mechanism: row.mechanism_id,
      title: row.title,
      owner: row.owner,
      rhythm: row.rhythm,
      lastTurnOn: row.last_turn_on,
      lastTurnNote: row.last_turn_note,
    })),
    rules: rules.map((row) => ({ rule: row.made_rule_id, title: row.title, paper: row.paper, on: row.on_date, causes: row.cause_kinds, topics: row.topics })),
  }
}

export async function addMechanism(work: Work, { title, owner, rhythm }: { title: string; owner: string; rhythm: string }): Promise<string> {
  const row = await work.tx
    .insertInto('mechanism')
    .values({ division: work.actor.division, title, owner, rhythm, created_by: work.actor.name, created_at: work.clock.now() })
    .returning('mechanism_id')
    .executeTakeFirstOrThrow()
  await record(work, {
    action: 'mechanism.added',
    objectKind: 'mechanism',
    objectId: row.mechanism_id,
    division: work.actor.division,
    after: { title, owner, rhythm },
  })
  return row.mechanism_id
}

/** A finished turn changes the mechanism's 最近一次. */
export async function turnMechanism(work: Work, { mechanism, on, note }: { mechanism: string; on: string; note: string }): Promise<void> {
  const before = await work.tx.selectFrom('mechanism').select(['last_turn_on', 'division']).where('mechanism_id', '=', mechanism).executeTakeFirst()
  if (!before) throw notFound('这项机制')
  await work.tx.updateTable('mechanism').set({ last_turn_on: on, last_turn_note: note }).where('mechanism_id', '=', mechanism).execute()
  await record(work, {
    action: 'mechanism.turned',
    objectKind: 'mechanism',
    objectId: mechanism,
    division: before.division,
    before: { on: before.last_turn_on },
    after: { on, note },
  })
}

export async function addRule(
  work: Work,
  { title, paper, on, causes, topics }: { title: string; paper: string; on: string; causes: string[]; topics: string[] },
): Promise<string> {
  const row = await work.tx
    .insertInto('made_rule')
    .values({
      division: work.actor.division,
      title,
      paper,
      on_date: on,
      cause_kinds: causes,
      topics,
      created_by: work.actor.name,
      created_at: work.clock.now(),
    })
    .returning('made_rule_id')
    .executeTakeFirstOrThrow()
  await record(work, {
    action: 'rule.made',
    objectKind: 'made_rule',
    objectId: row.made_rule_id,
    division: work.actor.division,
    after: { title, paper, causes },
  })
  return row.made_rule_id
}
