-- Owner of these tables: papers. A frozen dispatch table: printed again later it has the same numbers.

create table dispatch_issue (
  dispatch_issue_id uuid primary key default gen_random_uuid(),
  campaign_id uuid not null references campaign,
  no integer not null,
  as_of timestamptz not null,
  week_from timestamptz not null,
  table_json jsonb not null,
  hash text not null,
  frozen_by text not null,
  frozen_at timestamptz not null,
  unique (campaign_id, no)
);
grant select, insert on dispatch_issue to doudi_app;
