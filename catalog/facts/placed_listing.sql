-- Rows of our own lists with a readable name, and two orders of them without a tie: the list that knows best first, the newest row last.
select
  l.*, cast(place as string) || ' ' || row_place(batch, source_row) as best_first,
  coalesce(month, '') || ' ' || cast(9 - place as string) || ' ' || row_place(batch, source_row) as newest_last
from listing l
where plain <> ''
