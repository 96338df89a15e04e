-- Benefits paid to a person for months after the last one that death leaves, by the person's own name or as a counted member.
with counted as (
  select
    program, household_key, person_key, month, max(fen) as share, max(protected_size) as protected_size, max(division) as division, max(name) as name,
    min(ledger) as ledger, min(batch) as batch, min_by(source_row, row_place(batch, source_row)) as source_row
  from entitlement
  where person_key in (select person_key from deceased) and source in ('roster', 'payment')
  group by program, household_key, person_key, month
),
-- Paid for no more than the living of those who are listed: the dead are cut already, though the roster still has them.
cut as (
  select h.household_key, h.month
  from household_payment h
  join entitlement e on e.household_key = h.household_key and e.month = h.month
  left join deceased d on d.person_key = e.person_key and d.died_month < e.month
  where h.household_key in (select household_key from counted)
  group by h.household_key, h.month
  having max(h.protected_size) <= count(distinct e.person_key) - count(distinct d.person_key)
),
last_share as (
  select program, household_key, person_key, max_by(fen, month) as share, max_by(protected_size, month) as protected_size
  from household_member
  where is_protected and month is not null
  group by program, household_key, person_key
),
-- In the dead person's own name: all of it is his where each member is paid apart or the benefit is a person's.
own as (
  select
    p.program, p.household_key, p.person_key, p.for_month as month, p.division, max(p.name) as name, cast(sum(p.fen) as bigint) as concerned, max(s.share) as share,
    coalesce(p.program not in ('dibao', 'marginal') or max(h.payees) > 1 or max(coalesce(p.protected_size, s.protected_size)) = 1, false) as is_his,
    'payment' as how, min(p.ledger) as payment_ledger, min(p.batch) as payment_batch, min_by(p.source_row, row_place(p.batch, p.source_row)) as payment_row,
    cast(null as string) as roster_ledger, cast(null as string) as roster_batch, cast(null as bigint) as roster_row
  from payment p
  join household_payment h on h.program = p.program and h.household_key = p.household_key and h.month = p.for_month
  left join last_share s on s.program = p.program and s.household_key = p.household_key and s.person_key = p.person_key
  where p.status = 'paid' and p.kind <> 'one_off' and p.person_key in (select person_key from deceased)
  group by p.program, p.household_key, p.person_key, p.for_month, p.division
),
-- Counted on the roster while the household was paid as one, or still listed where no payment list speaks.
member as (
  select
    c.program, c.household_key, c.person_key, c.month, c.division, c.name, case when k.month is null then h.fen end as concerned, c.share, coalesce(h.protected_size, c.protected_size, 0) = 1 as is_his,
    case when h.month is null or k.month is not null then 'roster' else 'payment' end as how, h.ledger as payment_ledger, h.batch as payment_batch, h.source_row as payment_row,
    c.ledger as roster_ledger, c.batch as roster_batch, c.source_row as roster_row
  from counted c
  left join household_payment h on h.program = c.program and h.household_key = c.household_key and h.month = c.month
  left join cut k on k.household_key = c.household_key and k.month = c.month
  where not exists (select 1 from own o where o.program = c.program and o.person_key = c.person_key and o.month = c.month)
    and (h.payees = 1
      or (h.month is null and not exists (
        select 1 from coverage v where v.ledger = 'payments' and v.program = c.program and v.month = c.month and v.division = c.division)))
),
-- Money that is his is all of it overpaid; of what a household is paid as one, his share is.
told as (
  select b.*, case when is_his then concerned else lesser(share, concerned) end as overpaid
  from (select * from own union all select * from member) b
),
-- What a month's money holds beside the regular payment, of the same purse: arrears are in it, one-off sums are not.
apart as (
  select
    b.household_key, b.person_key, b.month, cast(sum(case p.kind when 'arrears' then p.fen end) as bigint) as arrears_fen,
    cast(sum(case p.kind when 'one_off' then p.fen end) as bigint) as one_off_fen
  from (select distinct household_key, person_key, month, is_his from told where concerned is not null) b
  -- A household's key begins with its program.
  join payment p on p.household_key = b.household_key and p.for_month = b.month and (p.person_key = b.person_key or not b.is_his)
  where p.status = 'paid' and p.kind <> 'regular'
  group by b.household_key, b.person_key, b.month
)
select
  'person' as subject_kind, b.person_key, b.program, b.division, b.month, b.name, b.concerned, b.overpaid,
  cast(sum(a.arrears_fen) over of_year as bigint) as arrears_fen, cast(sum(a.one_off_fen) over of_year as bigint) as one_off_fen,
  max(case when b.concerned is not null and not b.is_his then '全户合发' end) over of_year as purse,
  d.died_on, d.source_title as death_list, d.other_title as other_list, case when b.how = 'payment' then '仍发放' else '仍在册享受' end as how,
  b.payment_ledger, b.payment_batch, b.payment_row, b.roster_ledger, b.roster_batch, b.roster_row,
  d.ledger as death_ledger, d.batch as death_batch, d.source_row as death_row,
  d.other_ledger as other_death_ledger, d.other_batch as other_death_batch, d.other_row as other_death_row,
  d.third_ledger as third_death_ledger, d.third_batch as third_death_batch, d.third_row as third_death_row
from told b
join deceased d on d.person_key = b.person_key and same_name(d.name, b.name)
join rule r on r.program = b.program and r.division = b.division and r.month = b.month
left join apart a on a.household_key = b.household_key and a.person_key = b.person_key and a.month = b.month
where b.month > month_add(d.died_month, coalesce(r.last_month_after_death, 0))
window of_year as (partition by b.program, b.person_key, substr(b.month, 1, 4))
