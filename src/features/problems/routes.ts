import { type CauseKind, type Source, type WaitReason } from '../../domain/problem-words.ts'
import { implement, type Feature } from '../../platform/http/server.ts'
import { addMeasure, markMeasureDone } from './actions/add-measure.ts'
import { addProof } from './actions/add-proof.ts'
import { askClosing } from './actions/ask-closing.ts'
import { askExtension } from './actions/ask-extension.ts'
import { assignOwner } from './actions/assign-owner.ts'
import { askClosingBatch, assignBatch, planBatch, reviewBatch, undoBatch } from './actions/batch-problems.ts'
import { enterMoney } from './actions/enter-money.ts'
import { enterStop } from './actions/enter-stop.ts'
import { moveToCampaign } from './actions/move-to-campaign.ts'
import { establishProblem } from './actions/establish-problem.ts'
import { extendDeadline } from './actions/extend-deadline.ts'
import { planInstalments } from './actions/plan-instalments.ts'
import { planProblem } from './actions/plan-problem.ts'
import type { ProblemKind } from './actions/problem-kinds.ts'
import { addPerson, removePerson } from './actions/problem-people.ts'
import { addSourceByHand, registerByHand } from './actions/register-problem.ts'
import { returnClosedProblem } from './actions/return-problem.ts'
import { beginReview, reviewProblem } from './actions/review-problem.ts'
import { reverseMoney } from './actions/reverse-money.ts'
import { revokeProblem } from './actions/revoke-problem.ts'
import { answerSearch, listSearches, orderSearch } from './actions/search-same.ts'
import { setCause } from './actions/set-cause.ts'
import { startMending } from './actions/start-mending.ts'
import { enterTransferReceipt, transferProblem } from './actions/transfer-problem.ts'
import { beginWait, endWait } from './actions/wait-problem.ts'
import { api } from './contract.ts'
import { describeProblem } from './describe-problem.ts'
import { exportLedger } from './export-ledger.ts'
import { countCauses, countProblems, dayOf, listProblems, listReminders, type ListedProblem } from './list-problems.ts'
import type { ProblemPorts } from './ports.ts'
import type { Track } from './problem-clock.ts'
import { reconcile } from './reconcile.ts'
import { takeLedger } from './running-ledger/take-ledger.ts'

