import { sql } from 'kysely'
import { formatMoney } from '../../domain/money.ts'
import type { Work } from '../../platform/events.ts'
import { checkCatalog, findLastRun, titleOfMissing } from '../checks/index.ts'
import { topicTitle } from '../campaigns/index.ts'
import { dueFrom } from '../leads/index.ts'
import { isOffice, type Line } from './today-line.ts'

const mostChecks = 5

/** Leads that nobody has been given yet, one line per check, the largest first. */
export async function fresh(work: Work): Promise<Line[]> {
  if (work.actor.role !== 'clerk') return []
  const { from, to } = work.actor.scope
  const rows = await sql<{
    check_id: string | null
    topic: string | null
    n: number
    sentence: string
    overpaid: number | null
    places: string
    leads: string[][]
  }>`
    select check_id, case when check_id is null then topic end as topic, sum(n)::int as n, min(sentence) as sentence, sum(overpaid)::bigint as overpaid,
      string_agg(name || ' ' || n, '、' order by n desc, code) as places, jsonb_agg(leads) as leads
    from (select l.check_id, l.topic, d.code, d.name, count(*) as n, min(l.sentence) as sentence, sum(l.overpaid) as overpaid, jsonb_agg(l.lead_id) as leads
      from lead l join division d on d.code = left(l.division, 4)
      where l.state = 'new' and l.severity <> 'danger' and l.outcome not in ('gone', 'withdrawn') and l.division >= ${from} and l.division < ${to}
      group by 1, 2, 3, 4) each_place
    group by 1, 2 order by n desc, check_id`.execute(work.tx)
  const shown = rows.rows.length > mostChecks + 1 ? rows.rows.slice(0, mostChecks) : rows.rows
  const rest = rows.rows.slice(shown.length)
  const dueOn = (await dueFrom(work)).on.slice(5)
  const handOut = (of: readonly { n: number; leads: string[][] }[]): Pick<Line, 'action' | 'finish'> => ({
    action: `分派 ${of.reduce((sum, row) => sum + row.n, 0)} 条，${dueOn} 到期`,
    finish: { act: 'assign', leads: of.flatMap((row) => row.leads.flat()) },
  })
  const lines = shown.map((row): Line => {
    const title =
      row.check_id === null ? topicTitle(row.topic ?? '') : (checkCatalog().checks.find((check) => check.check === row.check_id)?.title ?? row.check_id)
    return {
      key: `new-${row.check_id ?? row.topic ?? ''}`,
      icon: 'question',
      tone: 'ink',
      title: row.n === 1 ? row.sentence : `${title}：${row.n} 条还没分派`,
      note: `${row.places}${row.overpaid ? ` · 多发合计 ${formatMoney(row.overpaid)} 元` : ''}`,
      due: null,
      to: `/leads?state=new&${row.check_id ? `check=${row.check_id}` : `topic=${row.topic ?? ''}`}`,
      ...handOut([row]),
    }
  })
  if (rest.length === 0) return lines
  const n = rest.reduce((sum, row) => sum + row.n, 0)
  return [
    ...lines,
    {
      key: 'new-rest',
      icon: 'question',
      tone: 'ink',
      title: `另有 ${rest.length} 种共 ${n} 条还没分派`,
      note: '',
      due: null,
      to: '/leads?state=new',
      ...handOut(rest),
    },
  ]
}

