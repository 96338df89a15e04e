import { record, type Work } from '../../platform/events.ts'
import { writeWorkbook } from '../../platform/files/write-workbook.ts'
import type { FileAnswer } from '../../platform/http/server.ts'
import type { LeadFilter } from './filter-leads.ts'
import { stateTitles } from './lead-states.ts'
import { listLeads } from './list-leads.ts'
import type { LeadPorts } from './ports.ts'

/** What the list shows, as .xlsx with ids masked; who took it and with which filter is kept. */
export async function exportLeads(work: Work, filter: LeadFilter, ports: LeadPorts): Promise<FileAnswer> {
  const { rows, total, sums } = await listLeads(work, filter, ports)
  const today = work.clock.today()
  await record(work, { action: 'lead.exported', objectKind: 'lead', objectId: 'list', division: work.actor.division, after: { filter, rows: rows.length } })
  const bytes = writeWorkbook({
    sheets: [
      {
        name: '疑点',
        title: '疑点清单',
        notes: [`截至 ${today}；共 ${total} 条；证号已遮盖；金额单位：元`],
        columns: [
          { heading: '编号', width: 12, kind: 'text' },
          { heading: '交办编号', width: 14, kind: 'text' },
          { heading: '疑点', width: 60, kind: 'text' },
          { heading: '核查', width: 24, kind: 'text' },
          { heading: '姓名', width: 10, kind: 'text' },
          { heading: '身份证号', width: 22, kind: 'text' },
          { heading: '社区', width: 12, kind: 'text' },
          { heading: '涉及（元）', width: 14, kind: 'money' },
          { heading: '多发（元）', width: 14, kind: 'money' },
          { heading: '少发（元）', width: 14, kind: 'money' },
          { heading: '发现日期', width: 12, kind: 'date' },
          { heading: '到期', width: 12, kind: 'date' },
          { heading: '状态', width: 10, kind: 'text' },
          { heading: '承办人', width: 10, kind: 'text' },
        ],
        rows: rows.map((row) => [
          row.number,
          row.sourceNumber,
          row.sentence,
          row.checkTitle,
          row.name,
          row.citizenId,
          row.community,
          row.concerned,
          row.overpaid,
          row.underpaid,
          row.foundOn,
          row.dueOn,
          stateTitles[row.state],
          row.assigneeName,
        ]),
        totals: ['合计', null, null, null, null, null, null, sums.concerned, sums.overpaid, sums.underpaid, null, null, null, null],
        signature: ['填表人', '审核人'],
      },
    ],
  })
  return { bytes, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', name: `疑点清单-${today}.xlsx` }
}
