-- Owner of these tables: duties. Visits, patrols, agreements, trainings and monthly reports themselves are kept ledgers.

create table mechanism (
  mechanism_id uuid primary key default gen_random_uuid(),
  division text collate "C" not null,
  title text not null,
  owner text not null,
  rhythm text not null,
  last_turn_on date,
  last_turn_note text,
  created_by text not null,
  created_at timestamptz not null
);

-- Rules made or mended, linked to the causes they answer.
create table made_rule (
  made_rule_id uuid primary key default gen_random_uuid(),
  division text collate "C" not null,
  title text not null,
  paper text not null,
  on_date date not null,
  cause_kinds text[] not null default '{}',
  topics text[] not null default '{}',
  created_by text not null,
  created_at timestamptz not null
);

-- A danger that must be reported at once; the page stays red until the receipt is entered.
create table mandatory_report (
  mandatory_report_id uuid primary key default gen_random_uuid(),
  division text collate "C" not null,
  person_id uuid references person,
  subject_name text not null,
  person_kind text not null check (person_kind in ('minor', 'adult_without_capacity', 'other')),
  what text not null,
  found_at timestamptz not null,
  found_by text not null,
  recipient text,
  reported_at timestamptz,
  receipt text,
  basis text not null,
  arrangement text,
  created_by text not null,
  created_at timestamptz not null
);

alter table mechanism enable row level security;
alter table made_rule enable row level security;
alter table mandatory_report enable row level security;
create policy mechanism_scope on mechanism using (in_scope(division));
create policy made_rule_scope on made_rule using (in_scope(division));
create policy mandatory_report_scope on mandatory_report using (in_scope(division));
grant select, insert, update, delete on mechanism, made_rule, mandatory_report to doudi_app;
