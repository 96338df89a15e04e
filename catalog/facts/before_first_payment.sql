-- Months between an application that was granted and its first payment, where lists of payments speak: who got the money too late, not who never got it.
select f.program, f.person_key, v.division, v.month
from (
  select a.program, a.person_key, min(month_of(a.applied_on)) as since, min(p.for_month) as first_paid
  from application a
  join payment p on p.program = a.program and p.person_key = a.person_key and p.status = 'paid' and p.for_month >= month_of(a.applied_on)
  where a.outcome = 'approved' and a.decided_on is not null
  group by a.program, a.person_key
) f
join coverage v on v.ledger = 'payments' and v.program = f.program and v.month >= f.since and v.month < f.first_paid
