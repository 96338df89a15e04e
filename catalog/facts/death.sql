-- Days of death by list. A cancelled registration counts only when it was cancelled for death. Its own day is no day of death:
-- where the list says 死亡 and gives no other, the person had died by then.
select person_key, name, died_on, 'certificate' as source, '死亡医学证明' as source_title, 'death_certificates' as ledger, batch, source_row
from ledger_death_certificates
union all
select person_key, name, died_on, 'register', '户口死亡注销名单', 'cancellations', batch, source_row
from ledger_cancellations
where died_on is not null and (reason is null or reason like '%死%' or reason like '%亡%')
union all
select person_key, name, cancelled_on, 'cancelled', '户口死亡注销名单，只有注销日期', 'cancellations', batch, source_row
from ledger_cancellations
where died_on is null and (reason like '%死%' or reason like '%亡%')
union all
select person_key, name, died_on, 'register', '户籍人口名单', 'household_register', batch, source_row
from ledger_household_register
where died_on is not null
union all
select person_key, name, died_on, 'cremation', '火化名单', 'cremations', batch, source_row
from ledger_cremations
