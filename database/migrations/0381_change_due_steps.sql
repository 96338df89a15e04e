-- Owner: leads, problems, duties. The arithmetic of a due date is one list of steps everywhere (src/domain/due-steps.ts).

-- A lead's one step {from, days, said}: counted where it never waited, else the day as it stands with what was said of it.
update lead set due_steps =
  jsonb_build_array(
    case when due_steps ->> 'days' is null or due_steps ->> 'said' like '%恢复%' then
      jsonb_build_object('kind', 'set', 'on', due_steps ->> 'from', 'due', coalesce(due_steps ->> 'dueBefore', due_on::text), 'workdays', null, 'by', null, 'skipped', '[]'::jsonb, 'made', '[]'::jsonb, 'notAnnounced', '[]'::jsonb, 'ground', due_steps ->> 'said')
    else
      jsonb_build_object('kind', 'counted', 'from', due_steps ->> 'from', 'count', (due_steps ->> 'days')::integer, 'unit', 'workdays', 'endedOn', null,
        'due', coalesce(due_steps ->> 'dueBefore', due_on::text), 'skipped', '[]'::jsonb, 'made', '[]'::jsonb, 'notAnnounced', '[]'::jsonb, 'ground', due_steps ->> 'said')
    end)
  || case when waiting_until is null then '[]'::jsonb else
    -- Working days of a wait that is still open: by plain weekends; they are counted anew when it ends.
    jsonb_build_array(jsonb_build_object('kind', 'waited', 'from', waiting_since::text, 'to', waiting_until::text,
      'workdays', (select count(*) from generate_series(waiting_since + 1, waiting_until, interval '1 day') as day where extract(isodow from day) < 6),
      'reason', '等待', 'due', due_on::text, 'isOpen', true))
  end
where due_on is not null and jsonb_typeof(due_steps) = 'object';
update lead set due_steps = null where due_on is null;

update problem set due_steps = (
  select jsonb_agg(case step ->> 'kind'
    when 'set' then step || '{"skipped": [], "made": [], "notAnnounced": [], "ground": null}'
    when 'waited' then step || jsonb_build_object('isOpen', false, 'reason', case step ->> 'reason'
      when 'authority_decision' then '待确认机关决定' when 'hearing' then '听取意见' when 'public_notice' then '公示期' when 'recovery' then '追缴中' else '公安查找' end)
    else step end order by at)
  from jsonb_array_elements(due_steps) with ordinality as each_step(step, at))
where due_steps is not null;

alter table clue_card add due_steps jsonb;
update clue_card set due_steps = jsonb_build_array(jsonb_build_object('kind', 'set', 'on', null, 'due', due_on::text, 'workdays', null, 'by', null, 'skipped', '[]'::jsonb, 'made', '[]'::jsonb, 'notAnnounced', '[]'::jsonb, 'ground', due_basis)) where due_on is not null;
alter table clue_card drop due_basis;
