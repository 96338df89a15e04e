import { useLocation } from 'wouter'
import { readMoney } from '#src/domain/money.ts'
import { areaWords, kindWords, sourceWords, type Area, type Source } from '#src/domain/problem-words.ts'
import { campaignOptions, useAllCampaigns } from '#src/ui/Campaigns.tsx'
import { Button } from '#src/ui/Button.tsx'
import { CheckBox, Field, SelectInput, TextArea, TextInput } from '#src/ui/Field.tsx'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { Form } from '#src/ui/Form.tsx'
import { announce } from '#src/ui/notices.tsx'
import { Page } from '#src/ui/Page.tsx'
import { ProblemError } from '#src/ui/problem-error.ts'
import { Segmented } from '#src/ui/Segmented.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { callProblems, options, useDivisions, useReader } from './problems-api.ts'
import './problems.css'

/** No campaign asked for it. */
const daily = 'daily'

const usual: Record<string, Source> = { supervisor: 'supervision', secretary: 'self_check', worker: 'self_check', child_worker: 'self_check' }
const empty = {
  source: '',
  sourceNumber: '',
  title: '',
  division: '',
  area: '',
  subjectName: '',
  kind: 'process',
  amount: '',
  campaign: '',
  isChildMatter: false,
}

/** A problem written down by hand: where it comes from, what it is, where. The rest is filled in on its page. */
export function NewProblemPage() {
  const { role, division, person } = useReader()
  const divisions = useDivisions()
  const campaigns = campaignOptions(useAllCampaigns().filter((each) => each.state === 'approved'))
  const [, navigate] = useLocation()
  const { value, change, clear, isRestored } = useDraft('new-problem', empty)
  const source = value.source === '' ? (usual[role] ?? 'audit') : value.source
  const place = value.division === '' ? (division.length > 2 ? division.slice(0, 4) : '') : value.division
  const money = readMoney(value.amount === '' ? null : value.amount)
  const register = useAct(() =>
    callProblems('POST /api/problems', {
      body: {
        source: source as Source,
        sourceNumber: value.sourceNumber.trim() === '' ? null : value.sourceNumber.trim(),
        title: value.title,
        division: place,
        area: value.area as Area,
        subjectName: value.subjectName.trim() === '' ? null : value.subjectName.trim(),
        kind: value.kind as 'process',
        isChildMatter: value.isChildMatter,
        concerned: money.fen,
        ...(value.campaign === '' ? {} : { campaign: value.campaign === daily ? null : value.campaign }),
      },
    }),
  )
  const errors = register.error instanceof ProblemError ? register.error.fields : {}
  const submit = async (): Promise<void> => {
    const done = await register.run(undefined)
    if (!done) return
    clear()
    announce({ text: done.isMerged ? `问题 ${done.number} 说的是同一件事，来源并进去了，没有另立` : `登记了问题 ${done.number}` })
    navigate(`/problems/${done.problem}`)
  }
  const isReady = value.title.trim() !== '' && place !== '' && value.area !== '' && money.outcome !== 'unreadable'
  return (
    <Page>
      <PageHead crumbs={[{ text: '问题', to: '/problems' }, { text: '登记一条' }]} />
      <FirstLine note={`由${person}登记；登记后由镇民政办认定。${isRestored ? '上次没交的内容还在。' : ''}`}>
        登记一条问题：从哪里来，是什么，在哪个社区
      </FirstLine>
      <Form className="problem-form new-problem" onSubmit={submit}>
        <Field label="问题来源" layout="left" error={errors['source']}>
          {() => (
            <Segmented
              label="问题来源"
              look="cards"
              choices={options(sourceWords).filter((each) => each.value !== 'data')}
              value={source as Source}
              onChange={(next) => change({ source: next })}
            />
          )}
        </Field>
        <Field label="来源编号" layout="left" hint="审计底稿号、督查反馈号、信访件号；没有就空着" error={errors['sourceNumber']}>
          {(field) => <TextInput {...field} value={value.sourceNumber} maxLength={100} onChange={(event) => change({ sourceNumber: event.target.value })} />}
        </Field>
        <Field label="什么问题" layout="left" isRequired hint="一句话：谁、什么事、什么时候" error={errors['title']}>
          {(field) => <TextArea {...field} value={value.title} onChange={(event) => change({ title: event.target.value })} />}
        </Field>
        <Field label="社区" layout="left" isRequired error={errors['division']}>
          {(field) => (
            <SelectInput
              {...field}
              value={place}
              placeholder="请选"
              options={divisions.map((each) => ({ value: each.code, title: each.code.length === 2 ? `${each.name}（镇本级）` : each.name }))}
              onChange={(next) => change({ division: next })}
            />
          )}
        </Field>
        <Field label="领域" layout="left" isRequired error={errors['area']}>
          {() => (
            <Segmented
              label="领域"
              look="cards"
              choices={options(areaWords)}
              value={(value.area === '' ? undefined : value.area) as Area | undefined}
              onChange={(next) => change({ area: next })}
            />
          )}
        </Field>
        <Field label="性质" layout="left">
          {() => (
            <Segmented label="性质" look="cards" choices={options(kindWords)} value={value.kind as 'process'} onChange={(next) => change({ kind: next })} />
          )}
        </Field>
        <Field label="涉及谁" layout="left" hint="姓名，或“3 人”；知道多少写多少">
          {(field) => <TextInput {...field} value={value.subjectName} maxLength={100} onChange={(event) => change({ subjectName: event.target.value })} />}
        </Field>
        {value.kind === 'money' ? (
          <Field
            label="涉及金额"
            layout="left"
            hint="元；这些月份发了多少，不是多发多少"
            error={money.outcome === 'unreadable' ? '读不出金额，例如 1,362.00' : undefined}
          >
            {(field) => <TextInput {...field} inputMode="decimal" value={value.amount} onChange={(event) => change({ amount: event.target.value })} />}
          </Field>
        ) : null}
        {campaigns.length > 0 ? (
          <Field label="专项行动" layout="left">
            {(field) => (
              <SelectInput
                {...field}
                value={value.campaign}
                placeholder="按领域和主题自动归"
                options={[...campaigns, { value: daily, title: '日常工作，不属于专项行动' }]}
                onChange={(campaign) => change({ campaign })}
              />
            )}
          </Field>
        ) : null}
        <Field label="儿童的事" layout="left">
          {() => <CheckBox isLabelled label="是，只给办这件事的人看" isChecked={value.isChildMatter} onChange={(isOn) => change({ isChildMatter: isOn })} />}
        </Field>
        {register.error ? <ErrorState error={register.error} /> : null}
        <div className="problem-form-foot">
          <Button type="submit" kind="primary" isBusy={register.isBusy} disabled={!isReady}>
            登记 1 条问题，等镇民政办认定
          </Button>
          {isReady ? null : (
            <span className="small ink2">
              还缺
              {[value.title.trim() === '' ? '什么问题' : '', place === '' ? '社区' : '', value.area === '' ? '领域' : '']
                .filter((each) => each !== '')
                .join('、')}
            </span>
          )}
        </div>
      </Form>
    </Page>
  )
}
