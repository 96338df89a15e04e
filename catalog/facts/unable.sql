-- Months in which a parent was in one of the situations of 事实无人抚养意见 一 that lists can show: dead, in prison, in detox or
-- otherwise held for six months or more, severely disabled. Months that begin or end it are left out.
select
  person_key, name, 'dead' as kind, '已死亡' as state, month_add(died_month, 1) as from_month, '9999-12' as to_month, ledger, batch, source_row
from deceased
union all
select
  person_key, name, 'held', case kind when 'prison' then '服刑' when 'detox' then '强制隔离戒毒' else '被羁押' end || case when is_open then '（名单没有写到什么时候）' else '' end,
  month_add(from_month, case when is_open then 7 else 1 end), month_add(to_month, -1), ledger, batch, source_row
from custody_term
-- A term without an end counts once it has lasted six months; community correction leaves a parent at home.
where kind in ('prison', 'detox', 'detention') and (is_open or add_months(from_date, 6) <= to_date)
union all
select
  person_key, name, 'disabled', '重残', month_add(from_month, 1), lesser(level_to, valid_to_month), ledger, batch, source_row
from card_span
where level <= 2 or (level <= 4 and kind in ('intellectual', 'mental'))
