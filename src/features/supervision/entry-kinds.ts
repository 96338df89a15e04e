import { sql } from 'kysely'
import { rowsOf, type Entry, type EntryKind, type EntryKinds } from '../../platform/entries.ts'
import type { Work } from '../../platform/events.ts'

type Cells = Record<string, unknown>

const supervisors = ['supervisor', 'leader'] as const
const units = ['clerk', 'secretary', 'worker', 'supervisor', 'leader'] as const
const office = 'supervisor'

/** One step of an order or a consequence that may be taken back alone: the columns that it filled are empty again. */
function stepOf(
  table: string,
  { id, filled, isStanding, say }: { id: string; filled: readonly string[]; isStanding: (cells: Cells) => boolean; say: (cells: Cells) => string },
): Pick<EntryKind, 'read' | 'remove'> {
  const rows = rowsOf(table, { id, keeps: [...filled, 'is_done', 'answered_on'], say })
  return {
    read: async (work, ids) => (await rows.read(work, ids)).filter((entry) => isStanding(entry.before)),
    remove: async ({ tx }: Work, entry: Entry) => {
      await sql`update ${sql.table(table)} set ${sql.join(filled.map((column) => sql`${sql.ref(column)} = null`))} where ${sql.ref(id)}::text = ${entry.id}`.execute(
        tx,
      )
    },
  }
}

const orderStays = (_work: Work, { before }: Entry): Promise<string | undefined> =>
  Promise.resolve(before['is_done'] === true ? '这件督办已经办结。' : before['answered_on'] === null ? undefined : '已经反馈了，先撤回反馈。')

/** What supervision and the units that it orders enter, and may withdraw when it was a mistake. What a draw decides is final. */
export const supervisionEntryKinds = {
  inspection: {
    made: { objectKind: 'inspection', action: 'inspection.written' },
    who: supervisors,
    office,
    ...rowsOf('inspection', {
      id: 'inspection_id',
      keeps: ['number', 'kind', 'title', 'on_date', 'team', 'note', 'created_by'],
      say: (cells) => `${String(cells['number'])} ${String(cells['title'])}`,
    }),
    stays: async ({ tx }, { id }) =>
      (await tx.selectFrom('inspection_finding').select('finding_id').where('inspection_id', '=', id).executeTakeFirst())
        ? '它下面已经登记了发现。'
        : undefined,
  },
  follow_up: {
    made: { objectKind: 'inspection', action: 'inspection.followed_up', key: 'followUp' },
    who: supervisors,
    office,
    ...rowsOf('follow_up', {
      id: 'follow_up_id',
      keeps: ['finding_id', 'on_date', 'result', 'text', 'created_by'],
      say: (cells) => `${String(cells['on_date'])} 的回看`,
    }),
  },
  order: {
    made: { objectKind: 'order', action: 'order.given' },
    who: supervisors,
    office,
    ...rowsOf('supervision_order', {
      id: 'order_id',
      keeps: ['number', 'to_unit', 'text', 'due_on', 'received_on', 'answered_on', 'is_done', 'created_by'],
      say: (cells) => `${String(cells['number'])} 给${String(cells['to_unit'])}的督办`,
    }),
    stays: orderStays,
  },
  order_receipt: {
    made: { objectKind: 'order', action: 'order.received' },
    who: units,
    office: 'clerk',
    ...stepOf('supervision_order', {
      id: 'order_id',
      filled: ['received_on', 'received_by'],
      isStanding: (cells) => cells['received_on'] !== null,
      say: (cells) => `${String(cells['number'])} 的签收`,
    }),
    stays: orderStays,
  },
  order_answer: {
    made: { objectKind: 'order', action: 'order.answered' },
    who: units,
    office: 'clerk',
    ...stepOf('supervision_order', {
      id: 'order_id',
      filled: ['answer', 'answered_on', 'answered_by'],
      isStanding: (cells) => cells['answered_on'] !== null && cells['is_done'] === false,
      say: (cells) => `${String(cells['number'])} 的反馈`,
    }),
  },
  consequence: {
    made: { objectKind: 'consequence', action: 'consequence.written' },
    who: supervisors,
    office,
    ...rowsOf('consequence', {
      id: 'consequence_id',
      keeps: ['kind', 'who', 'what', 'basis', 'on_date', 'paper', 'receipt', 'created_by'],
      say: (cells) => `${String(cells['on_date'])} ${String(cells['paper'])}`,
    }),
  },
  consequence_receipt: {
    made: { objectKind: 'consequence', action: 'consequence.received' },
    who: supervisors,
    office,
    ...stepOf('consequence', {
      id: 'consequence_id',
      filled: ['receipt', 'received_on'],
      isStanding: (cells) => cells['receipt'] !== null,
      say: (cells) => `${String(cells['paper'])} 的回执`,
    }),
  },
} as const satisfies EntryKinds
