-- Who asked for a benefit or got temporary aid, and when; a payment without a day stands at the end of its month.
select program, person_key, name, division, coalesce(applied_on, accepted_on, decided_on) as day
from application
union all
select program, person_key, name, division, coalesce(paid_on, month_end(for_month))
from payment
where program = 'temporary_aid' and status = 'paid'
