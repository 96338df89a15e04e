-- Owner: calendar. What the town states of a year's holidays and make-up days, by which paper. Rows are only added: the newest of a year holds,
-- and an older one is gone back to by a further row. Without holidays and makeup: the town states nothing any more, the year is as shipped.
create table calendar_statement (
  no bigint generated always as identity primary key,
  year text not null check (year ~ '^20\d\d$'),
  holidays jsonb,
  makeup jsonb,
  title text not null check (title <> ''),
  number text not null,
  dated date,
  -- Why an earlier arrangement was gone back to; null for a paper.
  reason text,
  stated_by text not null,
  stated_at timestamptz not null,
  check ((holidays is null) = (makeup is null))
);
create index calendar_statement_year on calendar_statement (year, no);
grant select, insert on calendar_statement to doudi_app;
