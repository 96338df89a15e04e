-- The approved roster of a month against what was paid for it: paid and not listed, another sum, listed and not paid.
with rostered as (
  select
    program, household_key, month, max(fen) as fen, max(head_key) as person_key, max(head_name) as name, max(division) as division, max(first_month) as first_month,
    min(ledger) as ledger, min(batch) as batch, min_by(source_row, row_place(batch, source_row)) as source_row
  from household
  where program = 'dibao'
  group by program, household_key, month
  union all
  select
    program, household_key, month, max(fen), max(person_key), max(name), max(division), max(first_month), min(ledger), min(batch), min_by(source_row, row_place(batch, source_row))
  from household_member
  where program in ('tekun', 'disability_living', 'disability_care', 'orphan', 'unattended_child')
  group by program, household_key, month
),
approved as (
  select
    r.*, lag(month) over of_household as month_before, lag(fen) over of_household as fen_before, lead(month) over of_household as month_after, lead(fen) over of_household as fen_after
  from rostered r
  window of_household as (partition by household_key order by month)
),
spoken as (
  select distinct program, month, division
  from coverage
  where ledger in ('dibao_family', 'dibao_person', 'tekun_person', 'disability_subsidy', 'orphans', 'unattended_children')
),
paid as (
  select
    program, household_key, for_month as month, max(person_key) as person_key, max(name) as name, max(division) as division,
    cast(sum(fen) filter (where kind = 'regular') as bigint) as regular_fen, cast(sum(fen) as bigint) as all_fen, max(fen) as largest_fen,
    min(ledger) as ledger, min(row_place(batch, source_row)) as place
  from payment
  where status = 'paid' and kind <> 'one_off'
  group by program, household_key, for_month
),
-- Months of the roster since the payment before, which this payment holds together (按季发放、合并发放), also over a raise.
gathered as (
  select p.household_key, p.month, min(a.month) as from_month
  from (select x.*, lag(month) over (partition by household_key order by month) as month_before from paid x) p
  join approved a on a.household_key = p.household_key and a.month > coalesce(p.month_before, '') and a.month <= p.month
  group by p.household_key, p.month, p.regular_fen
  having sum(a.fen) = p.regular_fen and count(*) = months_between(min(a.month), p.month) + 1
),
not_listed as (
  select p.program, p.person_key, p.month, p.name, p.division, p.regular_fen, p.ledger, place_batch(p.place) as batch, place_row(p.place) as source_row
  from paid p
  join spoken s on s.program = p.program and s.month = p.month and s.division = p.division
  where p.regular_fen is not null and p.person_key is not null
    and not exists (select 1 from approved a where a.household_key = p.household_key and a.month = p.month)
    and not exists (select 1 from household_member m where m.program = p.program and m.month = p.month and m.person_key = p.person_key)
    and not exists (
      select 1 from household_member m
      where m.program = p.program and m.month = p.month and m.person_key is null and m.division = p.division and same_name(m.name, p.name)
    )
    -- The first and the last month of a benefit: the roster was drawn up on another day.
    and not (
      exists (select 1 from approved a where a.household_key = p.household_key and a.month < p.month)
      and not exists (select 1 from paid n where n.household_key = p.household_key and n.month > p.month)
    )
    and not (
      exists (select 1 from approved a where a.household_key = p.household_key and a.month > p.month)
      and not exists (select 1 from paid n where n.household_key = p.household_key and n.month < p.month)
    )
    -- Told of under its own title.
    and not exists (select 1 from deceased d where d.person_key = p.person_key and d.died_month <= p.month)
),
other_sum as (
  select
    p.program, p.person_key, p.month, p.name, p.division, p.regular_fen, a.fen as approved_fen, p.ledger, place_batch(p.place) as batch, place_row(p.place) as source_row,
    a.ledger as roster_ledger, a.batch as roster_batch, a.source_row as roster_row
  from paid p
  join approved a on a.household_key = p.household_key and a.month = p.month
  where p.person_key is not null
    -- After a death all of it is told of by paid-after-death.
    and not exists (select 1 from deceased d where d.person_key = p.person_key and same_name(d.name, p.name) and d.died_month < p.month)
    -- Less than a yuan is rounding; arrears may make up the rest; one payment of the right sum beside another is paid twice.
    and abs(p.regular_fen - a.fen) >= 100 and abs(p.all_fen - a.fen) >= 100 and p.largest_fen <> a.fen
    -- A change is paid from the month after its confirmation, and the roster is drawn up on another day: the sum of the roster
    -- before this one or after it, where they are at most a quarter apart, is timing; if it lasts it is not.
    and not coalesce(a.month_before >= month_add(p.month, -3) and a.fen_before = p.regular_fen, false)
    and not coalesce(a.month_after <= month_add(p.month, 3) and a.fen_after = p.regular_fen, false)
    and not exists (select 1 from gathered g where g.household_key = p.household_key and g.month = p.month)
    -- The roster counts somebody who has died: paid-after-death tells of it.
    and not (a.fen > p.regular_fen and exists (
      select 1
      from household_member m
      join deceased d on d.person_key = m.person_key and d.died_month < m.month
      where m.household_key = p.household_key and m.month = p.month))
    -- Several months at once.
    and not (
      a.fen > 0 and p.regular_fen % a.fen = 0
      and not exists (
        select 1 from paid n
        where n.household_key = p.household_key and n.month = month_add(p.month, -1)
      )
    )
),
not_paid as (
  select
    a.program, a.person_key, a.month, a.name, a.division, a.fen, a.ledger, a.batch, a.source_row,
    not exists (select 1 from paid b where b.household_key = a.household_key and b.month < a.month)
      and exists (select 1 from application x where x.program = a.program and x.person_key = a.person_key and x.outcome = 'approved') as is_beginning
  from approved a
  join coverage v on v.ledger = 'payments' and v.program = a.program and v.month = a.month and v.division = a.division
  where a.person_key is not null and a.fen > 0
    and not exists (
      select 1 from payment p
      where p.household_key = a.household_key and (p.for_month = a.month or (p.kind = 'arrears' and p.paid_on >= first_day(a.month)))
    )
    and not exists (
      select 1 from payment p
      where p.program = a.program and p.person_key = a.person_key and (p.for_month = a.month or (p.kind = 'arrears' and p.paid_on >= first_day(a.month)))
    )
    and not exists (
      select 1 from payment p
      where p.program = a.program and p.person_key is null and p.division = a.division and same_name(p.name, a.name)
        and (p.for_month = a.month or (p.kind = 'arrears' and p.paid_on >= first_day(a.month)))
    )
    and not exists (select 1 from gathered g where g.household_key = a.household_key and a.month between g.from_month and g.month)
    -- Paid before, or long on the roster; and neither of them has ended with this month.
    and (a.first_month < a.month or exists (select 1 from paid e where e.household_key = a.household_key and e.month < a.month))
    and (
      exists (select 1 from approved n where n.household_key = a.household_key and n.month > a.month)
      or exists (select 1 from paid n where n.household_key = a.household_key and n.month > a.month)
    )
    and not exists (select 1 from deceased d where d.person_key = a.person_key and d.died_month <= a.month)
    and not exists (select 1 from stop s where s.program = a.program and s.person_key = a.person_key and coalesce(s.stop_month, s.month) <= a.month)
)
select
  'person' as subject_kind, t.person_key, t.program, t.division, t.month, t.name, t.how, t.concerned, t.overpaid, t.underpaid,
  t.payment_ledger, t.payment_batch, t.payment_row, t.roster_ledger, t.roster_batch, t.roster_row
from (
  select
    program, person_key, division, month, name, '发了钱，当月名册上没有' as how, regular_fen as concerned, cast(null as bigint) as overpaid, cast(null as bigint) as underpaid,
    ledger as payment_ledger, batch as payment_batch, source_row as payment_row,
    cast(null as string) as roster_ledger, cast(null as string) as roster_batch, cast(null as bigint) as roster_row, false as is_beginning
  from not_listed
  union all
  select
    program, person_key, division, month, name, '发的数与名册不同', regular_fen,
    case when regular_fen > approved_fen then regular_fen - approved_fen end, case when approved_fen > regular_fen then approved_fen - regular_fen end,
    ledger, batch, source_row, roster_ledger, roster_batch, roster_row, false
  from other_sum
  union all
  select
    program, person_key, division, month, name, '名册上有，当月没有发', cast(null as bigint), cast(null as bigint), fen,
    cast(null as string), cast(null as string), cast(null as bigint), ledger, batch, source_row, is_beginning
  from not_paid
) t
join rule r on r.program = t.program and r.division = t.division and r.month = t.month
-- Months between the decision and the first payment are told of by first-month-wrong, where the month of the first payment is ruled.
where not t.is_beginning or r.first_month is null
