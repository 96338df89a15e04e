-- Temporary aid for one family as often within the town's window as its paper asks about, or above the sum that it names.
with ruled as (
  select a.*, r.often_window, r.often_ask, r.often_sum, r.repeat_max, r.repeat_window, r.town_limit, r.split_near, r.split_within
  from aid_approval a
  join rule r on r.program = 'temporary_aid' and r.division = a.division and r.month = a.month
),
counted as (
  select
    a.approval, count(*) as times, cast(sum(e.fen) as bigint) as total,
    -- One cause again, and sums split under the limit, other checks ask about.
    count(*) filter (where e.person_key = a.person_key and e.same_cause = a.same_cause and a.same_cause <> '' and add_months(e.granted_on, a.repeat_window) > a.granted_on) as of_cause,
    count(*) filter (where e.approval <> a.approval and a.fen between a.split_near and a.town_limit and e.fen between a.split_near and a.town_limit
      and days_between(e.granted_on, a.granted_on) <= a.split_within) as split,
    -- The last one before, by day and number.
    max(cast(e.granted_on as string) || ' ' || e.approval) filter (where e.approval <> a.approval) as last_before
  from ruled a
  join aid_approval e on e.family = a.family and e.granted_on <= a.granted_on and add_months(e.granted_on, a.often_window) > a.granted_on
  group by a.approval
)
select
  'person' as subject_kind, a.person_key, 'temporary_aid' as program, a.division, a.month, a.name, a.often_window as window_months,
  max(c.times) over (partition by a.person_key, year(a.granted_on)) as times,
  max(c.total) over (partition by a.person_key, year(a.granted_on)) as total_fen,
  a.fen as concerned, a.ledger as aid_ledger, a.batch as aid_batch, a.source_row as aid_row,
  b.ledger as earlier_ledger, b.batch as earlier_batch, b.source_row as earlier_row
from ruled a
join counted c on c.approval = a.approval
left join aid_approval b on b.approval = substr(c.last_before, 12)
where (c.times >= a.often_ask or (c.times > 1 and c.total > a.often_sum))
  and c.of_cause <= coalesce(a.repeat_max, c.of_cause) and c.split = 0
