export type LeadOutcome = 'new' | 'unchanged' | 'changed' | 'gone' | 'reappeared'

export interface SyncedLead {
  lead: string
  number: string
  outcome: LeadOutcome
  state: string
  check: string
  /** Place in `hits`; null for a lead that is gone or carried over. */
  hit: number | null
}

/** A lead as a run finds it. */
export interface KnownLead {
  lead_id: string
  identity: string
  number: string
  check_id: string
  content_hash: string
  outcome: string
  state: string
  division: string
  months: string[]
  person_id: string | null
  explained_until: string | null
  last_run_id: string | null
  merged_into: string | null
  merged_problem: string | null
  main_state: string | null
  main_explained_until: string | null
  /** 纪委 took it over: a run knows it again, and tells nothing of it. */
  is_clue: boolean
}

/** Columns of a lead that is to be handed out again, as if nobody had looked. */
export const handedBack = { state: 'new', assignee_post: null, due_on: null, due_steps: null, explained_until: null } as const
