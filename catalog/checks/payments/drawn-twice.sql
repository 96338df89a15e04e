-- One person in one program and month twice: in two 低保 households, or paid twice for the month.
with listed as (
  select *
  from person_month
  where program = 'dibao' and counts and roster_row is not null
),
-- Few are in two: whatever is said of them is gathered for these alone.
in_several as (
  select person_key
  from listed
  group by person_key, month
  having min(household_key) < max(household_key)
),
in_two as (
  select
    person_key, month, max(name) as name, max(division) as division,
    case when count(own_fen) = count(*) then cast(sum(own_fen) - max(own_fen) as bigint) end as overpaid, cast(sum(own_fen) as bigint) as concerned,
    max(roster_ledger) as roster_ledger,
    max_by(roster_batch, household_key || row_place(roster_batch, roster_row)) as roster_batch, max_by(roster_row, household_key || row_place(roster_batch, roster_row)) as roster_row,
    min(roster_ledger) as other_ledger,
    min_by(roster_batch, household_key || row_place(roster_batch, roster_row)) as other_batch, min_by(roster_row, household_key || row_place(roster_batch, roster_row)) as other_row
  from listed
  where person_key in (select person_key from in_several)
  group by person_key, month
  having min(household_key) < max(household_key)
),
runs as (
  select t.*, month_no(month) - row_number() over (partition by person_key order by month) as run
  from in_two t
),
longer as (
  select r.*, count(*) over (partition by person_key, run) as months_in_a_row
  from runs r
),
-- Arrears and one-off sums are not the month's own; a payment that came back was not drawn. Beside a row of another file another day
-- makes it another payment: else it may be one that both files list, or its correction.
filed as (
  -- Behind # stands the sheet.
  select
    p.*, text_without(p.batch, '#.*$') as file,
    -- The care money of 特困 is often paid apart from the living money.
    is_care_money(p.program, p.item) as is_care
  from payment p
  where p.status = 'paid' and p.kind = 'regular'
),
paid_again as (
  select person_key
  from filed
  group by program, person_key, for_month, is_care
  having count(*) > 1
),
several as (
  select f.*
  from filed f
  where f.person_key in (select person_key from paid_again)
),
drawn as (
  select p.*
  from several p
  where not exists (
    select 1 from several q
    where q.program = p.program and q.person_key = p.person_key and q.for_month = p.for_month and q.is_care = p.is_care and q.file < p.file
      and coalesce(q.paid_on, p.paid_on, date '1900-01-01') = coalesce(p.paid_on, q.paid_on, date '1900-01-01'))
),
paid_twice as (
  select
    program, person_key, for_month as month, max(name) as name, max(division) as division, min(fen) = max(fen) as is_alike,
    cast(sum(fen) as bigint) as concerned, cast(sum(fen) - max(fen) as bigint) as overpaid,
    max(ledger) as roster_ledger, max(batch) as roster_batch, max_by(source_row, row_place(batch, source_row)) as roster_row,
    min(ledger) as other_ledger, min(batch) as other_batch, min_by(source_row, row_place(batch, source_row)) as other_row
  from drawn
  where program in ('tekun', 'disability_living', 'disability_care', 'orphan', 'unattended_child')
  group by program, person_key, for_month, is_care
  having count(*) > 1
),
-- 低保 comes by household, sometimes in parts: member by member under the head's name, the extra for groups apart. Twice the same sum is
-- too much where the household was paid that sum once in the month before or after.
home_paid as (
  select
    household_key, person_key, for_month as month, max(name) as name, max(division) as division, count(*) as times,
    cast(sum(fen) as bigint) as concerned, cast(sum(fen) - max(fen) as bigint) as overpaid, min(fen) as least_fen, max(fen) as fen,
    max(ledger) as roster_ledger, max(row_place(batch, source_row)) as last_place, min(row_place(batch, source_row)) as first_place
  from drawn
  where program = 'dibao'
  group by household_key, person_key, for_month
),
home_twice as (
  select h.*
  from home_paid h
  where h.times > 1 and h.least_fen = h.fen and exists (
    select 1 from home_paid n
    where n.household_key = h.household_key and n.person_key = h.person_key and n.times = 1 and n.fen = h.fen
      and n.month between month_add(h.month, -1) and month_add(h.month, 1))
)
select
  'person' as subject_kind, t.person_key, t.program, t.division, t.month, t.name, t.concerned, t.overpaid, t.how,
  t.roster_ledger, t.roster_batch, t.roster_row, t.other_ledger, t.other_batch, t.other_row
from (
  select 'dibao' as program, person_key, month, name, division, concerned, overpaid, '同时从两户领取' as how, roster_ledger, roster_batch, roster_row, other_ledger, other_batch, other_row
  from longer
  where months_in_a_row >= 2
  union all
  select program, person_key, month, name, division, concerned, overpaid, '同月发放两次', roster_ledger, roster_batch, roster_row, other_ledger, other_batch, other_row
  from paid_twice w
  -- Different sums that together are what the roster of the month states are its parts.
  where w.is_alike or not exists (
    select 1 from household_member m where m.program = w.program and m.person_key = w.person_key and m.month = w.month and m.fen = w.concerned)
  union all
  select
    'dibao', person_key, month, name, division, concerned, overpaid, '同月发放两次',
    roster_ledger, place_batch(last_place), place_row(last_place), roster_ledger, place_batch(first_place), place_row(first_place)
  from home_twice
) t
join rule r on r.program = t.program and r.division = t.division and r.month = t.month
-- After a death all of it is told of by paid-after-death.
where not exists (select 1 from deceased d where d.person_key = t.person_key and same_name(d.name, t.name) and d.died_month < t.month)
