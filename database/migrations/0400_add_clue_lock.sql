-- Owners: problems (problem), leads (lead), platform (event, attachment). Of a problem that 纪委 takes over as a clue only 已移送, date, number
-- and receipt stay on any page. Its events stay chained and sealed; those from before the hand-over nobody reads any more.
alter table problem add column is_clue boolean not null default false;
alter table lead add column is_clue boolean not null default false;

create table clue_event (event_id bigint primary key references event);
grant select on clue_event to doudi_app;
drop policy event_read on event;
create policy event_read on event for select using (
  in_scope(division)
  and case when object_kind = 'lead' and object_id ~ '^[0-9a-f]{8}-' then exists (select from lead l where l.lead_id = object_id::uuid) else true end
  and not exists (select from clue_event c where c.event_id = event.event_id)
);
drop policy attachment_scope on attachment;
create policy attachment_scope on attachment using (in_scope(division) and object_kind is distinct from 'clue');

drop trigger problem_taken_as_clue on problem;
create or replace function forget_clue() returns trigger language plpgsql security definer set search_path = public as $$
declare
  leads uuid[];
  files uuid[];
begin
  leads := array(
    select lead_id from lead where merged_problem = new.problem_id
      or lead_id in (select lead_id from problem_source where problem_id = new.problem_id)
  );
  leads := leads || array(select lead_id from lead where merged_into = any(leads));
  files := array(
    select attachment_id from attachment where object_kind = 'problem' and object_id = new.problem_id::text
      or object_kind = 'verification' and object_id in (select verification_id::text from verification where lead_id = any(leads))
  );
  -- Before the texts go: what told of them is put under lock.
  insert into clue_event
    select event_id from event where object_kind = 'problem' and object_id = new.problem_id::text
    union select event_id from event where object_kind = 'lead' and object_id = any(leads::text[])
    union select event_id from event where object_kind = 'attachment' and object_id = any(files::text[])
    union select event_id from event where object_kind = 'order'
      and object_id in (select order_id::text from supervision_order where problem_id = new.problem_id)
    union select event_id from event where object_kind in ('inspection', 'examination_note', 'consequence', 'cell') and after->>'problem' = new.problem_id::text
    union select event_id from event where object_kind = 'inspection'
      and after->>'finding' in (select finding_id::text from inspection_finding where problem_id = new.problem_id)
  on conflict do nothing;
  update attachment set object_kind = 'clue', object_id = new.problem_id::text where attachment_id = any(files);
  update lead set is_clue = true, subject_name = '已移送', citizen_id = null, person_id = null, household_id = null, program = null, months = '{}',
    identity_columns = '{}', sentence = '已移送', concerned = null, overpaid = null, underpaid = null, basis = '[]', evidence = '[]', steps = '[]',
    match_score = null, match_why = null, waiting_reason = null, waiting_since = null, waiting_until = null, waiting_note = null
    where lead_id = any(leads);
  update verification set note = '已移送', reason_code = null, overpaid = null, underpaid = null, second_note = null where lead_id = any(leads);
  update taken_ledger_row set cells = '{}' where problem_id = new.problem_id;
  update answer_place set text = '已移送' where problem_id = new.problem_id;
  update inspection_finding set text = '已移送' where problem_id = new.problem_id;
  update follow_up set text = '已移送' where finding_id in (select finding_id from inspection_finding where problem_id = new.problem_id);
  update sample set reason = null where problem_id = new.problem_id;
  update examination_note set sentence = '已移送', answer = null, answered_by = null, answered_at = null, gone_on = coalesce(gone_on, seen_on) where problem_id = new.problem_id;
  update supervision_order set text = '已移送', answer = case when answer is null then null else '已移送' end where problem_id = new.problem_id;
  -- A card on somebody's delay stays 纪委's record; what the problem was about leaves it.
  update consequence set what = '问题 ' || new.number || ' 已移送' where problem_id = new.problem_id and kind <> 'handed_over';
  return new;
end
$$;
revoke all on function forget_clue from public;
create trigger problem_taken_as_clue after update on problem for each row when (new.is_clue and not old.is_clue) execute function forget_clue();
-- Clues that were taken over before: their title says so. They pass the trigger once more.
update problem set is_clue = true where state = 'transferred' and title = '问题 ' || number || ' 已移送';
-- Their one readable event is the hand-over itself.
delete from clue_event c using event e where e.event_id = c.event_id and e.object_kind = 'problem' and e.action = 'problem.transferred';
