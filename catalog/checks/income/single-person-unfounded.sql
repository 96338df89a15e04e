-- One protected person in a larger household who has neither a certificate of a named level nor a stated serious illness.
with single as (
  select
    m.household_key, m.month, l.month as list_month, m.division, m.person_key, m.name, m.concerned_fen, l.illness, l.disability_kind, l.disability_level,
    coalesce(h.family_size, l.family_size) as family_size, h.reason, m.roster_ledger, m.roster_batch, m.roster_row,
    h.ledger as family_ledger, h.batch as family_batch, h.source_row as family_row, m.payment_ledger, m.payment_batch, m.payment_row,
    row_number() over (partition by m.household_key, m.month order by m.person_key, h.batch, h.source_row) as copy_no
  from person_month m
  -- The roster row behind the month: its own, or the next one for a month that only a payment shows.
  join household_member l on l.program = 'dibao' and l.household_key = m.household_key and l.person_key = m.person_key and l.batch = m.roster_batch and l.source_row = m.roster_row
  left join household h on h.program = 'dibao' and h.household_key = l.household_key and h.month = l.month
    -- A household that a later roster shows with more protected persons has grown since.
  where m.program = 'dibao' and m.counts and m.counted_persons = 1 and l.protected_size = 1
),
-- Who is listed beside this one and was no part of the household in the month: in prison or compulsory detox (第七条), dead, or on a benefit of his own.
apart as (
  select s.household_key, s.month, count(distinct o.person_key) as persons
  from single s
  join household_member o on o.program = 'dibao' and o.household_key = s.household_key and o.month = s.list_month and o.person_key <> s.person_key
  where exists (
      select 1 from custody_term c
      where c.person_key = o.person_key and same_name(c.name, o.name) and c.kind in ('prison', 'detox') and s.month > c.from_month and s.month < c.to_month)
    or exists (select 1 from deceased d where d.person_key = o.person_key and same_name(d.name, o.name) and d.died_month < s.month)
    or exists (select 1 from entitlement e where e.person_key = o.person_key and e.program in ('tekun', 'orphan', 'unattended_child') and e.month = s.month)
  group by s.household_key, s.month
)
select
  'person' as subject_kind, s.person_key, 'dibao' as program, s.division, s.month, s.name, s.concerned_fen as concerned, s.family_size,
  s.family_ledger, s.family_batch, s.family_row, s.roster_ledger, s.roster_batch, s.roster_row, s.payment_ledger, s.payment_batch, s.payment_row
from single s
join rule r on r.program = 'dibao' and r.division = s.division and r.month = s.month
left join apart a on a.household_key = s.household_key and a.month = s.month
where s.copy_no = 1 and s.family_size - coalesce(a.persons, 0) > 1
  and not exists (
    select 1 from card_span c
    where c.person_key = s.person_key and s.month between c.from_month and c.level_to
      and c.level <= case
        when c.kind in ('intellectual', 'mental') then r.single_person_level_mental
        when c.kind is null or c.kind = 'multiple' then greatest(r.single_person_level_mental, r.single_person_level_other)
        else r.single_person_level_other end)
  -- What the roster itself states is asked about, not called wrong.
  and coalesce(s.disability_level, 9) > case
    when s.disability_kind in ('intellectual', 'mental') then r.single_person_level_mental
    when s.disability_kind is null or s.disability_kind = 'multiple' then greatest(r.single_person_level_mental, r.single_person_level_other)
    else r.single_person_level_other end
  and (coalesce(r.single_person_illness, 1) = 0 or s.illness is null or plain_words(s.illness) in ('', '无', '否', '健康', '良好', '无病'))
  and coalesce(s.reason, '') not like '%宗教%'
