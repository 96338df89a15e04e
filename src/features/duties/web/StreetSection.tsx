import { useState } from 'react'
import { Link } from 'wouter'
import { minuteOf } from '#src/ui/amounts.ts'
import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import type { OutputOf } from '#src/ui/call.ts'
import { Field, SelectInput, TextArea, TextInput } from '#src/ui/Field.tsx'
import { useHere } from '#src/ui/here.ts'
import { Icon } from '#src/ui/Icon.tsx'
import { ErrorState, Shown } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import type { api } from '../contract.ts'
import { call, useRead } from './calls.ts'
import { ChoiceOf, DutyForm } from './DutyForm.tsx'
import { useCommunities, useIsTown } from './places.ts'
import { instantOf, nowOn, sayMinutes } from './times.ts'
import { choicesOf, handKindWords, streetKindWords } from './words.ts'

type StreetCase = OutputOf<(typeof api)['GET /api/street-cases']>['cases'][number]

const people = choicesOf(streetKindWords).map((each) => (each.value === 'minor' || each.value === 'ill' ? { ...each, tone: 'danger' as const } : each))
const hands = choicesOf(handKindWords)

/** People found in the street: what is due to them, to whom they were handed, and how long it took. */
export function StreetSection({ mayWork }: { mayWork: boolean }) {
  const answer = useRead('GET /api/street-cases', {})
  const [isAdding, setAdding] = useState(false)
  return (
    <section className="duty-section" aria-label="街面发现的人">
      <Shown of={answer}>
        {({ waiting, cases }) => (
          <>
            <div className="duty-line">
              <h2>
                街面发现 {cases.length} 人，还没有交接 {waiting} 人
              </h2>
              {mayWork && !isAdding ? (
                <Button kind="lead" icon="plus" onClick={() => setAdding(true)}>
                  发现了人
                </Button>
              ) : null}
            </div>
            {isAdding ? <FoundForm onDone={() => setAdding(false)} /> : null}
            <ul className="duty-list">
              {cases.map((each) => (
                <CaseRow key={each.streetCase} streetCase={each} mayWork={mayWork} />
              ))}
            </ul>
          </>
        )}
      </Shown>
    </section>
  )
}

function CaseRow({ streetCase, mayWork }: { streetCase: StreetCase; mayWork: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const isWaiting = streetCase.handedAt === null
  return (
    <li>
      <div className="duty-line">
        <div>
          <b className={isWaiting ? 'red' : ''}>
            {isWaiting ? <Icon name={streetCase.personKind === 'minor' ? 'child' : 'triangle'} label="还没有交接" /> : null} {streetCase.name}，
            {streetKindWords[streetCase.personKind]}（{streetCase.divisionName} {streetCase.place}）{streetCase.condition}
          </b>
          <div className="small ink2">
            {minuteOf(streetCase.foundAt)} {streetCase.foundBy} 发现 · {streetCase.duty}
          </div>
          <div className="small">
            {isWaiting
              ? `还没有交接，已过 ${sayMinutes(streetCase.minutes)}`
              : `${minuteOf(streetCase.handedAt ?? '')} 交给${streetCase.handedTo ?? ''}（${handKindWords[streetCase.handedKind ?? 'station']}），用了 ${sayMinutes(streetCase.minutes)}${streetCase.receipt ? `，${streetCase.receipt}` : ''}`}
          </div>
          {streetCase.report !== null && !streetCase.hasReportReceipt ? (
            <div className="small">
              <Link href="/duties?part=dangers" className="red">
                <Icon name="triangle" label="还没有回执" /> 未成年人须强制报告，去登记回执
              </Link>
            </div>
          ) : null}
        </div>
        {isWaiting && mayWork ? (
          <Button kind="lead" onClick={() => setOpen(!isOpen)}>
            记交接
          </Button>
        ) : null}
      </div>
      {isOpen ? <HandForm streetCase={streetCase} onDone={() => setOpen(false)} /> : null}
    </li>
  )
}

function HandForm({ streetCase, onDone }: { streetCase: StreetCase; onDone: () => void }) {
  const { value, change, clear } = useDraft(`hand-${streetCase.streetCase}`, {
    kind: 'station' as keyof typeof handKindWords,
    to: '',
    at: '',
    receipt: '',
    citizenId: '',
  })
  const save = useAct(() =>
    call('POST /api/street-cases/{streetCase}/handover', { params: { streetCase: streetCase.streetCase }, body: { ...value, at: instantOf(value.at) } }).then(
      () => true,
    ),
  )
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: value.kind === 'home' ? `${streetCase.name}已送返，列入送返登记，回访从这天起算` : `${streetCase.name}已交接` })
    clear()
    onDone()
  }
  return (
    <DutyForm label={`${streetCase.name}的交接`} onSubmit={submit}>
      <ChoiceOf label="交给了谁" choices={hands} value={value.kind} onChange={(kind) => change({ kind })} />
      <div className="duty-grid">
        <Field label="具体是哪里、谁" isRequired>
          {(ids) => <TextInput {...ids} value={value.to} onChange={(event) => change({ to: event.target.value })} />}
        </Field>
        <Field label="交接时间" isRequired>
          {(ids) => <TextInput {...ids} type="datetime-local" value={value.at} onChange={(event) => change({ at: event.target.value })} />}
        </Field>
        <Field label="交接单号或接收人">
          {(ids) => <TextInput {...ids} value={value.receipt} onChange={(event) => change({ receipt: event.target.value })} />}
        </Field>
        {value.kind === 'home' ? (
          <Field label="身份证号" hint="不知道可以空着">
            {(ids) => <TextInput {...ids} value={value.citizenId} onChange={(event) => change({ citizenId: event.target.value })} />}
          </Field>
        ) : null}
      </div>
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button kind="primary" type="submit" isBusy={save.isBusy}>
        记下{streetCase.name}的交接
      </Button>
    </DutyForm>
  )
}

