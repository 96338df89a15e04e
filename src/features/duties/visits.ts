import { sql } from 'kysely'
import { join } from 'node:path'
import { maskCitizenId } from '../../domain/citizen-id.ts'
import { fixedDue } from '../../domain/due-steps.ts'
import { lastDayOf } from '../../domain/plain-date.ts'
import { attachTo } from '../../platform/attachments.ts'
import type { Actor } from '../../platform/actor.ts'
import { record, type Work } from '../../platform/events.ts'
import { perform, type Installation } from '../../platform/installation.ts'
import { readLake } from '../../platform/lake/lake.ts'
import { within } from '../../platform/postgres/database.ts'
import { notFound, Problem } from '../../platform/problems.ts'
import { writeKept } from './kept.ts'

/** Ledgers whose people are visited, with the program that the town's rule names. */
const visited = [
  { ledger: 'tekun_person', program: 'tekun', why: '特困供养，每月走访' },
  { ledger: 'orphans', program: 'orphan', why: '孤儿，定期走访' },
  { ledger: 'unattended_children', program: 'unattended_child', why: '事实无人抚养儿童，定期走访' },
  { ledger: 'left_behind', program: 'left_behind', why: '留守儿童，定期走访' },
] as const

/** Who is due for a visit in a month by the town's dated rule (`visit_every`), and who was visited. Without a rule nobody is due. */
export async function listDueVisits(installation: Installation, actor: Actor, month: string) {
  const { rules, batches, visits, names } = await perform(installation, actor, async ({ tx }) => ({
    rules: await tx
      .selectFrom('standard')
      .select(['program', 'value', 'source'])
      .where('name', '=', 'visit_every')
      .where('from_month', '<=', month)
      .where((eb) => eb.or([eb('to_month', 'is', null), eb('to_month', '>=', month)]))
      .execute(),
    batches: await tx
      .selectFrom('batch')
      .select(['ledger', 'period', 'lake_file'])
      .where(
        'ledger',
        'in',
        visited.map((each) => each.ledger),
      )
      .where('state', '=', 'active')
      .where((eb) => eb.or([eb('period', 'is', null), eb('period', '<=', month)]))
      .orderBy('seq', 'desc')
      .execute(),
    visits: (
      await sql<{ person_key: string; visited_on: string; visited_by: string | null }>`
        select person_key::text, cells->>'visited_on' as visited_on, cells->>'visited_by' as visited_by from kept_row
        where ledger = 'visits' and division >= ${actor.scope.from} and division < ${actor.scope.to} and person_key is not null and cells->>'visited_on' like ${`${month}-%`} order by 2`.execute(
        tx,
      )
    ).rows,
    names: new Map((await tx.selectFrom('division').select(['code', 'name']).execute()).map((row) => [row.code, row.name])),
  }))
  const done = new Map(visits.map((visit) => [visit.person_key, visit]))
  const due = new Map<string, { name: string; citizenId: string; division: string; address: string | null; why: string }>()
  for (const { ledger, program, why } of visited) {
    const rule = rules.find((each) => each.program === program)
    if (!rule || Number(rule.value) !== 1) continue
    if (program !== 'tekun' && !actor.scope.seesChildren) continue
    const newest = batches.find((batch) => batch.ledger === ledger)
    const files = batches
      .filter((batch) => batch.ledger === ledger && batch.period === newest?.period && batch.lake_file !== null)
      .map((batch) => join(installation.folder.lake, batch.lake_file ?? ''))
    for (const row of await readLake(actor, { ledger, owner: 'received', files }, { limit: 20_000 })) {
      if (row['person_key'] === null) continue
      due.set(String(row['person_key']), {
        name: String(row['name']),
        citizenId: String(row['citizen_id']),
        division: String(row['division'] ?? ''),
        address: row['address'] === null ? null : String(row['address'] ?? ''),
        why,
      })
    }
  }
  const ids = await perform(installation, actor, async ({ tx }) => {
    if (due.size === 0) return new Map<string, string>()
    const rows = await sql<{
      person_key: string
      person_id: string
    }>`select person_key::text, person_id from person where person_key = any(${[...due.keys()]}::bigint[])`.execute(tx)
    return new Map(rows.rows.map((row) => [row.person_key, row.person_id]))
  })
  const people = [...due].flatMap(([key, each]) => {
    const person = ids.get(key)
    if (person === undefined) return []
    const visit = done.get(key)
    return [
      {
        ...each,
        person,
        citizenId: maskCitizenId(each.citizenId),
        divisionName: names.get(each.division) ?? '',
        visitedOn: visit?.visited_on ?? null,
        visitedBy: visit?.visited_by ?? null,
      },
    ]
  })
  people.sort((a, b) => Number(a.visitedOn !== null) - Number(b.visitedOn !== null) || (a.division < b.division ? -1 : 1))
  const basis = rules.find((rule) => rule.program === 'tekun')?.source ?? null
  return {
    month,
    basis,
    dueOn: lastDayOf(month),
    dueSteps: [fixedDue(lastDayOf(month), basis === null ? '当月最后一天' : `每月走访，当月最后一天。${basis}`)],
    due: people.length,
    done: people.filter((each) => each.visitedOn !== null).length,
    people,
  }
}

