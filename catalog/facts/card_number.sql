-- Disability card numbers beside an id, a kind and a level: the twenty digits are the id, the kind and the level. What differs, in words.
with written as (
  select 'disability_cards' as ledger, 'disability_care' as program, person_key, citizen_id, name, card_no, kind, level, division, listed_month as month, batch, source_row
  from disability
  where not is_elsewhere
  union all
  select
    'disability_subsidy', case when subsidy = 'care' or (subsidy is null and coalesce(living_amount, 0) = 0) then 'disability_care' else 'disability_living' end,
    person_key, citizen_id, name, disability_card, disability_kind, disability_level, division, period, batch, source_row
  from ledger_disability_subsidy
  union all
  select ledger, program, person_key, citizen_id, name, disability_card, disability_kind, disability_level, division, period, batch, source_row
  from family_person
)
select
  ledger, program, person_key, name, division, month, batch, source_row,
  case
    when length(citizen_id) = 18 and upper(substr(card_no, 1, 18)) <> upper(citizen_id) then '残疾证号前18位不是本人证号'
    when try_cast(substr(card_no, 20, 1) as bigint) <> level
      then '残疾证号里是' || substr(card_no, 20, 1) || '级，等级栏写' || cast(level as string) || '级'
    when substr(card_no, 19, 1) <> case kind
      when 'visual' then '1' when 'hearing' then '2' when 'speech' then '3' when 'physical' then '4' when 'intellectual' then '5' when 'mental' then '6' when 'multiple' then '7' end
      then '残疾证号里的类别与类别栏不同'
  end as difference
from written
where person_key is not null and length(card_no) >= 20
