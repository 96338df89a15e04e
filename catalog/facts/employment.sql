-- Jobs: insurance by an employer, registered employment, public payroll.
select person_key, name, unit, 'insurance' as kind, from_month, coalesce(to_month, case when status like '%停%' or status like '%中断%' or status like '%终止%' then from_month else '9999-12' end) as to_month, 'employee_insurance' as ledger, batch, source_row
from ledger_employee_insurance
union all
select person_key, name, unit, 'employment', month_of(from_date), coalesce(month_of(to_date), '9999-12'), 'employment', batch, source_row
from ledger_employment
union all
select person_key, name, unit, 'payroll', from_month, coalesce(to_month, '9999-12'), 'payroll', batch, source_row
from ledger_payroll
