-- 低保 households whose payment does not fit standard, income and persons of the month's roster, exceeds the whole standard, or stayed
-- where it was when the standard rose.
with paid as (
  select
    household_key, for_month as month, max(division) as division, cast(sum(fen) as bigint) as fen, max(protected_size) as protected_size,
    max(ledger) as payment_ledger, max(batch) as payment_batch, max_by(source_row, row_place(batch, source_row)) as payment_row
  from payment
  where program = 'dibao' and status = 'paid' and kind <> 'one_off'
  group by household_key, for_month
),
ruled as (
  select
    p.*, h.head_name, coalesce(p.protected_size, h.protected_size) as persons, h.income_per_head,
    coalesce(h.family_extra, 0) + coalesce(h.person_extra, 0) as extra, h.family_extra is not null or h.person_extra is not null as is_extra_stated,
    case h.category when 'urban' then r.standard_urban when 'rural' then r.standard_rural end as standard,
    case
      when h.grade like '%A%' or h.grade like '%一%' then case h.category when 'urban' then r.grade_a_urban when 'rural' then r.grade_a_rural end
      when h.grade like '%B%' or h.grade like '%二%' then case h.category when 'urban' then r.grade_b_urban when 'rural' then r.grade_b_rural end
      when h.grade like '%C%' or h.grade like '%三%' then case h.category when 'urban' then r.grade_c_urban when 'rural' then r.grade_c_rural end
    end as grade_fen,
    h.grade is not null or coalesce(h.calc_method, '') like '%档%' as is_graded,
    coalesce(r.amount_rounding, 1000) as rounding,
    h.fen as approved_fen, h.ledger as roster_ledger, h.batch as roster_batch, h.source_row as roster_row
  from paid p
  join rule r on r.program = 'dibao' and r.division = p.division and r.month = p.month
  join household h on h.household_key = p.household_key and h.month = p.month
  -- A family that is phased out has an amount of its own (渐退).
  where coalesce(h.calc_method, '') || coalesce(h.reason, '') || coalesce(h.grade, '') not like '%渐退%'
),
-- 人均收入 is written by the year or by the month: the reading that fits better counts.
reckoned as (
  select
    u.*,
    case when u.grade_fen is not null then u.grade_fen * u.persons + u.extra when not u.is_graded then (u.standard - idiv(u.income_per_head, 12)) * u.persons + u.extra end as by_year,
    case when u.grade_fen is not null then u.grade_fen * u.persons + u.extra when not u.is_graded then (u.standard - u.income_per_head) * u.persons + u.extra end as by_month,
    u.standard * u.persons + u.extra as most,
    -- A stated income that reaches the standard is asked about by income-over-standard; 单人保 has another limit.
    coalesce(idiv(u.income_per_head, 12) >= u.standard, false) and u.grade_fen is null as is_over
  from ruled u
  where u.persons > 0
),
judged as (
  select
    k.*,
    case when abs(k.fen - k.by_year) <= abs(k.fen - k.by_month) then k.by_year else k.by_month end as due_fen,
    case when k.by_year is null and k.is_extra_stated then k.most end as limit_fen
  from reckoned k
),
off as (
  select
    j.household_key, j.division, j.month, j.head_name as name, j.fen,
    case when j.due_fen is not null then '按名册的收入和人数或者档次核算不一致' else '超过按标准全额计算的数' end as what,
    coalesce(j.due_fen, j.limit_fen) as due_fen,
    j.payment_ledger, j.payment_batch, j.payment_row, j.roster_ledger, j.roster_batch, j.roster_row
  from judged j
  where not j.is_over
    -- A roster of the month that states another sum: roster-against-payments tells of it, unless the sum was approved a little earlier or later.
    and (abs(coalesce(j.approved_fen, j.fen) - j.fen) < 100 or exists (
      select 1 from household n
      where n.household_key = j.household_key and n.fen = j.fen and n.month between month_add(j.month, -3) and month_add(j.month, 3)))
    and (abs(j.fen - j.due_fen) > j.rounding * j.persons or j.fen > j.limit_fen + j.rounding * j.persons)
),
-- The standard rose in this month, and in this month and the next the family was paid what it had been paid.
unraised as (
  select
    p.household_key, p.division, n.month, h.head_name as name, n.fen, '标准提高以后还按原来的金额' as what, cast(null as bigint) as due_fen,
    n.payment_ledger, n.payment_batch, n.payment_row, h.ledger as roster_ledger, h.batch as roster_batch, h.source_row as roster_row
  from paid p
  join rule r on r.program = 'dibao' and r.division = p.division and r.month = p.month
  join rule b on b.division = p.division and b.month = month_add(p.month, -1)
  join paid e on e.household_key = p.household_key and e.month = month_add(p.month, -1)
  join paid f on f.household_key = p.household_key and f.month = month_add(p.month, 1)
  -- The months of the lead: this one and the next.
  join paid n on n.household_key = p.household_key and n.month between p.month and month_add(p.month, 1)
  join (
    select x.*, row_number() over (partition by x.household_key order by x.month desc, x.batch, x.source_row) as place
    from household x
    where coalesce(x.calc_method, '') || coalesce(x.reason, '') || coalesce(x.grade, '') not like '%渐退%'
  ) h on h.household_key = p.household_key and h.place = 1
  where case h.category when 'urban' then r.standard_urban > b.standard_urban when 'rural' then r.standard_rural > b.standard_rural end
    and p.fen = e.fen and f.fen = e.fen and coalesce(p.protected_size, 0) = coalesce(e.protected_size, 0)
    -- Arrears whose month is not written may be the raise (提标补发).
    and not exists (
      select 1 from payment a
      where a.program = 'dibao' and a.household_key = p.household_key and a.kind = 'arrears' and a.status = 'paid' and a.for_month is null
        and (a.paid_on is null or month_of(a.paid_on) >= p.month))
    -- Where a roster of these months states the income, the amount is reckoned.
    and not exists (select 1 from judged j where j.household_key = p.household_key and j.due_fen is not null and j.month between p.month and month_add(p.month, 1))
)
select
  'household' as subject_kind, o.household_key, 'dibao' as program, o.division, o.month, o.name, o.what,
  nullif(greatest(o.fen - o.due_fen, 0), 0) as overpaid, nullif(greatest(o.due_fen - o.fen, 0), 0) as underpaid,
  o.payment_ledger, o.payment_batch, o.payment_row, o.roster_ledger, o.roster_batch, o.roster_row
from (select * from off union all select * from unraised) o
