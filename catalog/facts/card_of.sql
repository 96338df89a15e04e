-- The card number of a household by its head's key, from the newest row that states both; of two in one month the greater.
select program, head_key, max_by(card_no, coalesce(stated, '') || ' ' || card_no) as card_no
from (
  select program, head_key, card_no, period as stated from family_head
  union all
  select program, head_key, card_no, period from family_person
  union all
  select 'tekun', head_key, card_no, period from ledger_tekun_family
  union all
  select 'tekun', person_key, card_no, period from ledger_tekun_person
  union all
  select program, coalesce(head_key, person_key), card_no, coalesce(for_month, period) from ledger_payments where program is not null
) stated_both
where head_key is not null and card_no is not null
group by program, head_key
