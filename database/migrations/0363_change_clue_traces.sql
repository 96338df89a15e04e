-- Owner: supervision. Of a problem that 纪委 takes over as a clue only 已移送, date, number and receipt stay: what supervision wrote about it leaves with it.
create function forget_clue() returns trigger language plpgsql security definer set search_path = public as $$
begin
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
create trigger problem_taken_as_clue after update on problem for each row
  when (new.state = 'transferred' and old.state <> 'transferred' and new.title = '问题 ' || new.number || ' 已移送')
  execute function forget_clue();
