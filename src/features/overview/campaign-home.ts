import { sql } from 'kysely'
import type { z } from 'zod'
import type { Work } from '../../platform/events.ts'
import { townDivision } from '../../platform/installation.ts'
import { within } from '../../platform/postgres/database.ts'
import { allQuestions, findCurrentCampaign, listItems, type ItemRow } from '../campaigns/index.ts'
import { checkCatalog, findLastRun, sayMissing, topicOf, type CheckDefinition, type StoredRun } from '../checks/index.ts'
import { countLeads } from '../leads/index.ts'
import { labelOf, matrixOf, type MatrixCell } from '../selfcheck/index.ts'
import type { api } from './contract.ts'
import { lostNumbers } from './lost-numbers.ts'

export type CampaignHome = z.input<(typeof api)['GET /api/campaign-home']['output']>
type Answering = CampaignHome['answers'][number]

const emptyCounts = { cells: 0, open: 0, working: 0, reported: 0, returned: 0, accepted: 0, contradicting: 0, openLeads: 0 }

/**
 * Communities × items of a campaign (the current one when none is named), who answers each item, and what nobody answers.
 * A draft has no cells yet. Errors: `not_found`.
 */
export async function readCampaignHome(work: Work, wanted?: string): Promise<CampaignHome> {
  const { tx, actor } = work
  const campaign = (await findCurrentCampaign(tx, wanted))?.campaign
  if (campaign === undefined) return { campaign: null, divisions: [], cells: [], counts: emptyCounts, answers: [], lastRun: null, unanswered: [] }
  const items = await listItems(tx, campaign)
  const matrix = await matrixOf(tx, actor.scope, campaign)
  const run = await findLastRun(work)
  const answers = await answersOf(work, items, run)
  return {
    campaign,
    divisions: await divisionsOf(work, matrix),
    cells: matrix.map(({ community, ...cell }) => ({ ...cell, division: community })),
    counts: { ...countCells(matrix), openLeads: (await countLeads(work, campaign)).open },
    answers,
    lastRun: run?.asOf ?? null,
    unanswered: [
      ...lostNumbers(items).map(({ areaNo, no }) => ({ label: labelOf({ area_no: areaNo, no }), areaNo, no, item: null, why: '原文缺这一项' })),
      ...items
        .filter((item) => answers.some((each) => each.item === item.item && each.checks.length === 0 && each.questions.length === 0))
        .map((item) => ({
          label: labelOf({ area_no: item.areaNo, no: item.no }),
          areaNo: item.areaNo,
          no: item.no,
          item: item.item,
          why: '没有核查，也没有问题对应',
        })),
    ],
  }
}

const isReported = (cell: MatrixCell): boolean => cell.state === 'submitted' || cell.state === 'signed'

function countCells(matrix: readonly MatrixCell[]): Omit<CampaignHome['counts'], 'openLeads'> {
  const count = (test: (cell: MatrixCell) => boolean): number => matrix.filter(test).length
  return {
    cells: matrix.length,
    open: count((cell) => cell.state === 'open'),
    working: count((cell) => cell.state === 'working'),
    reported: count(isReported),
    returned: count((cell) => cell.state === 'returned'),
    accepted: count((cell) => cell.state === 'accepted'),
    contradicting: count((cell) => cell.contradicts),
  }
}

async function divisionsOf({ tx, actor }: Work, matrix: readonly MatrixCell[]): Promise<CampaignHome['divisions']> {
  const rows = await tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where(sql<boolean>`length(code) = ${townDivision.length + 2}`)
    .where(within(actor.scope, 'division.code'))
    .orderBy('code')
    .execute()
  return rows.map(({ code, name }) => {
    const own = matrix.filter((cell) => cell.community === code)
    return { division: code, name, done: own.filter((cell) => isReported(cell) || cell.state === 'accepted').length, of: own.length }
  })
}

/** Which checks and which questions answer each item: those that share a topic with it. Numbers are of the last run, inside the reader's place. */
async function answersOf(work: Work, items: readonly ItemRow[], run: StoredRun | undefined): Promise<Answering[]> {
  const hits = run ? await countHits(work, run.run) : []
  return items.map((item) => {
    const topics = item.topics.map((each) => each.topic)
    const meets = (topic: string): boolean => topics.includes(topic)
    return {
      item: item.item,
      label: labelOf({ area_no: item.areaNo, no: item.no }),
      checks: checkCatalog()
        .checks.filter((check) => Object.values(check.topics).some(meets))
        .map((check) => standingOf(work, check, { run, hits: hits.filter((hit) => hit.check_id === check.check && meets(topicOf(check, hit.program))) })),
      questions: allQuestions()
        .filter((question) => question.topics.some(meets))
        .map((question) => ({ code: question.id, text: question.text })),
    }
  })
}

interface HitCount {
  check_id: string
  program: string | null
  n: number
}

async function countHits({ tx, actor }: Work, runId: string): Promise<HitCount[]> {
  const rows = await sql<HitCount>`
    select check_id, payload->>'program' as program, count(*) as n from hit
    where run_id = ${runId} and division >= ${actor.scope.from} and division < ${actor.scope.to} group by 1, 2`.execute(tx)
  return rows.rows
}

function standingOf(
  { actor }: Work,
  check: CheckDefinition,
  { run, hits }: { run: StoredRun | undefined; hits: readonly HitCount[] },
): Answering['checks'][number] {
  const report = run?.checks.find((each) => each.check === check.check)
  if (!report) return { check: check.check, title: check.title, population: null, hits: null, status: null, missing: [] }
  const places = Object.entries(report.byDivision).filter(([division]) => division >= actor.scope.from && division < actor.scope.to)
  const ran = report.status === 'ran' || report.status === 'partly'
  const own = places.length > 0 ? places.reduce((sum, [, n]) => sum + n, 0) : null
  return {
    check: check.check,
    title: check.title,
    population: !ran ? null : actor.division === townDivision ? report.population : own,
    hits: ran ? hits.reduce((sum, hit) => sum + hit.n, 0) : null,
    status: report.status,
    missing: [...new Set(report.missing.map(sayMissing))],
  }
}
