-- Owner of these tables: platform and accounts. Divisions are path codes, two letters a level, compared byte by byte.

create table installation (
  only_one boolean primary key default true check (only_one),
  town text not null,
  division text collate "C" not null,
  fixed_date date,
  created_at timestamptz not null
);

create table division (
  code text collate "C" primary key check (code ~ '^([a-z]{2})+$'),
  name text not null,
  aliases text[] not null default '{}',
  created_at timestamptz not null
);

create table account (
  account_id uuid primary key default gen_random_uuid(),
  login text not null unique,
  name text not null,
  phone text,
  password_hash text not null,
  must_change_password boolean not null default false,
  failed_sign_ins integer not null default 0,
  locked_until timestamptz,
  is_active boolean not null default true,
  created_at timestamptz not null
);

create table post (
  post_id uuid primary key default gen_random_uuid(),
  account_id uuid not null references account,
  role text not null check (role in ('clerk', 'leader', 'secretary', 'worker', 'child_worker', 'grid', 'supervisor', 'member_unit', 'county', 'auditor', 'system_admin', 'security_admin', 'audit_admin')),
  division text collate "C" not null,
  starts_on date not null,
  ends_on date
);
create index post_account on post (account_id);

-- Nobody may be two of the three administrators at once.
create function forbid_two_administrators() returns trigger language plpgsql as $$
begin
  if new.role in ('system_admin', 'security_admin', 'audit_admin') and exists (
    select from post p
    where p.account_id = new.account_id and p.post_id <> new.post_id and p.role <> new.role
      and p.role in ('system_admin', 'security_admin', 'audit_admin')
      and coalesce(p.ends_on, 'infinity') >= new.starts_on and p.starts_on <= coalesce(new.ends_on, 'infinity')
  ) then
    raise exception 'two_administrators' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger post_administrators before insert or update on post for each row execute function forbid_two_administrators();

create table session (
  token_hash text primary key,
  account_id uuid not null references account,
  post_id uuid not null references post,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz
);

-- person_key is as telling as the id number: it stays in SQL and Parquet; outside a person is person_id.
create table person (
  person_id uuid primary key default gen_random_uuid(),
  person_key bigint not null unique,
  citizen_id text not null,
  name text not null,
  division text collate "C" not null,
  is_child boolean not null default false,
  seen_at timestamptz not null
);
create index person_division on person (division);
create index person_name on person (name);

create table household (
  household_id uuid primary key default gen_random_uuid(),
  household_key text not null unique,
  division text collate "C" not null
);

create table event (
  event_id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_id uuid,
  actor_name text not null,
  post_id uuid,
  role text not null,
  origin text not null,
  action text not null,
  object_kind text not null,
  object_id text not null,
  division text collate "C" not null,
  person_id uuid,
  reason text,
  before jsonb,
  after jsonb
);
create index event_object on event (object_kind, object_id, event_id);
create index event_person on event (person_id) where person_id is not null;
create index event_division on event (division, event_id);

create table seal (
  no bigint primary key,
  event_id bigint not null unique references event,
  hash text not null
);

-- Long work. One worker per installation takes the oldest queued task.
create table task (
  task_id uuid primary key default gen_random_uuid(),
  kind text not null,
  input jsonb not null,
  actor jsonb not null,
  division text collate "C" not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  progress jsonb not null default '{}',
  result jsonb,
  message text,
  attempts integer not null default 0,
  is_cancel_wanted boolean not null default false,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz
);
create index task_open on task (created_at) where state in ('queued', 'running');

-- Uploaded proof, kept by its hash; the bytes stand in the data folder.
create table attachment (
  attachment_id uuid primary key default gen_random_uuid(),
  sha256 text not null,
  name text not null,
  media_type text not null,
  bytes bigint not null,
  division text collate "C" not null,
  object_kind text,
  object_id text,
  created_by text not null,
  created_at timestamptz not null
);
create index attachment_object on attachment (object_kind, object_id);
create index attachment_hash on attachment (sha256);

-- The second net: the range that each transaction sets. A missing setting shows nothing.
create function in_scope(division text) returns boolean language sql stable parallel safe as $$
  select division collate "C" >= current_setting('doudi.from', true) and division collate "C" < current_setting('doudi.to', true)
$$;

alter table person enable row level security;
alter table household enable row level security;
alter table event enable row level security;
alter table task enable row level security;
alter table attachment enable row level security;
create policy person_scope on person using (in_scope(division));
create policy household_scope on household using (in_scope(division));
create policy event_read on event for select using (in_scope(division));
create policy event_write on event for insert with check (in_scope(division));
create policy task_scope on task using (in_scope(division));
create policy attachment_scope on attachment using (in_scope(division));

grant select, insert, update, delete on installation, division, account, post, session, person, household, task, attachment to doudi_app;
grant select, insert on event to doudi_app;
grant select on seal to doudi_app;
grant select on event to doudi_sealer;
grant select, insert on seal to doudi_sealer;
create policy event_seal on event for select to doudi_sealer using (true);
