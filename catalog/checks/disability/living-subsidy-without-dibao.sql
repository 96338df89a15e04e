-- Living subsidies drawn by people who stood on no 低保 roster of the month, two or more months in a row, where the month's roster speaks
-- for their community and the town's paper does not reach beyond those groups.
with outside as (
  select
    m.program, m.person_key, m.name, m.division, m.month, m.own_fen, r.covers_marginal,
    month_no(m.month) - row_number() over (partition by m.person_key order by m.month) as run,
    m.roster_ledger, m.roster_batch, m.roster_row, m.payment_ledger, m.payment_batch, m.payment_row
  from person_month m
  join rule r on r.program = m.program and r.division = m.division and r.month = m.month
  where m.counts
    -- The roster of persons shows who is in a household; payments name its head only.
    and exists (
      select 1 from coverage v where v.ledger = 'dibao_person' and v.program = 'dibao' and v.month = m.month and v.division = m.division)
    and (r.covers_marginal = 0 or exists (
      select 1 from coverage v where v.ledger = 'marginal_person' and v.month = m.month and v.division = m.division))
    -- On the roster, protected or not, in the month, in the next one (纳入当月) or within the months that the town leaves after the end (渐退).
    and not exists (
      select 1 from household_member h
      where h.program = 'dibao' and h.month between month_add(m.month, -coalesce(r.months_after, 0)) and month_add(m.month, 1)
        and h.person_key = m.person_key)
    -- A row without a number is the person's own when name and community agree.
    and not exists (
      select 1 from household_member h
      where h.program = 'dibao' and h.month between month_add(m.month, -coalesce(r.months_after, 0)) and month_add(m.month, 1)
        and h.person_key is null and h.division = m.division and plain_name(h.name) = plain_name(m.name))
    -- A household's payment stands for its members; 低保边缘 counts where the town says so.
    and not exists (
      select 1 from entitlement e
      where e.person_key = m.person_key and (e.program = 'dibao' or (e.program = 'marginal' and r.covers_marginal = 1))
        and e.month between month_add(m.month, -coalesce(r.months_after, 0)) and month_add(m.month, 1))
    -- Beside 特困, a child benefit or care money of an injury, and after a death, other checks ask about the same money.
    and not exists (
      select 1 from person_month t
      where t.program in ('tekun', 'orphan', 'unattended_child') and t.counts and t.person_key = m.person_key and t.month = m.month)
    and not exists (select 1 from deceased d where d.person_key = m.person_key and d.died_month < m.month)
    and not (coalesce(r.overlap_injury, 1) = 0 and exists (
      select 1 from injury_care i
      where i.person_key = m.person_key and same_name(i.name, m.name) and i.kind is not null and m.month > i.from_month and m.month <= i.to_month))
),
longer as (
  select o.*, count(*) over (partition by person_key, run) as months_in_a_row
  from outside o
)
select
  'person' as subject_kind, l.person_key, l.program, l.division, l.month, l.name, l.own_fen as concerned,
  case l.covers_marginal when 1 then '低保、低保边缘' else '低保' end as groups,
  l.roster_ledger, l.roster_batch, l.roster_row, l.payment_ledger, l.payment_batch, l.payment_row
from longer l
where l.months_in_a_row >= 2
