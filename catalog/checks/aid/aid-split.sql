-- Several approvals of temporary aid for one family just under the limit that the town may grant, close after each other and together above it.
with home as (
  select person_key, household_key
  from (
    select person_key, household_key, row_number() over (partition by person_key order by month desc, household_key) as place
    from household_member
    where program = 'dibao'
  ) placed
  where place = 1
),
approval as (
  select
    coalesce(h.household_key, 'person:' || cast(a.person_key as string)) as family, a.person_key, plain_words(a.cause) as same_cause,
    coalesce(a.application_no, cast(a.granted_on as string)) as approval, min(a.granted_on) as granted_on, cast(sum(a.fen) as bigint) as fen,
    max(a.name) as name, max(a.division) as division, min(a.ledger) as aid_ledger, min(a.batch) as aid_batch, min_by(a.source_row, a.granted_on) as aid_row
  from aid a
  left join home h on h.person_key = a.person_key
  where a.person_key is not null
  group by coalesce(h.household_key, 'person:' || cast(a.person_key as string)), a.person_key, plain_words(a.cause), coalesce(a.application_no, cast(a.granted_on as string))
),
near as (
  select a.*, r.town_limit, r.split_within, r.repeat_max, lag(a.granted_on) over (partition by a.family order by a.granted_on, a.approval) as before_on
  from approval a
  join rule r on r.program = 'temporary_aid' and r.division = a.division and r.month = month_of(a.granted_on)
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
  'person' as subject_kind, s.first_key as person_key, 'temporary_aid' as program, s.division, month_of(s.granted_on) as month, s.name, s.first_on, s.last_on,
  s.times, s.town_limit as limit_fen, s.fen as concerned, s.aid_ledger, s.aid_batch, s.aid_row
from summed s
where s.total > s.town_limit and s.is_repeated = 0
order by s.granted_on, s.approval
