import { rowsOf, type EntryKinds } from '../../platform/entries.ts'

const who = ['clerk', 'leader', 'supervisor', 'secretary', 'worker', 'child_worker'] as const
const office = 'clerk'
const kindWords: Record<string, string> = { deploy: '部署', urge: '督促', inspect: '检查' }

/** What a community writes beside its answers and may withdraw when it was a mistake; an answer is simply given again. */
export const selfcheckEntryKinds = {
  secretary_log: {
    made: { objectKind: 'secretary_log', action: 'secretary_log.written' },
    who,
    office,
    ...rowsOf('secretary_log', {
      id: 'log_id',
      keeps: ['kind', 'on_date', 'text', 'created_by'],
      say: (cells) => `${String(cells['on_date'])} ${kindWords[String(cells['kind'])] ?? ''}：${short(cells['text'])}`,
    }),
  },
  own_measure: {
    made: { objectKind: 'own_measure', action: 'own_measure.written' },
    who,
    office,
    ...rowsOf('own_measure', {
      id: 'own_measure_id',
      keeps: ['campaign_id', 'item_id', 'text', 'created_by'],
      say: (cells) => `措施：${short(cells['text'])}`,
    }),
  },
} as const satisfies EntryKinds

function short(value: unknown): string {
  const text = String(value)
  return text.length > 40 ? `${text.slice(0, 40)}……` : text
}
