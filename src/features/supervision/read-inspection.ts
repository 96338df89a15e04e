import { daysBetween } from '../../domain/plain-date.ts'
import { dateOf } from '../../platform/clock.ts'
import type { Work } from '../../platform/events.ts'
import { notFound } from '../../platform/problems.ts'
import { boundOf } from './error-rate.ts'
import type { SupervisionPorts } from './ports.ts'
import { listDrawn, listFindings, listFollowUps, listInspections, listMeasures, listProofs } from './store.ts'

type InspectionRow = Awaited<ReturnType<typeof listInspections>>[number]

function say(row: InspectionRow) {
  return {
    inspection: row.inspection_id,
    number: row.number,
    kind: row.kind as 'sampling' | 'site' | 'secret_visit' | 'look_back',
    title: row.title,
    on: row.on_date,
    team: row.team,
    note: row.note,
    by: row.created_by,
    seed: row.seed,
    size: row.size,
    population: row.population,
    decided: row.decided,
    sentBack: row.sent_back,
    findings: row.findings,
    openFindings: row.open_findings,
  }
}

export async function readInspections({ tx, actor }: Work, { campaign }: { campaign?: string | undefined } = {}) {
  return { inspections: (await listInspections(tx, actor.scope, { campaign })).map(say) }
}

/** One inspection: what was drawn with proof and conditions, or what was found with its follow-ups. Errors: `not_found`. */
export async function readInspection(work: Work, inspectionId: string, ports: SupervisionPorts) {
  const { tx, actor } = work
  const [row] = await listInspections(tx, actor.scope, { inspection: inspectionId })
  if (!row) throw notFound('这次督查')
  const inspection = say(row)
  const drawn = await listDrawn(tx, actor.scope, inspectionId)
  const ids = drawn.map((each) => each.problem_id)
  const measures = Map.groupBy(await listMeasures(tx, actor.scope, ids), (each) => each.problem_id)
  const proofs = Map.groupBy(await listProofs(tx, actor.scope, ids), (each) => each.problem_id)
  const followUps = Map.groupBy(await listFollowUps(tx, actor.scope, inspectionId), (each) => each.finding_id)
  const problems = []
  for (const each of drawn) {
    problems.push({
      problem: each.problem_id,
      number: each.number,
      title: each.title,
      community: each.community,
      person: each.subject_name,
      state: each.state,
      position: each.position,
      hash: each.draw_hash,
      cause: each.cause,
      owner: each.owner_name,
      closedBy: each.closed_by,
      closedAt: each.closed_at,
      daysOpen: each.closed_at === null ? null : daysBetween(dateOf(each.created_at), dateOf(each.closed_at)),
      measures: (measures.get(each.problem_id) ?? []).map((measure) => ({ text: measure.text, doneOn: measure.done_on })),
      proofs: (proofs.get(each.problem_id) ?? []).map((proof) => ({
        attachment: proof.attachment_id,
        name: proof.name,
        mediaType: proof.media_type,
        side: proof.side as 'before' | 'after',
        note: proof.note,
        usedElsewhere: proof.used_elsewhere,
      })),
      conditions: (await ports.conditionsOf(work, each.problem_id)).map(({ ok, text, why }) => ({ ok, text, why })),
      decision: each.decision as 'agreed' | 'sent_back' | null,
      reason: each.reason,
      decidedBy: each.decided_by,
      decidedAt: each.decided_at,
    })
  }
  return {
    inspection,
    shows: showsOf(inspection),
    populationNumbers: row.population_numbers ?? [],
    drawn: problems,
    findings: (await listFindings(tx, actor.scope, inspectionId)).map((finding) => ({
      finding: finding.finding_id,
      community: finding.community,
      text: finding.text,
      problem: finding.problem_id,
      number: finding.number,
      state: finding.state,
      by: finding.created_by,
      followUps: (followUps.get(finding.finding_id) ?? []).map((each) => ({
        on: each.on_date,
        result: each.result as 'mended' | 'partly' | 'not_mended',
        text: each.text,
        by: each.created_by,
      })),
    })),
  }
}

/** What the sample could show as drawn, and shows once every drawn problem was judged. */
function showsOf({ kind, population, size, decided, sentBack }: ReturnType<typeof say>) {
  if (kind !== 'sampling' || population === null || size === null) return null
  return {
    asDrawn: boundOf({ population, size, wrong: 0 }),
    wrong: sentBack,
    // Judging only some of the drawn ones would be a choice of its own, so nothing is said before the last.
    soFar: decided === size ? boundOf({ population, size, wrong: sentBack }) : null,
  }
}
