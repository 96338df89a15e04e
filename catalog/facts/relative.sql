-- Near relatives as registries name them (民法典第一千零四十五条): spouses who are not divorced, parents, children, brothers and sisters,
-- grandparents and grandchildren. `relation` says what the relative is to the person. A surname or an address makes nobody a relative.
with spouse as (
  select person_key, name, spouse_key, spouse_name, month_of(registered_on) as from_month, kind, ledger, batch, source_row,
    row_number() over (partition by person_key, spouse_key order by registered_on desc, case when kind = 'divorce' then 0 else 1 end, batch, source_row) as place
  from marriage
  where kind in ('marriage', 'divorce') and person_key is not null and spouse_key is not null
),
parent as (
  select person_key, name, father_key as parent_key, father_name as parent_name, 'household_register' as ledger, batch, source_row
  from ledger_household_register
  where person_key is not null and father_key is not null
  union all
  select person_key, name, mother_key, mother_name, 'household_register', batch, source_row
  from ledger_household_register
  where person_key is not null and mother_key is not null
)
select person_key, name, spouse_key as relative_key, spouse_name as relative_name, 'spouse' as relation, '配偶' as relation_word, from_month, ledger, batch, source_row
from spouse
where place = 1 and kind = 'marriage'
union all
select person_key, name, parent_key, parent_name, 'parent', '父母', cast(null as string), ledger, batch, source_row from parent
union all
select parent_key, parent_name, person_key, name, 'child', '子女', cast(null as string), ledger, batch, source_row from parent
union all
select a.person_key, a.name, b.person_key, b.name, 'sibling', '兄弟姐妹', cast(null as string), min(b.ledger), min(b.batch), min_by(b.source_row, row_place(b.batch, b.source_row))
from parent a
join parent b on b.parent_key = a.parent_key and b.person_key <> a.person_key
group by a.person_key, a.name, b.person_key, b.name
union all
select a.person_key, a.name, b.parent_key, b.parent_name, 'grandparent', '祖父母、外祖父母', cast(null as string), b.ledger, b.batch, b.source_row
from parent a
join parent b on b.person_key = a.parent_key
union all
select b.parent_key, b.parent_name, a.person_key, a.name, 'grandchild', '孙子女、外孙子女', cast(null as string), a.ledger, a.batch, a.source_row
from parent a
join parent b on b.person_key = a.parent_key
