import { useState } from 'react'
import { programs, programWord, type Program } from '#src/domain/programs.ts'
import { DueDate } from '#src/ui/DueDate.tsx'
import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import type { OutputOf } from '#src/ui/call.ts'
import { Field, SelectInput, TextArea, TextInput } from '#src/ui/Field.tsx'
import { FirstLine, NumberLink } from '#src/ui/FirstLine.tsx'
import { useHere } from '#src/ui/here.ts'
import { Segmented } from '#src/ui/Segmented.tsx'
import { EmptyState, ErrorState, Shown } from '#src/ui/States.tsx'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import type { api } from '../contract.ts'
import { call, useRead } from './calls.ts'
import { DutyForm } from './DutyForm.tsx'
import { FieldPage } from './FieldPage.tsx'
import { applicationStateWords } from './words.ts'

type Register = OutputOf<(typeof api)['GET /api/applications']>
type Application = Register['applications'][number]

const shows = [
  { value: 'todo', title: '等转报、等受理' },
  { value: 'late', title: '晚了的' },
  { value: 'refused', title: '不予受理' },
  { value: 'all', title: '近一年全部' },
] as const
type Show = (typeof shows)[number]['value']
const statesOf: Record<Show, readonly string[]> = {
  todo: ['waiting', 'late', 'forwarded'],
  late: ['late', 'late_forwarded'],
  refused: ['refused', 'refused_without_reason'],
  all: Object.keys(applicationStateWords),
}

/** 书面申请: taken with a receipt, handed in at the town's window in time, refused only with a reason. */
export function ApplicationsPage() {
  const answer = useRead('GET /api/applications', {})
  const { query, change } = useUrlQuery()
  const { role } = useHere()
  const show: Show = shows.find((each) => each.value === query.get('show'))?.value ?? 'todo'
  const [isAdding, setAdding] = useState(false)
  const mayTake = role === 'worker' || role === 'secretary' || role === 'child_worker' || role === 'grid'
  return (
    <FieldPage entered={['application', 'application_forwarding', 'application_acceptance']}>
      <Shown of={answer}>
        {(data) => (
          <>
            <FirstLine
              note={<LimitNote data={data} />}
              actions={
                mayTake && !isAdding ? (
                  <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
                    接收一份申请
                  </Button>
                ) : null
              }
            >
              近一年申请 {data.total} 份，等转报 <NumberLink to="/applications?show=todo">{data.waiting} 份</NumberLink>，转报晚了{' '}
              <NumberLink to="/applications?show=late" {...(data.late > 0 ? { tone: 'red' as const } : {})}>
                {data.late} 份
              </NumberLink>
              ，不予受理没有写理由 <NumberLink to="/applications?show=refused">{data.refusedWithoutReason} 份</NumberLink>
            </FirstLine>
            {isAdding ? <ReceiveForm onDone={() => setAdding(false)} /> : null}
            <Segmented label="看哪些" choices={shows} value={show} onChange={(value) => change({ show: value }, { isStep: true })} />
            {data.total === 0 ? (
              <EmptyState title="这里是申请接收登记" missing="收到书面申请就登记，给申请人一个编号；社区只接收、转报，受不受理由镇里决定。" />
            ) : null}
            <ul className="duty-list" aria-label="申请">
              {data.applications
                .filter((each) => statesOf[show].includes(each.state))
                .map((each) => (
                  <ApplicationRow key={each.application} application={each} mayForward={mayTake} mayAnswer={role === 'clerk'} />
                ))}
            </ul>
            <p className="small ink3">有人说申请被拒收：到“主动发现”登记一条“说申请被拒收”的线索，核实后协助申请或说明理由。</p>
          </>
        )}
      </Shown>
    </FieldPage>
  )
}

function LimitNote({ data }: { data: Register }) {
  const limits = data.limits.map((each) => `${programWord(each.program, 'name')} ${each.value} 个工作日（${each.source}）`)
  return (
    <>
      {limits.length > 0 ? `转报时限：${limits.join('；')}` : '镇里还没有写明转报时限'}
      {data.withoutBasis.length > 0 ? `；缺依据，不催：${data.withoutBasis.map((each) => programWord(each, 'name')).join('、')}` : ''}
    </>
  )
}

