-- What a household was paid for a month, with later sums for it; one-off sums are no part of it, nor what came back.
select
  program, household_key, month, division, person_key, name, protected_size, payees, payees = 1 and named = payments as is_of_one, fen,
  ledger, place_batch(place) as batch, place_row(place) as source_row
from (
  select
    program, household_key, for_month as month, max(division) as division, max(person_key) as person_key, max(name) as name, max(protected_size) as protected_size,
    -- 2 stands for several.
    case when count(person_key) = 0 then 0 when min(person_key) = max(person_key) then 1 else 2 end as payees,
    count(person_key) as named, count(*) as payments, cast(sum(fen) as bigint) as fen, min(ledger) as ledger, min(row_place(batch, source_row)) as place
  from payment
  where status = 'paid' and kind <> 'one_off' and for_month is not null
  group by program, household_key, for_month
) paid
