-- Rows without a valid id that may be a person with one: the same name, and either the number of the row's disability card, which
-- begins with the id, or one slip in the number (one wrong digit, two neighbours swapped), or the same birth date and community. Never more than a guess: `score` of 100, and `why` in words.
with position as (
  select 1 as digit union all select 2 union all select 3 union all select 4 union all select 5 union all select 6 union all select 7 union all select 8 union all select 9
  union all select 10 union all select 11 union all select 12 union all select 13 union all select 14 union all select 15 union all select 16 union all select 17 union all select 18
),
person as (
  select
    person_key, plain, max(citizen_id) as citizen_id, max_by(division, newest_last) as division, cast(null as string) as address, cast(null as date) as died_on, true as is_own,
    min_by(ledger, best_first) as ledger, min_by(batch, best_first) as batch, min_by(source_row, best_first) as source_row
  from placed_listing
  where person_key is not null
  group by person_key, plain
  union all
  select person_key, plain, citizen_id, cast(null as string), address, died_on, false, ledger, batch, source_row
  from weak_row
  where person_key is not null and plain <> ''
),
namesake as (
  select plain, count(distinct person_key) as people
  from person
  group by plain
),
-- A row of ours against a person of ours or of a death list, a row of a death list against a person of ours.
pair as (
  select
    w.ledger, w.batch, w.source_row, w.is_own, w.name, w.plain, w.citizen_id, w.sex, w.birth_date, w.division, w.code, w.died_on,
    coalesce(upper(substr(w.disability_card, 1, 18)) = upper(p.citizen_id), false) as is_same_card,
    case when length(w.citizen_id) = 18 then try_cast(substr(w.citizen_id, 7, 4) || '-' || substr(w.citizen_id, 11, 2) || '-' || substr(w.citizen_id, 13, 2) as date) end as number_birth,
    p.person_key, p.citizen_id as person_id, p.is_own as person_is_own, p.died_on as person_died_on, p.ledger as person_ledger, p.batch as person_batch, p.source_row as person_row,
    birth_of(p.person_key) as person_birth, case when w.is_own then w.division else p.division end as own_division, case when w.is_own then p.division end as other_division,
    coalesce(w.address, '') as row_address, coalesce(p.address, '') as person_address
  from weak_row w
  join person p on p.plain = w.plain and (w.is_own or p.is_own) and coalesce(w.sex, sex_of(p.person_key)) = sex_of(p.person_key)
  where w.person_key is null
),
slip as (
  select
    ledger, batch, source_row, plain, person_key, person_is_own,
    count(*) as wrong, min(digit) as first_at, max(digit) as last_at, max(citizen_id) as citizen_id, max(person_id) as person_id
  from pair
  join position on substr(citizen_id, digit, 1) <> substr(person_id, digit, 1)
  where code = 'id_check_digit' and length(person_id) = 18
  group by ledger, batch, source_row, plain, person_key, person_is_own
),
repaired as (
  select ledger, batch, source_row, plain, person_key, person_is_own, wrong, first_at, last_at
  from slip
  where wrong = 1
    or (wrong = 2 and last_at = first_at + 1
      and substr(citizen_id, first_at, 1) = substr(person_id, last_at, 1) and substr(citizen_id, last_at, 1) = substr(person_id, first_at, 1))
),
compared as (
  select
    p.*, r.wrong, r.first_at, r.last_at, n.people, d.name as place_name,
    coalesce(p.birth_date, p.number_birth) = p.person_birth as is_same_birth, p.birth_date = p.person_birth as is_same_written_birth,
    case
      when p.other_division is not null then length(p.own_division) >= 4 and substr(p.own_division, 1, 4) = substr(p.other_division, 1, 4)
      else d.name is not null and (p.row_address || p.person_address) like '%' || text_without(d.name, '(社区|村|居委会|村委会)$') || '%'
    end as is_same_place
  from pair p
  join namesake n on n.plain = p.plain
  left join division d on d.code = substr(p.own_division, 1, 4) and length(d.code) = 4
  left join repaired r
    on r.ledger = p.ledger and r.batch = p.batch and r.source_row = p.source_row and r.plain = p.plain and r.person_key = p.person_key and r.person_is_own = p.person_is_own
),
scored as (
  select
    c.*,
    case when is_same_card then 80 when wrong is not null then 70 else 60 end
      + case when wrong is not null and is_same_written_birth then 10 else 0 end
      + case when wrong is not null and is_same_place then 10 else 0 end
      + case when people = 1 then 5 else 0 end
      + case when sex is not null then 5 else 0 end as score,
    '姓名相同'
      || case when is_same_card then '、残疾证号前18位就是这个证号' else '' end
      || case when wrong = 1 then '、证号只差第' || cast(first_at as string) || '位（改过来校验通过）' when wrong = 2 then '、证号第' || cast(first_at as string) || '、' || cast(last_at as string) || '位颠倒（换过来校验通过）' else '' end
      || case when is_same_written_birth or (wrong is null and is_same_birth) then '、出生日期相同' else '' end
      || case when is_same_place then '、同在' || coalesce(place_name, '一个社区') else '' end
      || case when sex is not null then '、性别相同' else '' end
      || case when people = 1 then '、名单里没有别的同名人' else '' end as why
  from compared c
  where is_same_card or wrong is not null or (is_same_birth and is_same_place)
),
ranked as (
  select
    s.*, row_number() over rows_of as place_no, lead(score) over rows_of as next_score
  from scored s
  window rows_of as (partition by ledger, batch, source_row, plain, person_is_own order by score desc, person_key)
)
-- Two people who fit alike are nobody.
select
  ledger, batch, source_row, is_own, name, plain, citizen_id, birth_date, division, code, died_on,
  person_key, person_is_own, person_died_on, person_ledger, person_batch, person_row, cast(score as bigint) as score, why
from ranked
where place_no = 1 and (next_score is null or next_score < score)
