-- Measures of one plan are written in the same instant: their order is that of entering.
alter table measure add column entered_no bigint generated always as identity;
