-- Owner of this table: platform. What happened to a lead is read by whoever may read the lead: not by a community as long as the
-- lead is held back, nor by posts that do not see children's matters.
drop policy event_read on event;
create policy event_read on event for select using (
  in_scope(division)
  and case when object_kind = 'lead' and object_id ~ '^[0-9a-f]{8}-' then exists (select from lead l where l.lead_id = object_id::uuid) else true end
);
