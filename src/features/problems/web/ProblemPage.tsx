import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Link, useLocation, useParams, useSearch } from 'wouter'
import { causeWords, sourceWords, trackWords } from '#src/domain/problem-words.ts'
import { useAllCampaigns } from '#src/ui/Campaigns.tsx'
import { Button } from '#src/ui/Button.tsx'
import { DueLines } from '#src/ui/DueDate.tsx'
import { Facts } from '#src/ui/Facts.tsx'
import { CheckBox } from '#src/ui/Field.tsx'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { useHere } from '#src/ui/here.ts'
import { announce } from '#src/ui/notices.tsx'
import { ConfirmBar, Page } from '#src/ui/Page.tsx'
import { usePageKeys } from '#src/ui/page-keys.tsx'
import { Popover } from '#src/ui/Popover.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { problemLooks } from '#src/ui/state-kinds.ts'
import { ErrorState, Shown } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useNarrow } from '#src/ui/use-narrow.ts'
import { Chip } from '#src/ui/values.tsx'
import { ProblemForm, type FormKey } from './ProblemForm.tsx'
import { primaryOf, quickWords, type QuickAct } from './primary-act.ts'
import { callProblems, useProblems, useReader, type ProblemDetail } from './problems-api.ts'
import { Entered } from './Entered.tsx'
import { ClosingBlock, MoneyBlock, ProofBlock, SearchBlock, ThreeNumbers } from './ProblemBlocks.tsx'
import { PeopleBlock } from './PeopleBlock.tsx'
import { StateLine } from './StateLine.tsx'
import './problems.css'

/** One problem: where it stands, its clock, cause, measure, owner, deadline, the money, the proof, and what closure still lacks. */
export function ProblemPage() {
  const { problem: id = '' } = useParams()
  const answer = useProblems('GET /api/problems/{problem}', { params: { problem: id } })
  return (
    <Shown of={answer} what="正在取问题">
      {(problem) => <Opened key={problem.problem} problem={problem} />}
    </Shown>
  )
}

