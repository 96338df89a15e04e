-- One valid id under several names, on our own lists. Of a name of three signs or more that differs in one of them nobody but the
-- household register can say whether it is a spelling (张建国, 张健国) or somebody else (王秀英, 王秀荣): it is asked, and said so.
with spelt as (
  select
    person_key, plain, max_by(name, newest_last) as name, max(coalesce(month, '')) as stated, min(place) as place,
    min_by(program, best_first) as program, max_by(division, newest_last) as division,
    max_by(ledger, newest_last) as ledger, max_by(batch, newest_last) as batch, max_by(source_row, newest_last) as source_row
  from placed_listing
  group by person_key, plain
),
ranked as (
  select s.*, row_number() over (partition by person_key order by place, stated desc, plain) as name_no
  from spelt s
)
select
  'person' as subject_kind, a.person_key, a.program, a.division, a.name, b.name as other_name,
  case when same_plain_name(a.plain, b.plain) then b.name end as close_name,
  a.ledger as roster_ledger, a.batch as roster_batch, a.source_row as roster_row,
  b.ledger as other_ledger, b.batch as other_batch, b.source_row as other_row
from ranked a
join ranked b on b.person_key = a.person_key
where a.name_no = 1
  -- What is masked or cannot be read is no difference.
  and a.plain <> b.plain and not (has_any(a.plain || b.plain, '[*＊?？□]') and same_plain_name(a.plain, b.plain))
  -- A name that the household register gives as the former one.
  and not exists (
    select 1 from residence r
    where r.person_key = a.person_key
      and (plain_name(r.former_name) = b.plain or plain_name(r.former_name) = a.plain)
      and (plain_name(r.name) = a.plain or plain_name(r.name) = b.plain)
  )
