-- Several approvals of temporary aid for one family just under the limit that the town may grant, close after each other and together above it.
with near as (
  select a.*, r.town_limit, r.split_within, r.repeat_max, lag(a.granted_on) over (partition by a.family order by a.granted_on, a.approval) as before_on
  from aid_approval a
  join rule r on r.program = 'temporary_aid' and r.division = a.division and r.month = a.month
  where a.fen between r.split_near and r.town_limit
),
chained as (
  select n.*, sum(case when days_between(before_on, granted_on) <= split_within then 0 else 1 end) over (partition by family order by granted_on, approval) as chain
  from near n
),
-- What repeated-temporary-aid asks about for its cause is not asked a second time.
caused as (
  select c.*, count(*) over (partition by family, chain, person_key, same_cause) as of_cause
  from chained c
),
summed as (
  select
    c.*, count(*) over (partition by family, chain) as times, sum(fen) over (partition by family, chain) as total,
    first_value(person_key) over (partition by family, chain order by granted_on, approval) as first_key,
    min(granted_on) over (partition by family, chain) as first_on, max(granted_on) over (partition by family, chain) as last_on,
    max(case when of_cause > repeat_max and same_cause <> '' then 1 else 0 end) over (partition by family, chain) as is_repeated
  from caused c
)
select
  'person' as subject_kind, s.first_key as person_key, 'temporary_aid' as program, s.division, s.month, s.name, s.first_on, s.last_on,
  s.times, s.town_limit as limit_fen, s.fen as concerned, s.ledger as aid_ledger, s.batch as aid_batch, s.source_row as aid_row
from summed s
where s.total > s.town_limit and s.is_repeated = 0
order by s.granted_on, s.approval
