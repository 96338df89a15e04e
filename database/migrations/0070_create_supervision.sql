-- Owner of these tables: supervision.

create table inspection (
  inspection_id uuid primary key default gen_random_uuid(),
  number text not null unique,
  kind text not null check (kind in ('sampling', 'site', 'secret_visit', 'look_back')),
  title text not null,
  division text collate "C" not null,
  on_date date not null,
  -- Sampling: the order is by sha256(seed || problem number), so anybody can draw it again.
  seed text,
  size integer,
  population integer,
  findings text not null default '',
  follow_up text not null default '',
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
  reminded_times integer not null default 0,
  is_done boolean not null default false,
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
  paper text,
  receipt text,
  created_by text not null,
  created_at timestamptz not null
);

alter table inspection enable row level security;
alter table sample enable row level security;
alter table supervision_order enable row level security;
alter table consequence enable row level security;
create policy inspection_scope on inspection using (in_scope(division));
create policy sample_scope on sample using (in_scope(division));
create policy supervision_order_scope on supervision_order using (in_scope(division));
create policy consequence_scope on consequence using (in_scope(division));
grant select, insert, update, delete on inspection, sample, supervision_order, consequence to doudi_app;
