import { sql } from 'kysely'
import { kindWords } from '../../../domain/problem-words.ts'
import { programWord } from '../../../domain/programs.ts'
import type { Work } from '../../../platform/events.ts'
import { within } from '../../../platform/postgres/database.ts'
import { isWorkOf } from '../../campaigns/index.ts'

export const strataKinds = ['community', 'program', 'danger'] as const
export type StrataKind = (typeof strataKinds)[number]

export interface ClosedStratum {
  key: string
  title: string
  problems: { problem: string; number: string; division: string }[]
}

/** What a problem is about, the most dangerous first. */
const byDanger = ['danger', 'right', 'money', 'process', 'data'] as const

/** The closed problems in scope (of one campaign when asked) in strata by community, program or what they are about. */
export async function readStrata(work: Work, { by, campaign }: { by: StrataKind; campaign?: string | undefined }): Promise<ClosedStratum[]> {
  const { tx, actor } = work
  const rows = await tx
    .selectFrom('problem')
    .select(['problem_id', 'number', 'division', 'program', 'kind'])
    .where(within(actor.scope, 'problem.division'))
    .where('state', '=', 'closed')
    .$if(campaign !== undefined, (query) => query.where(isWorkOf(campaign ?? '', sql`campaign_id`)))
    .orderBy('number')
    .execute()
  const names = new Map((await tx.selectFrom('division').select(['code', 'name']).execute()).map((row) => [row.code, row.name]))
  const keyOf = (row: (typeof rows)[number]): string => (by === 'community' ? row.division.slice(0, 4) : by === 'program' ? (row.program ?? 'none') : row.kind)
  const titleOf = (key: string): string =>
    by === 'community'
      ? (names.get(key) ?? '全镇')
      : by === 'program'
        ? key === 'none'
          ? '不分项目'
          : programWord(key, 'name')
        : (kindWords[key as keyof typeof kindWords] ?? key)
  const place = (key: string): string => (by === 'danger' ? String(byDanger.indexOf(key as (typeof byDanger)[number])) : key)
  return [...Map.groupBy(rows, keyOf)]
    .sort(([a], [b]) => (place(a) < place(b) ? -1 : 1))
    .map(([key, own]) => ({
      key,
      title: titleOf(key),
      problems: own.map((row) => ({ problem: row.problem_id, number: row.number, division: row.division })),
    }))
}
