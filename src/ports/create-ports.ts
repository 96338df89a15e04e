import type { CalendarPorts } from '../features/calendar/index.ts'
import type { CampaignPorts } from '../features/campaigns/index.ts'
import { checkTask } from '../check-task.ts'
import { checkCatalog, type CheckPorts, queueRunAfter } from '../features/checks/index.ts'
import { enterReceipt, recountClues, reportDanger } from '../features/duties/index.ts'
import { readOffer, recountLeads, releaseArea, withdrawLeads, type LeadPorts } from '../features/leads/index.ts'
import type { LedgerPorts } from '../features/ledgers/index.ts'
import {
  conditionsOf,
  joinLead,
  partLead,
  problemFromLead,
  problemsOfSubject,
  recountProblems,
  registerFromLead,
  takeBackLead,
  type ProblemPorts,
} from '../features/problems/index.ts'
import { openCells, type SelfcheckPorts } from '../features/selfcheck/index.ts'
import type { SupervisionPorts } from '../features/supervision/index.ts'
import type { DataFolder } from '../platform/data-folder.ts'
import { sendTask } from '../platform/tasks.ts'
import { findSame } from './find-same.ts'
import { handledOf } from './handled-of.ts'
import { paymentAfterFrom } from './payment-after.ts'
import { openPopulations } from './populations.ts'

export interface Ports {
  calendar: CalendarPorts
  ledgers: LedgerPorts
  campaigns: CampaignPorts
  checks: CheckPorts
  leads: LeadPorts
  problems: ProblemPorts
  selfcheck: SelfcheckPorts
  supervision: SupervisionPorts
}

/** Queues a run in the caller's transaction. */
export const sendRun: CheckPorts['sendRun'] = (work, cause) => sendTask(work, checkTask, { cause })

/** What each feature needs from features to its right, or from files that it does not know; `isRunFollowing`: a run follows what is withdrawn. */
export function createPorts(folder: DataFolder, { isRunFollowing = false }: { isRunFollowing?: boolean } = {}): Ports {
  const problems: ProblemPorts = { paymentAfter: paymentAfterFrom(folder), findSame }
  return {
    calendar: {
      recount: async (work, change) => [
        { what: '条疑点', count: await recountLeads(work, change) },
        { what: '件问题', count: await recountProblems(work, change) },
        { what: '条线索', count: await recountClues(work, change) },
      ],
    },
    ledgers: {
      withdrawn: async (work, { batch, file }) => {
        await withdrawLeads(work, batch)
        if (isRunFollowing) await queueRunAfter(work, { sendRun }, { what: 'withdrawn', file })
      },
    },
    campaigns: {
      approved: async (work, campaign) => {
        await openCells(work, campaign)
      },
    },
    checks: { sendRun, offer: readOffer, release: releaseArea },
    problems,
    leads: {
      checkOf: (check) => {
        const found = checkCatalog().checks.find((each) => each.check === check)
        if (!found) return undefined
        const innocent = found.innocent.map(({ code, ask, no_proof: noProof = null }) => ({ code, ask, noProof }))
        return { title: found.title, question: found.question, innocent, closes: found.closes }
      },
      confirmed: async (work, lead) => {
        await registerFromLead(work, lead)
      },
      takenBack: async (work, lead) => {
        await takeBackLead(work, lead)
      },
      handledOf,
      joined: joinLead,
      parted: partLead,
      problemOf: problemFromLead,
      problemsOf: problemsOfSubject,
      reportDanger: async (work, { receipt, ...danger }) => {
        const report = await reportDanger(work, danger)
        if (receipt !== '') await enterReceipt(work, { report, recipient: danger.recipient, receipt })
        return report
      },
    },
    selfcheck: { openPopulations },
    supervision: { conditionsOf: (work, problemId) => conditionsOf(work, problemId, problems) },
  }
}
