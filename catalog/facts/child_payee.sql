-- Who was paid a child's benefit, and whether any list names a guardian: the money rightly goes into the guardian's account.
select
  p.program, p.person_key, p.division,
  exists (select 1 from guardian g where g.person_key = p.person_key and coalesce(g.guardian_name, cast(g.guardian_key as string)) is not null)
    or exists (select 1 from residence r where r.person_key = p.person_key and coalesce(r.guardian_name, cast(r.guardian_key as string)) is not null) as has_guardian
from (select distinct program, person_key, division from payment where program in ('orphan', 'unattended_child') and person_key is not null) p
