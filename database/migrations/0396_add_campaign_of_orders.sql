-- Which campaign an order or a consequence belongs to (owner: supervision): its problem's, else the one that was shown when it was
-- written. Null stands with the oldest that runs, as for problems.
alter table supervision_order add column campaign_id uuid references campaign;
alter table consequence add column campaign_id uuid references campaign;
update supervision_order set campaign_id = problem.campaign_id from problem where problem.problem_id = supervision_order.problem_id;
update consequence set campaign_id = problem.campaign_id from problem where problem.problem_id = consequence.problem_id;
