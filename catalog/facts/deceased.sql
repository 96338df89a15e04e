-- One day of death per person: the death certificate's, else the household register's (民法典 第十五条), else the later one.
select person_key, name, died_on, month_of(died_on) as died_month, source, source_title, ledger, batch, source_row
from (
  select
    d.*,
    row_number() over (
      partition by person_key
      order by case source when 'certificate' then 1 when 'register' then 2 else 3 end, died_on desc, batch, source_row
    ) as place
  from death d
  where person_key is not null and died_on is not null and died_on <= as_of()
) placed
where place = 1
