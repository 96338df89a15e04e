-- Rows of the persons' rosters that are kept by family, as written: 低保, 低保边缘 and 刚性支出困难.
select 'dibao' as program, 'dibao_person' as ledger, p.* from ledger_dibao_person p
union all
select 'marginal', 'marginal_person', p.* from ledger_marginal_person p
union all
select 'rigid', 'rigid_person', p.* from ledger_rigid_person p
