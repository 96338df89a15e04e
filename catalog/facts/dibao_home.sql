-- The 低保 household on whose newest roster a person stands.
select person_key, household_key
from (
  select person_key, household_key, row_number() over (partition by person_key order by month desc, household_key) as place
  from household_member
  where program = 'dibao' and person_key is not null
) placed
where place = 1
