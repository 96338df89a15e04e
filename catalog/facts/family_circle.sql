-- Circles of people who may hold money for each other: a household, a registered household, spouses, parents and children,
-- a guardian or carer with those in care. Whoever is named without an id stands in the circle by name only.
select person_key, name, household_key as circle from household_member where person_key is not null
union
select person_key, name, household_key from payment where person_key is not null
union
select head_key, head_name, household_key from payment where head_key is not null or head_name is not null
union
select person_key, name, 'register:' || household_no from residence where household_no is not null
union
select person_key, name, 'head:' || cast(coalesce(head_key, person_key) as string) as circle from residence where person_key is not null and (head_key is not null or head_name is not null)
union
select head_key, head_name, 'head:' || cast(coalesce(head_key, person_key) as string) from residence where person_key is not null and (head_key is not null or head_name is not null)
union
select person_key, name, 'parent:' || cast(coalesce(father_key, person_key) as string) as circle from residence where person_key is not null and (father_key is not null or father_name is not null)
union
select father_key, father_name, 'parent:' || cast(coalesce(father_key, person_key) as string) from residence where person_key is not null and (father_key is not null or father_name is not null)
union
select person_key, name, 'parent:' || cast(coalesce(mother_key, person_key) as string) as circle from residence where person_key is not null and (mother_key is not null or mother_name is not null)
union
select mother_key, mother_name, 'parent:' || cast(coalesce(mother_key, person_key) as string) from residence where person_key is not null and (mother_key is not null or mother_name is not null)
union
select person_key, name, 'guardian:' || cast(coalesce(guardian_key, person_key) as string) as circle from residence where person_key is not null and (guardian_key is not null or guardian_name is not null)
union
select guardian_key, guardian_name, 'guardian:' || cast(coalesce(guardian_key, person_key) as string) from residence where person_key is not null and (guardian_key is not null or guardian_name is not null)
union
select person_key, name, 'parent:' || cast(coalesce(father_key, person_key) as string) as circle from child where person_key is not null and (father_key is not null or father_name is not null)
union
select father_key, father_name, 'parent:' || cast(coalesce(father_key, person_key) as string) from child where person_key is not null and (father_key is not null or father_name is not null)
union
select person_key, name, 'parent:' || cast(coalesce(mother_key, person_key) as string) as circle from child where person_key is not null and (mother_key is not null or mother_name is not null)
union
select mother_key, mother_name, 'parent:' || cast(coalesce(mother_key, person_key) as string) from child where person_key is not null and (mother_key is not null or mother_name is not null)
union
select person_key, name, 'guardian:' || cast(coalesce(guardian_key, person_key) as string) as circle from guardian where person_key is not null and (guardian_key is not null or guardian_name is not null)
union
select guardian_key, guardian_name, 'guardian:' || cast(coalesce(guardian_key, person_key) as string) from guardian where person_key is not null and (guardian_key is not null or guardian_name is not null)
union
select person_key, name, 'guardian:' || cast(coalesce(carer_key, person_key) as string) as circle from carer where person_key is not null and (carer_key is not null or carer_name is not null)
union
select carer_key, carer_name, 'guardian:' || cast(coalesce(carer_key, person_key) as string) from carer where person_key is not null and (carer_key is not null or carer_name is not null)
union
select person_key, name, 'guardian:' || cast(coalesce(carer_key, person_key) as string) as circle from agreement where person_key is not null and (carer_key is not null or carer_name is not null)
union
select carer_key, carer_name, 'guardian:' || cast(coalesce(carer_key, person_key) as string) from agreement where person_key is not null and (carer_key is not null or carer_name is not null)
union
select person_key, name, 'spouse:' || cast(coalesce(spouse_key, person_key) as string) as circle from marriage where person_key is not null and (spouse_key is not null or spouse_name is not null)
union
select spouse_key, spouse_name, 'spouse:' || cast(coalesce(spouse_key, person_key) as string) from marriage where person_key is not null and (spouse_key is not null or spouse_name is not null)
