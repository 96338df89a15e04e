-- Owner: duties. What the town keeps as one number only, checked with the office that knows (HIV: 疾控). No name, no community, no free words.
create table town_count (
  town_count_id uuid primary key default gen_random_uuid(),
  division text collate "C" not null,
  kind text not null check (kind in ('hiv_children')),
  on_date date not null,
  known integer not null check (known >= 0),
  covered integer not null check (covered >= 0 and covered <= known),
  checked_with text not null,
  created_by text not null,
  created_at timestamptz not null
);
alter table town_count enable row level security;
create policy town_count_scope on town_count using (in_scope(division));
grant select, insert on town_count to doudi_app;
