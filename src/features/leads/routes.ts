import { implement, type Feature } from '../../platform/http/server.ts'
import { readLawArticle } from '../checks/index.ts'
import { assignLeads, previewAssignment, setDue } from './assign-leads.ts'
import { api } from './contract.ts'
import { exportLeads } from './export-leads.ts'
import { fillSheet } from './fill-sheet.ts'
import { listSheets } from './list-sheets.ts'
import { listChoices } from './list-choices.ts'
import { listLeads } from './list-leads.ts'
import { lookAgain } from './look-again.ts'
import { mergeLead, partLead } from './merge-leads.ts'
import type { LeadPorts } from './ports.ts'
import { readLead } from './read-lead.ts'
import { readSheetsToTake } from './read-sheets-to-take.ts'
import { reportLead } from './report-danger.ts'
import { explainSimilar, listSimilar, undoSimilar } from './same-explanation.ts'
import { noteLead, showPersonId } from './show-person-id.ts'
import { takeSheets } from './take-sheets.ts'
import { undoBatch } from './undo-batch.ts'
import { startChecking, takeBackVerification, verifyLead } from './verify-lead.ts'
import { resumeLead, waitLead } from './wait-lead.ts'

/** The endpoints of leads; `ports` is what the composition root hands over. */
export function leadRoutes(ports: LeadPorts): Feature {
  return implement(api, {
    'GET /api/leads': ({ work, query }) => work((unit) => listLeads(unit, query, ports)),
    'GET /api/leads/choices': ({ work }) => work((unit) => listChoices(unit, ports)),
    'GET /api/leads/export': ({ work, query }) => work((unit) => exportLeads(unit, query, ports)),
    'POST /api/leads/assignments': ({ work, body }) => work((unit) => assignLeads(unit, body)),
    'POST /api/leads/assignments/preview': ({ work, body }) => work((unit) => previewAssignment(unit, body)),
    'POST /api/leads/due': ({ work, body }) => work((unit) => setDue(unit, body)),
    'POST /api/leads/undo': ({ work, body }) => work((unit) => undoBatch(unit, body)),
    'GET /api/lead-sheets': ({ work, query }) => work((unit) => readSheetsToTake(unit, query.lead, ports)),
    'GET /api/leads/{lead}': ({ work, params, query }) => work((unit) => readLead(unit, { lead: params.lead, filter: query }, ports)),
    'POST /api/leads/{lead}/start': ({ work, params, body }) => work((unit) => startChecking(unit, { ...params, ...body })),
    'POST /api/leads/{lead}/verification': ({ work, params, body }) => work((unit) => verifyLead(unit, { ...params, ...body }, ports)),
    'DELETE /api/leads/{lead}/verification': ({ work, params }) => work((unit) => takeBackVerification(unit, params.lead, ports)),
    'POST /api/leads/{lead}/second-look': ({ work, params, body }) => work((unit) => lookAgain(unit, { ...params, ...body }, ports)),
    'POST /api/leads/{lead}/merge': ({ work, params, body }) => work((unit) => mergeLead(unit, { ...params, ...body }, ports)),
    'DELETE /api/leads/{lead}/merge': ({ work, params }) => work((unit) => partLead(unit, params, ports)),
    'GET /api/leads/{lead}/similar': ({ work, params }) => work((unit) => listSimilar(unit, params.lead)),
    'POST /api/leads/{lead}/similar': ({ work, params, body }) => work((unit) => explainSimilar(unit, { ...params, ...body })),
    'POST /api/leads/undo-similar': ({ work, body }) => work((unit) => undoSimilar(unit, body)),
    'POST /api/leads/{lead}/report': ({ work, params, body }) => work((unit) => reportLead(unit, { ...params, ...body }, ports)),
    'POST /api/leads/{lead}/waiting': ({ work, params, body }) => work((unit) => waitLead(unit, { ...params, ...body })),
    'DELETE /api/leads/{lead}/waiting': ({ work, params }) => work((unit) => resumeLead(unit, params)),
    'GET /api/law-articles': ({ query, installation }) => Promise.resolve(readLawArticle(query, installation.folder)),
    'POST /api/leads/{lead}/notes': ({ work, params, body }) => work((unit) => noteLead(unit, { ...params, ...body })),
    'POST /api/leads/{lead}/person-id': ({ work, params, body }) => work(async (unit) => ({ citizenId: await showPersonId(unit, { ...params, ...body }) })),
    'GET /api/handed-sheets': ({ work }) => work(async (unit) => ({ sheets: await listSheets(unit) })),
    'POST /api/handed-sheets': async ({ work, query, bytes, installation }) => {
      const content = await bytes()
      return work(async (unit) => ({ sheets: await takeSheets(unit, installation.folder, { ...query, bytes: content }) }))
    },
    'GET /api/handed-sheets/{sheet}/file': ({ work, params, installation }) =>
      work((unit) => fillSheet(unit, { sheet: params.sheet, folder: installation.folder }, ports)),
  })
}
