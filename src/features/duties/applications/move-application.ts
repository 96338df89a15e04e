import { record, type Work } from '../../../platform/events.ts'
import { notFound, Problem } from '../../../platform/problems.ts'
import { editKeptRow, findKeptRow, type KeptRow } from '../../ledgers/index.ts'

const ledger = 'applications'

async function findApplication(work: Work, id: string): Promise<KeptRow> {
  const row = await findKeptRow(work, { ledger, id })
  if (!row) throw notFound('这份申请')
  return row
}

/** The community has handed the application in at the town's window. */
export async function forwardApplication(work: Work, { application, on }: { application: string; on: string }): Promise<void> {
  const { cells, division } = await findApplication(work, application)
  if (on > work.clock.today()) throw new Problem('bad_input', '转报日期在今天之后。')
  if (on < String(cells['received_on'] ?? cells['applied_on'])) throw new Problem('bad_input', '转报日期在接收之前。')
  if (cells['forwarded_on'] !== undefined) throw new Problem('conflict', `这份申请 ${String(cells['forwarded_on'])} 已经转报。`)
  await editKeptRow(work, { ledger, id: application, cells: { forwarded_on: on } })
  await record(work, { action: 'application.forwarded', objectKind: 'application', objectId: application, division, after: { on } })
}

interface Answer {
  application: string
  isAccepted: boolean
  on: string
  /** Must stand in a refusal: facts and article, in the written notice. */
  reason: string
}

/** The town accepts, or refuses in writing with its reason. A community has no say in it. */
export async function answerApplication(work: Work, { application, isAccepted, on, reason }: Answer): Promise<void> {
  const { cells, division } = await findApplication(work, application)
  if (on > work.clock.today()) throw new Problem('bad_input', '日期在今天之后。')
  if (cells['accepted_on'] !== undefined) throw new Problem('conflict', `这份申请 ${String(cells['accepted_on'])} 已经受理。`)
  if (!isAccepted && reason.trim() === '') throw new Problem('bad_input', '不予受理要写明理由和依据，书面告知申请人。')
  await editKeptRow(work, {
    ledger,
    id: application,
    cells: isAccepted
      ? { accepted_on: on, forwarded_on: String(cells['forwarded_on'] ?? on), outcome: 'pending', reason: null }
      : { outcome: 'refused', decided_on: on, reason },
  })
  await record(work, {
    action: isAccepted ? 'application.accepted' : 'application.refused',
    objectKind: 'application',
    objectId: application,
    division,
    reason: isAccepted ? null : reason,
    after: { on },
  })
}
