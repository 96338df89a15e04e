-- Monthly reports of deaths and new jobs: a declared zero, or rows with names.
select month, kind, count as reported, coalesce(zero, count = 0) as is_zero, person_key, name, event_on, reporter, reported_on, division, 'monthly_reports' as ledger, batch, source_row
from ledger_monthly_reports
