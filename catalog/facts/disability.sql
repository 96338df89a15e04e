-- Disability certificates as issued; several rows of one person are its history. Kind and level stand also in the 20-digit number.
select
  person_key, citizen_id, name, card_no,
  coalesce(kind, case substr(card_no, 19, 1)
    when '1' then 'visual' when '2' then 'hearing' when '3' then 'speech' when '4' then 'physical'
    when '5' then 'intellectual' when '6' then 'mental' when '7' then 'multiple' end) as kind,
  coalesce(level, try_cast(substr(card_no, 20, 1) as bigint)) as level,
  first_issued, coalesce(issued_on, first_issued) as valid_from, valid_to, coalesce(status, 'valid') as status, status_on,
  -- A place that is no community of this town: the card belongs elsewhere.
  community is not null and division is null as is_elsewhere,
  -- The month of which the list says it, where its title states one.
  period as listed_month,
  division, 'disability_cards' as ledger, batch, source_row
from ledger_disability_cards
