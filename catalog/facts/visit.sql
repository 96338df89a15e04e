-- Visits and calls that were recorded: in the records of visits, or as the day of the last visit in a roster's own row. A roster tells neither
-- who spoke with whom nor what was found.
select person_key, name, category, visited_on, month_of(visited_on) as month, coalesce(kind, 'regular') as kind, visited_by, place, content, photo, division, 'visits' as ledger, batch, source_row
from ledger_visits
where visited_on is not null
union all
select person_key, name, cast(null as string), visited_on, month_of(visited_on), 'regular', cast(null as string), cast(null as string), cast(null as string), cast(null as string), division, ledger, batch, source_row
from (
  select person_key, name, visited_on, division, 'left_behind' as ledger, batch, source_row from ledger_left_behind
  union all
  select person_key, name, visited_on, division, 'orphans', batch, source_row from ledger_orphans
  union all
  select person_key, name, visited_on, division, 'unattended_children', batch, source_row from ledger_unattended_children
  union all
  select person_key, name, visited_on, division, 'tekun_person', batch, source_row from ledger_tekun_person
) roster
where visited_on is not null
