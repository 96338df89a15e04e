-- Owner: supervision. From which day on which line of the nightly self-examination holds, by which paper; what no row states is a usual value, marked as such.
create table examination_threshold (
  name text not null check (name in ('crowded_least', 'crowded_part', 'closed_minutes')),
  division text collate "C" not null,
  from_on date not null,
  value integer not null check (value > 0),
  paper text not null check (paper <> ''),
  stated_by text not null,
  stated_at timestamptz not null,
  primary key (name, from_on)
);

alter table examination_threshold enable row level security;
create policy examination_threshold_scope on examination_threshold using (in_scope(division));
grant select, insert, update, delete on examination_threshold to doudi_app;
