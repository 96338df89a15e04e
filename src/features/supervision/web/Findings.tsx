import { useState } from 'react'
import { Link } from 'wouter'
import { inspectionWords, resultWords } from '#src/domain/supervision-words.ts'
import { Button } from '#src/ui/Button.tsx'
import { Field, SelectInput, TextArea, TextInput } from '#src/ui/Field.tsx'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { Form } from '#src/ui/Form.tsx'
import { announce } from '#src/ui/notices.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { problemLooks } from '#src/ui/state-kinds.ts'
import { Segmented } from '#src/ui/Segmented.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call, useDivisions, useReaderOf, type Finding, type InspectionDetail } from './calls.ts'

type Result = keyof typeof resultWords

/** An inspection or a secret visit: what was found, each a problem of the ledger, and whether it was mended when looked at again. */
export function Findings({ detail }: { detail: InspectionDetail }) {
  const { inspection, findings } = detail
  const { role, today } = useReaderOf()
  const mayWrite = role === 'supervisor'
  return (
    <>
      <PageHead crumbs={[{ text: '督查', to: '/supervision?part=inspections' }, { text: `${inspection.number} ${inspection.title}` }]} />
      <FirstLine note={`${inspectionWords[inspection.kind]} · ${inspection.on} · ${inspection.team || inspection.by}`}>
        {inspection.title}：发现 {inspection.findings} 条，{inspection.openFindings} 条还没看到改
      </FirstLine>
      {inspection.note ? <p>{inspection.note}</p> : null}
      {mayWrite ? <FindingForm inspection={inspection.inspection} isSecret={inspection.kind === 'secret_visit'} /> : null}
      {findings.length === 0 ? <p className="ink3">还没有写发现。没有发现也是结果，写在“看了什么”里。</p> : null}
      <ul className="order-list">
        {findings.map((finding) => (
          <FindingRow key={finding.finding} finding={finding} mayWrite={mayWrite} today={today} />
        ))}
      </ul>
    </>
  )
}

function FindingRow({ finding, mayWrite, today }: { finding: Finding; mayWrite: boolean; today: string }) {
  const look = problemLooks[finding.state]
  const last = finding.followUps.at(-1)
  return (
    <li>
      <div className="order-head">
        <b>{finding.community}</b>
        {last?.result === 'mended' ? <StateWord kind="done" word="已改" /> : <StateWord kind="look" word={last ? resultWords[last.result] : '还没回头看'} />}
        <span className="small">
          问题 <Link href={`/problems/${finding.problem}`}>{finding.number}</Link> {look ? look.word : ''}
        </span>
      </div>
      <p>{finding.text}</p>
      {finding.followUps.map((each) => (
        <p key={`${each.on} ${each.text}`} className="small ink2">
          {each.on} {each.by}回头看：{resultWords[each.result]}，{each.text}
        </p>
      ))}
      {mayWrite && last?.result !== 'mended' ? <FollowUpForm finding={finding.finding} today={today} /> : null}
    </li>
  )
}

function FollowUpForm({ finding, today }: { finding: string; today: string }) {
  const draft = useDraft<{ result: Result; text: string }>(`finding:${finding}`, { result: 'mended', text: '' })
  const [isOpen, setOpen] = useState(false)
  const write = useAct(() => call('POST /api/findings/{finding}/follow-ups', { params: { finding }, body: { on: today, ...draft.value } }))
  const run = async (): Promise<void> => {
    if (!(await write.run(undefined))) return
    announce({ text: `已记：回头看，${resultWords[draft.value.result]}` })
    draft.clear()
    setOpen(false)
  }
  if (!isOpen && !draft.isRestored)
    return (
      <Button size="row" onClick={() => setOpen(true)}>
        记一次回头看
      </Button>
    )
  return (
    <Form className="supervision-line" onSubmit={run}>
      <Segmented
        label="改没改"
        value={draft.value.result}
        choices={(Object.keys(resultWords) as Result[]).map((value) => ({ value, title: resultWords[value] }))}
        onChange={(result) => draft.change({ result })}
      />
      <TextInput
        value={draft.value.text}
        aria-label="看到的情况"
        placeholder="看到的情况"
        maxLength={1000}
        onChange={(event) => draft.change({ text: event.target.value })}
      />
      <Button type="submit" kind="lead" size="row" isBusy={write.isBusy} disabled={draft.value.text.trim().length < 2}>
        记下
      </Button>
      {write.error ? <ErrorState error={write.error} /> : null}
    </Form>
  )
}

function FindingForm({ inspection, isSecret }: { inspection: string; isSecret: boolean }) {
  const communities = useDivisions().filter((each) => each.code.length === 4)
  const draft = useDraft(`inspection:${inspection}:finding`, { division: '', text: '', person: '' })
  const write = useAct(() => call('POST /api/inspections/{inspection}/findings', { params: { inspection }, body: draft.value }))
  const run = async (): Promise<void> => {
    const answer = await write.run(undefined)
    if (!answer) return
    announce({ text: `已登记为问题 ${answer.number}，来源${isSecret ? '暗访' : '督查'}` })
    draft.clear()
  }
  return (
    <Form className="supervision-form" onSubmit={run}>
      <div className="supervision-fields">
        <Field label="哪个社区" isRequired>
          {(ids) => (
            <SelectInput
              {...ids}
              value={draft.value.division}
              placeholder="请选"
              options={communities.map((each) => ({ value: each.code, title: each.name }))}
              onChange={(division) => draft.change({ division })}
            />
          )}
        </Field>
        <Field label="涉及谁">
          {(ids) => <TextInput {...ids} value={draft.value.person} maxLength={60} onChange={(event) => draft.change({ person: event.target.value })} />}
        </Field>
      </div>
      <Field label="发现了什么" isRequired hint={draft.keptAt ? `草稿 ${draft.keptAt} 已存在本机` : undefined}>
        {(ids) => <TextArea {...ids} value={draft.value.text} maxLength={1000} onChange={(event) => draft.change({ text: event.target.value })} />}
      </Field>
      <Button type="submit" kind="primary" isBusy={write.isBusy} disabled={draft.value.division === '' || draft.value.text.trim().length < 4}>
        写成问题，来源{isSecret ? '暗访' : '督查'}
      </Button>
      {write.error ? <ErrorState error={write.error} /> : null}
    </Form>
  )
}
