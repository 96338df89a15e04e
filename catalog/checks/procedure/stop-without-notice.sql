-- Stops, cuts and ends without the notice, or since July 2026 without the hearing, that was due on the day of the decision.
with decided as (
  select
    s.*,
    s.notified_on is null as lacks_notice,
    -- Since the law of 2026 the person is heard before a cut or an end.
    s.decided_on >= date '2026-07-01' and s.heard_on is null as lacks_hearing
  from stop s
  where s.decided_on is not null
    -- A dead person is neither heard nor told.
    and coalesce(s.reason, '') not like '%死亡%' and coalesce(s.reason, '') not like '%去世%'
    and not exists (select 1 from deceased d where d.person_key = s.person_key and d.died_on <= s.decided_on)
)
select
  case when d.person_key is null then 'row' else 'person' end as subject_kind, d.person_key,
  case when d.person_key is null then d.ledger || '|' || coalesce(plain_name(d.name), '') || '|' || d.division end as row_key,
  d.program, d.division, d.month, d.name, d.decided_on, case d.action when 'cut' then '减发' when 'end' then '终止' else '停发' end as what,
  case when d.lacks_notice and d.lacks_hearing then '没有听取意见，也没有告知' when d.lacks_hearing then '事先没有听取意见' else '没有告知本人' end as lack,
  d.ledger as file_ledger, d.batch as file_batch, d.source_row as file_row
from decided d
join rule r on r.program = d.program and r.division = d.division and r.month = d.month
where exists (select 1 from coverage v where v.ledger = 'stops' and v.program = '*' and v.month = d.month and v.division = d.division)
  and (d.lacks_hearing
    or (d.lacks_notice and (
      d.decided_on >= date '2026-07-01'
      or (d.program = 'dibao' and (coalesce(d.action, 'stop') <> 'cut' or d.decided_on >= date '2021-07-01'))
      or (d.program = 'tekun' and d.action = 'end' and d.decided_on >= date '2021-07-01'))))