function Opened({ problem }: { problem: ProblemDetail }) {
  const { today, role } = useReader()
  const asked = new URLSearchParams(useSearch()).get('do')
  const [form, setForm] = useState<FormKey | null>(asked === 'plan' && problem.can.includes('establish') ? 'plan' : null)
  const isNarrow = useNarrow()
  const [, navigate] = useLocation()
  const formBox = useRef<HTMLDivElement>(null)
  const act = useAct(async (quick: QuickAct) => {
    const input = { params: { problem: problem.problem }, body: { version: problem.version } }
    if (quick === 'establish') await callProblems('POST /api/problems/{problem}/establishment', input)
    if (quick === 'start_mending') await callProblems('POST /api/problems/{problem}/mending', input)
    if (quick === 'ask_closing') await callProblems('POST /api/problems/{problem}/closing', input)
    if (quick === 'begin_review') await callProblems('POST /api/problems/{problem}/review/begin', input)
    if (quick === 'close') await callProblems('POST /api/problems/{problem}/review', { ...input, body: { ...input.body, decision: 'agree' } })
    announce({ text: `问题 ${problem.number}：${quickWords[quick]}` })
  })
  useEffect(() => {
    if (form) formBox.current?.scrollIntoView({ block: 'nearest' })
  }, [form])
  const { before, after, at, of } = problem.neighbours
  usePageKeys([
    ...(before ? [{ key: 'k', does: '上一件', run: () => navigate(`/problems/${before}`) }] : []),
    ...(after ? [{ key: 'j', does: '下一件', run: () => navigate(`/problems/${after}`) }] : []),
    ...(form ? [{ key: 'Escape', does: '关上正在写的', run: () => setForm(null) }] : []),
  ])
  const can = (what: string): boolean => problem.can.includes(what)
  const primary = primaryOf(problem)
  const button = primary && !form ? <PrimaryButton primary={primary} isBusy={act.isBusy} onQuick={(quick) => void act.run(quick)} onForm={setForm} /> : null
  const word = problemLooks[problem.state]?.word ?? ''
  return (
    <Page foot={isNarrow && button ? <ConfirmBar>{button}</ConfirmBar> : undefined}>
      <PageHead
        crumbs={[{ text: '问题', to: '/problems' }, { text: `${word} ${of} 件`, to: `/problems?state=${problem.state}` }, { text: `第 ${at} 件` }]}
        note={isNarrow ? undefined : <NeighbourKeys before={before} after={after} />}
      />
      <FirstLine
        note={<Origin problem={problem} />}
        actions={
          <>
            {problem.can.includes('close') ? (
              <Button icon="back" onClick={() => setForm('send_back')}>
                退回
              </Button>
            ) : null}
            {can('establish') && !form ? <Button onClick={() => setForm('plan')}>认定并当场定措施</Button> : null}
            <More problem={problem} onForm={setForm} onQuick={(quick) => void act.run(quick)} />
            {isNarrow ? null : button}
          </>
        }
      >
        {problem.title}
      </FirstLine>
      {problem.transfer ? (
        <p className="problem-note">
          {problem.transfer.on} 移送{problem.transfer.to}，{problem.transfer.paper}
          {problem.transfer.receipt ? `，收据 ${problem.transfer.receipt}` : '，收据还没有'}
        </p>
      ) : null}
      <StateLine problem={problem} today={today} />
      <ClockLine problem={problem} />
      {problem.returnedReason ? (
        <p className="problem-note am">
          <Icon name="back" /> {problem.isRelapsed ? '反弹' : '退回的原因'}：{problem.returnedReason}
        </p>
      ) : null}
      {act.error ? <ErrorState error={act.error} /> : null}
      <div ref={formBox}>{form ? <ProblemForm form={form} problem={problem} today={today} role={role} onClose={() => setForm(null)} /> : null}</div>
      <div className="problem-facts">
        <FourFacts problem={problem} can={can} onForm={setForm} />
      </div>
      {problem.description ? <p className="problem-description">{problem.description}</p> : null}
      <div className="problem-columns">
        <div>
          <MoneyBlock problem={problem} onForm={can('money') ? () => setForm('money') : undefined} />
          <PeopleBlock problem={problem} mayChange={can('people')} />
          <ProofBlock problem={problem} onForm={can('proof') ? () => setForm('proof') : undefined} />
          <ThreeNumbers problem={problem} />
          <SearchBlock problem={problem} onForm={can('search') ? () => setForm('search') : undefined} />
        </div>
        <div>
          <ClosingBlock
            problem={problem}
            today={today}
            onForm={setForm}
            onAsk={() => void act.run('ask_closing')}
            isBusy={act.isBusy}
            isPrimary={primary?.quick === 'ask_closing'}
          />
        </div>
      </div>
      <Entered
        ids={[
          ...problem.measureList.map((each) => each.measure),
          ...problem.proofs.map((each) => each.proof),
          ...problem.sourceList.map((each) => each.id),
          ...problem.searches.map((each) => each.search),
        ]}
      />
    </Page>
  )
}

function PrimaryButton({
  primary,
  isBusy,
  onQuick,
  onForm,
}: {
  primary: NonNullable<ReturnType<typeof primaryOf>>
  isBusy: boolean
  onQuick: (quick: QuickAct) => void
  onForm: (form: FormKey) => void
}) {
  return (
    <Button kind="primary" isBusy={isBusy} onClick={() => (primary.quick ? onQuick(primary.quick) : primary.form ? onForm(primary.form) : undefined)}>
      {primary.text}
    </Button>
  )
}

function NeighbourKeys({ before, after }: { before: string | null; after: string | null }) {
  return (
    <span className="problem-neighbours small">
      {before ? <Link href={`/problems/${before}`}>k 上一件</Link> : <span className="ink3">k 上一件</span>}
      {after ? <Link href={`/problems/${after}`}>j 下一件</Link> : <span className="ink3">j 下一件</span>}
    </span>
  )
}

