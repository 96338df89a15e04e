-- Who was refused a benefit or did not want it, as the newest application has it: who asked again later has not declined.
with asked as (
  select
    program, person_key, outcome, coalesce(decided_on, accepted_on, applied_on) as ended_on,
    row_number() over (
      partition by program, person_key order by coalesce(applied_on, accepted_on, decided_on) desc, coalesce(decided_on, accepted_on, applied_on) desc, batch desc, source_row desc
    ) as place
  from application
  where person_key is not null
)
select program, person_key, outcome, month_of(ended_on) as declined_month
from asked
where place = 1 and outcome in ('refused', 'withdrawn')
