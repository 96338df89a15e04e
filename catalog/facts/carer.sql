-- Carers of people in 特困 as the roster names them.
select person_key, name, carer_key, carer_name, carer_relation, period as month, division, 'tekun_person' as ledger, batch, source_row
from ledger_tekun_person
where carer_key is not null
