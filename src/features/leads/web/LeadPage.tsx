import { DueDate } from '#src/ui/DueDate.tsx'
import { FullId } from '#src/ui/FullId.tsx'
import { Link, useLocation, useParams, useSearch } from 'wouter'
import { ButtonLink, Key } from '#src/ui/Button.tsx'
import { Page } from '#src/ui/Page.tsx'
import { usePageKeys } from '#src/ui/page-keys.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { Shown } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { leadLooks, problemLooks } from '#src/ui/state-kinds.ts'
import { Facts } from '#src/ui/Facts.tsx'
import { MaskedId, Money } from '#src/ui/values.tsx'
import { DangerReport } from './DangerReport.tsx'
import { DecideForm } from './DecideForm.tsx'
import { EvidenceTable } from './EvidenceTable.tsx'
import { settled } from './lead-columns.tsx'
import { LeadArticles } from './LeadArticles.tsx'
import { moneyOf } from './lead-money.ts'
import { dueWords } from './LeadPanel.tsx'
import { LeadTrail } from './LeadTrail.tsx'
import { OfficeActs } from './OfficeActs.tsx'
import { SameMatter } from './SameMatter.tsx'
import { SimilarLeads } from './SimilarLeads.tsx'
import { WaitForOthers } from './WaitForOthers.tsx'
import { callLeads, canStillCheck, isField, isOffice, sheetsOf, useLeads, useReader, type LeadDetail } from './leads-api.ts'
import './leads.css'

/** One lead, from the sentence to the decision, on one screen. The list's filter stays in the address: `j` and `k` walk on in it. */
export function LeadPage() {
  const { lead } = useParams<{ lead: string }>()
  const search = useSearch()
  const query = Object.fromEntries([...new Set(new URLSearchParams(search).keys())].map((key) => [key, new URLSearchParams(search).getAll(key)]))
  const { sort: _sort, cols: _cols, group: _group, open: _open, due, assignee, since, sheet, q, ...many } = query
  const single = Object.fromEntries(Object.entries({ due, assignee, since, sheet, q }).flatMap(([key, values]) => (values?.[0] ? [[key, values[0]]] : [])))
  const detail = useLeads('GET /api/leads/{lead}', { params: { lead }, query: { ...many, ...single } as never }, { keepsLast: false })
  return (
    <Page>
      <Shown of={detail} what="正在取疑点">
        {(found) => <Lead key={found.lead} lead={found} search={search} />}
      </Shown>
    </Page>
  )
}

