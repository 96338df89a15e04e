import { sql } from 'kysely'
import { dateOf } from '../../platform/clock.ts'
import { rowsOf, type Entry, type EntryKind, type EntryKinds } from '../../platform/entries.ts'
import type { Work } from '../../platform/events.ts'
import { editKeptRow, findLedger, maskedCells, removeKeptRow } from '../ledgers/index.ts'
import { forgetReport, standingReports } from './monthly-reports.ts'
import { takeBackHandOver } from './patrols/street-cases.ts'

type Cells = Record<string, unknown>

const field = ['worker', 'secretary', 'child_worker', 'grid'] as const
const all = ['clerk', 'leader', 'supervisor', ...field] as const
const children = ['clerk', 'leader', 'supervisor', 'worker', 'secretary', 'child_worker'] as const
const office = 'clerk'

const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')
const day = (instant: unknown): string => dateOf(text(instant))

/** Rows that were written on a page into a kept ledger; what came with a file goes with its batch. */
function keptRows(ledger: string, say: (cells: Cells) => string): Pick<EntryKind, 'read' | 'remove'> {
  return {
    read: async ({ tx, actor }, ids) => {
      const definition = findLedger(ledger)
      if (!definition) throw new Error(`no ledger ${ledger}`)
      const { rows } = await sql<{ id: string; division: string; name: string | null; cells: Record<string, string | number | boolean> }>`
        select kept_row_id as id, division, name, cells from kept_row where ledger = ${ledger} and batch_id is null and kept_row_id::text = any(${[...ids]})
          and division >= ${actor.scope.from} and division < ${actor.scope.to}`.execute(tx)
      return rows.map((row) => ({
        id: row.id,
        division: row.division,
        said: say(row.cells),
        about: row.name ?? '',
        before: maskedCells(definition, row.cells),
      }))
    },
    remove: (work, { id }) => removeKeptRow(work, { ledger, id }),
  }
}

/** One later step on a kept row, whoever wrote the row: what it filled is empty again. */
function keptStep(ledger: string, { filled, say }: { filled: string; say: (cells: Cells) => string }): Pick<EntryKind, 'read' | 'remove'> {
  return {
    read: async ({ tx, actor }, ids) => {
      const { rows } = await sql<{ id: string; division: string; name: string | null; cells: Cells }>`
        select kept_row_id as id, division, name, cells from kept_row where ledger = ${ledger} and kept_row_id::text = any(${[...ids]}) and cells ? ${filled}
          and division >= ${actor.scope.from} and division < ${actor.scope.to}`.execute(tx)
      return rows.map(({ id, division, name, cells }) => ({
        id,
        division,
        said: say(cells),
        about: name ?? '',
        before: { [filled]: cells[filled], decided_on: cells['decided_on'] ?? null, accepted_on: cells['accepted_on'] ?? null },
      }))
    },
    remove: (work, { id }) => editKeptRow(work, { ledger, id, cells: { [filled]: null } }),
  }
}

const isThere = async ({ tx }: Work, query: ReturnType<typeof sql>): Promise<boolean> => (await query.execute(tx)).rows.length > 0

/** A report hangs on the act that brought it, or was answered already. */
async function reportStays(work: Work, { id, before }: Entry): Promise<string | undefined> {
  if (before['receipt'] !== null) return '已经有回执了，对方也记了；要改，请重新登记回执。'
  const isHeld = await isThere(
    work,
    sql`select from lead where mandatory_report_id = ${id} union all select from clue_card where mandatory_report_id = ${id}
      union all select from street_case where mandatory_report_id = ${id} union all select from carer_ask where mandatory_report_id = ${id}
      union all select from child_card where mandatory_report_id = ${id}`,
  )
  return isHeld ? '它跟着一条疑点、线索、询问或应急卡，先撤回那一条。' : undefined
}

const handOvers = rowsOf('street_case', {
  about: sql`t.subject_name`,
  id: 'street_case_id',
  keeps: ['handed_at', 'handed_kind', 'handed_to', 'receipt'],
  say: (cells) => `${day(cells['handed_at'] ?? cells['found_at'])} 的交接`,
})

