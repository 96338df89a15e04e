-- Owner of this table: leads. Who lives in whose household, by the newest roster that the last run read.
create table family_member (
  head_key bigint not null,
  person_key bigint not null,
  division text collate "C" not null,
  primary key (head_key, person_key)
);
create index family_member_person on family_member (person_key);
alter table family_member enable row level security;
create policy family_member_scope on family_member using (in_scope(division));
grant select, insert, delete on family_member to doudi_app;

-- Why somebody keeps out of a matter: `self` (it is about themselves), `kin` (a relative of their register), `family` (somebody of
-- the same household as such a relative or as themselves); null: nothing stands against it. Answered beyond row security, for the
-- register's row and the household may lie outside the asking post's range.
create function kin_reason(staff text, person uuid, subject text) returns text language sql stable security definer set search_path = public as $$
  with me as (select p.person_key from person p where p.person_id = person),
  kin as (
    select k.person_key, k.name, left(k.cells ->> 'staff_citizen_id', 17) as staff_key from kept_row k where k.ledger = 'kin_register' and k.cells ->> 'staff_name' = staff
  )
  select case
    when exists (select from kin join me on kin.staff_key = me.person_key::text) then 'self'
    when exists (select from kin where case when kin.person_key is null or person is null then kin.name = subject else kin.person_key = (select me.person_key from me) end) then 'kin'
    when exists (
      select from me join family_member mine on mine.person_key = me.person_key join family_member theirs on theirs.head_key = mine.head_key
      join kin on theirs.person_key = kin.person_key or theirs.person_key::text = kin.staff_key
    ) then 'family'
  end
$$;
revoke all on function kin_reason from public;
grant execute on function kin_reason to doudi_app;

create or replace function is_kin_of(staff text, person uuid, subject text) returns boolean language sql stable security definer set search_path = public as $$
  select kin_reason(staff, person, subject) is not null
$$;
