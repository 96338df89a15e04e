-- Persons in 特困 between sixteen and sixty without a certificate of a level that counts as no labour ability, where the list of certificates speaks.
with grown as (
  select
    m.*, p.birth_date as born_on,
    coalesce(m.first_month, (select min(e.month) from person_month e where e.program = m.program and e.person_key = m.person_key)) as since
  from person_month m
  join person p on p.person_key = m.person_key
  where m.counts and m.program = 'tekun'
)
select
  'person' as subject_kind, g.person_key, g.program, g.division, g.month, g.name, g.own_fen as concerned, age_on(g.born_on, month_end(g.month)) as age,
  g.roster_ledger, g.roster_batch, g.roster_row, g.payment_ledger, g.payment_batch, g.payment_row
from grown g
join rule r on r.program = g.program and r.division = g.division and r.month = g.month
-- The levels of the text before are not on the shelf. Minors go on to eighteen and longer at school; past-18-not-at-school looks at them.
where g.month >= '2021-07' and age_on(g.born_on, first_day(g.since)) >= 16 and age_on(g.born_on, month_end(g.month)) < 60
  and exists (select 1 from coverage v where v.ledger = 'disability_cards' and v.month = g.month and v.division = g.division)
  and not exists (
    select 1 from card_span c
    -- An expired certificate does not say that the disability ended.
    where c.person_key = g.person_key and g.month between c.from_month and c.level_to
      and (c.level <= coalesce(r.no_labour_level_other, 0)
        or (c.kind = 'physical' and c.level <= 2) or (c.kind = 'visual' and c.level = 1)
        or (c.kind in ('intellectual', 'mental', 'multiple') and c.level <= 3)))
  -- Where the province counts serious illness, who was in hospital is not asked about.
  and (r.no_labour_illness = 0 or not exists (select 1 from bill b where b.person_key = g.person_key))
