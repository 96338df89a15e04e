-- One protected person in a larger household who has neither a certificate of a named level nor a stated serious illness.
with single as (
  select
    h.household_key, h.month, h.division, h.fen, h.family_size, h.reason, h.ledger as family_ledger, h.batch as family_batch, h.source_row as family_row,
    coalesce(m.person_key, h.head_key) as person_key, coalesce(m.name, h.head_name) as name, m.illness, m.disability_kind, m.disability_level,
    m.ledger as roster_ledger, m.batch as roster_batch, m.source_row as roster_row,
    row_number() over (partition by h.household_key, h.month order by h.batch, h.source_row, m.batch, m.source_row) as copy_no
  from household h
  left join household_member m on m.program = 'dibao' and m.household_key = h.household_key and m.month = h.month and coalesce(m.is_protected, true)
  where h.program = 'dibao' and h.protected_size = 1 and h.family_size > 1
),
paid as (
  select household_key, for_month as month, cast(sum(fen) as bigint) as fen
  from payment
  where program = 'dibao' and status = 'paid' and kind <> 'one_off'
  group by household_key, for_month
)
select
  'person' as subject_kind, s.person_key, 'dibao' as program, s.division, s.month, s.name, p.fen as concerned, s.family_size,
  s.family_ledger, s.family_batch, s.family_row, s.roster_ledger, s.roster_batch, s.roster_row
from single s
join rule r on r.program = 'dibao' and r.division = s.division and r.month = s.month
left join paid p on p.household_key = s.household_key and p.month = s.month
where s.copy_no = 1 and s.person_key is not null
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
