-- Rows of the families' rosters, as written: 低保, 低保边缘 and 刚性支出困难.
select 'dibao' as program, 'dibao_family' as ledger, f.* from ledger_dibao_family f
union all
select 'marginal', 'marginal_family', f.* from ledger_marginal_family f
union all
select 'rigid', 'rigid_family', f.* from ledger_rigid_family f
