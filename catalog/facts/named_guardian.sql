-- Of each community the children who were paid a child's benefit: how many, and for how many a list names a guardian.
select program, division, count(*) as children, count(case when has_guardian then 1 end) as named
from child_payee
group by program, division
