-- Owner of this table: leads. A first run that finds very many is released area by area: until then its leads are the town's alone.
alter table lead add column is_held boolean not null default false;
create index lead_held on lead (area) where is_held;

create table lead_release (
  run_id text not null,
  area text not null,
  offered_at timestamptz not null,
  released_at timestamptz,
  released_by text,
  primary key (run_id, area)
);
create index lead_release_waiting on lead_release (area) where released_at is null;

-- The range of a community or grid is longer than the town's two letters.
create function is_for_town() returns boolean language sql stable parallel safe as $$
  select length(current_setting('doudi.from', true)) <= 2
$$;
drop policy lead_scope on lead;
create policy lead_scope on lead using (
  in_scope(division) and (not is_child_matter or current_setting('doudi.children', true) = 'yes') and (not is_held or is_for_town())
);
grant select, insert, update on lead_release to doudi_app;
