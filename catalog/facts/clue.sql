-- Clues on people hit by illness or accident.
select person_key, name, number, source, found_on, event, bill, action, concluded_on, outcome, division, 'clues' as ledger, batch, source_row
from ledger_clues
