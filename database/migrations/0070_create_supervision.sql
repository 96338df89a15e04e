-- Owner of these tables: supervision.

create table inspection (
  inspection_id uuid primary key default gen_random_uuid(),
  number text not null unique,
  kind text not null check (kind in ('sampling', 'site', 'secret_visit', 'look_back')),
  title text not null,
  division text collate "C" not null,
  on_date date not null,
  -- Who went: the names of the team.
  team text not null default '',
  note text not null default '',
  -- Sampling: the order is by sha256(seed | problem number), so anybody can draw it again from the same numbers.
  seed text,
  size integer,
  population integer,
  population_numbers text[],
  check (kind <> 'sampling' or (seed is not null and size > 0 and population >= size and population = cardinality(population_numbers))),
  created_by text not null,
  created_at timestamptz not null
);

create table sample (
  inspection_id uuid not null references inspection,
  problem_id uuid not null references problem,
  division text collate "C" not null,
  position integer not null,
  draw_hash text not null,
  decision text check (decision in ('agreed', 'sent_back')),
  reason text,
  decided_by text,
  decided_at timestamptz,
  primary key (inspection_id, problem_id)
);

-- What an inspection or a secret visit found in one community; each is a problem of the ledger. Later looks are follow-ups.
create table inspection_finding (
  finding_id uuid primary key default gen_random_uuid(),
  inspection_id uuid not null references inspection,
  division text collate "C" not null,
  problem_id uuid not null references problem,
  text text not null,
  created_by text not null,
  created_at timestamptz not null
);
create index inspection_finding_inspection on inspection_finding (inspection_id);

create table follow_up (
  follow_up_id uuid primary key default gen_random_uuid(),
  finding_id uuid not null references inspection_finding,
  division text collate "C" not null,
  on_date date not null,
  result text not null check (result in ('mended', 'partly', 'not_mended')),
  text text not null,
  created_by text not null,
  created_at timestamptz not null
);
create index follow_up_finding on follow_up (finding_id);

create table supervision_order (
  order_id uuid primary key default gen_random_uuid(),
  number text not null unique,
  division text collate "C" not null,
  to_unit text not null,
  problem_id uuid references problem,
  text text not null,
  due_on date not null,
  received_on date,
  received_by text,
  answer text,
  answered_on date,
  answered_by text,
  reminded_times integer not null default 0,
  last_reminded_on date,
  is_done boolean not null default false,
  done_on date,
  created_by text not null,
  created_at timestamptz not null
);

create table consequence (
  consequence_id uuid primary key default gen_random_uuid(),
  division text collate "C" not null,
  kind text not null check (kind in ('reminder', 'yellow_card', 'red_card', 'talk', 'bulletin', 'discipline', 'handed_over')),
  who text not null,
  what text not null,
  basis text not null,
  on_date date not null,
  paper text not null check (paper <> ''),
  receipt text,
  received_on date,
  created_by text not null,
  created_at timestamptz not null,
  -- Of a clue that was handed over nothing stays but that it was, when, under which number, with which receipt.
  check (case when kind = 'handed_over' then who = '' and what = '' and basis = '' else who <> '' and what <> '' and basis <> '' end)
);

alter table inspection enable row level security;
alter table sample enable row level security;
alter table inspection_finding enable row level security;
alter table follow_up enable row level security;
alter table supervision_order enable row level security;
alter table consequence enable row level security;
create policy inspection_scope on inspection using (in_scope(division));
create policy sample_scope on sample using (in_scope(division));
create policy inspection_finding_scope on inspection_finding using (in_scope(division));
create policy follow_up_scope on follow_up using (in_scope(division));
create policy supervision_order_scope on supervision_order using (in_scope(division));
create policy consequence_scope on consequence using (in_scope(division));
grant select, insert, update, delete on inspection, sample, inspection_finding, follow_up, supervision_order, consequence to doudi_app;
