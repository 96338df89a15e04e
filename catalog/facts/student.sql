-- Pupils and students.
select person_key, name, school, grade, status, division, 'students' as ledger, batch, source_row
from ledger_students