/** What people enter in field work and may withdraw when it was a mistake, by kind. */
export const dutyEntryKinds = {
  visit: { made: { objectKind: 'visit', action: 'visit.recorded' }, who: all, office, ...keptRows('visits', (cells) => `${text(cells['visited_on'])} 走访`) },
  training: {
    made: { objectKind: 'training', action: 'training.added' },
    who: all,
    office,
    ...keptRows('training', (cells) => `${text(cells['held_on'])} ${text(cells['title'])}`),
  },
  monthly_report: { made: { objectKind: 'monthly_report', action: 'report.sent' }, who: all, office, read: standingReports, remove: forgetReport },
  agreement: {
    made: { objectKind: 'agreement', action: 'agreement.signed' },
    who: all,
    office,
    ...keptRows('agreements', (cells) => `${text(cells['signed_on'])} 签的协议${cells['number'] === undefined ? '' : ` ${text(cells['number'])}`}`),
  },
  consent: {
    made: { objectKind: 'consent', action: 'consent.signed' },
    who: all,
    office,
    ...keptRows('consents', (cells) => `${text(cells['signed_on'])} 签的核对授权`),
  },
  application: {
    made: { objectKind: 'application', action: 'application.received' },
    who: all,
    office,
    ...keptRows('applications', (cells) => `${text(cells['applied_on'])} 的申请 ${text(cells['application_no'])}`),
    stays: async (work, { id, before }) => {
      if (before['accepted_on'] !== undefined || before['reason'] !== undefined) return '镇里已经答复了这份申请，不能再撤回。'
      return (await isThere(work, sql`select from clue_card where application = ${id}`)) ? '它是一条线索的结论，先重新打开那条线索。' : undefined
    },
  },
  application_forwarding: {
    made: { objectKind: 'application', action: 'application.forwarded' },
    who: all,
    office,
    ...keptStep('applications', { filled: 'forwarded_on', say: (cells) => `${text(cells['application_no'])} ${text(cells['forwarded_on'])} 的转报` }),
    stays: (_work, { before }) => Promise.resolve(before['accepted_on'] === null ? undefined : '镇里已经受理。'),
  },
  application_acceptance: {
    made: { objectKind: 'application', action: 'application.accepted' },
    who: ['clerk'],
    office,
    ...keptStep('applications', { filled: 'accepted_on', say: (cells) => `${text(cells['application_no'])} ${text(cells['accepted_on'])} 的受理` }),
    stays: (_work, { before }) => Promise.resolve(before['decided_on'] === null ? undefined : '已经作出决定。'),
  },
  clue: {
    made: { objectKind: 'clue', action: 'clue.entered' },
    who: all,
    office,
    ...keptRows('clues', (cells) => `${text(cells['found_on'])} ${text(cells['source'])}的线索`),
    stays: async (work, { id }) =>
      (await isThere(work, sql`select from clue_card where clue = ${id} and outcome is not null`)) ? '这条线索已经办结，先重新打开。' : undefined,
  },
  clue_step: {
    made: { objectKind: 'clue', action: 'clue.followed', key: 'step' },
    who: all,
    office,
    ...rowsOf('clue_step', {
      about: sql`(select name from kept_row where kept_row_id = t.clue)`,
      id: 'clue_step_id',
      keeps: ['on_date', 'way', 'note', 'created_by'],
      say: (cells) => `${text(cells['on_date'])} 对线索的核实`,
    }),
    stays: async (work, { id }) =>
      (await isThere(work, sql`select from clue_step join clue_card using (clue) where clue_step_id = ${id} and outcome is not null`))
        ? '这条线索已经办结，先重新打开。'
        : undefined,
  },
  patrol: {
    made: { objectKind: 'patrol', action: 'patrol.walked' },
    who: all,
    office,
    ...keptRows('patrols', (cells) => `${text(cells['walked_on'])} 巡查${text(cells['point'])}`),
  },
  patrol_point: {
    made: { objectKind: 'patrol_point', action: 'patrol.point_set' },
    who: ['clerk'],
    office,
    ...keptRows('patrol_points', (cells) => `点位${text(cells['point'])}，从 ${text(cells['from_on'])} 起`),
  },
  street_case: {
    made: { objectKind: 'street_case', action: 'street.found' },
    who: all,
    office,
    ...rowsOf('street_case', {
      about: sql`t.subject_name`,
      id: 'street_case_id',
      keeps: ['person_kind', 'place', 'condition', 'found_at', 'handed_at', 'created_by'],
      say: (cells) => `${day(cells['found_at'])} 在${text(cells['place'])}发现的人`,
    }),
    stays: (_work, { before }) => Promise.resolve(before['handed_at'] === null ? undefined : '已经交接了，先撤回交接。'),
  },
  street_handover: {
    made: { objectKind: 'street_case', action: 'street.handed_over' },
    who: all,
    office,
    read: async (work, ids) => (await handOvers.read(work, ids)).filter((entry) => entry.before['handed_at'] !== null),
    remove: (work, { id }) => takeBackHandOver(work, id),
  },
  carer_ask: {
    made: { objectKind: 'carer_ask', action: 'carer.asked' },
    who: all,
    office,
    ...rowsOf('carer_ask', {
      about: sql`(select name from person where person.person_id = t.person_id)`,
      id: 'carer_ask_id',
      keeps: ['on_date', 'lives', 'fitness', 'unfit_for', 'parents_contact_on', 'created_by'],
      say: (cells) => `${text(cells['on_date'])} 对照料的询问`,
    }),
  },
  child_follow_up: {
    made: { objectKind: 'child_card', action: 'child_card.followed', key: 'followUp' },
    who: children,
    office,
    ...rowsOf('child_follow_up', {
      about: sql`(select child_name from child_card where child_card.child_card_id = t.child_card_id)`,
      id: 'child_follow_up_id',
      keeps: ['on_date', 'way', 'lacks', 'is_safe', 'parents_contact_on', 'created_by'],
      say: (cells) => `${text(cells['on_date'])} 对孩子的回访`,
    }),
    stays: async (work, { id }) =>
      (await isThere(work, sql`select from child_follow_up join child_card using (child_card_id) where child_follow_up_id = ${id} and ended_on is not null`))
        ? '这张应急卡已经办结，先重新打开。'
        : undefined,
  },
  mandatory_report: {
    made: { objectKind: 'mandatory_report', action: 'danger.reported' },
    who: all,
    office,
    ...rowsOf('mandatory_report', {
      about: sql`t.subject_name`,
      id: 'mandatory_report_id',
      keeps: ['person_kind', 'found_at', 'recipient', 'reported_at', 'receipt', 'created_by'],
      say: (cells) => `${day(cells['found_at'])} 的强制报告`,
    }),
    stays: reportStays,
  },
  mechanism: {
    made: { objectKind: 'mechanism', action: 'mechanism.added' },
    who: ['clerk', 'leader'],
    office,
    ...rowsOf('mechanism', { id: 'mechanism_id', keeps: ['title', 'owner', 'rhythm', 'last_turn_on', 'created_by'], say: (cells) => text(cells['title']) }),
  },
  made_rule: {
    made: { objectKind: 'made_rule', action: 'rule.made' },
    who: ['clerk', 'leader'],
    office,
    ...rowsOf('made_rule', {
      id: 'made_rule_id',
      keeps: ['title', 'paper', 'on_date', 'cause_kinds', 'topics', 'created_by'],
      say: (cells) => `${text(cells['title'])} ${text(cells['paper'])}`,
    }),
  },
  town_count: {
    made: { objectKind: 'town_count', action: 'town_count.entered' },
    who: ['clerk'],
    office,
    ...rowsOf('town_count', {
      id: 'town_count_id',
      keeps: ['on_date', 'known', 'covered', 'created_by'],
      say: (cells) => `${text(cells['on_date'])} 核对的人数`,
    }),
  },
} as const satisfies EntryKinds
