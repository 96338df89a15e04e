-- Clues on people hit by illness or accident: the town's own, and whoever wrote or called (12345, 信访) of such trouble and is named.
-- Who reports a wrong, and whoever gave no name, is none.
select person_key, name, number, source, found_on, event, bill, action, concluded_on, outcome, division, 'clues' as ledger, batch, source_row
from ledger_clues
union all
select
  c.person_key, c.name, c.number, '来电来信', c.received_on, cast(null as string), cast(null as bigint), cast(null as string), cast(null as date),
  c.outcome, c.division, 'complaints', c.batch, c.source_row
from ledger_complaints c
where c.name is not null and not has_any(c.name, '匿名|某|先生|女士|保密')
  and has_any(c.content, '困难|重病|大病|重疾|住院|手术|火灾|车祸|事故|断粮|求助|救助')
  and not has_any(c.content, '举报|冒领|骗|不该|不应|不符合|人情保|关系保|优亲厚友|克扣|截留|贪')
