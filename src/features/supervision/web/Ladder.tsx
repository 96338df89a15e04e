import { useState } from 'react'
import { Link } from 'wouter'
import { consequenceWords } from '#src/domain/supervision-words.ts'
import { Button } from '#src/ui/Button.tsx'
import { DueLines } from '#src/ui/DueDate.tsx'
import { Field, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { useHere } from '#src/ui/here.ts'
import { announce } from '#src/ui/notices.tsx'
import { EmptyState, ErrorState, Shown } from '#src/ui/States.tsx'
import { Chip } from '#src/ui/values.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { call, useRead, type Ladder as LadderOf } from './calls.ts'

type Late = LadderOf['late'][number]
type Step = LadderOf['rules'][number]['step']

const steps: readonly Step[] = ['reminder', 'yellow_card', 'red_card', 'talk']

/** Overdue problems with the card that the stated rules make due; each is signed by a person, with its number. */
export function Ladder({ maySign }: { maySign: boolean }) {
  const ladder = useRead('GET /api/ladder', {})
  return (
    <Shown of={ladder}>
      {(data) => {
        const due = data.late.filter((each) => each.step !== null).length
        return (
          <>
            <section aria-label="亮牌规则">
              <h2>亮牌规则</h2>
              <Rules ladder={data} maySign={maySign} />
            </section>
            <section aria-label="逾期的问题">
              <h2>
                逾期 {data.late.length} 件，该签发 {due} 张
              </h2>
              {data.late.length === 0 ? (
                <EmptyState title="这里列出逾期的问题和该走的一步" missing="现在没有逾期的问题；等别人决定的，时限停着，不算逾期。" />
              ) : null}
              <ul className="supervision-list ladder-list">
                {data.late.map((late) => (
                  <LateLine key={late.problem} late={late} maySign={maySign} />
                ))}
              </ul>
            </section>
          </>
        )
      }}
    </Shown>
  )
}

function LateLine({ late, maySign }: { late: Late; maySign: boolean }) {
  const { today } = useHere()
  const [paper, setPaper] = useState('')
  const { step } = late
  const sign = useAct(async () => {
    if (step === null) return
    await call('POST /api/ladder/cards', { body: { problem: late.problem, step, paper } })
    announce({ text: `已签发${consequenceWords[step]}：${late.owner ?? late.community}，问题 ${late.number}` })
  })
  return (
    <li>
      <span>
        <Link href={`/problems/${late.problem}`}>{late.number}</Link> {late.title}
        <span className="small ink2 ladder-who">
          {late.community} · {late.owner ?? '没有责任人'}
        </span>
      </span>
      <span>
        时限 {late.dueOn}，<b className="red">逾期 {late.daysLate} 个工作日</b>
        <details className="small ink2">
          <summary>怎么算的</summary>
          <DueLines steps={late.dueSteps} today={today} />
          逾期：{late.said}
        </details>
      </span>
      {step !== null && maySign ? (
        <Form className="supervision-line" onSubmit={() => sign.run(undefined)}>
          <TextInput value={paper} aria-label={`${late.number} 的文号`} placeholder="文号" maxLength={100} onChange={(event) => setPaper(event.target.value)} />
          <Button type="submit" kind="lead" size="row" isBusy={sign.isBusy} disabled={paper.trim().length < 2}>
            签发{consequenceWords[step]}
          </Button>
          {sign.error ? <ErrorState error={sign.error} /> : null}
        </Form>
      ) : (
        <span className="ink2">
          {step === null ? late.last === null ? '还不到第一步' : <Chip>{consequenceWords[late.last]}已发</Chip> : `该发${consequenceWords[step]}`}
        </span>
      )}
    </li>
  )
}

function Rules({ ladder, maySign }: { ladder: LadderOf; maySign: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const [days, setDays] = useState<Partial<Record<Step, string>>>({})
  const [paper, setPaper] = useState('')
  const rules = steps.flatMap((step) => (Number(days[step]) > 0 ? [{ step, days: Number(days[step]) }] : []))
  const state = useAct(async () => {
    await call('PUT /api/ladder', { body: { rules, paper } })
    announce({ text: `亮牌规则已写明，共 ${rules.length} 步` })
    setOpen(false)
  })
  const open = (): void => {
    setDays(Object.fromEntries(ladder.rules.map((rule) => [rule.step, String(rule.days)])))
    setPaper(ladder.paper ?? '')
    setOpen(true)
  }
  if (!isOpen)
    return (
      <div className="supervision-line">
        {ladder.rules.length === 0 ? (
          <span className="am">还没有写明规则。写明逾期几个工作日走哪一步、凭哪份文件，才会提示该签发的牌。</span>
        ) : (
          <span>
            逾期满 {ladder.rules.map((rule) => `${rule.days} 个工作日${consequenceWords[rule.step]}`).join('，')}{' '}
            <span className="small ink2">
              依据 {ladder.paper} · {ladder.statedBy} {ladder.statedOn} 写明
            </span>
          </span>
        )}
        {maySign ? <Button onClick={open}>{ladder.rules.length === 0 ? '写明规则' : '改规则'}</Button> : null}
      </div>
    )
  return (
    <Form className="supervision-form" aria-label="亮牌规则" onSubmit={() => state.run(undefined)}>
      <div className="supervision-fields">
        {steps.map((step) => (
          <Field key={step} label={`${consequenceWords[step]}：逾期满几个工作日`}>
            {(ids) => (
              <TextInput
                {...ids}
                inputMode="numeric"
                value={days[step] ?? ''}
                maxLength={3}
                placeholder="不用就空着"
                onChange={(event) => setDays({ ...days, [step]: event.target.value.replaceAll(/\D/g, '') })}
              />
            )}
          </Field>
        ))}
      </div>
      <Field label="依据" isRequired hint="文件名、文号和条款">
        {(ids) => <TextInput {...ids} value={paper} maxLength={500} onChange={(event) => setPaper(event.target.value)} />}
      </Field>
      <Button type="submit" kind="primary" isBusy={state.isBusy} disabled={paper.trim().length < 4}>
        写明 {rules.length} 步规则
      </Button>{' '}
      <Button onClick={() => setOpen(false)}>不改了</Button>
      {state.error ? <ErrorState error={state.error} /> : null}
    </Form>
  )
}
