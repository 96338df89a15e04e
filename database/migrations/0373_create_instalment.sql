-- Owner: problems. By when the debtor agreed to pay how much: the parts together are what was left when they were agreed.
create table instalment (
  instalment_id uuid primary key default gen_random_uuid(),
  problem_id uuid not null references problem,
  division text collate "C" not null,
  due_on date not null,
  fen bigint not null check (fen > 0),
  paper text not null check (paper <> ''),
  created_by text not null,
  created_at timestamptz not null,
  unique (problem_id, due_on)
);

alter table instalment enable row level security;
create policy instalment_scope on instalment using (in_scope(division));
grant select, insert, update, delete on instalment to doudi_app;

-- The receipt of a payment: its number, and the paper itself.
alter table money_entry
  add column receipt text,
  add column attachment_id uuid references attachment;
