-- Rows of rosters and payments without a readable number: whose they are, only name and community tell; the number itself is asked about elsewhere.
select program, month, division, name from household_member where person_key is null
union all
select program, for_month, division, name from payment where person_key is null
