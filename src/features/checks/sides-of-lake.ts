import type { EngineSession } from '../../platform/engine/engine.ts'
import { coverageSelect, findPresence, type Presence, programSelect } from './lake-coverage.ts'
import { type LakeInput, type LedgerTable, ownLedgers, type RunBatch } from './lake-input.ts'
import { loadFrame, ranksOf } from './lake-relations.ts'

/**
 * The lists of two runs side by side: what both have, what only the earlier and what only the later one has. A batch whose
 * rows are written anew for each run, as those typed on pages are, is `revised`: its rows that are the same stand in both.
 */
export interface Sides {
  earlier: LakeInput
  later: LakeInput
  common: readonly RunBatch[]
  gone: readonly RunBatch[]
  come: readonly RunBatch[]
  revised: readonly { before: RunBatch; after: RunBatch }[]
  /** Lists of which there is a file at all. */
  present: readonly LedgerTable[]
}

const groups = ['common', 'gone', 'come'] as const
type Group = (typeof groups)[number]

/** A batch that stands elsewhere in the order, or that as a snapshot speaks for something else, has gone and come. */
export function sidesOf(earlier: LakeInput, later: LakeInput): Sides {
  const shapes = new Map(later.ledgers.map((each) => [each.ledger, each.shape]))
  const standingOf = (input: LakeInput): Map<RunBatch, string> => {
    const ranks = ranksOf(input.batches)
    return new Map(
      input.batches.map((batch) => [
        batch,
        JSON.stringify([batch.ledger, batch.batch, ranks.get(batch.batch), shapes.get(batch.ledger) === 'snapshot' ? batch.covers : null]),
      ]),
    )
  }
  const [before, after] = [standingOf(earlier), standingOf(later)]
  const fileOf = (batch: RunBatch, standing: string): string => `${standing} ${batch.sha256} ${batch.path}`
  const only = (a: Map<RunBatch, string>, b: Map<RunBatch, string>): RunBatch[] => {
    const files = new Set([...b].map(([batch, standing]) => fileOf(batch, standing)))
    return [...a].flatMap(([batch, standing]) => (files.has(fileOf(batch, standing)) ? [] : [batch]))
  }
  const [gone, come] = [only(before, after), only(after, before)]
  const revised = gone.flatMap((batch) => {
    const next = come.find((each) => after.get(each) === before.get(batch))
    return next ? [{ before: batch, after: next }] : []
  })
  const names = new Set([...earlier.batches, ...later.batches].map((batch) => batch.ledger))
  return {
    earlier,
    later,
    common: later.batches.filter((batch) => !come.includes(batch)),
    gone: gone.filter((batch) => revised.every((each) => each.before !== batch)),
    come: come.filter((batch) => revised.every((each) => each.after !== batch)),
    revised,
    present: later.ledgers.filter((ledger) => names.has(ledger.ledger)),
  }
}

/** Lists of which a file went, came or was written anew. */
export function changedLists({ gone, come, revised }: Sides): Set<string> {
  return new Set([...gone, ...come, ...revised.map((each) => each.after)].map((batch) => batch.ledger))
}

export function groupsOf(sides: Sides, { ledger }: LedgerTable): Group[] {
  const isRevised = sides.revised.some((each) => each.after.ledger === ledger)
  return groups.filter((group) => isRevised || sides[group].some((batch) => batch.ledger === ledger))
}

/** What of the lists as wholes a run finds, and of which lists the coverage differs. */
export interface Spoken {
  earlier: Presence
  later: Presence
  otherwise: Set<string>
}

/** Attaches the lists of both runs. A list without a file is empty for every check. */
export async function attachSides(session: EngineSession, sides: Sides): Promise<Spoken> {
  const { present } = sides
  for (const ledger of sides.later.ledgers) {
    if (present.includes(ledger)) await attachList(session, sides, ledger)
    else await session.attach(`ledger_${ledger.ledger}`, ledger.columns, [])
  }
  for (const group of groups)
    await session.define(
      `program_${group}`,
      programSelect(
        present.filter((ledger) => groupsOf(sides, ledger).includes(group)),
        (ledger) => `${group}_${ledger}`,
      ),
      'table',
    )
  // Of the other lists every batch speaks as before.
  const changed = changedLists(sides)
  const presence: Partial<Record<'earlier' | 'later', Presence>> = {}
  for (const side of ['earlier', 'later'] as const) {
    await takeSide(session, side)
    presence[side] = await findPresence(session, sides[side])
    await loadFrame(session, { ...sides[side], batches: sides[side].batches.filter((batch) => changed.has(batch.ledger)) })
    const speaking = present.filter(({ ledger }) => changed.has(ledger))
    await session.define(`coverage_${side}`, coverageSelect(speaking), 'table')
  }
  const differing = await session.rows(`select distinct ledger from (
      select * from (select * from coverage_earlier except select * from coverage_later) gone union all select * from (select * from coverage_later except select * from coverage_earlier) come) changed`)
  return { earlier: presence.earlier!, later: presence.later!, otherwise: new Set(differing.map((row) => String(row['ledger']))) }
}

/** `common_`, `gone_`, `come_<name>` as far as the list has such rows, `all_` and `raw_<name>` with all of them. */
async function attachList(session: EngineSession, sides: Sides, ledger: LedgerTable): Promise<void> {
  const name = ledger.ledger
  const attach = (relation: string, batches: readonly RunBatch[]): Promise<void> =>
    session.attach(
      relation,
      ledger.columns,
      batches.filter((batch) => batch.ledger === name).map((batch) => batch.path),
    )
  if (sides.revised.some((each) => each.after.ledger === name)) {
    await attach(
      `before_${name}`,
      sides.revised.map((each) => each.before),
    )
    await attach(
      `after_${name}`,
      sides.revised.map((each) => each.after),
    )
    const rows: Record<Group, string> = {
      common: `select * from before_${name} intersect all select * from after_${name}`,
      gone: `select * from before_${name} except all select * from after_${name}`,
      come: `select * from after_${name} except all select * from before_${name}`,
    }
    for (const group of groups) {
      await attach(`file_${group}_${name}`, sides[group])
      await session.define(`${group}_${name}`, `select * from file_${group}_${name} union all (${rows[group]})`, 'table')
    }
  } else for (const group of groupsOf(sides, ledger)) await attach(`${group}_${name}`, sides[group])
  await session.define(
    `all_${name}`,
    groupsOf(sides, ledger)
      .map((group) => `select * from ${group}_${name}`)
      .join(' union all '),
    'view',
  )
  await session.define(`raw_${name}`, `select * from all_${name}`, 'view')
}

export async function takeSide(session: EngineSession, side: 'earlier' | 'later'): Promise<void> {
  await session.define('batch_program', `select * from program_common union all select * from program_${side === 'earlier' ? 'gone' : 'come'}`, 'table')
}

/** Rows of our own lists, of both runs together. */
export async function countOwnRows(session: EngineSession, sides: Sides): Promise<number> {
  const counts = ownLedgers({ ledgers: sides.present }).map(({ ledger }) => `select count(*) as n from all_${ledger}`)
  const rows = counts.length === 0 ? [] : await session.rows(counts.join(' union all '))
  return rows.reduce((sum, row) => sum + Number(row['n']), 0)
}
