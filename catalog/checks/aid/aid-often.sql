-- Temporary aid for one family as often within the town's window as its paper asks about, or above the sum that it names.
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
  group by coalesce(h.household_key, 'person:' || cast(a.person_key as string)), a.person_key, plain_words(a.cause), coalesce(a.application_no, cast(a.granted_on as string))
),
ruled as (
  select a.*, r.often_window, r.often_ask, r.often_sum, r.repeat_max, r.repeat_window, r.town_limit, r.split_near, r.split_within
  from approval a
  join rule r on r.program = 'temporary_aid' and r.division = a.division and r.month = month_of(a.granted_on)
),
counted as (
  select
    a.family, a.approval, a.person_key, a.same_cause, count(*) as times, cast(sum(e.fen) as bigint) as total, min(e.granted_on) as since,
    -- One cause again, and sums split under the limit, other checks ask about.
    count(*) filter (where e.person_key = a.person_key and e.same_cause = a.same_cause and a.same_cause <> '' and add_months(e.granted_on, a.repeat_window) > a.granted_on) as of_cause,
    count(*) filter (where e.approval <> a.approval and a.fen between a.split_near and a.town_limit and e.fen between a.split_near and a.town_limit
      and days_between(e.granted_on, a.granted_on) <= a.split_within) as split,
    max_by(e.aid_ledger, e.granted_on) filter (where e.approval <> a.approval) as earlier_ledger, max_by(e.aid_batch, e.granted_on) filter (where e.approval <> a.approval) as earlier_batch,
    max_by(e.aid_row, e.granted_on) filter (where e.approval <> a.approval) as earlier_row
  from ruled a
  join approval e on e.family = a.family and e.granted_on <= a.granted_on and add_months(e.granted_on, a.often_window) > a.granted_on
  group by a.family, a.approval, a.person_key, a.same_cause
)
select
  'person' as subject_kind, a.person_key, 'temporary_aid' as program, a.division, month_of(a.granted_on) as month, a.name, a.often_window as window_months,
  max(c.times) over (partition by a.person_key, year(a.granted_on)) as times,
  max(c.total) over (partition by a.person_key, year(a.granted_on)) as total_fen,
  a.fen as concerned, a.aid_ledger, a.aid_batch, a.aid_row, c.earlier_ledger, c.earlier_batch, c.earlier_row
from ruled a
join counted c on c.family = a.family and c.approval = a.approval and c.person_key = a.person_key and c.same_cause = a.same_cause
where (c.times >= a.often_ask or (c.times > 1 and c.total > a.often_sum))
  and c.of_cause <= coalesce(a.repeat_max, c.of_cause) and c.split = 0
