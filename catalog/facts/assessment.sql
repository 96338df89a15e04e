-- Assessments of self-care (特困人员认定办法第二十一条): how many of six things a person can no longer do, else the result as stated.
select
  person_key, name, assessed_on, month_of(assessed_on) as month,
  case when lost = 0 then 'self_care' when lost <= 3 then 'half_care' when lost <= 6 then 'full_care' else result end as grade,
  lost, assessed_by, division, ledger, batch, source_row
from (
  select
    a.*,
    coalesce(a.lost_items,
      case when a.eating is not null and a.dressing is not null and a.rising is not null and a.toilet is not null and a.walking is not null and a.bathing is not null then
        case when a.eating = 'able' then 0 else 1 end + case when a.dressing = 'able' then 0 else 1 end + case when a.rising = 'able' then 0 else 1 end
        + case when a.toilet = 'able' then 0 else 1 end + case when a.walking = 'able' then 0 else 1 end + case when a.bathing = 'able' then 0 else 1 end end) as lost,
    'assessments' as ledger
  from ledger_assessments a
) counted
where assessed_on is not null
