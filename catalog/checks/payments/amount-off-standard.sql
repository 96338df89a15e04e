-- Monthly benefits of a fixed amount that fit none of the amounts which the town's paper names for the month, or another level's amount.
with rate as (
  select *
  from (
    select
      r.program, r.division, r.month, k.kind, k.level,
      case k.kind
        when 'amount' then r.amount
        when 'level 1' then r.amount_level_1
        when 'level 2' then r.amount_level_2
        when 'level 3' then r.amount_level_3
        when 'level 4' then r.amount_level_4
        when 'scattered' then r.amount_scattered
        when 'institution' then r.amount_institution
        when 'urban' then r.living_urban
        when 'urban full' then r.living_urban + r.care_full
        when 'urban half' then r.living_urban + r.care_half
        when 'urban self' then r.living_urban + r.care_self
        when 'rural' then r.living_rural
        when 'rural full' then r.living_rural + r.care_full
        when 'rural half' then r.living_rural + r.care_half
        when 'rural self' then r.living_rural + r.care_self
      end as fen
    from rule r
    -- 特困, the only one with living amounts, is paid them with or without care money, which may go to the carer or the institution.
    cross join (
      select 'amount' as kind, cast(null as bigint) as level
      union all select 'level 1', 1 union all select 'level 2', 2 union all select 'level 3', 3
      union all select 'level 4', 4 union all select 'scattered', null union all select 'institution', null
      union all select 'urban', null union all select 'urban full', null union all select 'urban half', null
      union all select 'urban self', null union all select 'rural', null union all select 'rural full', null
      union all select 'rural half', null union all select 'rural self', null
    ) k
  ) stated
  where fen is not null
),
-- The month's own payment with what was paid later for it.
paid as (
  select
    program, person_key, for_month as month, max(name) as name, max(division) as division, cast(sum(fen) as bigint) as fen,
    cast(sum(fen) filter (where kind = 'regular') as bigint) as regular_fen,
    max(ledger) as payment_ledger, max(batch) as payment_batch, max_by(source_row, row_place(batch, source_row)) as payment_row
  from (
    -- The care money of 特困 is often paid apart from the living money.
    select p.*, is_care_money(p.program, p.item) as is_care
    from payment p
  ) parts
  where status = 'paid' and kind <> 'one_off' and program in ('tekun', 'disability_living', 'disability_care', 'orphan', 'unattended_child')
  group by program, person_key, for_month
  -- Twice in a month is asked about by drawn-twice.
  having count(*) filter (where kind = 'regular' and not is_care) = 1 and count(*) filter (where kind = 'regular' and is_care) <= 1
),
-- The level that held in the month and the one before: a change is on its way for a month.
held as (
  select
    p.program, p.person_key, p.month, c.level, c.ledger as card_ledger, c.batch as card_batch, c.source_row as card_row
  from paid p
  join card_span c
    on c.person_key = p.person_key and same_name(c.name, p.name) and month_add(p.month, -1) >= c.from_month and p.month <= lesser(c.level_to, c.valid_to_month)
  -- Who draws at a level that is not covered is asked about by level-mismatch.
  join rate o on o.program = p.program and o.division = p.division and o.month = p.month and o.level = c.level
  where c.level <= 2 or c.kind in ('intellectual', 'mental')
),
-- Within one yuan is rounding; arrears beside a fitting payment are the rest of something else.
judged as (
  select
    p.program, p.person_key, p.month, min(a.fen) as least_fen, max(a.fen) as most_fen, max(a.fen) filter (where a.level = h.level) as own_fen, bool_or(a.fen = p.fen) as is_current,
    coalesce(bool_or((p.fen between a.fen - 100 and a.fen + 100 or p.regular_fen between a.fen - 100 and a.fen + 100) and (h.level is null or a.level = h.level)), false) as fits,
    max(h.card_ledger) as card_ledger, max(h.card_batch) as card_batch, max(h.card_row) as card_row
  from paid p
  join rate a on a.program = p.program and a.division = p.division and a.month = p.month
  left join held h on h.program = p.program and h.person_key = p.person_key and h.month = p.month
  group by p.program, p.person_key, p.month
),
-- Paid what was an amount in the last twelve months: what became of it; null where two amounts may be meant.
unraised as (
  select p.program, p.person_key, p.month, case when min(n.fen) = max(n.fen) then min(n.fen) end as fen
  from paid p
  join rate o on o.program = p.program and o.division = p.division and o.fen = p.fen and o.month between month_add(p.month, -12) and month_add(p.month, -1)
  left join rate n on n.program = o.program and n.division = o.division and n.kind = o.kind and n.month = p.month
  group by p.program, p.person_key, p.month
),
-- The sum of one amount over the months since the payment before.
held_back as (
  select p.program, p.person_key, p.month
  from (select x.*, lag(month) over (partition by program, person_key order by month) as month_before from paid x) p
  join judged j on j.program = p.program and j.person_key = p.person_key and j.month = p.month and not j.fits
  join month k on k.month > coalesce(p.month_before, '')
  join rate a on a.program = p.program and a.division = p.division and a.month between k.month and p.month
  group by p.program, p.person_key, p.month, p.fen, k.month, a.kind
  having sum(a.fen) = p.fen and count(*) = months_between(k.month, p.month) + 1
),
off as (
  select
    p.*, j.card_ledger, j.card_batch, j.card_row, coalesce(j.own_fen, u.fen, case when j.least_fen = j.most_fen then j.least_fen end) as only_fen,
    -- Without a level of one's own what became of the old amount, or the nearest one; between two of them it is open.
    coalesce(j.own_fen, u.fen, nullif(greatest(least(p.fen, j.most_fen), j.least_fen), p.fen)) as due_fen,
    not j.is_current and u.month is not null as is_old
  from paid p
  join judged j on j.program = p.program and j.person_key = p.person_key and j.month = p.month
  left join unraised u on u.program = p.program and u.person_key = p.person_key and u.month = p.month
  where not j.fits
    -- A child benefit below the standard beside another benefit is the difference (补差). Where no roster of persons of the month or
    -- later says who is in 低保, it may be.
    and not (p.program in ('orphan', 'unattended_child') and p.fen < j.least_fen and (
      exists (
        select 1 from person_month o
        where o.program in ('dibao', 'tekun', 'disability_living') and o.counts and o.person_key = p.person_key and o.month = p.month)
      or not exists (select 1 from coverage v where v.ledger = 'dibao_person' and v.month >= p.month and v.division = p.division)))
    and not exists (select 1 from deceased d where d.person_key = p.person_key and d.died_month < p.month)
    -- A roster of the month that states another sum: roster-against-payments tells of it, unless the sum was approved a little earlier or later.
    and (
      not exists (
        select 1 from household_member m where m.program = p.program and m.person_key = p.person_key and m.month = p.month and abs(m.fen - p.fen) >= 100)
      or exists (
        select 1 from household_member n
        where n.program = p.program and n.person_key = p.person_key and n.fen = p.fen and n.month between month_add(p.month, -3) and month_add(p.month, 3)))
    -- Several months at once, after a month without a payment; what is another level's amount is none.
    and (
      j.is_current
      or not exists (
        select 1 from rate s
        where s.program = p.program and s.division = p.division and s.month = p.month and p.fen > 0 and p.fen % nullif(s.fen, 0) = 0)
      or exists (select 1 from paid e where e.program = p.program and e.person_key = p.person_key and e.month = month_add(p.month, -1)))
    and (j.is_current or not exists (select 1 from held_back l where l.program = p.program and l.person_key = p.person_key and l.month = p.month))
),
told as (
  select o.*, nullif(greatest(o.fen - o.due_fen, 0), 0) as overpaid, nullif(greatest(o.due_fen - o.fen, 0), 0) as underpaid
  from off o
)
select
  'person' as subject_kind, o.person_key, o.program, o.division, o.month, o.name,
  o.overpaid, o.underpaid,
  min(o.fen) over (partition by o.program, o.person_key, substr(o.month, 1, 4)) as low_fen,
  nullif(max(o.fen) over (partition by o.program, o.person_key, substr(o.month, 1, 4)), min(o.fen) over (partition by o.program, o.person_key, substr(o.month, 1, 4))) as high_fen,
  -- Said aloud where one amount holds for the person in all these months.
  case when min(o.only_fen) over (partition by o.program, o.person_key, substr(o.month, 1, 4)) = max(o.only_fen) over (partition by o.program, o.person_key, substr(o.month, 1, 4)) then o.only_fen end as right_fen,
  case when o.is_old then '其中有调整前的标准' end as old_words,
  o.payment_ledger, o.payment_batch, o.payment_row, o.card_ledger, o.card_batch, o.card_row
from told o
-- Arrears whose month is not written may be what is missing here (提标补发).
where not (o.overpaid is null and exists (
  select 1 from payment a
  where a.program = o.program and a.person_key = o.person_key and a.kind = 'arrears' and a.status = 'paid' and a.for_month is null
    and (a.paid_on is null or month_of(a.paid_on) >= o.month)))
