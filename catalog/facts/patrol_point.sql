-- Places that the town's schedule wants walked: every how many days, from when until when, by which paper.
select point, case when every_days > 0 then every_days end as every_days, from_on, ends_on, source, division, 'patrol_points' as ledger, batch, source_row
from ledger_patrol_points