interface NewVisit {
  person: string
  on: string
  kind: 'regular' | 'daily' | 'special' | 'phone'
  content: string
  found: string
  attachments: readonly string[]
}

/** Writes a visit with its photos. A photo that stands in an earlier visit is refused: it proves the earlier one only. */
export async function recordVisit(work: Work, visit: NewVisit): Promise<string> {
  const { tx, actor, clock } = work
  if (visit.on > clock.today()) throw new Problem('bad_input', '走访日期在今天之后。')
  const person = await sql<{
    person_id: string
    person_key: string
    citizen_id: string
    name: string
    division: string
  }>`select person_id, person_key::text, citizen_id, name, division from person where person_id = ${visit.person} and division >= ${actor.scope.from} and division < ${actor.scope.to}`.execute(
    tx,
  )
  const [found] = person.rows
  if (!found) throw notFound('这个人')
  const hashes =
    visit.attachments.length === 0
      ? []
      : await tx
          .selectFrom('attachment')
          .select('sha256')
          .where('attachment_id', 'in', [...visit.attachments])
          .execute()
  const photo = hashes
    .map((row) => row.sha256)
    .sort()
    .join(',')
  if (photo !== '') {
    const earlier = await sql<{
      n: number
    }>`select count(*) as n from kept_row where ledger = 'visits' and cells->>'photo' like any(${hashes.map((row) => `%${row.sha256}%`)}::text[])`.execute(tx)
    if ((earlier.rows[0]?.n ?? 0) > 0) throw new Problem('refused', '有照片在以前的走访里用过，请换成这次拍的。写的内容还在。')
  }
  await writeKept(work, 'visits', [
    {
      division: found.division,
      period: visit.on.slice(0, 7),
      values: {
        name: found.name,
        citizen_id: found.citizen_id,
        person_key: BigInt(found.person_key),
        visited_on: visit.on,
        kind: visit.kind,
        visited_by: actor.name,
        content: visit.content,
        found: visit.found || null,
        photo: photo || null,
      },
    },
  ])
  const row = await tx
    .selectFrom('kept_row')
    .select('kept_row_id')
    .where('ledger', '=', 'visits')
    .where(sql<boolean>`person_key = ${found.person_key}::bigint`)
    .where(sql<string>`cells->>'visited_on'`, '=', visit.on)
    .where(within(actor.scope, 'kept_row.division'))
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  await attachTo(work, visit.attachments, { kind: 'visit', id: row.kept_row_id, division: found.division })
  await record(work, {
    action: 'visit.recorded',
    objectKind: 'visit',
    objectId: row.kept_row_id,
    division: found.division,
    personId: found.person_id,
    after: { on: visit.on, kind: visit.kind, photos: hashes.length },
  })
  return row.kept_row_id
}
