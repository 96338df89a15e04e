import { implement } from '../../platform/http/server.ts'
import { api } from './contract.ts'
import { enterReceipt, listMandatoryReports, reportDanger } from './mandatory-reports.ts'
import { readMonthlyReports, reportMonth } from './monthly-reports.ts'
import { addMechanism, addRule, addTraining, listMechanisms, listTrainings, turnMechanism } from './registers.ts'
import { listDueVisits, recordVisit } from './visits.ts'

export const duties = implement(api, {
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
