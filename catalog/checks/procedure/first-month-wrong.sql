-- Benefits whose first paid month is not the one that the rule gives after the decision (or, for subsidies, the application).
with latest as (
  select x.*, row_number() over (partition by x.program, x.person_key order by x.decided_on desc, x.batch, x.source_row) as place
  from application x
  where x.outcome = 'approved'
),
approved as (
  select
    a.*, r.first_month, month_add(month_of(case when r.first_month = 0 then a.applied_on else a.decided_on end), r.first_month) as due_month,
    -- Paid from before the application on, it is no first month: a change, or an older right.
    month_of(coalesce(a.applied_on, a.accepted_on, a.decided_on)) as asked_month
  from latest a
  join rule r on r.program = a.program and r.division = a.division and r.month = month_of(a.decided_on)
  where a.place = 1
),
-- What the person or the household was paid by month; a household's key begins with its program.
paid as (
  select
    p.household_key, p.for_month as month, cast(sum(p.fen) as bigint) as fen,
    max(p.ledger) as payment_ledger, max(p.batch) as payment_batch, max_by(p.source_row, row_place(p.batch, p.source_row)) as payment_row
  from payment p
  where p.status = 'paid' and p.kind <> 'one_off'
  group by p.household_key, p.for_month
),
home as (
  select distinct program, household_key, person_key from payment
  union
  select distinct program, household_key, person_key from household_member
),
spell as (
  select a.program, a.person_key, a.division, a.name, a.due_month, a.asked_month, a.applied_on, a.decided_on, a.first_month, a.ledger, a.batch, a.source_row, h.household_key, min(p.month) as begun
  from approved a
  join home h on h.program = a.program and h.person_key = a.person_key
  join paid p on p.household_key = h.household_key and p.month >= month_add(a.asked_month, -3)
  group by a.program, a.person_key, a.division, a.name, a.due_month, a.asked_month, a.applied_on, a.decided_on, a.first_month, a.ledger, a.batch, a.source_row, h.household_key
),
-- The first payment beside the next one: several months at once are told by it.
first_paid as (
  select
    s.*, f.fen as begun_fen, coalesce(n.fen, f.fen) as next_fen,
    coalesce(greatest(idiv(2 * f.fen + n.fen, nullif(2 * n.fen, 0)), 1), 1) as months_paid,
    f.payment_ledger, f.payment_batch, f.payment_row
  from spell s
  join paid f on f.household_key = s.household_key and f.month = s.begun
  left join paid n on n.household_key = s.household_key and n.month = month_add(s.begun, 1)
),
stated as (
  select
    r.program, r.division, r.month, k.kind,
    case k.kind
      when 'amount' then r.amount
      when 'level 1' then r.amount_level_1
      when 'level 2' then r.amount_level_2
      when 'level 3' then r.amount_level_3
      when 'level 4' then r.amount_level_4
      when 'scattered' then r.amount_scattered
      when 'institution' then r.amount_institution
    end as fen
  from rule r
  cross join (
    select 'amount' as kind union all select 'level 1' union all select 'level 2' union all select 'level 3'
    union all select 'level 4' union all select 'scattered' union all select 'institution'
  ) k
),
-- What the town's paper made the same amount in the months up to the first payment; null where two amounts may be meant.
named as (
  select b.household_key, b.begun, d.month, case when min(d.fen) = max(d.fen) then min(d.fen) end as fen
  from first_paid b
  join stated k
    on k.program = b.program and k.division = b.division
    and ((k.month = b.begun and k.fen = b.begun_fen) or (k.month = month_add(b.begun, 1) and k.fen = b.next_fen))
  join stated d on d.program = k.program and d.division = k.division and d.kind = k.kind and d.month between b.due_month and b.begun
  group by b.household_key, b.begun, d.month
),
summed as (
  select household_key, month, fen, case when count(fen) over since = months_between(month, begun) + 1 then sum(fen) over since end as since_fen
  from named
  window since as (partition by household_key order by month desc)
),
-- Months that were not paid though due, where the payment lists of the months speak; and months paid before they were due.
off as (
  select
    b.program, b.person_key, b.division, b.name, b.due_month, b.begun, b.applied_on, b.decided_on, b.first_month, b.household_key, b.ledger, b.batch, b.source_row,
    m.month, 'late' as how, coalesce(a.fen, case when b.months_paid > 1 then b.next_fen else b.begun_fen end) as fen, b.payment_ledger, b.payment_batch, b.payment_row
  from first_paid b
  join month m on m.month >= b.due_month
  left join summed a on a.household_key = b.household_key and a.month = m.month
  where
    -- What the first payment holds beside its own month is paid.
    m.month <= month_add(b.begun, 0 - b.months_paid)
    and coalesce(a.since_fen > b.begun_fen, true)
    -- Granted money that the bank sent back came in time; returned-not-resent asks about it.
    and not exists (select 1 from payment x where x.household_key = b.household_key and x.for_month = m.month and x.status = 'returned')
    and exists (
      select 1 from coverage v where v.ledger = 'payments' and v.program = b.program and v.month = m.month and v.division = b.division)
  union all
  select
    s.program, s.person_key, s.division, s.name, s.due_month, s.begun, s.applied_on, s.decided_on, s.first_month, s.household_key, s.ledger, s.batch, s.source_row,
    f.month, 'early', f.fen, f.payment_ledger, f.payment_batch, f.payment_row
  from spell s
  join paid f on f.household_key = s.household_key and f.month >= s.begun and f.month < s.due_month
  where s.begun >= s.asked_month
)
select
  'person' as subject_kind, o.person_key, o.program, o.division, o.month, o.name, o.begun, o.due_month,
  case o.first_month when 0 then o.applied_on else o.decided_on end as counted_from, case o.first_month when 0 then '申请' else '确认' end as counted_word,
  case o.how when 'early' then o.fen end as overpaid, case o.how when 'late' then o.fen end as underpaid,
  o.ledger as file_ledger, o.batch as file_batch, o.source_row as file_row, o.payment_ledger, o.payment_batch, o.payment_row
from off o
-- The same rule must hold in the month itself.
join rule r on r.program = o.program and r.division = o.division and r.month = o.month and r.first_month = o.first_month
-- A payment whose month is not written may be that of the first months (补发).
where not (o.how = 'late' and exists (
  select 1 from payment a
  where a.household_key = o.household_key and a.status = 'paid' and a.for_month is null))
