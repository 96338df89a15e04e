-- Circles of people who may hold money for each other: a household, a registered household, spouses, parents and children,
-- a guardian or carer with those in care. Whoever is named without an id stands in the circle by name only.
with pair as (
  select person_key, name, 'head:' as tie, head_key as other_key, head_name as other_name from residence
  union all
  select person_key, name, 'parent:' as tie, father_key as other_key, father_name as other_name from residence
  union all
  select person_key, name, 'parent:' as tie, mother_key as other_key, mother_name as other_name from residence
  union all
  select person_key, name, 'guardian:' as tie, guardian_key as other_key, guardian_name as other_name from residence
  union all
  select person_key, name, 'parent:' as tie, father_key as other_key, father_name as other_name from child
  union all
  select person_key, name, 'parent:' as tie, mother_key as other_key, mother_name as other_name from child
  union all
  select person_key, name, 'guardian:' as tie, guardian_key as other_key, guardian_name as other_name from guardian
  union all
  select person_key, name, 'guardian:' as tie, carer_key as other_key, carer_name as other_name from carer
  union all
  select person_key, name, 'guardian:' as tie, carer_key as other_key, carer_name as other_name from agreement
  union all
  select person_key, name, 'spouse:' as tie, spouse_key as other_key, spouse_name as other_name from marriage
),
named as (
  select person_key, name, other_key, other_name, tie || cast(coalesce(other_key, person_key) as string) as circle
  from pair
  where person_key is not null and (other_key is not null or other_name is not null)
)
select person_key, name, household_key as circle from household_member where person_key is not null
union
select person_key, name, household_key from payment where person_key is not null
union
select head_key, head_name, household_key from payment where head_key is not null or head_name is not null
union
select person_key, name, 'register:' || household_no from residence where household_no is not null
union
select person_key, name, circle from named
union
select other_key, other_name, circle from named
