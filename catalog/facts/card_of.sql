-- The card number of a household by its head's key, from the newest row that states both.
select program, head_key, max_by(card_no, coalesce(stated, '')) as card_no
from (
  select 'dibao' as program, head_key, card_no, period as stated from ledger_dibao_family
  union all
  select 'dibao', head_key, card_no, period from ledger_dibao_person
  union all
  select 'marginal', head_key, card_no, period from ledger_marginal_family
  union all
  select 'marginal', head_key, card_no, period from ledger_marginal_person
  union all
  select 'rigid', head_key, card_no, period from ledger_rigid_family
  union all
  select 'rigid', head_key, card_no, period from ledger_rigid_person
  union all
  select 'tekun', head_key, card_no, period from ledger_tekun_family
  union all
  select 'tekun', person_key, card_no, period from ledger_tekun_person
  union all
  select program, coalesce(head_key, person_key), card_no, coalesce(for_month, period) from ledger_payments where program is not null
) stated_both
where head_key is not null and card_no is not null
group by program, head_key
