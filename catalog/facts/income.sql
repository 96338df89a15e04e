-- Money that lists name for a person and a month and that counts as a family's income (最低生活保障审核确认办法第十三条).
-- Left out: 优抚, 计生奖扶, social assistance, 高龄津贴 and other allowances, residents' pensions. `since` is when it began.
select person_key, name, unit as payer, 'wage' as kind, from_month as since, from_month, to_month, wage_fen as fen, ledger, batch, source_row
from employment
where kind = 'employment' and wage_fen > 0
union all
-- A year's taxed income spread over its twelve months; a month inside a row for several is not told twice.
select
  t.person_key, t.name, t.unit, 'tax', min(t.month) over (partition by t.person_key, t.unit), t.month, coalesce(t.to_month, t.month),
  cast(idiv(sum(t.income) over (partition by t.person_key, t.unit, substr(t.month, 1, 4)), 12 * count(*) over (partition by t.person_key, t.unit, t.month)) as bigint),
  'income_tax', t.batch, t.source_row
from ledger_income_tax t
where t.income > 0 and t.month is not null
  and (t.to_month > t.month or not exists (
    select 1 from ledger_income_tax s
    where s.person_key = t.person_key and coalesce(s.unit, '') = coalesce(t.unit, '') and s.income > 0 and s.to_month > s.month and t.month between s.month and s.to_month))
union all
select person_key, name, payer, 'pension', from_month, from_month, to_month, fen, ledger, batch, source_row
from pension
where fen > 0 and not has_any(coalesce(payer, ''), '居民养老|居民基本|城乡居民|居保|农保')
union all
select person_key, name, kind, 'unemployment', from_month, from_month, coalesce(to_month, from_month), amount, 'work_injury', batch, source_row
from ledger_work_injury
where kind like '%失业%' and amount > 0
union all
select person_key, name, item, 'survivor', from_month, from_month, to_month, fen, ledger, batch, source_row
from other_benefit
where item like '%遗属%' and fen > 0
union all
select
  person_key, name, '种植补贴', 'land', cast(year as string) || '-01', cast(year as string) || '-01', cast(year as string) || '-12', cast(idiv(subsidy, 12) as bigint),
  'land', batch, source_row
from ledger_land
where subsidy > 0 and year is not null
