import { rowsOf, type Entry, type EntryKind, type EntryKinds } from '../../platform/entries.ts'
import type { Work } from '../../platform/events.ts'
import { workStates, openStates } from './problem-states.ts'
import { assertWorkable, lockProblem, touchProblem } from './store.ts'

const who = ['clerk', 'leader', 'secretary', 'worker', 'child_worker', 'grid', 'supervisor'] as const
const office = 'clerk'

/** Something hung onto a problem: it goes while such things may still be written, and gives the problem a new version. */
function hungOn(
  table: 'measure' | 'proof' | 'problem_source',
  { id, keeps, states, what }: { id: string; keeps: readonly string[]; states: Parameters<typeof assertWorkable>[2]; what: string },
): Pick<EntryKind, 'read' | 'remove'> {
  const rows = rowsOf(table, {
    id,
    keeps: ['problem_id', ...keeps],
    say: (cells) => `${what}：${String(cells['text'] ?? cells['source_number'] ?? cells['note'])}`,
  })
  return {
    read: rows.read,
    remove: async (work: Work, entry: Entry) => {
      const problem = await lockProblem(work, String(entry.before['problem_id']))
      assertWorkable(problem, `撤回${what}`, states)
      await rows.remove(work, entry)
      await touchProblem(work, problem)
    },
  }
}

/** What people hang onto a problem and may withdraw when it was a mistake; money is reversed, people are taken out by acts of their own. */
export const problemEntryKinds = {
  measure: {
    made: { objectKind: 'problem', action: 'problem.measure_added', key: 'measure_id' },
    who,
    office,
    hasStory: true,
    ...hungOn('measure', { id: 'measure_id', keeps: ['text', 'done_on', 'done_by', 'created_by'], states: workStates, what: '措施' }),
  },
  proof: {
    made: { objectKind: 'problem', action: 'problem.proof_added', key: 'proof_id' },
    who,
    office,
    hasStory: true,
    ...hungOn('proof', { id: 'proof_id', keeps: ['side', 'note', 'attachment_id', 'created_by'], states: openStates, what: '佐证' }),
  },
  source: {
    made: { objectKind: 'problem', action: 'problem.source_added', key: 'source_id' },
    who,
    office,
    hasStory: true,
    ...hungOn('problem_source', { id: 'problem_source_id', keeps: ['source', 'source_number', 'note'], states: openStates, what: '来源' }),
  },
  search: {
    made: { objectKind: 'problem', action: 'problem.search_ordered', key: 'search_id' },
    who,
    office,
    hasStory: true,
    ...rowsOf('search', { id: 'search_id', keeps: ['problem_id', 'question', 'ordered_by'], say: (cells) => `举一反三：${String(cells['question'])}` }),
    stays: async ({ tx }, { id }) =>
      (await tx
        .selectFrom('search_result')
        .select('division')
        .where('search_id', '=', id)
        .where('result', '<>', 'open')
        .where('by_name', '<>', '数据比对')
        .executeTakeFirst())
        ? '已经有社区答了。'
        : undefined,
    remove: async ({ tx }, { id }) => {
      await tx.deleteFrom('search_result').where('search_id', '=', id).execute()
      await tx.deleteFrom('search').where('search_id', '=', id).execute()
    },
  },
} as const satisfies EntryKinds
