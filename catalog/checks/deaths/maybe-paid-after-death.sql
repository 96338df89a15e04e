-- Benefits after a death that the id does not prove: the list of deaths or our own row lacks a valid number, and the rest fits.
with
-- A death without a valid number, and a person of ours whom it fits.
told as (
  select
    m.*, row_number() over (partition by m.person_key order by m.score desc, case m.ledger when 'death_certificates' then 1 when 'cancellations' then 2 else 3 end, m.batch, m.source_row) as copy_no
  from possible_match m
  -- Only lists of deaths state a day of death.
  where m.died_on <= as_of()
),
person_paid as (
  select
    'person' as subject_kind, p.person_key, cast(null as string) as row_key, cast(null as string) as citizen_id, p.program, p.division, p.month, p.name, p.concerned_fen as concerned,
    t.died_on, t.ledger as death_ledger, t.batch as death_batch, t.source_row as death_row, t.score, t.why, '名单上的死者' as whose,
    coalesce(p.payment_ledger, p.roster_ledger) as paid_ledger, coalesce(p.payment_batch, p.roster_batch) as paid_batch, coalesce(p.payment_row, p.roster_row) as paid_row
  from person_month p
  join told t on t.person_key = p.person_key and t.copy_no = 1
  where p.counts
    -- A death that the id proves is told of under its own title.
    and not exists (select 1 from deceased d where d.person_key = p.person_key)
),
-- A row of ours without a valid number, and a dead person whom it fits.
dead_match as (
  select
    m.*, coalesce(m.person_died_on, d.died_on) as death_on,
    coalesce(d.ledger, m.person_ledger) as death_ledger, coalesce(d.batch, m.person_batch) as death_batch, coalesce(d.source_row, m.person_row) as death_row,
    row_number() over (partition by m.ledger, m.batch, m.source_row, m.plain order by m.score desc, m.person_is_own desc, m.person_key) as copy_no
  from possible_match m
  left join deceased d on d.person_key = m.person_key
  where coalesce(m.person_died_on, d.died_on) <= as_of()
),
row_paid as (
  select
    'row' as subject_kind, cast(null as bigint) as person_key,
    m.ledger || '|' || m.plain || '|' || coalesce(cast(m.birth_date as string), '') || '|' || m.division as row_key, m.citizen_id, p.program, p.division, p.for_month as month, m.name, p.fen as concerned,
    m.death_on, m.death_ledger, m.death_batch, m.death_row, m.score, m.why, '这一行' as whose, m.ledger, m.batch, m.source_row
  from dead_match m
  join payment p on p.batch = m.batch and p.source_row = m.source_row and p.person_key is null and plain_name(p.name) = m.plain
  where m.copy_no = 1 and p.status = 'paid' and p.kind <> 'one_off'
)
select
  b.subject_kind, b.person_key, b.row_key, b.citizen_id, b.program, b.division, b.month, b.name, b.concerned, b.died_on, b.score, b.why, b.whose,
  case b.death_ledger when 'death_certificates' then '死亡医学证明' when 'cremations' then '火化名单' when 'cancellations' then '户口死亡注销名单' else '死亡名单' end as death_list,
  b.paid_ledger, b.paid_batch, b.paid_row, b.death_ledger, b.death_batch, b.death_row
from (select * from person_paid union all select * from row_paid) b
join rule r on r.program = b.program and r.division = b.division and r.month = b.month
where b.month > month_add(month_of(b.died_on), coalesce(r.last_month_after_death, 0))
