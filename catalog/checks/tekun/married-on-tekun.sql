-- Persons in 特困 whose marriage was registered after they came in: a reason to look at who has the duty to care, not an end.
with wed as (
  select w.*, row_number() over (partition by w.person_key, w.spouse_key order by w.registered_on desc, w.batch, w.source_row) as copy_no
  from marriage w
  where w.kind in ('marriage', 'divorce')
),
here as (
  select m.*, coalesce(m.first_month, (select min(e.month) from person_month e where e.program = m.program and e.person_key = m.person_key)) as since
  from person_month m
  where m.counts and m.program = 'tekun'
)
select
  'person' as subject_kind, h.person_key, h.program, h.division, h.month, h.name, w.spouse_name, w.registered_on, h.own_fen as concerned,
  h.roster_ledger, h.roster_batch, h.roster_row, h.payment_ledger, h.payment_batch, h.payment_row, w.ledger as list_ledger, w.batch as list_batch, w.source_row as list_row
from here h
join wed w on w.person_key = h.person_key and same_name(w.name, h.name) and w.copy_no = 1 and w.kind = 'marriage'
  and month_of(w.registered_on) >= h.since and h.month > month_of(w.registered_on)
join rule r on r.program = h.program and r.division = h.division and r.month = h.month
where
  -- A spouse in 特困 or over sixty in 低保 is unable by the text; a dead one has no duty.
  not exists (select 1 from entitlement e where e.person_key = w.spouse_key and e.program = 'tekun' and e.month = h.month)
  and not exists (
    select 1 from entitlement e where e.person_key = w.spouse_key and e.program = 'dibao' and e.month = h.month and age_on(e.birth_date, first_day(h.month)) >= 60)
  and not exists (select 1 from deceased d where d.person_key = w.spouse_key and d.died_month <= h.month)
