-- Owner of these tables: checks.

create table standard (
  standard_id uuid primary key default gen_random_uuid(),
  name text not null,
  program text not null,
  division text collate "C",
  from_month text not null check (from_month ~ '^\d{4}-\d{2}$'),
  to_month text check (to_month ~ '^\d{4}-\d{2}$'),
  -- 分, months, days, times, level, 0/1 as whole numbers; ratios as decimals: so numeric, read as text.
  value numeric not null,
  unit text not null,
  source text not null check (source <> ''),
  confirmed date,
  created_by text not null,
  created_at timestamptz not null
);

-- A run is named by the hash of all that went into it; a second identical run is the first.
create table run (
  run_id text primary key,
  as_of date not null,
  engine text not null,
  report jsonb not null,
  inputs jsonb not null,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  milliseconds integer not null,
  created_by text not null,
  inputs_destroyed_at timestamptz
);

-- Immutable: what a run found. `payload` has evidence, basis and arithmetic; ids in it are masked.
create table hit (
  run_id text not null references run,
  identity text not null,
  check_id text not null,
  content_hash text not null,
  division text collate "C" not null,
  person_id uuid,
  payload jsonb not null,
  primary key (run_id, identity)
);
create index hit_check on hit (check_id, run_id);
alter table hit enable row level security;
create policy hit_scope on hit using (in_scope(division));

-- On/off and notes per check, applied when results are read.
create table check_setting (
  check_id text primary key,
  is_on boolean not null,
  note text,
  updated_by text not null,
  updated_at timestamptz not null
);

grant select, insert, update, delete on standard, check_setting to doudi_app;
grant select, insert, update on run to doudi_app;
grant select, insert on hit to doudi_app;
