-- One name, birth date and sex under two valid ids on our own lists: one person with two numbers, or two people?
with known as (
  select
    person_key, birth_of(person_key) as birth_date, max_by(plain, newest_last) as plain, max_by(name, newest_last) as name,
    min(place) as place, max(coalesce(month, '')) as stated, min_by(program, best_first) as program, max_by(division, newest_last) as division,
    min_by(ledger, best_first) as ledger, min_by(batch, best_first) as batch, min_by(source_row, best_first) as source_row
  from placed_listing
  where role = 'citizen_id'
  group by person_key
)
select
  'person' as subject_kind, a.person_key, a.program, a.division, a.name, a.birth_date,
  case when idiv(a.person_key, 100000000000) = idiv(b.person_key, 100000000000) then '后几位不同' else '地区码不同' end as difference,
  a.ledger as roster_ledger, a.batch as roster_batch, a.source_row as roster_row,
  b.ledger as other_ledger, b.batch as other_batch, b.source_row as other_row
from known a
join known b on b.plain = a.plain and b.birth_date = a.birth_date and sex_of(b.person_key) = sex_of(a.person_key)
-- Told of the one whom the better and newer list has.
where (a.place < b.place or (a.place = b.place and (a.stated > b.stated or (a.stated = b.stated and a.person_key < b.person_key))))
  -- Where the household register has both, they are two people.
  and not (
    exists (select 1 from residence r where r.person_key = a.person_key)
    and exists (select 1 from residence r where r.person_key = b.person_key)
  )
