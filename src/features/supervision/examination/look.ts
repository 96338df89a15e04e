import { sql } from 'kysely'
import type { Work } from '../../../platform/events.ts'
import type { NoteKind } from './kinds.ts'
import { readThresholds, type ThresholdName } from './thresholds.ts'

export interface Found {
  kind: NoteKind
  /** Names the finding over the nights. */
  identity: string
  division: string
  problem: string | null
  is_child_matter: boolean
  sentence: string
}

/** Every finding of tonight over the rows as they stand. Reads only; who runs it sees the whole town. */
export async function lookAtTown(work: Work): Promise<Found[]> {
  const { tx, clock } = work
  const today = clock.today()
  const lines = Object.fromEntries((await readThresholds(work)).map(({ name, value }) => [name, value])) as Record<ThresholdName, number>
  const { rows } = await sql<Found>`
    with running as (
      select p.*, d.name as place from problem p join division d on d.code = p.division where p.state in ('registered', 'established', 'planned', 'mending', 'waiting', 'returned')
    ), closed as (
      select p.*, d.name as place from problem p join division d on d.code = p.division where p.state = 'closed'
    ), last_stage as (
      select c.campaign_id, max(s.ends_on) as ends_on from stage s join campaign c using (campaign_id) where c.state = 'approved' group by 1
    ), after_proof as (
      select problem_id, count(*)::int as n from proof where side = 'after' group by 1
    ), money as (
      select p.problem_id,
        coalesce(sum(m.fen) filter (where m.kind = 'ordered'), 0) as ordered,
        coalesce(sum(m.fen) filter (where m.kind in ('recovered', 'waived', 'no_basis', 'debtor_dead', 'handed_over')), 0) as settled,
        coalesce(sum(m.fen) filter (where m.kind = 'owed'), 0) as owed,
        coalesce(sum(m.fen) filter (where m.kind = 'paid_later'), 0) as paid
      from problem p left join money_entry m using (problem_id) group by 1
    )
    select 'overdue' as kind, 'overdue/' || problem_id || '/' || due_on as identity, division, problem_id as problem, is_child_matter,
      number || '（' || place || '）时限 ' || due_on || ' 已过，没有申请延期，也没有写明为什么等' as sentence
    from running where state in ('established', 'planned', 'mending', 'returned') and due_on < ${today}
      and not exists (select from event e where e.object_kind = 'problem' and e.object_id = running.problem_id::text and e.action = 'problem.extension_asked' and e.after->>'asked_due' > running.due_on::text)
    union all
    select 'wait_over', 'wait_over/' || w.problem_wait_id, r.division, r.problem_id, is_child_matter,
      number || '（' || place || '）从 ' || w.from_date || ' 起等别人决定，写明最晚等到 ' || w.until_date || '，还没有结果：' || w.note
    from running r join problem_wait w on w.problem_id = r.problem_id and w.to_date is null where r.state = 'waiting' and w.until_date < ${today}
    union all
    select 'wait_over', 'wait_over/' || l.lead_id || '/' || l.waiting_until, l.division, null, l.is_child_matter,
      '疑点 ' || l.number || '（' || d.name || '）从 ' || l.waiting_since || ' 起停表，写明最晚等到 ' || l.waiting_until || '，还没有恢复办理：' || coalesce(l.waiting_note, '')
    from lead l join division d on d.code = l.division
    where l.waiting_until < ${today} and l.state in ('assigned', 'checking') and l.outcome not in ('gone', 'withdrawn')
    union all
    select 'without_proof', 'without_proof/' || c.problem_id || '/' || c.closed_at, division, c.problem_id, is_child_matter,
      number || '（' || place || '）已销号，整改后的佐证一件也没有'
    from closed c left join after_proof using (problem_id) where after_proof.n is null
    union all
    select 'owner_left', 'owner_left/' || problem_id || '/' || owner_post, running.division, problem_id, is_child_matter,
      number || '（' || place || '）责任人' || coalesce(owner_name, '') || '已经离岗，还没有移交'
    from running join post on post.post_id = running.owner_post join account using (account_id)
    where not account.is_active or (post.ends_on is not null and post.ends_on <= ${today})
    union all
    select 'beyond_stage', 'beyond_stage/' || problem_id || '/' || due_on, division, problem_id, is_child_matter,
      number || '（' || place || '）时限 ' || due_on || ' 晚于方案最后阶段 ' || ends_on
    from running join last_stage on last_stage.campaign_id = coalesce(running.campaign_id, (select campaign_id from last_stage order by ends_on desc limit 1)) where due_on > ends_on and extended_until is null
    union all
    select 'totals_differ', 'totals_differ/money/' || p.problem_id, p.division, p.problem_id, p.is_child_matter,
      p.number || '（' || p.place || '）已销号，' || case when money.settled <> money.ordered and money.ordered > 0 then '应追回与已处理的数不等' else '应补发与已补发的数不等' end
    from closed p join money using (problem_id) where (money.ordered > 0 and money.settled <> money.ordered) or (money.owed > 0 and money.paid <> money.owed)
    union all
    select 'totals_differ', 'totals_differ/measures/' || p.problem_id, p.division, p.problem_id, p.is_child_matter,
      p.number || '（' || p.place || '）已销号，还有 ' || (select count(*) from measure m where m.problem_id = p.problem_id and m.done_on is null) || ' 条措施没有做完'
    from closed p where exists (select from measure m where m.problem_id = p.problem_id and m.done_on is null)
    union all
    select 'owner_crowded', 'owner_crowded/' || owner_post, min(running.division), null, false,
      min(owner_name) || '一人负责 ' || count(*) || ' 件，超过全镇未办结 ' || (select count(*) from running) || ' 件的 ' || ${lines.crowded_part}::int || ' 分之一'
    from running where owner_post is not null group by owner_post having count(*) >= ${lines.crowded_least} and count(*) * ${lines.crowded_part} > (select count(*) from running)
    union all
    select 'no_search', 'no_search/' || check_id, 'aa', null, false,
      '同一类问题（' || (array_agg(title order by number))[1] || '）已认定 ' || count(*) || ' 件，只在 ' || count(distinct division) || ' 个社区，没有布置举一反三'
    from problem p where check_id is not null and state not in ('registered', 'revoked', 'transferred')
      and not exists (select from search s where s.check_id = p.check_id)
      and (select count(*) from division where length(code) = 4) > 1
    group by check_id having count(distinct division) < (select count(*) from division where length(code) = 4)
    union all
    select 'proof_twice', 'proof_twice/' || a.problem_id || '/' || b.problem_id || '/' || a.sha256, a.division, a.problem_id, a.is_child_matter or b.is_child_matter,
      a.number || '（' || a.place || '）的佐证“' || a.name || '”和 ' || b.number || '（' || b.place || '）的是同一个文件'
    from (select distinct p.problem_id, p.number, p.division, p.is_child_matter, d.name as place, t.sha256, t.name from proof f join problem p using (problem_id) join division d on d.code = p.division join attachment t using (attachment_id) where f.side = 'after' and p.state <> 'revoked') a
      join (select distinct p.problem_id, p.number, p.is_child_matter, d.name as place, t.sha256 from proof f join problem p using (problem_id) join division d on d.code = p.division join attachment t using (attachment_id) where f.side = 'after' and p.state <> 'revoked') b
      on a.sha256 = b.sha256 and a.number > b.number
    union all
    select 'within_minutes', 'within_minutes/' || problem_id || '/' || closed_at, division, problem_id, is_child_matter,
      number || '（' || place || '）从认定到销号只用了 ' || greatest(0, floor(extract(epoch from closed_at - established_at) / 60))::int || ' 分钟'
    from closed where established_at is not null and closed_at - established_at < make_interval(mins => ${lines.closed_minutes})
    union all
    select 'reappeared', 'reappeared/' || e.event_id, p.division, p.problem_id, p.is_child_matter,
      p.number || '（' || d.name || '）销号后新的数据里又出现，已重新打开'
    from event e join problem p on p.problem_id::text = e.object_id join division d on d.code = p.division where e.action = 'problem.relapsed'
    order by 1, 2`.execute(tx)
  return rows
}
