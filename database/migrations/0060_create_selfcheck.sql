-- Owner of these tables: selfcheck.

create table cell (
  cell_id uuid primary key default gen_random_uuid(),
  campaign_id uuid not null references campaign,
  item_id uuid not null references item,
  division text collate "C" not null,
  state text not null default 'open' check (state in ('open', 'working', 'submitted', 'returned', 'signed', 'accepted')),
  returned_reason text,
  returned_by text,
  returned_at timestamptz,
  submitted_by text,
  submitted_at timestamptz,
  signed_at timestamptz,
  accepted_by text,
  accepted_at timestamptz,
  updated_at timestamptz not null,
  version integer not null default 1,
  unique (campaign_id, item_id, division)
);

create table answer (
  cell_id uuid not null references cell,
  division text collate "C" not null,
  question text not null,
  answer text not null check (answer in ('none', 'some', 'not_applicable')),
  count integer check ((answer = 'some') = (count is not null)),
  text text not null default '',
  -- Why "无" stands beside leads that say otherwise; required before 报送 in that case.
  explanation text not null default '',
  attachments uuid[] not null default '{}',
  by_name text not null,
  at timestamptz not null,
  primary key (cell_id, question)
);

-- One of the n places behind "有 n 处", and the problem that was written for it on the spot.
create table answer_place (
  answer_place_id uuid primary key default gen_random_uuid(),
  cell_id uuid not null references cell,
  question text not null,
  division text collate "C" not null,
  problem_id uuid not null references problem,
  text text not null,
  by_name text not null,
  at timestamptz not null
);
create index answer_place_cell on answer_place (cell_id, question);

-- For each year since the look-back began: how many should be, how many were looked at, by what.
create table year_look (
  cell_id uuid not null references cell,
  division text collate "C" not null,
  year integer not null,
  should integer,
  looked integer not null,
  how text not null,
  by_name text not null,
  primary key (cell_id, year)
);

-- Written once for each time the secretary signs; the newest counts.
create table signature (
  signature_id uuid primary key default gen_random_uuid(),
  campaign_id uuid not null references campaign,
  division text collate "C" not null,
  -- Hash of all answers; when the present hash differs the page says 未签.
  answers_hash text not null,
  signed_by text not null,
  account_id uuid not null references account,
  at timestamptz not null
);

create table secretary_log (
  log_id uuid primary key default gen_random_uuid(),
  division text collate "C" not null,
  kind text not null check (kind in ('deploy', 'urge', 'inspect')),
  on_date date not null,
  text text not null,
  created_by text not null,
  created_at timestamptz not null
);

create table own_measure (
  own_measure_id uuid primary key default gen_random_uuid(),
  campaign_id uuid not null references campaign,
  item_id uuid references item,
  division text collate "C" not null,
  text text not null,
  created_by text not null,
  created_at timestamptz not null
);

alter table cell enable row level security;
alter table answer enable row level security;
alter table answer_place enable row level security;
alter table year_look enable row level security;
alter table signature enable row level security;
alter table secretary_log enable row level security;
alter table own_measure enable row level security;
create policy cell_scope on cell using (in_scope(division));
create policy answer_scope on answer using (in_scope(division));
create policy answer_place_scope on answer_place using (in_scope(division));
create policy year_look_scope on year_look using (in_scope(division));
create policy signature_scope on signature using (in_scope(division));
create policy secretary_log_scope on secretary_log using (in_scope(division));
create policy own_measure_scope on own_measure using (in_scope(division));
grant select, insert, update, delete on cell, answer, answer_place, year_look, signature, secretary_log, own_measure to doudi_app;
