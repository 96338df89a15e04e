-- Rows of our own lists with a readable name, and two orders of them without a tie: the list that knows best first (of equal ones by
-- its name, so that a list that comes again moves nobody to another benefit), the newest row last.
select
  l.*, cast(place as string) || ' ' || ledger || ' ' || row_place(batch, source_row) as best_first,
  coalesce(month, '') || ' ' || cast(9 - place as string) || ' ' || row_place(batch, source_row) as newest_last
from listing l
where plain <> ''