/** Community, person, number, and where it comes from; two sources that say one thing are named as such. */
function Origin({ problem }: { problem: ProblemDetail }) {
  const { role } = useReader()
  const isOneOfSeveral = useAllCampaigns().length > 1
  const sources = problem.sourceList.map((each, at) => (
    // oxlint-disable-next-line react/no-array-index-key
    <span key={at}>
      {at > 0 ? '和 ' : ''}
      {each.lead ? <Link href={`/leads/${each.lead}`}>{`疑点 ${each.number ?? ''}`}</Link> : `${sourceWords[each.source]} ${each.number ?? ''}`}
    </span>
  ))
  return (
    <span className="problem-origin">
      <span>{problem.divisionName}</span>
      {problem.citizenId ? <span>{problem.person ? <Link href={`/people/${problem.person}`}>{problem.citizenId}</Link> : problem.citizenId}</span> : null}
      <span>问题 {problem.number}</span>
      {role === 'county' || role === 'auditor' ? null : <Link href={`/papers/${problem.problem}`}>核查单、整改单、销号单</Link>}
      <span>
        来自 {sources}
        {problem.sourceList.length > 1 ? `，${problem.sourceList.length === 2 ? '两' : problem.sourceList.length}处说的是同一件事，只立一个` : ''}
      </span>
      {isOneOfSeveral ? <Chip>{problem.campaign?.title ?? '日常工作'}</Chip> : null}
      {problem.isRelapsed ? <Chip tone="amber">反弹</Chip> : null}
      {problem.isExtended ? <Chip>已延期</Chip> : null}
      {problem.sampledTimes > 0 ? <Chip>抽查过 {problem.sampledTimes} 次</Chip> : null}
      {problem.kind === 'danger' ? <StateWord kind="danger" isChip /> : null}
    </span>
  )
}

function ClockLine({ problem }: { problem: ProblemDetail }) {
  const { today } = useHere()
  const { kind, headline, explanation } = problem.clock
  return (
    <div className={`clock-line${kind === 'overdue' ? ' red' : ''}`}>
      <Icon name={kind === 'standing' ? 'pause' : kind === 'overdue' ? 'triangle' : 'clock'} />
      <p>
        <b>{headline}</b> <span className={kind === 'overdue' ? '' : 'ink2'}>{explanation}</span>
        {problem.extensionAsked ? (
          <span className="am">
            {' '}
            {problem.extensionAsked.on} {problem.extensionAsked.by}申请延到 {problem.extensionAsked.due}，等分管领导批准。
          </span>
        ) : null}
      </p>
      {problem.dueSteps.length > 0 ? (
        <details>
          <summary className="ac">时限怎么来的</summary>
          <DueLines steps={problem.dueSteps} today={today} />
        </details>
      ) : null}
    </div>
  )
}

function FourFacts({ problem, can, onForm }: { problem: ProblemDetail; can: (what: string) => boolean; onForm: (form: FormKey) => void }) {
  const change = (form: FormKey, word: string, isOn: boolean): ReactNode =>
    isOn ? (
      <Button kind="link" size="row" onClick={() => onForm(form)}>
        {word}
      </Button>
    ) : undefined
  return (
    <Facts
      look="open"
      facts={[
        {
          label: '原因',
          value: problem.cause ? causeWords[problem.cause] : '还没写',
          note: problem.causeText,
          tone: problem.cause ? undefined : 'quiet',
          action: change('cause', problem.cause ? '改' : '写', can('cause')),
        },
        {
          label: '措施',
          value:
            problem.measures === 0
              ? '还没定'
              : problem.measuresDone === problem.measures
                ? `${problem.measures} 条，都已做`
                : `${problem.measures} 条，做了 ${problem.measuresDone} 条`,
          note: problem.measures === 0 ? undefined : <Measures problem={problem} mayTick={can('measure_done')} />,
          tone: problem.measures === 0 ? 'quiet' : undefined,
          action: change('measure', '加', can('measure')),
        },
        {
          label: '责任人',
          value: problem.ownerName ?? '还没定',
          note: problem.hasOwnerLeft ? <span className="am">已经离岗，要移交</span> : problem.unit,
          tone: problem.ownerName ? undefined : 'quiet',
          action: change('owner', problem.ownerName ? '移交' : '定', can('owner')),
        },
        {
          label: '时限',
          value:
            problem.dueOn === null
              ? problem.track === 'at_once'
                ? '立行立改'
                : '未定'
              : `${problem.dueOn}${problem.clock.kind === 'standing' ? '，停着' : ''}`,
          note: problem.track === null ? undefined : trackWords[problem.track],
          tone: problem.isOverdue ? 'red' : problem.dueOn === null && problem.track === null ? 'quiet' : undefined,
          action: can('extend') ? change('extend', '批准延期', true) : change('ask_extension', '申请延期', can('ask_extension')),
        },
      ]}
    />
  )
}

