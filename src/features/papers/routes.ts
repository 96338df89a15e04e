import type { Work } from '../../platform/events.ts'
import { implement } from '../../platform/http/server.ts'
import { api } from './contract.ts'
import { dispatchWorkbook } from './dispatch-workbook.ts'
import { openNumber } from './dispatch-rows.ts'
import { dispatchColumns, type DispatchTable } from './dispatch-table.ts'
import { freezeDispatch, getIssue, listIssues, presentDispatch } from './freeze-dispatch.ts'
import { findCurrentCampaign } from '../campaigns/index.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const papers = implement(api, {
  'GET /api/dispatch': ({ work }) =>
    work(async (unit) => {
      const { title, table, issues } = await presentDispatch(unit)
      return view(title, table, null, issues)
    }),

  'GET /api/dispatch/{issue}': ({ work, params }) =>
    work(async (unit) => {
      const issue = await getIssue(unit, params.issue)
      return view(await titleOf(unit), issue.table, issue, await issuesOf(unit))
    }),

  'POST /api/dispatch': ({ work }) => work(async (unit) => ({ issue: (await freezeDispatch(unit)).issue })),

  'GET /api/dispatch/{issue}/file': ({ work, params }) =>
    work(async (unit) => {
      const issue = await getIssue(unit, params.issue)
      return { bytes: dispatchWorkbook(await titleOf(unit), issue.table, issue), mediaType: xlsx, name: `周调度表第${issue.no}期.xlsx` }
    }),

  'GET /api/dispatch-rows': ({ work, query }) =>
    work(async (unit) => {
      const table = query.issue ? (await getIssue(unit, query.issue)).table : (await presentDispatch(unit)).table
      return openNumber(unit, table, query)
    }),
})

async function titleOf(unit: Work): Promise<string> {
  return (await findCurrentCampaign(unit.tx))?.title ?? ''
}

async function issuesOf(unit: Work) {
  const campaign = await findCurrentCampaign(unit.tx)
  return campaign ? listIssues(unit, campaign.campaign) : []
}

type Issues = Awaited<ReturnType<typeof listIssues>>

function view(title: string, table: DispatchTable, issue: Issues[number] | null, issues: Issues) {
  return {
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