function Lead({ lead, search }: { lead: LeadDetail; search: string }) {
  const { today, role } = useReader()
  const [, navigate] = useLocation()
  const go = (id: string | null | undefined): void => {
    if (id) navigate(`/leads/${id}${search ? `?${search}` : ''}`)
  }
  const back = `/leads${search ? `?${search}` : ''}`
  usePageKeys([
    { key: 'j', does: '下一条', run: () => go(lead.place?.next) },
    { key: 'k', does: '上一条', run: () => go(lead.place?.previous) },
    { key: 'Escape', does: '回列表，停在原处', run: () => navigate(back) },
  ])
  const money = moneyOf(lead)
  return (
    <article className="lead-page">
      <PageHead
        crumbs={[
          { text: '疑点', to: back },
          ...(lead.place ? [{ text: `共 ${lead.place.of} 条` }, { text: `第 ${lead.place.at} 条` }] : [{ text: lead.number }]),
        ]}
        note={
          lead.place ? (
            <span className="neighbour-keys">
              <button type="button" className="btn btn-link btn-row" disabled={!lead.place.previous} onClick={() => go(lead.place?.previous)}>
                <Key>k</Key> 上一条
              </button>
              <button type="button" className="btn btn-link btn-row" disabled={!lead.place.next} onClick={() => go(lead.place?.next)}>
                <Key>j</Key> 下一条
              </button>
            </span>
          ) : undefined
        }
      />
      <header className="lead-head">
        <div>
          <h1>{lead.sentence}</h1>
          <p className="lead-facts ink2">
            {lead.community || '镇'} · <MaskedId id={lead.citizenId} />
            {lead.person && (isOffice(role) || isField(role)) ? (
              <FullId ask={(reason) => callLeads('POST /api/leads/{lead}/person-id', { params: { lead: lead.lead }, body: { reason } })} />
            ) : null}{' '}
            · 疑点 {lead.number}
            {lead.sourceNumber ? `（交办编号 ${lead.sourceNumber}）` : ''} · {lead.foundOn} {lead.check === null ? '交下来' : '核查命中'}{' '}
            <StateWord
              {...(leadLooks[lead.state] ?? { kind: 'look' })}
              word={`${leadLooks[lead.state]?.word ?? ''}${lead.assigneeName ? ` · ${lead.assigneeName}` : ''}`}
              isChip
            />
            {canStillCheck(lead) ? (
              <>
                　<Link href={sheetsOf([lead])}>核查单</Link>
              </>
            ) : null}
            {lead.outcome === 'gone' ? <StateWord kind="done" word="最近一次核查不再命中" isChip /> : null}
            {lead.outcome === 'withdrawn' ? (
              <StateWord kind="waiting" word="依据已撤回" isChip />
            ) : [...lead.left, ...lead.right].some((side) => side.isWithdrawn) ? (
              <StateWord kind="waiting" word="一部分依据已撤回" isChip />
            ) : null}
            {lead.liesWith ? <StateWord kind="done" word={`并入 ${lead.liesWith.number}`} isChip /> : null}
            {lead.explainedUntil ? <span className="small">　说明有效到 {lead.explainedUntil}</span> : null}
          </p>
        </div>
        <Facts
          look="boxed"
          facts={[
            ...(lead.match ? [{ label: '相符', value: `${lead.match.score} 分`, note: `满分 100：${lead.match.reasons.join('、')}` }] : []),
            { label: money.label, value: <Money fen={money.fen} />, note: money.note },
            {
              label: '到期',
              value: <DueDate date={lead.dueOn} today={today} steps={lead.dueSteps} placement="below-right" isQuiet={settled.includes(lead.state)} />,
              ...(lead.dueOn ? {} : { tone: 'quiet' as const }),
              note: dueWords(lead.dueSteps),
            },
          ]}
        />
      </header>
      <EvidenceTable lead={lead} />
      <LeadArticles lead={lead} />
      {lead.problem && lead.state !== 'merged' ? <ProblemOfLead problem={lead.problem} role={role} /> : null}
      <DangerReport lead={lead} />
      {lead.waiting ? <WaitForOthers lead={lead} /> : null}
      <DecideForm lead={lead} onNext={() => go(lead.place?.next)} />
      {lead.may.includes('explainSimilar') ? <SimilarLeads lead={lead} /> : null}
      <OfficeActs lead={lead} />
      {lead.waiting ? null : <WaitForOthers lead={lead} />}
      <SameMatter lead={lead} />
      <LeadTrail lead={lead} />
    </article>
  )
}

/** What came of it, one step from where it was decided: the office establishes it and says what is done, by whom, until when. */
function ProblemOfLead({ problem, role }: { problem: NonNullable<LeadDetail['problem']>; role: string }) {
  const mayEstablish = role === 'clerk' && problem.state === 'registered'
  return (
    <p className="decide decide-done">
      <span>
        已立为问题 <Link href={`/problems/${problem.problem}`}>{problem.number}</Link>
        <span className="ink2">　{problemLooks[problem.state]?.word}</span>
      </span>
      {mayEstablish ? (
        <ButtonLink to={`/problems/${problem.problem}?do=plan`} kind="primary">
          认定并定措施
        </ButtonLink>
      ) : null}
    </p>
  )
}
