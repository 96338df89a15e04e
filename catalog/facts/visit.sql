-- Visits and calls that were recorded.
select person_key, name, category, visited_on, month_of(visited_on) as month, coalesce(kind, 'regular') as kind, visited_by, place, content, photo, division, 'visits' as ledger, batch, source_row
from ledger_visits
where visited_on is not null
