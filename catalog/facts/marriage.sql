-- Registered marriages and divorces, once from each side.
select male_key as person_key, male_name as name, female_key as spouse_key, female_name as spouse_name, kind, registered_on, 'marriages' as ledger, batch, source_row
from ledger_marriages
union all
select female_key, female_name, male_key, male_name, kind, registered_on, 'marriages', batch, source_row
from ledger_marriages
