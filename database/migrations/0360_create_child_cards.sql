-- Owner of these tables: duties. A child whom suddenly nobody looks after: found, arranged, reported to whom the law names, followed up until it ends.

create table child_card (
  child_card_id uuid primary key default gen_random_uuid(),
  division text collate "C" not null,
  person_id uuid references person,
  child_name text not null,
  birth_date date,
  is_at_school boolean not null,
  cause text not null check (cause in ('street', 'missing', 'unable', 'refuses', 'abets', 'harms', 'other')),
  what text not null,
  found_at timestamptz not null,
  found_by text not null,
  -- Stands red in 今日 until all receipts are there.
  mandatory_report_id uuid not null references mandatory_report,
  -- Every how many days somebody looks, and which paper or agreement says so; no law names a number.
  every_days integer check (every_days between 1 and 92),
  schedule_source text,
  end_reason text check (end_reason in ('guardian_back', 'new_guardian', 'long_term', 'adopted', 'adult', 'handed_on', 'no_need')),
  end_paper text,
  end_note text,
  ended_on date,
  ended_by text,
  created_by text not null,
  created_at timestamptz not null,
  check ((every_days is null) = (schedule_source is null)),
  check ((end_reason is null) = (ended_on is null))
);
create index child_card_report on child_card (mandatory_report_id);

-- Where the child is and who looks after it; the newest counts.
create table child_arrangement (
  child_arrangement_id uuid primary key default gen_random_uuid(),
  child_card_id uuid not null references child_card,
  division text collate "C" not null,
  at timestamptz not null,
  way text not null check (way in ('relative', 'foster', 'rescue', 'institution', 'committee', 'hospital')),
  place text not null,
  carer text not null,
  carer_relation text,
  carer_phone text,
  arranged_by text not null,
  created_by text not null,
  created_at timestamptz not null
);
create index child_arrangement_card on child_arrangement (child_card_id, at);

create table child_report (
  child_report_id uuid primary key default gen_random_uuid(),
  child_card_id uuid not null references child_card,
  division text collate "C" not null,
  recipient text not null check (recipient in ('police', 'civil_affairs', 'education')),
  to_whom text not null,
  reported_at timestamptz not null,
  receipt text,
  created_by text not null,
  created_at timestamptz not null,
  unique (child_card_id, recipient)
);

create table child_follow_up (
  child_follow_up_id uuid primary key default gen_random_uuid(),
  child_card_id uuid not null references child_card,
  division text collate "C" not null,
  on_date date not null,
  way text not null check (way in ('visit', 'phone')),
  -- What the child still lacks; stands on the card until a later look finds it mended.
  lacks text[] not null default '{}',
  help text not null,
  is_safe boolean not null,
  parents_contact_on date,
  note text not null,
  created_by text not null,
  created_at timestamptz not null
);
create index child_follow_up_card on child_follow_up (child_card_id, on_date);

alter table child_card enable row level security;
alter table child_arrangement enable row level security;
alter table child_report enable row level security;
alter table child_follow_up enable row level security;
create policy child_card_scope on child_card using (in_scope(division) and current_setting('doudi.children', true) = 'yes');
create policy child_arrangement_scope on child_arrangement using (in_scope(division) and current_setting('doudi.children', true) = 'yes');
create policy child_report_scope on child_report using (in_scope(division) and current_setting('doudi.children', true) = 'yes');
create policy child_follow_up_scope on child_follow_up using (in_scope(division) and current_setting('doudi.children', true) = 'yes');
grant select, insert, update, delete on child_card, child_arrangement, child_report, child_follow_up to doudi_app;
