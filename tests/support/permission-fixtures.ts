import { anyLead } from '#src/features/leads/lead-fixtures.ts'
import type { Work } from '#src/platform/events.ts'

/**
 * For each path parameter of the API: makes such an object in community `aaaa` and returns its id.
 * The permission test asks for it as a post of community `aaab` and expects 404.
 * `null` says that the parameter names nothing that belongs to a community (and why).
 */
export const fixtures: Record<string, ((work: Work) => Promise<string>) | { notScoped: string; value: string }> = {
  attachment: async ({ tx, clock }) =>
    (
      await tx
        .insertInto('attachment')
        .values({ sha256: 'none', name: 'a.txt', media_type: 'text/plain', bytes: 1, division: 'aaaa', created_by: 'test', created_at: clock.now() })
        .returning('attachment_id')
        .executeTakeFirstOrThrow()
    ).attachment_id,
  task: async ({ tx, clock }) =>
    (
      await tx
        .insertInto('task')
        .values({ kind: 'test', input: '{}', actor: '{}', division: 'aaaa', created_at: clock.now(), state: 'done' })
        .returning('task_id')
        .executeTakeFirstOrThrow()
    ).task_id,
  account: { notScoped: 'accounts are managed by the town office, whose scope is the whole town', value: '00000000-0000-4000-8000-000000000000' },
  post: { notScoped: 'posts are managed by the town office', value: '00000000-0000-4000-8000-000000000000' },
  lead: anyLead,
  sheet: { notScoped: 'handed-down sheets are the town office\'s, whose scope is the whole town', value: '00000000-0000-4000-8000-000000000000' },
}
