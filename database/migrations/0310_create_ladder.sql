-- Owner: supervision. The steps after a deadline has passed, as a paper of the town's 纪委 states them; without it nothing is proposed.

create table ladder_rule (
  step text primary key check (step in ('reminder', 'yellow_card', 'red_card', 'talk')),
  division text collate "C" not null,
  -- Working days after the deadline from which the step is due.
  days integer not null check (days > 0),
  paper text not null check (paper <> ''),
  stated_by text not null,
  stated_on date not null
);

-- The problem whose delay a card answers; null for consequences of other matters.
alter table consequence add column problem_id uuid references problem;
create index consequence_problem on consequence (problem_id);

alter table ladder_rule enable row level security;
create policy ladder_rule_scope on ladder_rule using (in_scope(division));
grant select, insert, update, delete on ladder_rule to doudi_app;
