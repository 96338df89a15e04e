-- Owner of these tables: problems.

create sequence problem_number;

create table problem (
  problem_id uuid primary key default gen_random_uuid(),
  number text not null unique,
  kind text not null check (kind in ('process', 'money', 'right', 'danger', 'data')),
  title text not null,
  description text not null default '',
  topic text,
  area text,
  check_id text,
  item_id uuid references item,
  division text collate "C" not null,
  person_id uuid references person,
  subject_name text,
  citizen_id text,
  program text,
  months text[] not null default '{}',
  is_child_matter boolean not null default false,
  -- Same person and topic from two sources is one problem.
  matter text,
  state text not null default 'registered' check (state in ('registered', 'established', 'planned', 'mending', 'waiting', 'closing', 'reviewing', 'closed', 'returned', 'transferred', 'revoked')),
  waiting_reason text check (waiting_reason in ('authority_decision', 'hearing', 'public_notice', 'recovery', 'police_search')),
  cause_kind text check (cause_kind in ('subjective', 'objective', 'mechanism', 'work')),
  cause text,
  track text check (track in ('at_once', 'by_deadline')),
  responsible_unit text,
  owner_post uuid references post,
  owner_name text,
  due_on date,
  -- How the deadline came about: set, moved by waits, extended; a screen shows the arithmetic.
  due_steps jsonb,
  planned_on date,
  concerned bigint,
  overpaid bigint,
  underpaid bigint,
  sampled_times integer not null default 0,
  is_relapsed boolean not null default false,
  extended_until date,
  returned_reason text,
  rectified_by uuid,
  -- The first month for which the stopped benefit may no longer be paid, and the decision's paper.
  stop_month text check (stop_month ~ '^\d{4}-\d{2}$'),
  stop_paper text,
  -- The benefit rightly goes on (a level, an amount, a double payment was mended): there is no stop to prove.
  goes_on boolean not null default false,
  closing_asked_by text,
  closing_asked_account uuid,
  closing_asked_at timestamptz,
  closed_by text,
  closed_at timestamptz,
  -- Of a clue that 纪委 takes over only these four stay.
  transferred_on date,
  transferred_to text,
  transfer_paper text,
  transfer_receipt text,
  established_at timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1
);
create index problem_open on problem (division, state);
create index problem_matter on problem (matter) where matter is not null;
create index problem_owner on problem (owner_post) where owner_post is not null;

create table problem_source (
  problem_source_id uuid primary key default gen_random_uuid(),
  problem_id uuid not null references problem,
  division text collate "C" not null,
  source text not null check (source in ('data', 'self_check', 'audit', 'supervision', 'secret_visit', 'complaint', 'order')),
  source_number text,
  lead_id uuid references lead,
  note text,
  at timestamptz not null
);
create index problem_source_problem on problem_source (problem_id);
create index problem_source_lead on problem_source (lead_id) where lead_id is not null;

create table measure (
  measure_id uuid primary key default gen_random_uuid(),
  problem_id uuid not null references problem,
  division text collate "C" not null,
  text text not null,
  done_on date,
  done_by text,
  created_by text not null,
  created_at timestamptz not null
);
create index measure_problem on measure (problem_id);

create table proof (
  proof_id uuid primary key default gen_random_uuid(),
  problem_id uuid not null references problem,
  division text collate "C" not null,
  attachment_id uuid references attachment,
  side text not null check (side in ('before', 'after')),
  note text not null,
  created_by text not null,
  created_at timestamptz not null
);
create index proof_problem on proof (problem_id);

-- A small account that always adds up: ordered − recovered − waived − no_basis = rest; owed − paid_later = rest.
create table money_entry (
  money_entry_id uuid primary key default gen_random_uuid(),
  problem_id uuid not null references problem,
  division text collate "C" not null,
  kind text not null check (kind in ('ordered', 'recovered', 'waived', 'no_basis', 'debtor_dead', 'handed_over', 'owed', 'paid_later')),
  way text check (way in ('cash', 'offset', 'card_returned', 'instalments')),
  fen bigint not null check (fen > 0),
  on_date date not null,
  organ text,
  paper text,
  note text,
  created_by text not null,
  created_at timestamptz not null
);
create index money_entry_problem on money_entry (problem_id);

-- While a wait is open the clock stands.
create table problem_wait (
  problem_wait_id uuid primary key default gen_random_uuid(),
  problem_id uuid not null references problem,
  division text collate "C" not null,
  reason text not null,
  note text not null,
  from_date date not null,
  to_date date,
  outcome text,
  created_by text not null,
  created_at timestamptz not null
);
create index problem_wait_problem on problem_wait (problem_id);

-- 举一反三: the same kind searched in every community.
create table search (
  search_id uuid primary key default gen_random_uuid(),
  problem_id uuid not null references problem,
  -- The question as every community reads it: of the matter, without the person it began with.
  question text not null,
  check_id text,
  topic text,
  division text collate "C" not null,
  run_id text references run,
  ordered_by text not null,
  ordered_at timestamptz not null
);
create table search_result (
  search_id uuid not null references search,
  division text collate "C" not null,
  result text not null check (result in ('found', 'none', 'not_covered', 'open')),
  found integer,
  looked_at integer,
  note text,
  by_name text,
  at timestamptz,
  primary key (search_id, division)
);

alter table problem enable row level security;
alter table problem_source enable row level security;
alter table measure enable row level security;
alter table proof enable row level security;
alter table money_entry enable row level security;
alter table problem_wait enable row level security;
alter table search_result enable row level security;
create policy problem_scope on problem using (in_scope(division) and (not is_child_matter or current_setting('doudi.children', true) = 'yes'));
create policy problem_source_scope on problem_source using (in_scope(division));
create policy measure_scope on measure using (in_scope(division));
create policy proof_scope on proof using (in_scope(division));
create policy money_entry_scope on money_entry using (in_scope(division));
create policy problem_wait_scope on problem_wait using (in_scope(division));
create policy search_result_scope on search_result using (in_scope(division));
grant select, insert, update, delete on problem, problem_source, measure, proof, money_entry, problem_wait, search, search_result to doudi_app;
grant usage on sequence problem_number to doudi_app;
