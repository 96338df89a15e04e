-- People with a large hospital bill of their own and neither help nor an application since they were admitted, where the registers of both speak.
with working as (
  select no, min(date) as date from working_day group by no
),
due as (
  -- Late on the first day after the town's working days since the bill; the calendar ends today, so there is none yet while they run.
  select b.*, month_of(b.admitted_on) as from_month, w.date as late_on
  from bill b
  join rule r on r.program = 'temporary_aid' and r.division = b.division and r.month = b.month
  join working_day s on s.date = b.settled_on
  join working w on w.no = s.no + r.clue_within + 1
  where b.fen >= r.bill_ask
),
answered as (
  select * from helped where program in ('temporary_aid', 'dibao', 'marginal', 'rigid', 'tekun')
),
home as (
  select distinct household_key, person_key from household_member where program = 'dibao'
),
-- The person, who lives in the same 低保 household, and spouse, parents and children.
family as (
  select d.person_key, d.person_key as member_key from due d
  union
  select o.person_key, h.person_key
  from home o
  join home h on h.household_key = o.household_key
  union
  select x.person_key, x.relative_key from relative x where x.relation in ('spouse', 'parent', 'child')
)
select
  'person' as subject_kind, d.person_key, 'temporary_aid' as program, d.division, d.month, d.name, d.settled_on, d.fen as bill_fen,
  d.ledger as list_ledger, d.batch as list_batch, d.source_row as list_row
from due d
where d.person_key is not null
  -- Every month from the admission to the last day must be covered, by the register of applications as well.
  and (
    select count(distinct c.month) from coverage c
    join coverage o on o.ledger = 'applications' and o.month = c.month and o.division = c.division
    where c.program = 'temporary_aid' and c.division = d.division and c.month between d.from_month and month_of(d.late_on)
  ) = months_between(d.from_month, month_of(d.late_on)) + 1
  and not exists (
    select 1
    from answered a
    join family f on f.member_key = a.person_key
    where f.person_key = d.person_key and a.day >= d.admitted_on)
  -- A row without a readable number is the person's own when name and community agree.
  and not exists (
    select 1 from answered a
    where a.person_key is null and plain_name(a.name) = plain_name(d.name) and a.division = d.division and a.day >= d.admitted_on)
  and not exists (select 1 from deceased x where x.person_key = d.person_key and x.died_on <= d.late_on)
  -- A clue card on the person is followed up there.
  and not exists (select 1 from clue c where c.person_key = d.person_key and c.found_on >= d.admitted_on)
