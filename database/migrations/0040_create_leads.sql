-- Owner of these tables: leads.

-- A handed-down workbook (疑点核查表) whose result cells go back in the very same file.
create table handed_sheet (
  handed_sheet_id uuid primary key default gen_random_uuid(),
  division text collate "C" not null,
  file_name text not null,
  sha256 text not null,
  sheet text not null,
  header_row integer not null,
  columns jsonb not null,
  giver text not null,
  created_by text not null,
  created_at timestamptz not null
);

create sequence lead_number;

create table lead (
  lead_id uuid primary key default gen_random_uuid(),
  number text not null unique,
  -- sha256 of version, check, subject and identity columns; for a handed-down row of the sheet's number and row.
  identity text not null unique,
  source text not null default 'data' check (source in ('data', 'self_check', 'audit', 'supervision', 'secret_visit', 'complaint', 'order')),
  source_number text,
  check_id text,
  topic text not null,
  area text not null,
  severity text not null check (severity in ('money', 'right', 'danger', 'process', 'data')),
  subject_kind text not null check (subject_kind in ('person', 'household', 'division', 'row', 'problem', 'post')),
  person_id uuid references person,
  household_id uuid references household,
  subject_name text not null,
  -- Masked; the full number is shown on request with a reason.
  citizen_id text,
  is_child_matter boolean not null default false,
  division text collate "C" not null,
  program text,
  months text[] not null default '{}',
  identity_columns jsonb not null default '{}',
  sentence text not null,
  concerned bigint,
  overpaid bigint,
  underpaid bigint,
  basis jsonb not null default '[]',
  evidence jsonb not null default '[]',
  steps jsonb not null default '[]',
  is_unverified boolean not null default false,
  content_hash text not null,
  outcome text not null check (outcome in ('new', 'unchanged', 'changed', 'gone', 'reappeared', 'withdrawn')),
  first_run_id text references run,
  last_run_id text references run,
  state text not null default 'new' check (state in ('new', 'assigned', 'checking', 'confirmed', 'partly', 'unfounded', 'unclear', 'reviewed')),
  assignee_post uuid references post,
  due_on date,
  due_steps jsonb,
  explained_until date,
  handed_sheet_id uuid references handed_sheet,
  handed_row integer,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1
);
create index lead_open on lead (division, state);
create index lead_person on lead (person_id) where person_id is not null;
create index lead_check on lead (check_id);
create index lead_assignee on lead (assignee_post) where assignee_post is not null;

create table verification (
  verification_id uuid primary key default gen_random_uuid(),
  lead_id uuid not null references lead,
  division text collate "C" not null,
  result text not null check (result in ('confirmed', 'partly', 'unfounded', 'unclear')),
  reason_code text,
  note text not null,
  overpaid bigint,
  underpaid bigint,
  by_account uuid,
  by_post uuid,
  by_name text not null,
  at timestamptz not null,
  -- unfounded and partly need a second person of the office.
  second_result text check (second_result in ('agreed', 'sent_back')),
  second_note text,
  second_account uuid,
  second_name text,
  second_at timestamptz
);
create index verification_lead on verification (lead_id, at);

alter table handed_sheet enable row level security;
alter table lead enable row level security;
alter table verification enable row level security;
create policy handed_sheet_scope on handed_sheet using (in_scope(division));
create policy lead_scope on lead using (in_scope(division) and (not is_child_matter or current_setting('doudi.children', true) = 'yes'));
create policy verification_scope on verification using (in_scope(division));
grant select, insert, update, delete on handed_sheet, lead, verification to doudi_app;
grant usage on sequence lead_number to doudi_app;

-- Nobody verifies or reviews a person of their own kin register. The register's row may lie outside the asking post's
-- range (an official of the town with a relative in a community), so the question is answered beyond row security, yes or no.
create function is_kin_of(staff text, person uuid, subject text) returns boolean language sql stable security definer set search_path = public as $$
  select exists (
    select from kept_row k
    where k.ledger = 'kin_register' and k.cells ->> 'staff_name' = staff
      and case when k.person_key is null then k.name = subject else k.person_key = (select p.person_key from person p where p.person_id = person) end
  )
$$;
revoke all on function is_kin_of from public;
grant execute on function is_kin_of to doudi_app;
