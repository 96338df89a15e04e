-- Persons in 特困 whose spouse, parents or children stand on a public payroll, hold a business or have a wage and are none of those whom the text calls unable.
with able as (
  select e.person_key, e.name, case e.kind when 'payroll' then '在财政供养名单（' else '登记就业（' end || e.unit || '）' as what,
    e.from_month, e.to_month, e.ledger, e.batch, e.source_row
  from employment e
  where e.kind in ('payroll', 'employment') and not has_any(e.unit || coalesce(e.post, ''), '公益|灵活|退休|离休')
  union all
  select b.person_key, b.name, '登记为市场主体的' || coalesce(b.role, '经营者') || '（' || b.enterprise || '）', b.from_month, b.to_month, b.ledger, b.batch, b.source_row
  from enterprise b
  where not has_any(b.enterprise || coalesce(b.kind, ''), '合作社')
)
select
  'person' as subject_kind, m.person_key, m.program, m.division, m.month, m.name, x.relation_word, x.relative_name, a.what, m.own_fen as concerned,
  m.roster_ledger, m.roster_batch, m.roster_row, m.payment_ledger, m.payment_batch, m.payment_row,
  x.ledger as kin_ledger, x.batch as kin_batch, x.source_row as kin_row, a.ledger as list_ledger, a.batch as list_batch, a.source_row as list_row, k.ledger as consent_ledger, k.batch as consent_batch, k.source_row as consent_row
from person_month m
join relative x on x.person_key = m.person_key and x.relation in ('spouse', 'parent', 'child')
join able a on a.person_key = x.relative_key and same_name(a.name, x.relative_name) and m.month between a.from_month and a.to_month
-- Comparing an obligor needs the authorisation that he signed (第十条).
join consent k on k.person_key = x.relative_key and same_name(k.name, x.relative_name) and coalesce(k.applicant_key, m.person_key) = m.person_key
  and k.signed_on <= as_of() and coalesce(k.ends_on, as_of()) >= as_of()
join rule r on r.program = m.program and r.division = m.division and r.month = m.month
left join person o on o.person_key = x.relative_key
where m.counts
  -- A minor has no duty; over seventy income decides, which these lists do not show.
  and coalesce(age_on(coalesce(o.birth_date, birth_of(x.relative_key)), first_day(m.month)), 40) between 18 and 69
  -- Unable by the text (第八条): in 特困, over sixty in 低保, severely disabled or of the third level by mind, in prison.
  and not exists (
    select 1 from entitlement e
    where e.person_key = x.relative_key and e.month = m.month
      and (e.program = 'tekun' or (e.program = 'dibao' and age_on(e.birth_date, first_day(m.month)) >= 60)))
  and not exists (
    select 1 from card_span c
    where c.person_key = x.relative_key and m.month between c.from_month and c.level_to
      and (c.level <= 2 or (c.level = 3 and c.kind in ('intellectual', 'mental', 'multiple'))))
  and not exists (select 1 from custody u where u.person_key = x.relative_key and u.kind = 'prison' and m.month between u.from_month and u.to_month)
  and not exists (select 1 from deceased d where d.person_key = x.relative_key and d.died_month <= m.month)
