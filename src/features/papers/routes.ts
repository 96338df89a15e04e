import { implement } from '../../platform/http/server.ts'
import { api } from './contract.ts'
import { packBinder, readBinder, readProblemPapers, writeProblemPaper } from './binder/read-binder.ts'
import { dispatchWorkbook } from './dispatch-workbook.ts'
import { openNumber } from './dispatch-rows.ts'
import { dispatchColumns, type DispatchTable } from './dispatch-table.ts'
import { campaignOfIssue, freezeDispatch, getIssue, listIssues, presentDispatch } from './freeze-dispatch.ts'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const papers = implement(api, {
  'GET /api/dispatch': ({ work, query }) =>
    work(async (unit) => {
      const { campaign, title, table, issues } = await presentDispatch(unit, query.campaign)
      return view({ campaign, title }, table, { issue: null, issues })
    }),

  'GET /api/dispatch/{issue}': ({ work, params }) =>
    work(async (unit) => {
      const issue = await getIssue(unit, params.issue)
      const campaign = await campaignOfIssue(unit, params.issue)
      return view(campaign, issue.table, { issue, issues: await listIssues(unit, campaign.campaign) })
    }),

  'POST /api/dispatch': ({ work, query }) => work(async (unit) => ({ issue: (await freezeDispatch(unit, query.campaign)).issue })),

  'GET /api/dispatch/{issue}/file': ({ work, params }) =>
    work(async (unit) => {
      const issue = await getIssue(unit, params.issue)
      return {
        bytes: dispatchWorkbook((await campaignOfIssue(unit, params.issue)).title, issue.table, issue),
        mediaType: xlsx,
        name: `周调度表第${issue.no}期.xlsx`,
      }
    }),

  'GET /api/dispatch-rows': ({ work, query }) =>
    work(async (unit) => {
      const table = query.issue ? (await getIssue(unit, query.issue)).table : (await presentDispatch(unit, query.campaign)).table
      return openNumber(unit, table, query)
    }),

  'GET /api/binder': ({ work, query }) => work((unit) => readBinder(unit, query.campaign)),
  'GET /api/binder/file': ({ work, query }) => work(async (unit) => ({ ...(await packBinder(unit, query.campaign)), mediaType: 'application/zip' })),
  'GET /api/problems/{problem}/papers': ({ work, params }) => work((unit) => readProblemPapers(unit, params.problem)),
  'GET /api/problems/{problem}/papers/file': ({ work, params, query }) =>
    work(async (unit) => ({ ...(await writeProblemPaper(unit, params.problem, query.kind)), mediaType: docx })),
})

type Issues = Awaited<ReturnType<typeof listIssues>>

function view(
  { campaign, title }: { campaign: string; title: string },
  table: DispatchTable,
  { issue, issues }: { issue: Issues[number] | null; issues: Issues },
) {
  return {
    campaign,
    title,
    asOf: table.asOf,
    weekFrom: table.weekFrom,
    since: table.since,
    columns: dispatchColumns.map((column) => ({ ...column })),
    rows: table.rows.map((row) => ({ division: row.division, name: row.name, numbers: row.numbers })),
    total: table.total,
    issue: issue && { issue: issue.issue, no: issue.no, frozenBy: issue.frozenBy, proofNumber: issue.proofNumber },
    issues: issues.map((each) => ({ issue: each.issue, no: each.no, asOf: each.asOf })),
  }
}
