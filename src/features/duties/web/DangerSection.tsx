import { useState } from 'react'
import { Link } from 'wouter'
import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import type { OutputOf } from '#src/ui/call.ts'
import { Field, TextArea, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { Segmented } from '#src/ui/Segmented.tsx'
import { EmptyState, ErrorState, Shown } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import type { api } from '../contract.ts'
import { useHere } from '#src/ui/here.ts'
import { call, useRead } from './calls.ts'
import { NewChildCardForm } from './NewChildCardForm.tsx'

type Report = OutputOf<(typeof api)['GET /api/mandatory-reports']>['reports'][number]
type PersonKind = Report['personKind']

const kinds: readonly { value: PersonKind; title: string }[] = [
  { value: 'minor', title: '未成年人' },
  { value: 'adult_without_capacity', title: '无或限制行为能力的成年人' },
  { value: 'other', title: '其他成年人' },
]

/** Dangers to a person: reported to whom the law names; red until the receipt is entered. */
export function DangerSection({ mayReport }: { mayReport: boolean }) {
  const answer = useRead('GET /api/mandatory-reports', {})
  return (
    <section className="duty-section">
      <Shown of={answer}>
        {({ reports }) => (
          <>
            <h2>
              强制报告 {reports.length} 件，{reports.filter((each) => each.receipt === null).length} 件还没有回执
            </h2>
            {reports.length === 0 ? <EmptyState title="发现虐待、遗弃、孩子没人管，从这里报告" missing="现在没有。" /> : null}
            <ul className="duty-list">
              {reports.map((report) => (
                <DangerRow key={report.report} report={report} mayReport={mayReport} />
              ))}
            </ul>
          </>
        )}
      </Shown>
      {mayReport ? <DangerForm /> : null}
    </section>
  )
}

function DangerRow({ report, mayReport }: { report: Report; mayReport: boolean }) {
  const [value, setValue] = useState({ recipient: report.recipient ?? '', receipt: '' })
  const save = useAct(() => call('POST /api/mandatory-reports/{report}/receipt', { params: { report: report.report }, body: value }).then(() => true))
  const { role } = useHere()
  const [isCarding, setCarding] = useState(false)
  const mayCard = mayReport && role !== 'grid' && report.personKind === 'minor' && report.card === null
  const submit = async (): Promise<void> => {
    if (await save.run(undefined)) announce({ text: `${report.name}的回执已记下` })
  }
  return (
    <li>
      <div className="duty-line">
        <div>
          <b className={report.receipt === null ? 'red' : ''}>
            {report.receipt === null ? <Icon name="triangle" label="还没有回执" /> : null} {report.name}（{report.divisionName}）{report.what}
          </b>
          <div className="small ink2">
            {report.basis} · {report.foundBy} 发现 · {report.recipient ? `报给 ${report.recipient}` : '还没有报'}{' '}
            {report.arrangement ? `· 安置：${report.arrangement}` : ''} {report.receipt ? `· 回执：${report.receipt}` : ''}
          </div>
        </div>
        <div className="duty-next">
          {report.card ? <Link href={`/child-cards?card=${report.card}`}>看应急卡</Link> : null}
          {mayCard ? <Button onClick={() => setCarding(!isCarding)}>孩子没人照看，建应急卡</Button> : null}
        </div>
      </div>
      {isCarding ? (
        <NewChildCardForm
          known={{ name: report.name, report: report.report, what: report.what, foundAt: report.foundAt, division: report.division }}
          onDone={() => setCarding(false)}
        />
      ) : null}
      {report.receipt === null && report.card === null && mayReport ? (
        <div className="duty-form">
          <div className="duty-grid">
            <Field label="报给谁" isRequired>
              {(ids) => <TextInput {...ids} value={value.recipient} onChange={(event) => setValue({ ...value, recipient: event.target.value })} />}
            </Field>
            <Field label="接报人或编号" isRequired>
              {(ids) => <TextInput {...ids} value={value.receipt} onChange={(event) => setValue({ ...value, receipt: event.target.value })} />}
            </Field>
          </div>
          {save.error ? <ErrorState error={save.error} /> : null}
          <Button kind="lead" isBusy={save.isBusy} onClick={() => void submit()}>
            记下回执，销去红色
          </Button>
        </div>
      ) : null}
    </li>
  )
}

function DangerForm() {
  const { value, change, clear } = useDraft('danger', { name: '', personKind: 'minor' as PersonKind, what: '', recipient: '', arrangement: '' })
  const save = useAct(() => call('POST /api/mandatory-reports', { body: value }))
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: `${value.name}的情况已记下；拿到回执前一直是红的` })
    clear()
  }
  return (
    <Form className="duty-form" aria-label="报告一件" onSubmit={submit}>
      <Field label="谁有危险" isRequired>
        {(ids) => <TextInput {...ids} value={value.name} onChange={(event) => change({ name: event.target.value })} />}
      </Field>
      <Segmented label="是什么人" choices={kinds} value={value.personKind} onChange={(personKind) => change({ personKind })} look="cards" />
      <Field label="看到了什么" isRequired>
        {(ids) => <TextArea {...ids} value={value.what} onChange={(event) => change({ what: event.target.value })} />}
      </Field>
      <div className="duty-grid">
        <Field label="已报给谁" hint="派出所、民政；还没报就空着">
          {(ids) => <TextInput {...ids} value={value.recipient} onChange={(event) => change({ recipient: event.target.value })} />}
        </Field>
        <Field label="现在谁在照看" hint="在哪里、由谁">
          {(ids) => <TextInput {...ids} value={value.arrangement} onChange={(event) => change({ arrangement: event.target.value })} />}
        </Field>
      </div>
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button kind="primary" type="submit" isBusy={save.isBusy}>
        记下并标红，等回执
      </Button>
    </Form>
  )
}