function Measures({ problem, mayTick }: { problem: ProblemDetail; mayTick: boolean }) {
  const tick = useAct(({ measure, isDone }: { measure: string; isDone: boolean }) =>
    callProblems('POST /api/problems/{problem}/measures/{measure}/done', { params: { problem: problem.problem, measure }, body: { isDone } }),
  )
  return (
    <>
      <ol className="measure-list">
        {problem.measureList.map((each, at) => (
          <li key={each.measure}>
            {mayTick ? (
              <CheckBox
                isLabelled
                label={`${at + 1}. ${each.text}`}
                note={each.doneOn ? `${each.doneOn.slice(5)} ${each.doneBy ?? ''}做完` : undefined}
                isChecked={each.doneOn !== null}
                isDisabled={tick.isBusy}
                onChange={(isOn) => void tick.run({ measure: each.measure, isDone: isOn })}
              />
            ) : (
              <span>
                {at + 1}. {each.text} {each.doneOn ? <span className="ink3">（{each.doneOn.slice(5)} 做完）</span> : <span className="am">（没做完）</span>}
              </span>
            )}
          </li>
        ))}
      </ol>
      {tick.error ? <ErrorState error={tick.error} /> : null}
    </>
  )
}

const moreWords: Partial<Record<string, { form: FormKey; word: string }>> = {
  plan: { form: 'plan', word: '定措施、责任人和时限' },
  wait: { form: 'wait', word: '要等别人决定，停下时钟' },
  stop: { form: 'stop', word: '登记停发' },
  money: { form: 'money', word: '登记钱款' },
  search: { form: 'search', word: '举一反三，各社区都查' },
  campaign: { form: 'campaign', word: '归到另一个专项行动' },
  revoke: { form: 'revoke', word: '撤销：登记错了' },
  take_back: { form: 'revoke', word: '收回：登记错了' },
  transfer: { form: 'transfer', word: '移送' },
  transfer_receipt: { form: 'transfer_receipt', word: '登记移送的收据' },
  return_closed: { form: 'return_closed', word: '督查退回：销号不实' },
}

function More({ problem, onForm, onQuick }: { problem: ProblemDetail; onForm: (form: FormKey) => void; onQuick: (quick: QuickAct) => void }) {
  const isOneOfSeveral = useAllCampaigns().length > 1
  const entries = problem.can.filter((each) => each !== 'campaign' || isOneOfSeveral).flatMap((each) => moreWords[each] ?? [])
  const primary = primaryOf(problem)
  const shown = entries.filter((each) => each.form !== primary?.form)
  const isSource = problem.can.includes('search') || problem.can.includes('establish')
  if (shown.length === 0 && !isSource) return null
  return (
    <Popover placement="below-right" className="btn btn-plain btn-usual" button="还能做">
      {(close) => (
        <div className="popover-list">
          {problem.can.includes('begin_review') ? (
            <button
              type="button"
              onClick={() => {
                close()
                onQuick('begin_review')
              }}
            >
              开始复核，让别人看到在看
            </button>
          ) : null}
          {[...shown, ...(isSource ? [{ form: 'source' as const, word: '别处说的也是这件事' }] : [])].map((each) => (
            <button
              key={each.form}
              type="button"
              onClick={() => {
                close()
                onForm(each.form)
              }}
            >
              {each.word}
            </button>
          ))}
        </div>
      )}
    </Popover>
  )
}
