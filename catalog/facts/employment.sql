-- Jobs: insurance by an employer, registered employment, public payroll, deposits into the housing fund. Only who is insured can
-- be without an employer: a row without a unit does not tell.
-- Who left a payroll without a month has none there. A deposit is known for its last month only, or as still being made: the list names no first one.
select
  person_key, name, unit, 'insurance' as kind, kind as post, cast(null as bigint) as wage_fen, from_month,
  coalesce(to_month, case when status like '%停%' or status like '%中断%' or status like '%终止%' then from_month else '9999-12' end) as to_month,
  'employee_insurance' as ledger, batch, source_row
from ledger_employee_insurance
union all
select person_key, name, coalesce(unit, '未写明的单位'), 'employment', post, wage, month_of(from_date), coalesce(month_of(to_date), '9999-12'), 'employment', batch, source_row
from ledger_employment
union all
select
  person_key, name, coalesce(unit, '未写明的单位'), 'payroll', coalesce(identity, post), cast(null as bigint), from_month,
  coalesce(to_month, case when has_any(status, '离|停|死|退|辞') then '0000-00' else '9999-12' end), 'payroll', batch, source_row
from ledger_payroll
union all
select
  person_key, name, coalesce(unit, '未写明的单位'), 'fund', cast(null as string), cast(null as bigint), cast(null as string),
  coalesce(last_month, case when not has_any(status, '封存|销|停|转|断|冻') then '9999-12' end), 'housing_fund', batch, source_row
from ledger_housing_fund
