-- Applications decided or paid later than the limit that was in force on acceptance; open ones count up to today.
with opened as (
  select
    a.*,
    case when program = 'temporary_aid' then applied_on else accepted_on end as from_on,
    -- Of several payments on one approval the first is in time or late (23号文 二（四） 分阶段救助).
    case when program = 'temporary_aid' then min(first_paid_on) over (partition by program, person_key, plain_name(name), division, application_no, applied_on, cause)
      else decided_on end as done_on
  from application a
  where program in ('dibao', 'tekun', 'temporary_aid') and coalesce(outcome, 'pending') <> 'withdrawn'
),
timed as (
  select
    o.*, coalesce(o.done_on, as_of()) as to_on,
    case o.aid_kind when 'urgent' then r.limit_urgent when 'recognised' then r.limit_recognised when 'small' then r.limit_small else coalesce(r.limit_confirm, r.limit_ordinary) end as days_allowed,
    coalesce(o.aid_kind = 'small', false) as is_calendar
  from opened o
  join rule r on r.program = o.program and r.division = o.division and r.month = month_of(o.from_on)
  -- Without a day of the end only what is known to be open is late; urgent aid may come before its paper.
  where (o.done_on is not null or coalesce(o.outcome, 'pending') = 'pending') and coalesce(o.done_on, as_of()) >= o.from_on
),
counted as (
  select
    t.*, case when t.is_calendar then days_between(t.from_on, t.to_on) else b.no - a.no end as days_taken,
    -- A limit in days that ends on a day of rest ends on the next working day (民法典 第二百零三条).
    not t.is_calendar or d.no is null or e.no > d.no as is_past_rest
  from timed t
  left join working_day a on a.date = t.from_on
  left join working_day b on b.date = t.to_on
  left join working_day d on d.date = day_add(t.from_on, t.days_allowed - 1)
  left join working_day e on e.date = day_add(t.to_on, -1)
  where t.days_allowed is not null
)
select
  case when person_key is null then 'row' else 'person' end as subject_kind, person_key,
  case when person_key is null then ledger || '|' || coalesce(plain_name(name), '') || '|' || division end as row_key,
  program, division, month_of(from_on) as month, name, from_on as opened_on, done_on, to_on as counted_to, days_taken, days_allowed,
  case when is_calendar then '天' else '个工作日' end as day_word,
  case when program = 'temporary_aid' then '申请' else '受理' end as start_word,
  case when done_on is null then '至今未办结' when program = 'temporary_aid' then '发放' else '确认' end as end_word,
  case program when 'dibao' then '低保' when 'tekun' then '特困供养' else '临时救助' end as matter,
  ledger as file_ledger, batch as file_batch, source_row as file_row
from counted
where days_taken > days_allowed and is_past_rest
