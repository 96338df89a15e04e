import { Link } from 'wouter'
import { dayOf, minuteOf } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import { Checklist } from '#src/ui/Checklist.tsx'
import { Facts } from '#src/ui/Facts.tsx'
import { TextArea } from '#src/ui/Field.tsx'
import { Thumbnails } from '#src/ui/FilePicker.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { announce } from '#src/ui/notices.tsx'
import { usePageKeys } from '#src/ui/page-keys.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call, type Drawn } from './calls.ts'

interface DrawnProblemProps {
  drawn: Drawn
  inspection: string
  mayDecide: boolean
  today: string
  onDecided: () => void
}

/** One drawn problem on one screen: what was done, its proof, the closure's conditions, agree or send back. */
export function DrawnProblem({ drawn, inspection, mayDecide, onDecided }: DrawnProblemProps) {
  const reused = drawn.proofs.filter((proof) => proof.usedElsewhere > 0)
  return (
    <section className="drawn-problem no-print" aria-label={`问题 ${drawn.number}`}>
      <h2>
        {drawn.title} <Link href={`/problems/${drawn.problem}`}>问题 {drawn.number}</Link>
      </h2>
      <Facts
        look="open"
        facts={[
          { label: '社区', value: drawn.community, note: drawn.person ?? undefined },
          { label: '责任人', value: drawn.owner ?? '—' },
          {
            label: '销号',
            value: drawn.closedAt === null ? '—' : dayOf(drawn.closedAt),
            note: drawn.closedBy ? `${drawn.closedBy}复核` : undefined,
          },
          {
            label: '从登记到销号',
            value: drawn.daysOpen === null ? '—' : `${drawn.daysOpen} 天`,
            tone: drawn.daysOpen === 0 ? 'amber' : undefined,
            note: drawn.daysOpen === 0 ? '登记当天就销号' : undefined,
          },
        ]}
      />
      <div className="drawn-columns">
        <div>
          <h3>整改做了什么</h3>
          {drawn.cause ? <p className="ink2">原因：{drawn.cause}</p> : null}
          {drawn.measures.length === 0 ? <p className="am">没有整改措施</p> : null}
          <ul>
            {drawn.measures.map((measure) => (
              <li key={measure.text}>
                <Icon name={measure.doneOn ? 'tick' : 'ring-dashed'} label={measure.doneOn ? '做了' : '没做'} /> {measure.text}{' '}
                <span className="small ink3">{measure.doneOn ?? '没写做完的日期'}</span>
              </li>
            ))}
          </ul>
          <h3>佐证</h3>
          {drawn.proofs.length === 0 ? <p className="am">一件佐证也没有</p> : null}
          <Thumbnails
            items={drawn.proofs.map((proof, n) => ({
              key: String(n),
              src: proof.attachment && proof.mediaType?.startsWith('image/') ? `/api/attachments/${proof.attachment}` : undefined,
              title: `${proof.side === 'before' ? '整改前' : '整改后'} ${proof.note}`,
              note: proof.usedElsewhere > 0 ? `另有 ${proof.usedElsewhere} 个问题用了同一份` : (proof.name ?? undefined) || '',
              href: proof.attachment ? `/api/attachments/${proof.attachment}` : `/problems/${drawn.problem}`,
            }))}
          />
          {reused.length > 0 ? (
            <p className="am">
              <Icon name="question" /> {reused.length} 份佐证在别的问题里也用过，请看是不是同一件事
            </p>
          ) : null}
        </div>
        <div>
          <h3>销号的条件，按今天的数据</h3>
          <Checklist
            items={drawn.conditions.map((condition, n) => ({ key: String(n), isDone: condition.ok, title: condition.text, note: condition.why ?? undefined }))}
          />
          <Decision drawn={drawn} inspection={inspection} mayDecide={mayDecide} onDecided={onDecided} />
        </div>
      </div>
    </section>
  )
}

function Decision({ drawn, inspection, mayDecide, onDecided }: Omit<DrawnProblemProps, 'today'>) {
  const draft = useDraft(`sample:${inspection}:${drawn.problem}`, { reason: '' })
  const decide = useAct(async (decision: 'agreed' | 'sent_back') => {
    await call('POST /api/inspections/{inspection}/decisions', {
      params: { inspection },
      body: { problem: drawn.problem, decision, reason: draft.value.reason },
    })
    announce({ text: decision === 'agreed' ? `${drawn.number} 同意销号` : `${drawn.number} 已退回，重新整改` })
    return true
  })
  const isOpen = mayDecide && drawn.decision === null && drawn.state === 'closed'
  const run = async (decision: 'agreed' | 'sent_back'): Promise<void> => {
    if (!(await decide.run(decision))) return
    draft.clear()
    onDecided()
  }
  usePageKeys(
    isOpen
      ? [
          { key: '1', does: '同意销号', run: () => void run('agreed') },
          { key: '2', does: '写退回的原因', run: () => document.getElementById('sample-reason')?.focus() },
        ]
      : [],
  )
  if (drawn.decision !== null)
    return (
      <p>
        {drawn.decidedBy} {drawn.decidedAt ? minuteOf(drawn.decidedAt) : ''} {drawn.decision === 'agreed' ? '同意销号' : `退回：${drawn.reason}`}
      </p>
    )
  if (drawn.state !== 'closed') return <p className="ink2">抽出以后这件已不在“已销号”，不用再作结论。</p>
  if (!mayDecide) return <p className="ink2">等督查组作结论。</p>
  const isWritten = draft.value.reason.trim().length >= 4
  return (
    <div className="sample-decision">
      <label htmlFor="sample-reason" className="small ink2">
        退回的原因（同意时可以不写）{draft.keptAt ? ` · 草稿 ${draft.keptAt} 已存在本机` : ''}
      </label>
      <TextArea
        id="sample-reason"
        value={draft.value.reason}
        maxLength={500}
        placeholder="哪里不实，看到了什么"
        onChange={(event) => draft.change({ reason: event.target.value })}
      />
      <div className="supervision-buttons">
        <Button kind={isWritten ? 'plain' : 'primary'} isBusy={decide.isBusy} onClick={() => void run('agreed')}>
          同意销号
        </Button>
        <Button kind={isWritten ? 'primary' : 'plain'} icon="back" isBusy={decide.isBusy} disabled={!isWritten} onClick={() => void run('sent_back')}>
          退回，重新整改
        </Button>
      </div>
      {decide.error ? <ErrorState error={decide.error} /> : null}
    </div>
  )
}
