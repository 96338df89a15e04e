-- Owner: problems. The last day that a wait is meant to take: by the article where one limits it, else as the person says. Waits of before have none.
alter table problem_wait add until_date date;
alter table problem_wait add check (until_date >= from_date);

-- Owner: supervision. The nightly look notes a wait that went past it.
alter table examination_note drop constraint examination_note_kind_check;
alter table examination_note add constraint examination_note_kind_check
  check (kind in ('overdue', 'wait_over', 'without_proof', 'owner_left', 'beyond_stage', 'totals_differ', 'owner_crowded', 'no_search', 'proof_twice', 'within_minutes', 'reappeared'));
