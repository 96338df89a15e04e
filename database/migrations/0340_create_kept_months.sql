-- Owner: ledgers. A community says that everything of a month stands in a ledger it keeps here: from then on what is not there did not happen.

create table kept_month (
  ledger text not null,
  division text collate "C" not null,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  declared_by text not null,
  declared_at timestamptz not null,
  primary key (ledger, division, month)
);

alter table kept_month enable row level security;
create policy kept_month_scope on kept_month using (in_scope(division));
grant select, insert, update, delete on kept_month to doudi_app;
