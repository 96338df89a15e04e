import { useState } from 'react'
import { Link } from 'wouter'
import { DueDate } from '#src/ui/DueDate.tsx'
import { useHere } from '#src/ui/here.ts'
import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import type { OutputOf } from '#src/ui/call.ts'
import { Field, SelectInput, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { ErrorState, Shown } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import type { api } from '../contract.ts'
import { call, useRead } from './calls.ts'
import { DutyTable } from './DutyTable.tsx'

type Report = OutputOf<(typeof api)['GET /api/monthly-reports']>['reports'][number]

const kindWords = { death: '死亡人员', employment: '入职就业' } as const

/** Every community's monthly reports, zero counts beside what data shows; a community reports its own. */
export function MonthlyReportSection({ mayReport }: { mayReport: boolean }) {
  const { today } = useHere()
  const { query, change } = useUrlQuery()
  const month = query.get('month')
  const answer = useRead('GET /api/monthly-reports', { query: month ? { month } : {} }, { keepsLast: true })
  return (
    <section className="duty-section">
      <Shown of={answer}>
        {({ reports, months, month: shown, due, dueSteps }) => {
          const missing = reports.filter((report) => report.state === 'missing')
          const contradicted = reports.filter((report) => report.contradicts.length > 0)
          return (
            <>
              <h2>
                {shown} 月报：{reports.length} 份应报，已报 {reports.length - missing.length} 份，没报 {missing.length} 份
                {contradicted.length > 0 ? `，${contradicted.length} 份与数据对不上` : ''}
              </h2>
              <Field label="月份" layout="left">
                {(ids) => (
                  <SelectInput
                    {...ids}
                    value={shown}
                    options={months.map((value) => ({ value, title: value }))}
                    onChange={(value) => change({ month: value })}
                  />
                )}
              </Field>
              <DutyTable heads={['社区', '事项', '报了多少', '人员', '谁报的', '与数据对照']}>
                {reports.map((report) => (
                  <ReportRow key={`${report.division}${report.kind}`} report={report} />
                ))}
              </DutyTable>
              <p className="small ink3">
                没有人也要报“0 人”。{shown} 的月报 <DueDate date={due} today={today} steps={dueSteps} /> 到期。
              </p>
              {mayReport ? <ReportForm key={shown} month={shown} /> : null}
            </>
          )
        }}
      </Shown>
    </section>
  )
}

function ReportRow({ report }: { report: Report }) {
  return (
    <tr>
      <th scope="row">{report.name}</th>
      <td>{kindWords[report.kind]}</td>
      <td>{report.state === 'missing' ? <StateWord kind="open" word="没报" /> : report.state === 'zero' ? '0 人' : `${report.count} 人`}</td>
      <td>
        {report.people.map((person) => `${person.name}${person.on ? ` ${person.on}` : ''}${person.handled ? `（${person.handled}）` : ''}`).join('、') || '—'}
      </td>
      <td>{report.reporter ? `${report.reporter} ${report.reportedOn ?? ''}` : '—'}</td>
      <td>
        {report.contradicts.length === 0
          ? '—'
          : report.contradicts.map((each) => (
              <Link key={each.lead} href={`/leads/${each.lead}`}>
                {each.sentence}
              </Link>
            ))}
      </td>
    </tr>
  )
}

interface Person {
  name: string
  citizenId: string
  on: string
  program: string
  handled: string
}

function ReportForm({ month }: { month: string }) {
  const [kind, setKind] = useState<'death' | 'employment'>('death')
  const { value, change, clear, keptAt } = useDraft(`report-${month}-${kind}`, { people: [] as Person[] })
  const send = useAct(() => call('POST /api/monthly-reports', { body: { month, kind, people: value.people } }))
  const set = (at: number, part: Partial<Person>): void => change({ people: value.people.map((person, n) => (n === at ? { ...person, ...part } : person)) })
  const submit = async (): Promise<void> => {
    if (!(await send.run(undefined))) return
    announce({ text: `${month} ${kindWords[kind]}月报已报：${value.people.length} 人` })
    clear()
  }
  return (
    <Form className="duty-form" aria-label="填报月报" onSubmit={submit}>
      <b>填报 {month}</b>
      <SelectInput
        aria-label="事项"
        value={kind}
        options={[
          { value: 'death', title: '死亡人员' },
          { value: 'employment', title: '保障对象入职就业' },
        ]}
        onChange={(next) => setKind(next === 'death' ? 'death' : 'employment')}
      />
      {value.people.map((person, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- rows are only added at the end and have no other identity
        <div key={at} className="duty-grid">
          <TextInput aria-label={`第 ${at + 1} 人姓名`} placeholder="姓名" value={person.name} onChange={(event) => set(at, { name: event.target.value })} />
          <TextInput
            aria-label={`第 ${at + 1} 人身份证号`}
            placeholder="身份证号"
            value={person.citizenId}
            onChange={(event) => set(at, { citizenId: event.target.value })}
          />
          <TextInput aria-label={`第 ${at + 1} 人日期`} type="date" value={person.on} onChange={(event) => set(at, { on: event.target.value })} />
          <TextInput
            aria-label={`第 ${at + 1} 人享受待遇`}
            placeholder="享受待遇"
            value={person.program}
            onChange={(event) => set(at, { program: event.target.value })}
          />
          <TextInput
            aria-label={`第 ${at + 1} 人处理情况`}
            placeholder="处理情况，如 11 月起停发"
            value={person.handled}
            onChange={(event) => set(at, { handled: event.target.value })}
          />
        </div>
      ))}
      <Button onClick={() => change({ people: [...value.people, { name: '', citizenId: '', on: '', program: '', handled: '' }] })}>加一人</Button>
      {send.error ? <ErrorState error={send.error} /> : null}
      <div className="duty-form-foot">
        <span className="small ink3">{keptAt ? `草稿 ${keptAt} 已存在本机` : '报过可以再报，以最后一次为准'}</span>
        <Button kind="primary" type="submit" isBusy={send.isBusy}>
          报送 {month} {kindWords[kind]} {value.people.length} 人
        </Button>
      </div>
    </Form>
  )
}
