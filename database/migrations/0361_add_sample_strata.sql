-- Owner: supervision. A draw by strata keeps each stratum with its numbers, so that anybody can draw it again.
alter table inspection
  -- [{ key, title, size, numbers: [...] }]; null for a simple draw.
  add column strata jsonb,
  add column strata_by text check (strata_by in ('community', 'program', 'danger')),
  add column confidence numeric(4, 2),
  add constraint inspection_strata check ((strata is null) = (strata_by is null) and (strata is null) = (confidence is null));
alter table sample add column stratum text;
