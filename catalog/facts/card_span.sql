-- What a certificate said in which months: level until the next certificate, validity until it ended.
with ordered as (
  select
    d.*,
    lead(valid_from) over (partition by person_key order by valid_from, batch, source_row) as next_from
  from disability d
  where person_key is not null
)
select
  person_key, name, card_no, kind, level, status, valid_to, status_on, is_elsewhere,
  valid_from, listed_month,
  -- Without a date it is known of the list's own month, else of today.
  coalesce(month_of(valid_from), listed_month, month_of(as_of())) as from_month,
  coalesce(month_add(month_of(next_from), -1), '9999-12') as level_to,
  -- The last month in which the card counted; null when it ended on an unknown day.
  case
    when next_from is not null then month_add(month_of(next_from), -1)
    when status <> 'valid' then month_of(coalesce(status_on, case when status = 'expired' then valid_to end))
    when valid_to is not null then month_of(valid_to)
    else '9999-12'
  end as valid_to_month,
  division, ledger, batch, source_row
from ordered
