-- Deposits, securities and the like: what a household's roster row states, and what a report of the county's comparison found for a person.
select head_key as person_key, head_name as name, period as month, assets as fen, 'roster' as source, 'dibao_family' as ledger, batch, source_row
from ledger_dibao_family
where assets is not null and period is not null
union all
select person_key, name, month_of(checked_on), coalesce(total, coalesce(deposits, 0) + coalesce(securities, 0) + coalesce(insurance, 0)), 'report', 'asset_reports', batch, source_row
from ledger_asset_reports
where coalesce(total, deposits, securities, insurance) is not null and checked_on is not null
