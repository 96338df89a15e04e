-- Owner: supervision. What the town's own work shows against itself every night, and what a human said to it.
create table examination_note (
  examination_note_id uuid primary key default gen_random_uuid(),
  -- The same finding of the next night is the same note.
  identity text not null unique,
  kind text not null check (kind in ('overdue', 'without_proof', 'owner_left', 'beyond_stage', 'totals_differ', 'owner_crowded', 'no_search', 'proof_twice', 'within_minutes', 'reappeared')),
  division text collate "C" not null,
  problem_id uuid references problem,
  is_child_matter boolean not null default false,
  sentence text not null,
  found_on date not null,
  seen_on date not null,
  -- The night on which it was no longer there.
  gone_on date,
  answer text,
  answered_by text,
  answered_at timestamptz,
  check ((answer is null) = (answered_at is null))
);
create index examination_note_open on examination_note (division) where gone_on is null;

create table examination_run (
  on_date date primary key,
  ran_at timestamptz not null,
  problems integer not null,
  found integer not null
);

alter table examination_note enable row level security;
create policy examination_note_scope on examination_note using (in_scope(division) and (not is_child_matter or current_setting('doudi.children', true) = 'yes'));
grant select, insert, update, delete on examination_note, examination_run to doudi_app;
