-- Owner of these tables: ledgers. Received files are batches (rows in Parquet); what we keep ourselves are rows here.

create table batch (
  batch_id text primary key,
  seq bigint generated always as identity unique,
  ledger text not null,
  owner text not null check (owner in ('received', 'kept', 'reference')),
  shape text not null check (shape in ('snapshot', 'payments', 'register')),
  file_name text not null,
  file_sha256 text not null,
  is_original_kept boolean not null,
  sheet text not null,
  why text not null,
  content_hash text not null,
  period text,
  -- Communities that appear in the rows, for lists and pages; what the batch speaks for is in batch_cover.
  divisions text[] not null default '{}',
  division text collate "C" not null,
  state text not null default 'active' check (state in ('active', 'withdrawn', 'destroyed')),
  rows_seen integer not null,
  rows_accepted integer not null,
  rows_problems integer not null,
  rows_not_data integer not null,
  lake_file text,
  lake_sha256 text,
  supplements text references batch,
  giver text,
  basis text,
  purpose text,
  keep_until date,
  created_by text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  end_reason text,
  check (rows_seen = rows_accepted + rows_problems + rows_not_data),
  check (owner <> 'reference' or (giver is not null and basis is not null and purpose is not null and keep_until is not null))
);
create index batch_content on batch (ledger, content_hash) where state = 'active';

-- The months and divisions a batch speaks for. A row without division speaks for the whole town.
create table batch_cover (
  batch_id text not null references batch,
  from_month text not null check (from_month ~ '^\d{4}-\d{2}$'),
  to_month text not null check (to_month ~ '^\d{4}-\d{2}$'),
  division text collate "C",
  check (from_month <= to_month)
);
create index batch_cover_batch on batch_cover (batch_id);

-- Rows not taken (problem) and rows taken that want a look (flag).
create table batch_remark (
  batch_id text not null references batch,
  kind text not null check (kind in ('problem', 'flag')),
  sheet text not null,
  row_number integer not null,
  column_name text,
  code text not null,
  message text not null,
  value text,
  division text collate "C" not null
);
create index batch_remark_batch on batch_remark (batch_id, kind, row_number);

create table kept_row (
  kept_row_id uuid primary key default gen_random_uuid(),
  ledger text not null,
  row_key text not null,
  division text collate "C" not null,
  person_key bigint,
  name text,
  period text,
  cells jsonb not null,
  batch_id text references batch,
  sheet text,
  source_row integer,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- The batch's own writing leaves this empty; a person's edit fills it, and withdrawal then leaves the row alone.
  edited_by text,
  unique (ledger, row_key)
);
create index kept_row_person on kept_row (person_key) where person_key is not null;
create index kept_row_batch on kept_row (batch_id);

-- What a clerk chose for a set of headings is remembered.
create table remembered_mapping (
  signature text primary key,
  ledger text not null,
  mapping jsonb not null,
  updated_at timestamptz not null
);

-- Uploaded files that wait for the clerk's button.
create table upload (
  upload_id uuid primary key default gen_random_uuid(),
  division text collate "C" not null,
  file_name text not null,
  sha256 text not null,
  bytes bigint not null,
  choices jsonb not null default '{}',
  state text not null default 'waiting' check (state in ('waiting', 'imported', 'dropped')),
  created_by text not null,
  created_at timestamptz not null
);

alter table batch enable row level security;
alter table batch_remark enable row level security;
alter table kept_row enable row level security;
alter table upload enable row level security;
-- A community sees that a list with rows of its own exists; its rows pass the second door. Lists of others stay the town's.
create policy batch_scope on batch using (in_scope(division) or (owner <> 'reference' and exists (select from unnest(divisions) as own where in_scope(own))));
create policy batch_remark_scope on batch_remark using (in_scope(division));
create policy kept_row_scope on kept_row using (in_scope(division));
create policy upload_scope on upload using (in_scope(division));
grant select, insert, update, delete on batch, batch_cover, batch_remark, kept_row, remembered_mapping, upload to doudi_app;
