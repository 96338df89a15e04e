import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { z } from 'zod'
import { monthOf } from '../../domain/months.ts'
import { duckdbEngine } from '../../platform/engine/duckdb.ts'
import type { Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import type { Tx } from '../../platform/postgres/database.ts'
import { areaOfTopic, findCurrentCampaign } from '../campaigns/index.ts'
import { findLedger, ledgerDefinitions } from '../ledgers/index.ts'
import { firstLookBack } from './collect-inputs.ts'
import type { api } from './contract.ts'
import { type CheckForecast, forecast, type Hand, type Unlock, unlocksOf } from './forecast.ts'
import type { RunBatch } from './lake-input.ts'
import { ledgerTables } from './ledger-tables.ts'
import { sayMissing, sayMonths, titleOfMissing } from './missing-words.ts'
import { countPeople, type PeopleAtHand, peopleUnder } from './people-at-hand.ts'
import { checkCatalog } from './present-catalog.ts'
import { listStandards } from './standards-store.ts'
import { findLastRun } from './store-run.ts'
import { listSwitchedOff } from './switch-check.ts'

type Readiness = z.input<(typeof api)['GET /api/readiness']['output']>

interface HandBatch extends Pick<RunBatch, 'batch' | 'ledger' | 'path' | 'sha256' | 'covers'> {
  owner: string
}

/** What can be checked with the lists at hand, what cannot and why, and which one list would open the most checks over the most people. */
export async function readReadiness(work: Work, lakeFolder: string): Promise<Readiness> {
  const { tx, clock } = work
  const batches = await readBatches(tx, lakeFolder)
  const people = await readPeople(tx, batches)
  const divisions = await tx.selectFrom('division').select(['code', 'name']).where('code', '<>', townDivision).orderBy('code').execute()
  const campaign = await findCurrentCampaign(tx)
  const off = await listSwitchedOff(tx)
  const hand: Hand = {
    // What the town has switched off opens nothing.
    catalog: { ...checkCatalog(), checks: checkCatalog().checks.filter((each) => !off.has(each.check)) },
    standards: await listStandards(tx),
    months: { from: campaign?.lookBackFrom?.slice(0, 7) ?? firstLookBack, to: monthOf(clock.today()) },
    // A town without communities is one place.
    divisions: divisions.length > 0 ? divisions : [{ code: townDivision, name: '全镇' }],
    batches: batches.map((batch) => ({ ledger: batch.ledger, covers: batch.covers, programs: people.programsOf.get(batch.batch) ?? [] })),
    programs: people.groups.flatMap((group) => group.programs),
  }
  const checks = forecast(hand)
  const run = await findLastRun(work)
  const inRun = new Set((run?.inputs.batches ?? []).map((batch) => batch.batch))
  const count = (status: CheckForecast['status']): number => checks.filter((each) => each.status === status).length
  return {
    ledgers: new Set(batches.map((batch) => batch.ledger)).size,
    people: peopleUnder(people.groups, hand.programs),
    counts: { ran: count('ran'), partly: count('partly'), missing_list: count('missing_list'), missing_basis: count('missing_basis') },
    isNewer: run !== undefined && batches.some((batch) => batch.owner !== 'kept' && !inRun.has(batch.batch)),
    next: unlocksOf(hand, checks)
      .map((unlock) => describeUnlock(unlock, people))
      .sort((a, b) => weigh(b) - weigh(a) || (a.title < b.title ? -1 : 1)),
    papers: describePapers(checks, people),
    checks: checks.map((each) => ({
      check: each.check.check,
      title: each.check.title,
      area: areaOfTopic(Object.values(each.check.topics)[0] ?? ''),
      status: each.status,
      people: peopleUnder(people.groups, each.check.programs),
      why: reasonsOf(each),
    })),
  }
}

/** What opens a check counts before what completes one; both by people. */
function weigh(next: Readiness['next'][number]): number {
  return next.opens.length * 1_000_000 * Math.max(1, next.peopleOpened) + next.completes.length * Math.max(1, next.peopleCompleted)
}

function describeUnlock({ list, opens, completes, gaps }: Unlock, people: PeopleAtHand): Readiness['next'][number] {
  const titled = (checks: Unlock['opens']) => checks.map(({ check, title }) => ({ check, title }))
  const programs = (checks: Unlock['opens']): string[] => checks.flatMap((check) => check.programs)
  const months = [
    ...new Set(
      gaps.map((gap) =>
        sayMissing({ kind: 'list', name: list.ledger, ...list, ...gap, program: null })
          .slice(titleOf(list.ledger).length)
          .replace(/^[\s，]+/, ''),
      ),
    ),
  ]
  return {
    ledger: list.ledger,
    title: titleOfMissing({ kind: 'list', name: list.ledger, program: list.program }),
    owner: findLedger(list.ledger)?.owner ?? 'reference',
    gaps: months,
    opens: titled(opens),
    completes: titled(completes),
    peopleOpened: peopleUnder(people.groups, programs(opens)),
    peopleCompleted: peopleUnder(people.groups, programs(completes)),
  }
}

function titleOf(ledger: string): string {
  return findLedger(ledger)?.title ?? ledger
}

function describePapers(checks: readonly CheckForecast[], people: PeopleAtHand): Readiness['papers'] {
  const papers = new Map<string, Readiness['papers'][number] & { programs: string[] }>()
  for (const each of checks) {
    if (each.status === 'missing_list') continue
    for (const missing of each.rules.missing) {
      const title = titleOfMissing({ kind: 'basis', ...missing })
      const paper = papers.get(title) ?? { title, months: [], opens: [], completes: [], people: 0, programs: [] }
      const span = sayMonths(missing)
      if (!paper.months.includes(span)) paper.months.push(span)
      const served = each.status === 'missing_basis' ? paper.opens : paper.completes
      if (!served.some((one) => one.check === each.check.check)) served.push({ check: each.check.check, title: each.check.title })
      if (!paper.programs.includes(missing.program)) paper.programs.push(missing.program)
      papers.set(title, paper)
    }
  }
  return [...papers.values()]
    .map(({ programs, ...paper }) => ({ ...paper, people: peopleUnder(people.groups, programs) }))
    .sort((a, b) => b.opens.length - a.opens.length || b.completes.length * b.people - a.completes.length * a.people || (a.title < b.title ? -1 : 1))
}

/** Why a check does not run, or does not see everything: one line each. */
function reasonsOf({ status, stoppedBy, absent, gaps, rules }: CheckForecast): string[] {
  const listed = (ledger: string, program: string | null): string => titleOfMissing({ kind: 'list', name: ledger, program })
  const lines =
    status === 'missing_list'
      ? stoppedBy.map((group) => `缺名单：${[...new Set(group.map((list) => listed(list.ledger, list.program)))].join(' 或 ')}`)
      : [
          ...(absent.length > 0 ? [`还缺名单：${absent.map((list) => listed(list.ledger, list.program)).join('、')}`] : []),
          ...gaps.map(
            (gap) =>
              `还缺名单：${sayMissing({ kind: 'list', name: gap.list.ledger, program: gap.list.program, from: gap.from, to: gap.to, divisions: gap.divisions })}`,
          ),
        ]
  const basis = rules.missing.map((each) => `缺依据：${titleOfMissing({ kind: 'basis', ...each })} ${sayMonths(each)}`)
  return [...new Set([...lines, ...basis])]
}

async function readBatches(tx: Tx, lakeFolder: string): Promise<HandBatch[]> {
  const rows = await tx
    .selectFrom('batch')
    .select(['batch_id', 'ledger', 'owner', 'lake_file', 'lake_sha256'])
    .where('state', '=', 'active')
    .orderBy('seq')
    .execute()
  const covers = Map.groupBy(await tx.selectFrom('batch_cover').selectAll().execute(), (cover) => cover.batch_id)
  const typed = await tx.selectFrom('kept_row').select('ledger').distinct().where('batch_id', 'is', null).execute()
  const own = typed.map(({ ledger }): HandBatch => ({ batch: `own-${ledger}`, ledger, owner: 'kept', path: '', sha256: '', covers: [] }))
  return [
    ...rows
      .filter((row) => row.owner === 'kept' || row.lake_file !== null)
      .map((row) => ({
        batch: row.batch_id,
        ledger: row.ledger,
        owner: row.owner,
        path: row.lake_file === null ? '' : join(lakeFolder, row.lake_file),
        sha256: row.lake_sha256 ?? '',
        covers: (covers.get(row.batch_id) ?? []).map((cover) => ({ from: cover.from_month, to: cover.to_month, division: cover.division })),
      })),
    ...own,
  ]
}

let counted: { hash: string; people: PeopleAtHand } | undefined

/** Counted once for the same files and kept rows. */
async function readPeople(tx: Tx, batches: readonly HandBatch[]): Promise<PeopleAtHand> {
  // Keys have more digits than a number holds: they travel as text.
  const kept = await sql<{ key: string; program: string }>`
    select distinct person_key::text as key, cells ->> 'program' as program from kept_row
    where ledger = 'applications' and person_key is not null and cells ->> 'program' is not null order by 1, 2`.execute(tx)
  const rows = kept.rows.map(({ key, program }): [bigint, string] => [BigInt(key), program])
  const files = batches.filter((batch) => batch.path !== '')
  const hash = createHash('sha256')
    .update(JSON.stringify([files.map((batch) => [batch.path, batch.sha256]), rows.map(String)]))
    .digest('hex')
  if (counted?.hash === hash) return counted.people
  const session = await duckdbEngine.open({ asOf: '2000-01-01' })
  try {
    const people = await countPeople(session, { ledgers: ledgerTables(ledgerDefinitions()), batches: files, kept: rows })
    counted = { hash, people }
    return people
  } finally {
    await session.close()
  }
}
