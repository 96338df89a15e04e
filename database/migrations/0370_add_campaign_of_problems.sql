-- Owner: campaigns (ending), problems and supervision (which campaign their work belongs to). Several campaigns may run at a time.
alter table campaign
  add column ended_by text,
  add column ended_on date,
  add column end_note text;

-- Null: daily work that no campaign asked for.
alter table problem add column campaign_id uuid references campaign;
create index problem_campaign on problem (campaign_id) where campaign_id is not null;
alter table inspection add column campaign_id uuid references campaign;

update problem set campaign_id = coalesce(
  (select item.campaign_id from item where item.item_id = problem.item_id),
  (select c.campaign_id from campaign c where c.state <> 'draft' order by c.created_at desc limit 1)
);
update inspection set campaign_id = (select c.campaign_id from campaign c where c.state <> 'draft' order by c.created_at desc limit 1);
