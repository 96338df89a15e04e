-- Benefits in months after the household register says that the person moved out of the town. Members of 低保 households are looked at by more-than-household.
with newest as (
  select r.*, row_number() over (partition by r.person_key order by r.batch desc, r.source_row desc) as copy_no
  from residence r
),
gone as (
  select person_key, name, moved_out_on, month_of(moved_out_on) as moved_month, ledger, batch, source_row
  from newest
  -- Who moved in again later is here.
  where copy_no = 1 and coalesce(moved_in_on, moved_out_on) <= moved_out_on
)
select
  'person' as subject_kind, m.person_key, m.program, m.division, m.month, m.name, g.moved_out_on, m.own_fen as concerned,
  case when r.last_month_after_move is null then '迁出本身不是停发的理由，' end as caution,
  m.roster_ledger, m.roster_batch, m.roster_row, m.payment_ledger, m.payment_batch, m.payment_row, g.ledger as list_ledger, g.batch as list_batch, g.source_row as list_row
from person_month m
join gone g on g.person_key = m.person_key and same_name(g.name, m.name)
join rule r on r.program = m.program and r.division = m.division and r.month = m.month
where m.counts and m.month > month_add(g.moved_month, coalesce(r.last_month_after_move, 0))
