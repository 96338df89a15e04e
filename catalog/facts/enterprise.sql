-- Registered businesses and the roles in them, with the months in which they stand in the register; one that ended (注销, 吊销,
-- 停业, 清算, moved away) without a day has no months.
select person_key, name, enterprise, kind, role, capital, founded_on, ended_on, status, month_of(founded_on) as from_month,
  coalesce(month_of(ended_on), case when has_any(status, '销|停业|清算|迁出') then '0000-00' else '9999-12' end) as to_month, 'enterprises' as ledger, batch, source_row
from ledger_enterprises
