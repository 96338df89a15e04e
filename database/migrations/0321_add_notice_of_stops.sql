-- Owner: problems. What was done when a benefit was stopped, cut or ended: heard before, decided, told after and how.
alter table problem
  add column stop_action text check (stop_action in ('stop', 'cut', 'end')),
  add column heard_on date,
  add column decided_on date,
  add column notified_on date,
  add column notice_form text check (notice_form in ('written', 'oral'));
