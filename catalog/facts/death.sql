-- Days of death by list. A cancelled registration counts only when it was cancelled for death; its own day is no day of death.
select person_key, name, died_on, 'certificate' as source, '死亡医学证明' as source_title, 'death_certificates' as ledger, batch, source_row
from ledger_death_certificates
union all
select person_key, name, died_on, 'register', '户口死亡注销名单', 'cancellations', batch, source_row
from ledger_cancellations
where reason is null or reason like '%死%' or reason like '%亡%'
union all
select person_key, name, died_on, 'register', '户籍人口名单', 'household_register', batch, source_row
from ledger_household_register
where died_on is not null
union all
select person_key, name, died_on, 'cremation', '火化名单', 'cremations', batch, source_row
from ledger_cremations
