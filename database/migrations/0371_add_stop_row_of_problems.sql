-- Owner: problems. The row of the kept register of stops that a problem's stop wrote: typed once, it follows the problem.
alter table problem add column stop_row uuid references kept_row on delete set null;
