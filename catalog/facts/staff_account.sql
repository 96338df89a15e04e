-- Accounts of committee members and staff: given for this purpose, or taking their own benefits in these programs.
select c.person_key, c.name, c.post, c.from_month, c.to_month, c.account, c.ledger, c.batch, c.source_row
from committee c
where c.account is not null
union all
select c.person_key, max(c.name), c.post, c.from_month, c.to_month, p.account, c.ledger, c.batch, c.source_row
from committee c
join payment p on p.person_key = c.person_key
where p.account is not null and same_name(p.account_name, c.name) and (c.account is null or c.account <> p.account)
group by c.person_key, c.post, c.from_month, c.to_month, p.account, c.ledger, c.batch, c.source_row
