-- Owner: problems. Several people in one problem, each with what it concerns in 分; the problem's own sums are theirs together.
create table problem_person (
  problem_person_id uuid primary key default gen_random_uuid(),
  problem_id uuid not null references problem,
  division text collate "C" not null,
  person_id uuid references person,
  name text not null,
  citizen_id text,
  concerned bigint check (concerned >= 0),
  overpaid bigint check (overpaid >= 0),
  underpaid bigint check (underpaid >= 0),
  note text,
  created_by text not null,
  created_at timestamptz not null
);
create index problem_person_problem on problem_person (problem_id);

-- Rows of the town's own running ledger that came in as they were: a row met again is the same problem.
create table taken_ledger_row (
  identity text primary key,
  problem_id uuid not null references problem,
  division text collate "C" not null,
  file_name text not null,
  sha256 text not null,
  sheet text not null,
  source_row integer not null,
  cells jsonb not null,
  taken_by text not null,
  taken_at timestamptz not null
);

alter table problem_person enable row level security;
alter table taken_ledger_row enable row level security;
create policy problem_person_scope on problem_person using (in_scope(division));
create policy taken_ledger_row_scope on taken_ledger_row using (in_scope(division));
grant select, insert, update, delete on problem_person, taken_ledger_row to doudi_app;
