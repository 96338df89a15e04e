import type { Work } from '#src/platform/events.ts'

/**
 * For each path parameter of the API: makes such an object in community `aaaa` and returns its id.
 * The permission test asks for it as a post of community `aaab` and expects 404.
 * `null` says that the parameter names nothing that belongs to a community (and why).
 */
export const fixtures: Record<string, ((work: Work) => Promise<string>) | { notScoped: string; value: string }> = {
  account: { notScoped: 'accounts are managed by the town office, whose scope is the whole town', value: '00000000-0000-4000-8000-000000000000' },
  post: { notScoped: 'posts are managed by the town office', value: '00000000-0000-4000-8000-000000000000' },
}
