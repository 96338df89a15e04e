-- Persons in 特困 who draw an employees' pension or a wage of the 低保 standard or more, or for whom an employer pays insurance or a housing fund.
with source as (
  select p.person_key, p.name, '领离退休养老金' as what, p.fen, p.from_month, p.to_month, p.ledger, p.batch, p.source_row
  from pension p
  -- The basic pension of residents does not count (第六条).
  where coalesce(p.payer, '') not like '%居民%' and p.fen > 0
  union all
  select
    e.person_key, e.name,
    case e.kind when 'fund' then '由单位缴住房公积金' when 'insurance' then case when e.unit is null then '参保职工养老保险' else '由单位缴职工养老保险' end when 'payroll' then '在财政供养名单' else '登记就业' end
      || '（' || coalesce(e.unit, '名单没有写单位，可能是自己缴的') || '）',
    e.wage_fen, coalesce(e.from_month, e.to_month), e.to_month, e.ledger, e.batch, e.source_row
  from employment e
  -- Who pays for himself has no employer; a public-welfare post is help.
  where not has_any(coalesce(e.unit, '') || coalesce(e.post, ''), '灵活|个人|代理|人才|职业介绍|公益|居民')
)
select
  'person' as subject_kind, m.person_key, m.program, m.division, m.month, m.name, s.what, m.own_fen as concerned,
  m.roster_ledger, m.roster_batch, m.roster_row, m.payment_ledger, m.payment_batch, m.payment_row, s.ledger as list_ledger, s.batch as list_batch, s.source_row as list_row
from person_month m
join source s on s.person_key = m.person_key and same_name(s.name, m.name) and m.month between s.from_month and s.to_month
join rule r on r.program = m.program and r.division = m.division and r.month = m.month
where m.counts and m.month >= '2021-07'
  -- After a death all of it is told of by paid-after-death.
  and not exists (select 1 from deceased x where x.person_key = m.person_key and same_name(x.name, m.name) and x.died_month < m.month)
  -- Below the standard there is no 生活来源 by the text; of two standards the higher is taken. A job without an amount is asked about.
  and (s.fen is null or s.fen >= case when r.standard_urban > r.standard then r.standard_urban else r.standard end)
