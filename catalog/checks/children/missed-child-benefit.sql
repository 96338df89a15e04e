-- Children whose parents are dead, held or severely disabled and who are on no roster of child benefits, where those rosters speak.
with stated as (
  select
    p.*, row_number() over (
      partition by p.person_key
      order by case when p.father_key is null or p.mother_key is null then 2 else 1 end, case when p.ledger = 'household_register' then 1 else 2 end, p.batch desc, p.source_row) as copy_no
  from parents p
  where p.person_key is not null
),
-- One reason a month and parent is enough; death before the others.
reasons as (
  select u.*, t.month, row_number() over (partition by u.person_key, t.month order by case u.kind when 'dead' then 1 else 2 end, u.kind, u.from_month, u.batch, u.source_row) as copy_no
  from unable u
  join month t on t.month between u.from_month and u.to_month
),
alone as (
  select
    s.*, f.month, f.kind as father_kind, f.state as father_state, m.state as mother_state,
    f.ledger as father_ledger, f.batch as father_batch, f.source_row as father_row, m.ledger as mother_ledger, m.batch as mother_batch, m.source_row as mother_row,
    case when f.kind = 'dead' and m.kind = 'dead' then 'orphan' else 'unattended_child' end as program
  from stated s
  join reasons f on f.person_key = s.father_key and same_name(f.name, s.father_name) and f.copy_no = 1
  join reasons m on m.person_key = s.mother_key and same_name(m.name, s.mother_name) and m.month = f.month and m.copy_no = 1
  where s.copy_no = 1
    and age_on(s.birth_date, first_day(f.month)) < 18 and s.birth_date < first_day(f.month)
    and coalesce(month_of(s.moved_out_on), '9999-12') > f.month
    -- Who was adopted has other parents.
    and coalesce(s.relation, '') not like '%养子%' and coalesce(s.relation, '') not like '%养女%' and coalesce(s.relation, '') not like '%收养%'
),
confirmed as (
  select person_key, program, min(decided_on) as decided_on
  from application
  where outcome = 'approved'
  group by person_key, program
)
select
  'person' as subject_kind, a.person_key, a.program, a.division, a.month, a.name, a.father_state, a.mother_state, a.father_name, a.mother_name,
  -- Nobody is entitled before the confirmation (二（三）).
  case when a.month > month_of(c.decided_on) then coalesce(r.amount, r.amount_scattered) end as underpaid,
  a.ledger as roster_ledger, a.batch as roster_batch, a.source_row as roster_row,
  a.father_ledger, a.father_batch, a.father_row, a.mother_ledger, a.mother_batch, a.mother_row
from alone a
join rule r on r.program = a.program and r.division = a.division and r.month = a.month
left join confirmed c on c.person_key = a.person_key and c.program = a.program
where
  -- Each list that could show the child must speak for the month.
  exists (select 1 from coverage v where v.program = 'orphan' and v.month = a.month and v.division = a.division)
  and exists (select 1 from coverage v where v.program = 'unattended_child' and v.month = a.month and v.division = a.division)
  and exists (select 1 from coverage v where v.program = 'tekun' and v.month = a.month and v.division = a.division)
  and not exists (
    select 1 from entitlement e
    where e.program in ('orphan', 'unattended_child', 'tekun') and e.person_key = a.person_key and e.month = a.month)
  and not exists (select 1 from deceased d where d.person_key = a.person_key and d.died_month <= a.month)
  -- Declined when the parents were already so; an answer from before that, or to the one benefit where the other was confirmed, says nothing of today.
  and not exists (
    select 1
    from declined x
    join alone b on b.person_key = x.person_key and b.month between x.declined_month and month_add(x.declined_month, 1)
    where x.program in ('orphan', 'unattended_child') and x.person_key = a.person_key and c.decided_on is null)
  -- Where the rule of the first month is stated, first-month-wrong asks about them.
  and not (r.first_month is not null and exists (
    select 1 from before_first_payment b
    where b.program = a.program and b.person_key = a.person_key and b.division = a.division and b.month = a.month and a.month > month_of(c.decided_on)))
  and not exists (
    select 1 from adoption d where d.person_key = a.person_key and d.from_month <= a.month and d.to_month >= a.month)
