-- Temporary aid by approval: several payments on one application number are one, with the first one's row; without a number one
-- person's aid of a day for one cause is one. `family`: the 低保 household, else the person alone.
with numbered as (
  select
    a.*, plain_words(a.cause) as same_cause,
    cast(a.person_key as string) || '/' || coalesce(a.application_no, cast(a.granted_on as string) || '/' || coalesce(plain_words(a.cause), '')) as approval
  from aid a
  where a.person_key is not null and a.granted_on is not null
),
placed as (
  select
    n.*, row_number() over (partition by approval order by granted_on, batch, source_row) as place,
    cast(sum(fen) over (partition by approval) as bigint) as approved_fen
  from numbered n
)
select
  p.approval, coalesce(h.household_key, 'person:' || cast(p.person_key as string)) as family, p.person_key, p.name, p.cause, p.same_cause,
  p.granted_on, month_of(p.granted_on) as month, p.approved_fen as fen, p.division, p.ledger, p.batch, p.source_row
from placed p
left join dibao_home h on h.person_key = p.person_key
where p.place = 1
