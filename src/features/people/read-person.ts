import type { z } from 'zod'
import { monthOf, monthRange } from '../../domain/months.ts'
import type { Work } from '../../platform/events.ts'
import type { Installation } from '../../platform/installation.ts'
import { cardLane } from './card-lane.ts'
import { api } from './contract.ts'
import { findPerson, headOf } from './find-person.ts'
import { marksOf, placesOf } from './marks.ts'
import { gatherRows, seesReference, text } from './person-rows.ts'
import { paymentsOf, programLanes, type Lane } from './program-lanes.ts'
import { householdsOf, looksOf, mattersOf, recordOpened } from './related.ts'
import { sourceRows } from './source-rows.ts'
import { whoSpeaks } from './spoken-programs.ts'

type PersonFile = z.input<(typeof api)['GET /api/people/{person}']['output']>

/** The look-back of the strip. */
const firstMonth = '2020-01'

/** Everything a file on a person shows; that it was opened is kept. Errors: `not_found` outside the actor's range. */
export async function readPerson(
  work: Work,
  installation: Installation,
  { person: personId, lead }: { person: string; lead: string | undefined },
): Promise<PersonFile> {
  const { tx, actor, clock } = work
  const person = await findPerson(work, personId)
  const to = monthOf(clock.today())
  const data = await gatherRows(work, installation, person.key)
  const speaks = await whoSpeaks(data.batches)
  const places = placesOf(data, person.key)
  const { openMonths, leads, problems } = await mattersOf(work, personId)
  const divisions = new Map((await tx.selectFrom('division').select(['code', 'name']).execute()).map((row) => [row.code, row.name]))
  const context = {
    data,
    key: person.key,
    months: monthRange(firstMonth, to),
    leads: openMonths,
    speaks,
    divisionIn: (month: string) => places.findLast((place) => place.month <= month)?.division ?? places[0]?.division ?? person.division,
  }
  const card = cardLane(data, firstMonth, to)
  const visits = visitLane(data.kept)
  // The look is written after what is shown was read: one's own present look would stand first otherwise.
  const looks = await looksOf(work, personId)
  await recordOpened(work, person, lead)
  return {
    ...headOf(person, clock.today()),
    from: firstMonth,
    to,
    lanes: [...programLanes(context), ...(card ? [card] : []), ...(visits ? [visits] : [])].map((lane) => ({
      ...lane,
      points: lane.points.filter((point) => isShown(point.on, to)),
    })),
    marks: marksOf({ data, key: person.key, nameOf: (code) => divisions.get(code) ?? code }).filter((mark) => isShown(mark.on, to)),
    sources: sourceRows(data, paymentsOf(context), to),
    households: await householdsOf(work, data, person),
    leads,
    problems,
    looks,
    seesReference: seesReference(actor),
    mayShowId: api['POST /api/people/{person}/id'].who.some((role) => role === actor.role),
  }
}

/** Within the months of the strip. */
function isShown(on: string, to: string): boolean {
  return firstMonth <= on.slice(0, 7) && on.slice(0, 7) <= to
}

function visitLane(kept: readonly { ledger: string; cells: Record<string, unknown> }[]): Lane | null {
  const points = kept
    .filter((row) => row.ledger === 'visits')
    .flatMap((row) => {
      const on = text(row.cells['visited_on'])
      return on === null ? [] : [{ on, label: [text(row.cells['visited_by']), text(row.cells['content'])].filter((part) => part !== null).join('：') }]
    })
  return points.length === 0 ? null : { lane: 'visits', title: '走访', kind: 'points', segments: [], points: points.sort((a, b) => (a.on < b.on ? -1 : 1)) }
}
