import { useState } from 'react'
import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import type { OutputOf } from '#src/ui/call.ts'
import { Field, SelectInput, TextInput } from '#src/ui/Field.tsx'
import { FilePicker } from '#src/ui/FilePicker.tsx'
import { useHere } from '#src/ui/here.ts'
import { EmptyState, ErrorState, Shown } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { Chip, MaskedId } from '#src/ui/values.tsx'
import type { api } from '../contract.ts'
import { call, sendProof, useRead } from './calls.ts'
import { DutyForm } from './DutyForm.tsx'
import { useCommunities, useIsTown } from './places.ts'

type Consent = OutputOf<(typeof api)['GET /api/consents']>['consents'][number]

const stateWords = { running: '有效', ending: '30 天内到期', over: '已到期、已撤回' } as const
const relations = ['本人', '配偶', '子女', '父母', '其他共同生活的家人', '不共同生活的法定义务人'].map((each) => ({ value: each, title: each }))

/** Who agreed that means are compared, until when; and applications for which nobody signed yet. */
export function ConsentSection() {
  const answer = useRead('GET /api/consents', {})
  const { role } = useHere()
  const mayWrite = role === 'clerk' || role === 'worker' || role === 'secretary'
  return (
    <section className="duty-section">
      <Shown of={answer}>
        {({ running, ending, over, consents, waiting }) => (
          <>
            <h2>
              家庭经济状况核对授权：有效 {running} 份，其中 30 天内到期 {ending} 份；已到期、已撤回 {over} 份
            </h2>
            <p className="small ink2">
              共同生活的家人履行授权手续（审核确认办法第九条）；不共同生活的法定义务人要本人同意才能核对（社会救助法第四十一条）。没有授权的，不核对、不催问。
            </p>
            {waiting.length > 0 ? (
              <p className="am">
                在办的申请里 {waiting.length} 份没有有效的授权：
                {waiting
                  .slice(0, 8)
                  .map((each) => `${each.name}（${each.divisionName}）`)
                  .join('、')}
                {waiting.length > 8 ? ' 等' : ''}
              </p>
            ) : null}
            {consents.length === 0 ? <EmptyState title="这里登记每一份核对授权书和同意书" missing="还没有登记，也可以在“导入”里导入授权登记表。" /> : null}
            <ul className="duty-list" aria-label="核对授权">
              {consents.slice(0, 200).map((each) => (
                <ConsentRow key={each.consent} consent={each} mayWrite={mayWrite} />
              ))}
            </ul>
            {consents.length > 200 ? <p className="small ink3">先列最近 200 份，共 {consents.length} 份；全部在“台账”里看。</p> : null}
          </>
        )}
      </Shown>
      {mayWrite ? <ConsentForm /> : null}
    </section>
  )
}

function ConsentRow({ consent, mayWrite }: { consent: Consent; mayWrite: boolean }) {
  const { today } = useHere()
  const [isOpen, setOpen] = useState(false)
  const [why, setWhy] = useState('')
  const save = useAct(() =>
    call('POST /api/consents/{consent}/withdrawal', { params: { consent: consent.consent }, body: { on: today, why } }).then(() => true),
  )
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: `${consent.name}的授权从今天起撤回，以后不再核对` })
    setOpen(false)
  }
  return (
    <li aria-label={`${consent.name}的授权`}>
      <div className="duty-line">
        <div>
          <b>{consent.name}</b>{' '}
          <span className="small ink3">
            <MaskedId id={consent.citizenId} />
          </span>{' '}
          {consent.relation === '本人' || consent.applicant === null ? consent.relation : `${consent.relation ?? ''}（申请人 ${consent.applicant}）`}，
          {consent.divisionName}
          <div className="small ink2">
            {consent.signedOn ?? '没写日期'} 签字{consent.endsOn ? `，到 ${consent.endsOn}` : '，没有写期限'}
          </div>
        </div>
        <div className="duty-next">
          <Chip tone={consent.state === 'running' ? 'ink' : consent.state === 'ending' ? 'amber' : 'quiet'}>{stateWords[consent.state]}</Chip>
          {mayWrite && consent.state !== 'over' ? (
            <Button size="row" onClick={() => setOpen(!isOpen)}>
              撤回…
            </Button>
          ) : null}
        </div>
      </div>
      {isOpen ? (
        <DutyForm label={`撤回${consent.name}的授权`} onSubmit={submit}>
          <Field label="为什么撤回" isRequired hint="本人提出、不再申请；撤回以后不能恢复，要用再签一份">
            {(ids) => <TextInput {...ids} value={why} onChange={(event) => setWhy(event.target.value)} />}
          </Field>
          {save.error ? <ErrorState error={save.error} /> : null}
          <Button kind="primary" type="submit" isBusy={save.isBusy}>
            今天起撤回{consent.name}的授权
          </Button>
        </DutyForm>
      ) : null}
    </li>
  )
}

function ConsentForm() {
  const { today } = useHere()
  const isTown = useIsTown()
  const communities = useCommunities()
  const { value, change, clear } = useDraft('consent', {
    division: '',
    name: '',
    citizenId: '',
    relation: '本人',
    applicantName: '',
    applicantCitizenId: '',
    signedOn: today,
    endsOn: '',
    attachments: [] as string[],
  })
  const save = useAct(() => call('POST /api/consents', { body: { ...value, endsOn: value.endsOn || null } }))
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: `${value.name}的核对授权已登记` })
    clear()
  }
  const text = (label: string, key: 'name' | 'citizenId' | 'applicantName' | 'applicantCitizenId') => (
    <Field label={label} isRequired>
      {(ids) => <TextInput {...ids} value={value[key]} onChange={(event) => change({ [key]: event.target.value })} />}
    </Field>
  )
  return (
    <DutyForm label="登记一份授权" onSubmit={submit}>
      <div className="duty-grid">
        {isTown ? (
          <Field label="哪个社区" isRequired>
            {(ids) => <SelectInput {...ids} options={communities} placeholder="请选" value={value.division} onChange={(division) => change({ division })} />}
          </Field>
        ) : null}
        {text('签字人', 'name')}
        {text('签字人身份证号', 'citizenId')}
        <Field label="与申请人的关系" isRequired>
          {(ids) => <SelectInput {...ids} options={relations} value={value.relation} onChange={(relation) => change({ relation })} />}
        </Field>
        {value.relation === '本人' ? null : text('申请人姓名', 'applicantName')}
        {value.relation === '本人' ? null : text('申请人身份证号', 'applicantCitizenId')}
        <Field label="签字日期" isRequired>
          {(ids) => <TextInput {...ids} type="date" value={value.signedOn} onChange={(event) => change({ signedOn: event.target.value })} />}
        </Field>
        <Field label="有效期至" hint="授权书没有写就空着">
          {(ids) => <TextInput {...ids} type="date" value={value.endsOn} onChange={(event) => change({ endsOn: event.target.value })} />}
        </Field>
      </div>
      <FilePicker
        label="授权书照片或扫描件"
        takesPhotos
        send={sendProof}
        onSent={(attachment) => change({ attachments: [...value.attachments, attachment] })}
      />
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button kind="primary" type="submit" isBusy={save.isBusy}>
        登记{value.name || '这份'}的授权
      </Button>
    </DutyForm>
  )
}
