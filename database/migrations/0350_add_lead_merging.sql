-- Owner of this table: leads. The same matter from two sources is worked on once: a merged lead lies with the other lead, or with
-- a problem that stands already. What it was before stays, so that both can be taken apart again.
alter table lead drop constraint lead_state_check;
alter table lead add constraint lead_state_check
  check (state in ('new', 'assigned', 'checking', 'confirmed', 'partly', 'unfounded', 'unclear', 'reviewed', 'merged'));
alter table lead
  add column merged_into uuid references lead,
  add column merged_problem uuid references problem,
  add column merged_from text,
  add column merged_by text,
  add column merged_at timestamptz,
  add constraint lead_merged check ((state = 'merged') = (num_nonnulls(merged_into, merged_problem) = 1)),
  add constraint lead_merged_from check ((state = 'merged') = (merged_from is not null));
create index lead_merged_into on lead (merged_into) where merged_into is not null;
