-- Subsidies for months after the certificate ended and the town's months of grace, without another valid certificate.
with drawn as (
  select
    m.*, c.status, c.kind, c.level, coalesce(c.valid_to_month, c.listed_month) as valid_to_month, c.valid_to_month is null as is_day_unknown, c.ledger as card_ledger, c.batch as card_batch, c.source_row as card_row,
    row_number() over (partition by m.program, m.person_key, m.month order by c.from_month desc, c.batch, c.source_row) as copy_no
  from person_month m
  join card_span c on c.person_key = m.person_key and same_name(c.name, m.name) and m.month between c.from_month and c.level_to
  where m.program in ('disability_living', 'disability_care') and m.counts
)
select
  'person' as subject_kind, d.person_key, d.program, d.division, d.month, d.name, d.own_fen as concerned,
  -- An expired certificate is first of all to be renewed.
  case when d.status in ('frozen', 'cancelled') then d.own_fen end as overpaid,
  -- Of an unknown day the month of the list that says so is the last one.
  case when d.is_day_unknown then '名单上已' else '' end || case d.status when 'frozen' then '冻结' when 'cancelled' then '注销' else '到期' end as ended_how, d.valid_to_month,
  d.roster_ledger, d.roster_batch, d.roster_row, d.payment_ledger, d.payment_batch, d.payment_row, d.card_ledger, d.card_batch, d.card_row
from drawn d
join rule r on r.program = d.program and r.division = d.division and r.month = d.month
where d.copy_no = 1 and d.month > month_add(d.valid_to_month, r.last_month_after_card_end)
  -- Care money at a level that is not covered was wrong before the certificate ended: level-mismatch tells of it.
  and not coalesce(
    d.program = 'disability_care' and d.level > case
      when d.kind in ('intellectual', 'mental') then r.level_mental
      when d.kind is null or d.kind = 'multiple' then greatest(r.level_mental, r.level_other)
      else r.level_other end, false)
  and not exists (select 1 from deceased x where x.person_key = d.person_key and x.died_month < d.month)
