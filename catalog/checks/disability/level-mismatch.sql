-- Care subsidy in months in which the certificate's level is not covered; the month in which a level is given or changed is not counted.
with drawn as (
  select
    m.*, c.kind, c.level, c.card_no, c.valid_from, c.from_month as card_from, c.ledger as card_ledger, c.batch as card_batch, c.source_row as card_row,
    row_number() over (partition by m.household_key, m.person_key, m.month order by c.from_month desc, c.batch, c.source_row) as copy_no
  from person_month m
  join card_span c
    on c.person_key = m.person_key and same_name(c.name, m.name) and m.month between c.from_month and c.level_to and c.level is not null
  where m.program = 'disability_care' and m.counts
)
select
  'person' as subject_kind, d.person_key, d.program, d.division, d.month, d.name, d.own_fen as concerned, d.own_fen as overpaid, d.level as card_level,
  case d.kind when 'visual' then '视力' when 'hearing' then '听力' when 'speech' then '言语' when 'physical' then '肢体'
    when 'intellectual' then '智力' when 'mental' then '精神' when 'multiple' then '多重' end as card_kind,
  d.roster_ledger, d.roster_batch, d.roster_row, d.payment_ledger, d.payment_batch, d.payment_row, d.card_ledger, d.card_batch, d.card_row
from drawn d
join rule r on r.program = d.program and r.division = d.division and r.month = d.month
where d.copy_no = 1 and (d.valid_from is null or d.month > d.card_from)
  -- After a death all of it is told of by paid-after-death.
  and not exists (select 1 from deceased x where x.person_key = d.person_key and same_name(x.name, d.name) and x.died_month < d.month)
  -- Where the column and the number of the certificate differ, the lower of both is no accusation.
  and lesser(d.level, coalesce(try_cast(substr(d.card_no, 20, 1) as bigint), d.level)) > case
    when d.kind in ('intellectual', 'mental') then r.level_mental
    -- Of several disabilities, or of an unknown kind, the wider cover counts.
    when d.kind is null or d.kind = 'multiple' then greatest(r.level_mental, r.level_other)
    else r.level_other end
