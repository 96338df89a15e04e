-- What the roster of 特困 says of a person's care in a month: grade and money.
select person_key, name, period as month, self_care, support, institution, care_amount as care_fen, division, 'tekun_person' as ledger, batch, source_row
from ledger_tekun_person
where period is not null