function FoundForm({ onDone }: { onDone: () => void }) {
  const isTown = useIsTown()
  const communities = useCommunities()
  const { today } = useHere()
  const { value, change, clear } = useDraft('street-found', {
    division: '',
    name: '',
    personKind: 'other' as keyof typeof streetKindWords,
    place: '',
    condition: '',
    foundAt: nowOn(today),
  })
  const save = useAct(() => call('POST /api/street-cases', { body: { ...value, foundAt: instantOf(value.foundAt) } }))
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: value.personKind === 'minor' ? `${value.name}已登记，并列入强制报告：请马上报公安、民政` : `${value.name}已登记，等交接` })
    clear()
    onDone()
  }
  return (
    <DutyForm label="登记发现的人" onSubmit={submit}>
      <ChoiceOf label="是什么人" choices={people} value={value.personKind} onChange={(personKind) => change({ personKind })} />
      <div className="duty-grid">
        {isTown ? (
          <Field label="哪个社区" isRequired>
            {(ids) => <SelectInput {...ids} options={communities} placeholder="请选" value={value.division} onChange={(division) => change({ division })} />}
          </Field>
        ) : null}
        <Field label="姓名" isRequired hint="不知道就写“不详”">
          {(ids) => <TextInput {...ids} value={value.name} onChange={(event) => change({ name: event.target.value })} />}
        </Field>
        <Field label="在哪里" isRequired>
          {(ids) => <TextInput {...ids} value={value.place} onChange={(event) => change({ place: event.target.value })} />}
        </Field>
        <Field label="发现时间" isRequired>
          {(ids) => <TextInput {...ids} type="datetime-local" value={value.foundAt} onChange={(event) => change({ foundAt: event.target.value })} />}
        </Field>
      </div>
      <Field label="当时的样子" isRequired hint="能不能走、冷不冷、有没有伤、谁和他在一起">
        {(ids) => <TextArea {...ids} value={value.condition} onChange={(event) => change({ condition: event.target.value })} />}
      </Field>
      {save.error ? <ErrorState error={save.error} /> : null}
      <span className="duty-next">
        <Button onClick={onDone}>先不登记</Button>
        <Button kind="primary" type="submit" isBusy={save.isBusy}>
          登记{value.name}，等交接
        </Button>
      </span>
    </DutyForm>
  )
}
