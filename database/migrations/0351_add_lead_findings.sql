-- Owner of these tables: leads.

-- A guess without a valid number: how well both fit (0 to 100), and why.
alter table lead add column match_score integer check (match_score between 0 and 100), add column match_why text;

-- The report that the law wants for a child or a beaten person; before it nobody ends the lead.
alter table lead add column mandatory_report_id uuid references mandatory_report;

-- Others have the word: the clock stands still from a day on, for a stated reason, at the latest until a day.
alter table lead
  add column waiting_reason text check (waiting_reason in ('other_unit', 'county_check', 'assessment', 'person_away')),
  add column waiting_since date,
  add column waiting_until date,
  add column waiting_note text,
  add constraint lead_waiting check (num_nonnulls(waiting_reason, waiting_since, waiting_until, waiting_note) in (0, 4));

-- One explanation for several leads of one kind: they point at the first, whose proof is theirs; one batch is taken back as one.
alter table verification
  add column same_as uuid references verification,
  add column batch uuid;
create index verification_same on verification (same_as) where same_as is not null;
