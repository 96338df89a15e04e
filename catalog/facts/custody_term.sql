-- Terms as far as the list tells: one without an end reaches to what began later (parole, another sentence), else it is open.
with next_term as (
  select a.person_key, a.batch, a.source_row, min(b.from_month) as from_month
  from custody a
  join custody b on b.person_key = a.person_key and b.from_date > a.from_date and same_name(b.name, a.name)
  where a.to_date is null
  group by a.person_key, a.batch, a.source_row
)
select
  c.person_key, c.name, c.kind, c.from_date, c.to_date, c.from_month, coalesce(n.from_month, c.to_month) as to_month, c.to_date is null as is_open,
  c.ledger, c.batch, c.source_row
from custody c
left join next_term n on n.person_key = c.person_key and n.batch = c.batch and n.source_row = c.source_row
