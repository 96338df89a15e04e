-- Members of 低保 households (and of 低保边缘 where the town's paper reaches them) with a valid disability certificate and no living subsidy, in months for which a subsidy list speaks.
with holder as (
  select
    m.*, c.kind, c.level, c.valid_from, c.from_month as card_from, c.ledger as card_ledger, c.batch as card_batch, c.source_row as card_row,
    row_number() over (partition by m.person_key, m.month order by m.program, m.household_key, c.from_month desc) as copy_no
  from person_month m
  join card_span c
    on c.person_key = m.person_key and same_name(c.name, m.name)
    and m.month between c.from_month and c.level_to and m.month <= c.valid_to_month
  where m.program in ('dibao', 'marginal') and m.counts and not c.is_elsewhere
),
-- What became of the newest application, with the month where he was in such a family and held a card then.
answered as (
  select distinct x.person_key, x.outcome, b.month as held_month
  from declined x
  left join holder b on b.person_key = x.person_key and b.month = x.declined_month
  where x.program = 'disability_living'
),
missed as (
  select h.*
  from holder h
  where h.copy_no = 1
    and exists (
      select 1 from coverage v
      where v.ledger in ('disability_subsidy', 'payments') and v.program = 'disability_living' and v.month = h.month and v.division = h.division)
    -- The list of certificates must speak for the month too.
    and exists (
      select 1 from coverage v where v.ledger = 'disability_cards' and v.program = '*' and v.month = h.month and v.division = h.division)
    and not exists (select 1 from subsidy_month s where s.program = 'disability_living' and s.person_key = h.person_key and s.month = h.month)
    -- A row without a readable number is the person's own when name and community agree.
    and not exists (
      select 1 from unnumbered n
      where n.program = 'disability_living' and n.month = h.month and n.division = h.division and plain_name(n.name) = plain_name(h.name))
    -- Granted money that the bank sent back is not missed; returned-not-resent asks about it.
    and not exists (
      select 1 from payment p
      where p.program = 'disability_living' and p.person_key = h.person_key and p.for_month = h.month and p.status = 'returned')
    -- With 特困, the full child benefit or care money of an injury another rule decides; where no list of them speaks, nothing is said.
    and exists (select 1 from coverage v where v.program = 'tekun' and v.month = h.month and v.division = h.division)
    and (age_on(h.birth_date, first_day(h.month)) >= 18
      or exists (select 1 from coverage v where v.program = 'unattended_child' and v.month = h.month and v.division = h.division))
    and not exists (
      select 1 from entitlement e
      where e.program in ('tekun', 'orphan', 'unattended_child') and e.person_key = h.person_key and e.month = h.month)
    and not exists (select 1 from injury_care i where i.person_key = h.person_key and h.month between i.from_month and i.to_month)
    -- Allowances of the same kind: who draws a higher one draws no subsidy.
    and not exists (
      select 1 from other_benefit o
      where o.person_key = h.person_key and h.month between coalesce(o.from_month, '0000-01') and o.to_month
        and (o.item like '%离休%' or o.item like '%因公致残%' or o.item like '%养老服务%' or o.item like '%伤残抚恤%' or o.item like '%残疾军人%'))
    and not exists (select 1 from deceased d where d.person_key = h.person_key and d.died_month <= h.month)
    -- Not wanted, or refused in such a family with a card already; a refusal from before that says nothing of today.
    and not exists (select 1 from answered x where x.person_key = h.person_key and (x.outcome = 'withdrawn' or x.held_month is not null or h.valid_from is null))
),
applied as (
  select person_key, min(applied_on) as applied_on
  from application
  where program = 'disability_living' and applied_on is not null and coalesce(outcome, 'pending') in ('approved', 'pending')
  group by person_key
)
select
  'person' as subject_kind, m.person_key, 'disability_living' as program, m.division, m.month, m.name, m.level as card_level,
  case m.program when 'dibao' then '低保' else '低保边缘' end as family,
  case m.kind when 'visual' then '视力' when 'hearing' then '听力' when 'speech' then '言语' when 'physical' then '肢体'
    when 'intellectual' then '智力' when 'mental' then '精神' when 'multiple' then '多重' end as card_kind,
  -- Nobody is entitled before an application.
  case when m.month >= month_add(month_of(a.applied_on), coalesce(r.first_month, 0)) then r.amount end as underpaid,
  m.roster_ledger, m.roster_batch, m.roster_row, m.payment_ledger, m.payment_batch, m.payment_row, m.card_ledger, m.card_batch, m.card_row
from missed m
join rule r
  on r.program = 'disability_living' and r.division = m.division and r.month = m.month and (m.program = 'dibao' or r.covers_marginal = 1)
left join applied a on a.person_key = m.person_key
-- The month in which the card was issued counts only when the application is there.
where (m.month > m.card_from or m.month >= month_of(a.applied_on))
  -- Where the rule of the first month is stated, first-month-wrong asks about them.
  and not (r.first_month is not null and exists (
    select 1 from before_first_payment b
    where b.program = 'disability_living' and b.person_key = m.person_key and b.division = m.division and b.month = m.month))