/** The problems' endpoints; what they need from other rooms comes as `ports`. */
export function problemRoutes(ports: ProblemPorts): Feature {
  return implement(api, {
    'GET /api/problems': ({ work, query: { limit, offset, ...filter } }) =>
      work(async (unit) => {
        const day = await dayOf(unit)
        const { rows, total } = await listProblems(unit, filter, { day, limit, offset })
        return { today: day.today, counts: await countProblems(unit, day, filter.campaign), total, problems: rows.map(listedOf) }
      }),
    'GET /api/problems/export': ({ work, query }) =>
      work(async (unit) => ({
        ...(await exportLedger(unit, query)),
        mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      })),
    'GET /api/problems/reconciliation': ({ work, query }) => work(async (unit) => ({ communities: await reconcile(unit, query) })),
    'GET /api/problems/causes': ({ work, query }) =>
      work(async (unit) => ({ counts: (await countCauses(unit, query.campaign)).map((row) => ({ ...row, cause: row.cause as CauseKind | null })) })),
    'GET /api/problems/reminders': ({ work, query }) =>
      work(async (unit) => ({
        people: (await listReminders(unit, await dayOf(unit), query.campaign)).map((row) => ({
          post: row.owner_post,
          name: row.owner_name,
          hasLeft: row.has_left,
          division: row.division,
          divisionName: row.division_name,
          open: row.open,
          overdue: row.overdue,
          soon: row.soon,
          stuck: row.stuck,
          returned: row.returned,
          waiting: row.waiting,
          nextDue: row.next_due,
        })),
      })),
    'GET /api/problems/{problem}': ({ work, params }) => work((unit) => describeProblem(unit, params.problem, { ports })),
    'POST /api/problems': ({ work, body: { person, item, campaign, ...body } }) =>
      work(async (unit) => {
        const { problemId, number, isMerged } = await registerByHand(unit, { ...body, personId: person, itemId: item, campaignId: campaign })
        return { problem: problemId, number, isMerged }
      }),
    'POST /api/problems/{problem}/sources': ({ work, params, body }) => work((unit) => addSourceByHand(unit, params.problem, body)),
    'POST /api/problems/{problem}/campaign': ({ work, params, body }) => work((unit) => moveToCampaign(unit, params.problem, body)),
    'POST /api/problems/{problem}/establishment': ({ work, params, body }) => work((unit) => establishProblem(unit, params.problem, body)),
    'POST /api/problems/{problem}/revocation': ({ work, params, body }) => work((unit) => revokeProblem(unit, params.problem, body)),
    'POST /api/problems/{problem}/cause': ({ work, params, body }) => work((unit) => setCause(unit, params.problem, body)),
    'POST /api/problems/{problem}/measures': ({ work, params, body }) => work(async (unit) => ({ measure: await addMeasure(unit, params.problem, body) })),
    'POST /api/problems/{problem}/measures/{measure}/done': ({ work, params, body }) =>
      work((unit) => markMeasureDone(unit, params.problem, { ...body, measureId: params.measure })),
    'POST /api/problems/{problem}/owner': ({ work, params, body }) => work((unit) => assignOwner(unit, params.problem, body)),
    'POST /api/problems/{problem}/plan': ({ work, params, body }) => work((unit) => planProblem(unit, params.problem, body)),
    'POST /api/problems/{problem}/mending': ({ work, params, body }) => work((unit) => startMending(unit, params.problem, body)),
    'POST /api/problems/{problem}/waiting': ({ work, params, body }) => work((unit) => beginWait(unit, params.problem, body)),
    'POST /api/problems/{problem}/waiting/end': ({ work, params, body }) => work((unit) => endWait(unit, params.problem, body)),
    'POST /api/problems/{problem}/extension-request': ({ work, params, body }) => work((unit) => askExtension(unit, params.problem, body)),
    'POST /api/problems/{problem}/extension': ({ work, params, body }) => work((unit) => extendDeadline(unit, params.problem, body)),
    'POST /api/problems/{problem}/money': ({ work, params, body }) => work((unit) => enterMoney(unit, params.problem, body)),
    'POST /api/problems/{problem}/money/{entry}/reversal': ({ work, params, body }) =>
      work((unit) => reverseMoney(unit, params.problem, { entry: params.entry, ...body })),
    'PUT /api/problems/{problem}/instalments': ({ work, params, body }) => work((unit) => planInstalments(unit, params.problem, body)),
    'POST /api/problems/{problem}/stop': ({ work, params, body }) => work((unit) => enterStop(unit, params.problem, body)),
    'POST /api/problems/{problem}/proof': ({ work, params, body }) => work((unit) => addProof(unit, params.problem, body)),
    'POST /api/problems/{problem}/closing': ({ work, params, body }) => work((unit) => askClosing(unit, params.problem, { ...body, ports })),
    'POST /api/problems/{problem}/review/begin': ({ work, params, body }) => work((unit) => beginReview(unit, params.problem, body)),
    'POST /api/problems/{problem}/review': ({ work, params, body }) => work((unit) => reviewProblem(unit, params.problem, { ...body, ports })),
    'POST /api/problems/{problem}/return': ({ work, params, body }) => work((unit) => returnClosedProblem(unit, params.problem, body)),
    'POST /api/problems/{problem}/transfer': ({ work, params, body }) => work((unit) => transferProblem(unit, params.problem, body)),
    'POST /api/problems/{problem}/transfer/receipt': ({ work, params, body }) => work((unit) => enterTransferReceipt(unit, params.problem, body)),
    'POST /api/problems/{problem}/searches': ({ work, params, body }) =>
      work(async (unit) => ({ search: await orderSearch(unit, params.problem, { ...body, ports }) })),
    'GET /api/searches': ({ work }) => work(async (unit) => ({ searches: await listSearches(unit) })),
    'POST /api/searches/{search}/answer': ({ work, params, body }) => work((unit) => answerSearch(unit, params.search, body)),
    'POST /api/problem-batches/plan': ({ work, body: { problems, ...plan } }) => work((unit) => planBatch(unit, problems, plan)),
    'POST /api/problem-batches/owner': ({ work, body: { problems, post } }) => work((unit) => assignBatch(unit, problems, { post })),
    'POST /api/problem-batches/closing': ({ work, body }) => work((unit) => askClosingBatch(unit, body.problems, { ports })),
    'POST /api/problem-batches/review': ({ work, body: { problems, ...review } }) => work((unit) => reviewBatch(unit, problems, { ...review, ports })),
    'POST /api/problem-ledgers': async ({ work, query, bytes }) => {
      const content = await bytes()
      return work(async (unit) => ({ rows: await takeLedger(unit, { name: query.name, bytes: content }) }))
    },
    'POST /api/problems/{problem}/people': ({ work, params, body: { person, ...body } }) =>
      work((unit) => addPerson(unit, params.problem, { ...body, personId: person })),
    'POST /api/problems/{problem}/people/{one}/removal': ({ work, params, body }) =>
      work((unit) => removePerson(unit, params.problem, { ...body, one: params.one })),
    'POST /api/problem-batches/undo': ({ work, body }) => work((unit) => undoBatch(unit, body.undo)),
  })
}

function listedOf(row: ListedProblem) {
  return {
    problem: row.problem_id,
    number: row.number,
    kind: row.kind as ProblemKind,
    title: row.title,
    area: row.area,
    division: row.division,
    divisionName: row.division_name,
    subjectName: row.subject_name,
    state: row.state,
    waitingReason: row.waiting_reason as WaitReason | null,
    track: row.track as Track | null,
    cause: row.cause_kind as CauseKind | null,
    ownerName: row.owner_name,
    dueOn: row.due_on,
    isOverdue: row.is_overdue,
    isSoon: row.is_soon,
    concerned: row.concerned,
    overpaid: row.overpaid,
    underpaid: row.underpaid,
    sources: row.sources.map((each) => ({ source: each.source as Source, number: each.number })),
    isRelapsed: row.is_relapsed,
    measures: row.measures,
    measuresDone: row.measures_done,
    proofAfter: row.proof_after,
    version: row.version,
  }
}