function ApplicationRow({ application, mayForward, mayAnswer }: { application: Application; mayForward: boolean; mayAnswer: boolean }) {
  const { today } = useHere()
  const [isRefusing, setRefusing] = useState(false)
  const forward = useAct(() =>
    call('POST /api/applications/{application}/forwarding', { params: { application: application.application }, body: { on: today } }).then(() => true),
  )
  const accept = useAct(() =>
    call('POST /api/applications/{application}/answer', {
      params: { application: application.application },
      body: { isAccepted: true, on: today, reason: '' },
    }).then(() => true),
  )
  const isWaiting = application.state === 'waiting' || application.state === 'late'
  const isAnswerable =
    isWaiting || application.state === 'forwarded' || application.state === 'late_forwarded' || application.state === 'refused_without_reason'
  const isRed = application.state === 'late' || application.state === 'refused_without_reason'
  return (
    <li>
      <div className="duty-line">
        <div>
          <b>{application.name}</b>（{application.divisionName}）{programWord(application.program, 'name')}{' '}
          <span className={isRed ? 'red' : 'ink2'}>{applicationStateWords[application.state]}</span>
          <div className="small ink2">
            {application.number} · {application.appliedOn} 申请 · {application.receivedOn ? `${application.receivedOn} 接收` : '没有接收日期'} ·{' '}
            {application.forwardedOn ? `${application.forwardedOn} 转报` : '还没有转报'}
            {application.acceptedOn ? ` · ${application.acceptedOn} 受理` : ''}
            {application.cause ? ` · ${application.cause}` : ''}
            {application.reason ? ` · 理由：${application.reason}` : ''}
          </div>
        </div>
        <div className="duty-next">
          {isWaiting ? <DueDate date={application.dueOn} today={today} steps={application.dueSteps} placement="below-right" /> : null}
          {isWaiting && mayForward ? (
            <Button
              kind="lead"
              isBusy={forward.isBusy}
              onClick={() =>
                void forward.run(undefined).then((done) => (done ? announce({ text: `${application.name}的申请记为今天已转报镇窗口` }) : undefined))
              }
            >
              今天已转报镇窗口
            </Button>
          ) : null}
          {isAnswerable && mayAnswer ? (
            <>
              <Button
                kind="lead"
                isBusy={accept.isBusy}
                onClick={() => void accept.run(undefined).then((done) => (done ? announce({ text: `${application.name}的申请已受理` }) : undefined))}
              >
                受理
              </Button>
              <Button onClick={() => setRefusing(!isRefusing)}>不予受理…</Button>
            </>
          ) : null}
        </div>
      </div>
      {forward.error || accept.error ? <ErrorState error={forward.error ?? accept.error} /> : null}
      {isRefusing ? <RefuseForm application={application} onDone={() => setRefusing(false)} /> : null}
    </li>
  )
}

function RefuseForm({ application, onDone }: { application: Application; onDone: () => void }) {
  const { today } = useHere()
  const { value, change, clear } = useDraft(`refuse-${application.application}`, { reason: '' })
  const save = useAct(() =>
    call('POST /api/applications/{application}/answer', {
      params: { application: application.application },
      body: { isAccepted: false, on: today, reason: value.reason },
    }).then(() => true),
  )
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: `${application.name}的申请不予受理，理由已记下；请出具书面告知` })
    clear()
    onDone()
  }
  return (
    <DutyForm label={`不予受理${application.name}的申请`} onSubmit={submit}>
      <Field label="理由和依据" isRequired hint="写进不予受理告知书，书面告知申请人">
        {(ids) => <TextArea {...ids} value={value.reason} onChange={(event) => change({ reason: event.target.value })} />}
      </Field>
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button kind="primary" type="submit" isBusy={save.isBusy}>
        记为不予受理，书面告知
      </Button>
    </DutyForm>
  )
}

const programChoices = programs.map((value) => ({ value, title: programWord(value, 'name') }))

function ReceiveForm({ onDone }: { onDone: () => void }) {
  const { today } = useHere()
  const { value, change, clear } = useDraft('application', {
    name: '',
    citizenId: '',
    program: 'dibao' as Program,
    appliedOn: today,
    cause: '',
  })
  const save = useAct(() => call('POST /api/applications', { body: value }))
  const submit = async (): Promise<void> => {
    const done = await save.run(undefined)
    if (!done) return
    announce({ text: `已接收${value.name}的申请，回执编号 ${done.number}` })
    clear()
    onDone()
  }
  return (
    <DutyForm label="接收一份申请" onSubmit={submit}>
      <div className="duty-grid">
        <Field label="申请人" isRequired>
          {(ids) => <TextInput {...ids} value={value.name} onChange={(event) => change({ name: event.target.value })} />}
        </Field>
        <Field label="身份证号" isRequired>
          {(ids) => <TextInput {...ids} value={value.citizenId} onChange={(event) => change({ citizenId: event.target.value })} />}
        </Field>
        <Field label="申请什么" isRequired>
          {(ids) => <SelectInput {...ids} options={programChoices} value={value.program} onChange={(program) => change({ program: program as Program })} />}
        </Field>
        <Field label="申请日期" isRequired>
          {(ids) => <TextInput {...ids} type="date" value={value.appliedOn} onChange={(event) => change({ appliedOn: event.target.value })} />}
        </Field>
      </div>
      <Field label="申请原因">{(ids) => <TextArea {...ids} value={value.cause} onChange={(event) => change({ cause: event.target.value })} />}</Field>
      {save.error ? <ErrorState error={save.error} /> : null}
      <span className="duty-next">
        <Button onClick={onDone}>先不接收</Button>
        <Button kind="primary" type="submit" isBusy={save.isBusy}>
          接收{value.name}的申请，给回执编号
        </Button>
      </span>
    </DutyForm>
  )
}
