-- Owner of these tables: duties. The clues, applications, patrols and agreements themselves are kept ledgers.

-- What is done about a clue (a row of the ledger clues): what it is about, until when, and how it ended.
create table clue_card (
  clue uuid primary key references kept_row on delete cascade,
  division text collate "C" not null,
  kind text not null check (kind in ('accident', 'illness', 'disaster', 'child', 'abuse', 'refused', 'hardship')),
  address text,
  due_on date,
  due_basis text,
  outcome text check (outcome in ('helped', 'not_eligible')),
  reason text check (reason in ('above_limit', 'already_helped', 'not_true', 'elsewhere', 'declined', 'mended')),
  application uuid references kept_row on delete set null,
  mandatory_report_id uuid references mandatory_report,
  created_by text not null,
  created_at timestamptz not null,
  concluded_by text,
  concluded_at timestamptz,
  check ((outcome is null) = (concluded_at is null)),
  check (outcome is distinct from 'not_eligible' or reason is not null)
);

-- Each look at a clue: in the house, by telephone, in the papers.
create table clue_step (
  clue_step_id uuid primary key default gen_random_uuid(),
  clue uuid not null references kept_row on delete cascade,
  division text collate "C" not null,
  on_date date not null,
  way text not null check (way in ('visit', 'phone', 'papers', 'reopened')),
  note text not null,
  created_by text not null,
  created_at timestamptz not null
);
create index clue_step_clue on clue_step (clue);

-- A place that the town's schedule wants walked every so many days, by which paper.
create table patrol_point (
  patrol_point_id uuid primary key default gen_random_uuid(),
  division text collate "C" not null,
  name text not null,
  every_days integer not null check (every_days between 1 and 366),
  from_on date not null,
  ends_on date,
  source text not null check (source <> ''),
  created_by text not null,
  created_at timestamptz not null,
  unique (division, name, from_on)
);

-- Somebody found in the street: when, handed over to whom, when.
create table street_case (
  street_case_id uuid primary key default gen_random_uuid(),
  division text collate "C" not null,
  subject_name text not null,
  person_kind text not null check (person_kind in ('minor', 'elder', 'mental', 'disabled', 'ill', 'other')),
  place text not null,
  condition text not null,
  found_at timestamptz not null,
  found_by text not null,
  handed_at timestamptz,
  handed_kind text check (handed_kind in ('station', 'hospital', 'police', 'home', 'declined')),
  handed_to text,
  receipt text,
  mandatory_report_id uuid references mandatory_report,
  created_by text not null,
  created_at timestamptz not null,
  check ((handed_at is null) = (handed_kind is null))
);

-- What was asked about who looks after a person, and when a child's parents were last in touch. No diagnosis is written.
create table carer_ask (
  carer_ask_id uuid primary key default gen_random_uuid(),
  division text collate "C" not null,
  person_id uuid not null references person,
  on_date date not null,
  lives text not null check (lives in ('with_carer', 'with_others', 'at_school', 'alone')),
  fitness text not null check (fitness in ('fit', 'unclear', 'unfit')),
  unfit_for text[] not null default '{}',
  parents_contact_on date,
  note text not null,
  arrangement text,
  mandatory_report_id uuid references mandatory_report,
  created_by text not null,
  created_at timestamptz not null
);
create index carer_ask_person on carer_ask (person_id, on_date);

alter table clue_card enable row level security;
alter table clue_step enable row level security;
alter table patrol_point enable row level security;
alter table street_case enable row level security;
alter table carer_ask enable row level security;
create policy clue_card_scope on clue_card using (in_scope(division));
create policy clue_step_scope on clue_step using (in_scope(division));
create policy patrol_point_scope on patrol_point using (in_scope(division));
create policy street_case_scope on street_case using (in_scope(division));
create policy carer_ask_scope on carer_ask using (in_scope(division));
grant select, insert, update, delete on clue_card, clue_step, patrol_point, street_case, carer_ask to doudi_app;
