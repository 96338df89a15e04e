-- Holders of a valid certificate of a covered level without care subsidy, also people on no roster, where a subsidy list speaks.
with holder as (
  select
    c.*, t.month, row_number() over (partition by c.person_key, t.month order by c.from_month desc, c.batch, c.source_row) as copy_no
  from card_span c
  join month t on t.month between c.from_month and c.level_to and t.month <= c.valid_to_month
  where not c.is_elsewhere and c.division is not null
),
-- What became of the newest application, with the level held then.
answered as (
  select distinct x.person_key, x.outcome, b.level as held_level
  from declined x
  left join holder b on b.person_key = x.person_key and b.month = x.declined_month
  where x.program = 'disability_care'
),
missed as (
  select h.*
  from holder h
  where h.copy_no = 1
    and exists (
      select 1 from coverage v
      where v.ledger in ('disability_subsidy', 'payments') and v.program = 'disability_care' and v.month = h.month and v.division = h.division)
    -- The list of certificates must speak for the month too.
    and exists (
      select 1 from coverage v where v.ledger = 'disability_cards' and v.program = '*' and v.month = h.month and v.division = h.division)
    and not exists (select 1 from subsidy_month s where s.program = 'disability_care' and s.person_key = h.person_key and s.month = h.month)
    -- A row without a readable number is the person's own when name and community agree.
    and not exists (
      select 1 from unnumbered n
      where n.program = 'disability_care' and n.month = h.month and n.division = h.division and plain_name(n.name) = plain_name(h.name))
    -- Granted money that the bank sent back is not missed; returned-not-resent asks about it.
    and not exists (
      select 1 from payment p
      where p.program = 'disability_care' and p.person_key = h.person_key and p.for_month = h.month and p.status = 'returned')
    -- Who may be in 特困 is not asked where no list of 特困 speaks for the month.
    and exists (select 1 from coverage v where v.program = 'tekun' and v.month = h.month and v.division = h.division)
    and not exists (select 1 from entitlement e where e.program = 'tekun' and e.person_key = h.person_key and e.month = h.month)
    and not exists (select 1 from injury_care i where i.person_key = h.person_key and h.month between i.from_month and i.to_month)
    and not exists (
      select 1 from other_benefit o
      where o.person_key = h.person_key and h.month between coalesce(o.from_month, '0000-01') and o.to_month
        and (o.item like '%离休%' or o.item like '%因公致残%' or o.item like '%护理%' or o.item like '%养老服务%' or o.item like '%伤残抚恤%' or o.item like '%残疾军人%'))
    and not exists (select 1 from deceased d where d.person_key = h.person_key and d.died_month <= h.month)
    -- Not wanted, or refused at this level already; a refusal at a lesser one or before the card says nothing of today.
    and not exists (select 1 from answered x where x.person_key = h.person_key and (x.outcome = 'withdrawn' or x.held_level <= h.level or h.valid_from is null))
),
applied as (
  select person_key, min(applied_on) as applied_on
  from application
  where program = 'disability_care' and applied_on is not null and coalesce(outcome, 'pending') in ('approved', 'pending')
  group by person_key
)
select
  'person' as subject_kind, m.person_key, 'disability_care' as program, m.division, m.month, m.name, m.level as card_level,
  case m.kind when 'visual' then '视力' when 'hearing' then '听力' when 'speech' then '言语' when 'physical' then '肢体'
    when 'intellectual' then '智力' when 'mental' then '精神' when 'multiple' then '多重' end as card_kind,
  case when m.month >= month_add(month_of(a.applied_on), coalesce(r.first_month, 0))
    then case m.level when 1 then r.amount_level_1 when 2 then r.amount_level_2 when 3 then r.amount_level_3 when 4 then r.amount_level_4 end end as underpaid,
  m.ledger as card_ledger, m.batch as card_batch, m.source_row as card_row
from missed m
join rule r on r.program = 'disability_care' and r.division = m.division and r.month = m.month
left join applied a on a.person_key = m.person_key
-- The month in which the card was issued counts only when the application is there. Levels 1 and 2 stand in the text; a town may cover more.
where (m.month > m.from_month or m.month >= month_of(a.applied_on))
  and m.level <= case when m.kind in ('intellectual', 'mental') then coalesce(r.level_mental, 2) else coalesce(r.level_other, 2) end
  -- Where the rule of the first month is stated, first-month-wrong asks about them.
  and not (r.first_month is not null and exists (
    select 1 from before_first_payment b
    where b.program = 'disability_care' and b.person_key = m.person_key and b.division = m.division and b.month = m.month))
