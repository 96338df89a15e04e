-- One day of death per person: the death certificate's, else the household register's (民法典 第十五条), else the later one, last of all the day by which the registration was cancelled. Two more lists that tell of the death stand beside it.
select
  person_key, name, died_on, month_of(died_on) as died_month, source, source_title, ledger, batch, source_row,
  case when other_died_on = died_on then other_title else other_title || '记为' || cast(other_died_on as string) end
    || case when third_died_on is null then '' when third_died_on = died_on then '、' || third_title else '、' || third_title || '记为' || cast(third_died_on as string) end as other_title,
  other_ledger, other_batch, other_row, third_ledger, third_batch, third_row
from (
  select
    d.*,
    row_number() over named as place,
    lead(d.source_title) over named as other_title, lead(d.died_on) over named as other_died_on,
    lead(d.ledger) over named as other_ledger, lead(d.batch) over named as other_batch, lead(d.source_row) over named as other_row,
    lead(d.source_title, 2) over named as third_title, lead(d.died_on, 2) over named as third_died_on,
    lead(d.ledger, 2) over named as third_ledger, lead(d.batch, 2) over named as third_batch, lead(d.source_row, 2) over named as third_row
  from death d
  where person_key is not null and died_on is not null and died_on <= as_of()
  window named as (
    partition by person_key
    order by case source when 'certificate' then 1 when 'register' then 2 when 'cancelled' then 4 else 3 end, died_on desc, batch, source_row
  )
) placed
where place = 1