/** What the office has to look at: second looks, registered problems, closings, answers, a draft for the leader. */
export async function officeReviews(work: Work): Promise<Line[]> {
  if (!isOffice(work)) return []
  const { tx, actor } = work
  const lines: Line[] = []
  const add = (line: Omit<Line, 'due'>): void => void lines.push({ ...line, due: null })
  const counted = await sql<{ second: number; registered: number; closing: number; submitted: number; signed: number }>`select
    (select count(*) from lead where state in ('partly', 'unfounded') and outcome not in ('gone', 'withdrawn')) as second,
    (select count(*) from problem where state = 'registered') as registered,
    (select count(*) from problem where state in ('closing', 'reviewing') and closing_asked_account is distinct from ${actor.accountId}::uuid) as closing,
    (select count(*) from cell where state = 'submitted') as submitted,
    (select count(*) from cell where state = 'signed') as signed`.execute(tx)
  const counts = counted.rows[0]
  if (counts && counts.closing > 0) {
    add({
      key: 'closing',
      icon: 'paper',
      tone: 'amber',
      title: `${counts.closing} 件申请销号，等复核`,
      note: '复核的人不能是整改的人',
      to: '/problems?state=closing&state=reviewing',
      action: '看佐证，复核',
    })
  }
  if (counts && counts.second > 0) {
    add({
      key: 'second',
      icon: 'question',
      tone: 'amber',
      title: `${counts.second} 条疑点等第二个人复核`,
      note: '不属实、部分属实要另一个人看过',
      to: '/leads?state=second_look',
      action: '去复核',
    })
  }
  if (actor.role === 'clerk' && counts && counts.registered > 0) {
    add({
      key: 'establish',
      icon: 'paper',
      tone: 'amber',
      title: `${counts.registered} 件登记的问题等认定`,
      note: '认定后定原因、措施、责任人、时限',
      to: '/problems?state=registered',
      action: '去认定',
    })
  }
  if (actor.role === 'clerk' && counts && counts.signed > 0) {
    add({
      key: 'cells',
      icon: 'ring',
      tone: 'ink',
      title: `${counts.signed} 格自查书记已签，等镇里收`,
      note: counts.submitted > 0 ? `另有 ${counts.submitted} 格已报，还没签字` : '收下，或写明原因退回',
      to: '/selfcheck',
      action: '逐项看',
    })
  }
  const drafts = await tx.selectFrom('campaign').select(['campaign_id', 'title']).where('state', '=', 'draft').execute()
  for (const draft of drafts) {
    if (actor.role === 'leader')
      add({
        key: draft.campaign_id,
        icon: 'paper',
        tone: 'amber',
        title: `“${draft.title}”等您批准`,
        note: '批准后各社区开始自查',
        to: '/campaign',
        action: '看方案，批准',
      })
    else
      add({
        key: draft.campaign_id,
        icon: 'paper',
        tone: 'ink',
        title: `“${draft.title}”还没批准`,
        note: '逐项看主题对不对、缺的补上，再请分管领导批准',
        to: '/campaign',
        action: '核对事项',
      })
  }
  return lines
}

/** What the checks miss most, as the last run told: each list with how many checks it would serve. */
export async function wantedLists(work: Work): Promise<Line[]> {
  if (work.actor.role !== 'clerk') return []
  const run = await findLastRun(work)
  if (!run)
    return [
      { key: 'no-run', icon: 'drum', tone: 'ink', title: '还没有核查过', note: '先导入名册和发放表，再核查', due: null, to: '/import', action: '导入名册' },
    ]
  const byTitle = new Map<string, Set<string>>()
  for (const check of run.checks) {
    // A list that only some months or communities lack is told on the check itself.
    for (const missing of check.missing)
      if (missing.kind === 'list' && missing.from === null)
        byTitle.set(titleOfMissing(missing), (byTitle.get(titleOfMissing(missing)) ?? new Set()).add(check.check))
  }
  const wanted = [...byTitle].sort(([a, one], [b, two]) => two.size - one.size || (a < b ? -1 : 1))
  const most = 3
  return [
    ...wanted.slice(0, most).map(([title, checks]): Line => ({
      key: `list-${title}`,
      icon: 'drum',
      tone: 'ink',
      title: `${title}：补上后 ${checks.size} 项核查能看得全`,
      note: '向有关部门要，写明依据、用途、保留到哪天',
      due: null,
      to: '/import',
      action: '导入',
    })),
    ...(wanted.length > most
      ? [
          {
            key: 'lists',
            icon: 'drum',
            tone: 'ink',
            title: `另有 ${wanted.length - most} 种名单缺着`,
            note: '',
            due: null,
            to: '/checks',
            action: '看全部',
          } satisfies Line,
        ]
      : []),
  ]
}
