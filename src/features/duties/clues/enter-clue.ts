import { sql } from 'kysely'
import { readCitizenId } from '../../../domain/citizen-id.ts'
import { fixedDue } from '../../../domain/due-steps.ts'
import { record, type Work } from '../../../platform/events.ts'
import { townDivision } from '../../../platform/installation.ts'
import { isInScope } from '../../../platform/scope.ts'
import { notFound, Problem } from '../../../platform/problems.ts'
import { readCalendar } from '../../calendar/index.ts'
import { reportedKinds, urgentGround, urgentKinds } from '../clue-kinds.ts'
import type { ClueKind } from '../codes.ts'
import { writeKept } from '../kept.ts'
import { reportDanger, type PersonKind } from '../mandatory-reports.ts'
import { refuseHiv } from '../never-stored.ts'
import { limitDue, statedValue } from '../stated-limit.ts'

export interface NewClue {
  /** The community whose clue it is; a community enters its own. */
  division: string
  name: string
  citizenId: string
  address: string
  kind: ClueKind
  event: string
  source: string
  number: string
  foundOn: string
  /** What the people paid themselves, in 分. */
  bill: number | null
  /** For a child or a beaten person: who is in danger. */
  personKind: PersonKind
}

/**
 * Enters a clue (发现需要救助的人，社会救助法第三十九条). Urgent kinds are due the same day and stand on 今日 at once;
 * a child or a beaten person gets the report that the law wants in the same breath.
 */
export async function enterClue(work: Work, clue: NewClue): Promise<string> {
  refuseHiv(clue.event, clue.source)
  const { tx, actor, clock } = work
  const division = actor.division === townDivision ? clue.division : actor.division
  if (!isInScope(actor.scope, division)) throw notFound('这个社区')
  if (division === townDivision) throw new Problem('bad_input', '请选是哪个社区的线索。')
  if (clue.foundOn > clock.today()) throw new Problem('bad_input', '发现日期在今天之后。')
  const id = readCitizenId(clue.citizenId)
  if (clue.citizenId !== '' && id.outcome !== 'valid') throw new Problem('bad_input', '身份证号不对，请对照证件再看一遍；不知道可以空着。')
  const known = id.outcome === 'valid' && id.text !== null && id.key !== null ? { citizen_id: id.text, person_key: id.key } : {}
  await writeKept(work, 'clues', [
    {
      division,
      period: clue.foundOn.slice(0, 7),
      values: {
        number: clue.number || null,
        source: clue.source,
        found_on: clue.foundOn,
        name: clue.name,
        ...known,
        event: clue.event,
        bill: clue.bill,
      },
    },
  ])
  const { rows } = await sql<{ id: string }>`
    select kept_row_id as id from kept_row where ledger = 'clues' and division = ${division} and name = ${clue.name} and cells->>'found_on' = ${clue.foundOn}
      and cells->>'source' = ${clue.source} and not exists (select from clue_card where clue = kept_row_id) order by updated_at desc limit 1`.execute(tx)
  const [row] = rows
  if (!row) throw new Problem('conflict', '同一天、同一来源、同一个人的线索已经有了，请接着那一条写。')
  await openCard(work, row.id, { ...clue, division })
  return row.id
}

/** Makes the card of a clue: its kind, its last day, and the report where the law wants one. */
export async function openCard(
  work: Work,
  id: string,
  clue: Pick<NewClue, 'division' | 'kind' | 'foundOn' | 'name' | 'event' | 'address' | 'personKind'>,
): Promise<void> {
  const isUrgent = urgentKinds.includes(clue.kind)
  const limit = await statedValue(work.tx, { name: 'clue_within', program: 'temporary_aid', month: clue.foundOn.slice(0, 7) })
  const report = reportedKinds.includes(clue.kind)
    ? await reportDanger(work, {
        name: clue.name,
        personKind: clue.kind === 'child' ? 'minor' : clue.personKind,
        what: clue.event,
        recipient: '',
        arrangement: '',
        division: clue.division,
      })
    : null
  const due = isUrgent ? fixedDue(clue.foundOn, urgentGround) : limit ? limitDue(clue.foundOn, limit, await readCalendar(work.tx)) : null
  await work.tx
    .insertInto('clue_card')
    .values({
      clue: id,
      division: clue.division,
      kind: clue.kind,
      address: clue.address || null,
      due_on: due?.due ?? null,
      due_steps: due && JSON.stringify([due]),
      mandatory_report_id: report,
      created_by: work.actor.name,
      created_at: work.clock.now(),
    })
    .execute()
  await record(work, {
    action: 'clue.entered',
    objectKind: 'clue',
    objectId: id,
    division: clue.division,
    after: { kind: clue.kind, isUrgent, dueOn: due?.due ?? null, report },
  })
}
