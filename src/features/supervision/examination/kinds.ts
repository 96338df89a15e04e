/** What the nightly look finds (CK96–CK99 of the domain's list of checks, and sums that differ). */
export const noteKinds = [
  'overdue',
  'wait_over',
  'without_proof',
  'owner_left',
  'beyond_stage',
  'totals_differ',
  'owner_crowded',
  'no_search',
  'proof_twice',
  'within_minutes',
  'reappeared',
] as const
export type NoteKind = (typeof noteKinds)[number]

/** Signs that a closure may be false: for 纪委 to look at, never a finding by themselves. */
export const falseClosureKinds: readonly NoteKind[] = ['proof_twice', 'within_minutes', 'reappeared']
