import { implement } from '../../platform/http/server.ts'
import { listApplications } from './applications/list-applications.ts'
import { answerApplication, forwardApplication } from './applications/move-application.ts'
import { receiveApplication } from './applications/receive-application.ts'
import { endAgreement, signAgreement } from './carers/agreements.ts'
import { askCarer } from './carers/ask-carer.ts'
import { listCarers } from './carers/list-carers.ts'
import { readParentsContact } from './carers/parents-contact.ts'
import { arrangeChild } from './child-cards/arrange-child.ts'
import { endCard, reopenCard } from './child-cards/end-card.ts'
import { followChild } from './child-cards/follow-child.ts'
import { openChildCard } from './child-cards/open-card.ts'
import { listChildCards } from './child-cards/read-cards.ts'
import { reportChild } from './child-cards/report-child.ts'
import { enterClue } from './clues/enter-clue.ts'
import { concludeClue, followClue, reopenClue } from './clues/follow-clue.ts'
import { listClues } from './clues/read-clues.ts'
import { listConsents, signConsent, withdrawConsent } from './consents/consents.ts'
import { api } from './contract.ts'
import { enterReceipt, listMandatoryReports, reportDanger } from './mandatory-reports.ts'
import { readMonthlyReports, reportMonth } from './monthly-reports.ts'
import { addPatrolPoint, endPatrolPoint } from './patrols/patrol-points.ts'
import { readPatrols } from './patrols/read-patrols.ts'
import { handOver, listStreetCases, openStreetCase } from './patrols/street-cases.ts'
import { walkPatrol } from './patrols/walk-patrol.ts'
import { addMechanism, addRule, addTraining, listMechanisms, listTrainings, turnMechanism } from './registers.ts'
import { enterTownCount, listTownCounts } from './town-counts.ts'
import { listDueVisits, recordVisit } from './visits.ts'

export const duties = implement(api, {
  'GET /api/clues': ({ work }) => work(listClues),
  'POST /api/clues': ({ work, body }) => work(async (unit) => ({ clue: await enterClue(unit, body) })),
  'POST /api/clues/{clue}/steps': ({ work, params, body }) => work((unit) => followClue(unit, { ...params, ...body })),
  'POST /api/clues/{clue}/conclusion': ({ work, params, body }) => work((unit) => concludeClue(unit, { ...params, ...body })),
  'POST /api/clues/{clue}/reopening': ({ work, params, body }) => work((unit) => reopenClue(unit, { ...params, ...body })),
  'GET /api/applications': ({ work }) => work(listApplications),
  'POST /api/applications': ({ work, body }) => work((unit) => receiveApplication(unit, body)),
  'POST /api/applications/{application}/forwarding': ({ work, params, body }) => work((unit) => forwardApplication(unit, { ...params, ...body })),
  'POST /api/applications/{application}/answer': ({ work, params, body }) => work((unit) => answerApplication(unit, { ...params, ...body })),
  'GET /api/patrols': ({ work, query }) => work((unit) => readPatrols(unit, query.month)),
  'POST /api/patrol-points': ({ work, body }) => work(async (unit) => ({ point: await addPatrolPoint(unit, body) })),
  'POST /api/patrol-points/{point}/end': ({ work, params, body }) => work((unit) => endPatrolPoint(unit, { ...params, ...body })),
  'POST /api/patrols': ({ work, body }) => work(async (unit) => ({ walk: await walkPatrol(unit, body) })),
  'GET /api/street-cases': ({ work }) => work(listStreetCases),
  'POST /api/street-cases': ({ work, body }) => work(async (unit) => ({ streetCase: await openStreetCase(unit, body) })),
  'POST /api/street-cases/{streetCase}/handover': ({ work, params, body }) => work((unit) => handOver(unit, { ...params, ...body })),
  'GET /api/carers': ({ installation, actor }) => listCarers(installation, actor),
  'POST /api/carers/{person}/asks': ({ work, params, body }) => work((unit) => askCarer(unit, { ...params, ...body })),
  'POST /api/agreements': ({ work, body }) => work(async (unit) => ({ agreement: await signAgreement(unit, body) })),
  'POST /api/agreements/{agreement}/end': ({ work, params, body }) => work((unit) => endAgreement(unit, { ...params, ...body })),
  'GET /api/child-cards': ({ work }) => work(listChildCards),
  'GET /api/parents-contact': ({ installation, actor, query }) => readParentsContact(installation, actor, query.month),
  'POST /api/child-cards': ({ work, body }) => work(async (unit) => ({ card: await openChildCard(unit, body) })),
  'POST /api/child-cards/{card}/arrangement': ({ work, params, body }) => work((unit) => arrangeChild(unit, { ...params, ...body })),
  'POST /api/child-cards/{card}/reports': ({ work, params, body }) => work((unit) => reportChild(unit, { ...params, ...body })),
  'POST /api/child-cards/{card}/follow-ups': ({ work, params, body }) =>
    work((unit) => followChild(unit, { ...params, ...body, isSafe: body.safety === 'safe' })),
  'POST /api/child-cards/{card}/end': ({ work, params, body }) => work((unit) => endCard(unit, { ...params, ...body })),
  'POST /api/child-cards/{card}/reopening': ({ work, params, body }) => work((unit) => reopenCard(unit, { ...params, ...body })),
  'GET /api/consents': ({ work }) => work(listConsents),
  'POST /api/consents': ({ work, body }) => work(async (unit) => ({ consent: await signConsent(unit, body) })),
  'POST /api/consents/{consent}/withdrawal': ({ work, params, body }) => work((unit) => withdrawConsent(unit, { ...params, ...body })),
  'GET /api/town-counts': ({ work }) => work(listTownCounts),
  'POST /api/town-counts': ({ work, body }) => work((unit) => enterTownCount(unit, body)),
  'GET /api/monthly-reports': ({ work, query }) => work((unit) => readMonthlyReports(unit, query.month)),
  'POST /api/monthly-reports': ({ work, body }) => work((unit) => reportMonth(unit, body)),
  'GET /api/visits': ({ installation, actor, query }) => listDueVisits(installation, actor, query.month ?? installation.clock.today().slice(0, 7)),
  'POST /api/visits': ({ work, body }) => work(async (unit) => ({ visit: await recordVisit(unit, body) })),
  'GET /api/training': ({ work }) => work(listTrainings),
  'POST /api/training': ({ work, body }) => work(async (unit) => ({ training: await addTraining(unit, body) })),
  'GET /api/mechanisms': ({ work }) => work(listMechanisms),
  'POST /api/mechanisms': ({ work, body }) => work(async (unit) => ({ mechanism: await addMechanism(unit, body) })),
  'POST /api/mechanisms/{mechanism}/turns': ({ work, params, body }) => work((unit) => turnMechanism(unit, { ...params, ...body })),
  'POST /api/rules': ({ work, body }) => work(async (unit) => ({ rule: await addRule(unit, body) })),
  'GET /api/mandatory-reports': ({ work }) => work(async (unit) => ({ reports: await listMandatoryReports(unit) })),
  'POST /api/mandatory-reports': ({ work, body }) => work(async (unit) => ({ report: await reportDanger(unit, body) })),
  'POST /api/mandatory-reports/{report}/receipt': ({ work, params, body }) => work((unit) => enterReceipt(unit, { ...params, ...body })),
})
