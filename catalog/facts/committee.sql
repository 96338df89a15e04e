-- Committee members and staff who handle benefits, with their term.
select person_key, name, post, from_month, coalesce(to_month, '9999-12') as to_month, account, division, 'committee_members' as ledger, batch, source_row
from ledger_committee_members
