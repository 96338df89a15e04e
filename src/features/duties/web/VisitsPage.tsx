import { useState } from 'react'
import { DueDate } from '#src/ui/DueDate.tsx'
import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import type { OutputOf } from '#src/ui/call.ts'
import { Field, TextArea, TextInput } from '#src/ui/Field.tsx'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { useHere } from '#src/ui/here.ts'
import { Segmented } from '#src/ui/Segmented.tsx'
import { EmptyState, ErrorState, Shown } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { MaskedId } from '#src/ui/values.tsx'
import type { api } from '../contract.ts'
import { call, useRead } from './calls.ts'
import { KeptMonth } from './KeptMonth.tsx'
import { DutyForm, Photos } from './DutyForm.tsx'
import { FieldPage } from './FieldPage.tsx'
import { MonthSteps } from './MonthSteps.tsx'

type Visits = OutputOf<(typeof api)['GET /api/visits']>
type Person = Visits['people'][number]

/** Who is due for a visit this month, who was visited; writing one visit down. */
export function VisitsPage() {
  const { query, change } = useUrlQuery()
  const wanted = query.get('month') ?? undefined
  const answer = useRead('GET /api/visits', { query: { month: wanted } }, { keepsLast: true })
  const [open, setOpen] = useState<string | null>(null)
  const { role, today } = useHere()
  const mayVisit = role === 'worker' || role === 'secretary' || role === 'child_worker' || role === 'grid'
  return (
    <FieldPage entered={['visit']}>
      <Shown of={answer}>
        {({ month, basis, dueOn, dueSteps, due, done, people }) => (
          <>
            <FirstLine note={basis ? `按 ${basis}` : '镇里还没有写明走访的依据，不催走访'}>
              {month.replace('-', ' 年 ')} 月应走访 {due} 人，已走访 {done} 人，还差 {due - done} 人，最晚{' '}
              <DueDate date={dueOn} today={today} steps={dueSteps} />
            </FirstLine>
            <MonthSteps month={month} onChange={(next) => change({ month: next }, { isStep: true })} />
            {month < today.slice(0, 7) ? <KeptMonth ledger="visits" month={month} /> : null}
            {people.length === 0 ? <EmptyState title="这里列出当月要走访的人" missing="缺少走访的标准，或还没有导入特困、儿童名册。" /> : null}
            <ul className="duty-list">
              {people.map((person) => (
                <li key={person.person}>
                  <div className="duty-line">
                    <div>
                      <b>{person.name}</b>{' '}
                      <span className="small ink3">
                        <MaskedId id={person.citizenId} />
                      </span>
                      <div className="small ink2">
                        {person.divisionName} · {person.why}
                        {person.address ? ` · ${person.address}` : ''}
                      </div>
                    </div>
                    {person.visitedOn ? (
                      <span className="ink2">
                        {person.visitedOn} {person.visitedBy} 已走访
                      </span>
                    ) : mayVisit ? (
                      <Button kind="lead" onClick={() => setOpen(open === person.person ? null : person.person)}>
                        写走访
                      </Button>
                    ) : (
                      <span className="amber">还没有走访</span>
                    )}
                  </div>
                  {open === person.person ? <VisitForm person={person} today={today} onDone={() => setOpen(null)} /> : null}
                </li>
              ))}
            </ul>
          </>
        )}
      </Shown>
    </FieldPage>
  )
}

type Kind = 'regular' | 'daily' | 'special' | 'phone'
const kinds: readonly { value: Kind; title: string }[] = [
  { value: 'regular', title: '入户' },
  { value: 'phone', title: '电话' },
  { value: 'special', title: '专项' },
]

function VisitForm({ person, today, onDone }: { person: Person; today: string; onDone: () => void }) {
  const { value, change, clear, keptAt } = useDraft(`visit-${person.person}`, {
    on: today,
    kind: 'regular' as Kind,
    content: '',
    found: '',
    attachments: [] as string[],
  })
  const save = useAct(() => call('POST /api/visits', { body: { person: person.person, ...value } }))
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    clear()
    announce({ text: `${person.name}的走访已记下` })
    onDone()
  }
  return (
    <DutyForm label={`走访${person.name}`} onSubmit={submit}>
      <Field label="日期" isRequired>
        {(ids) => <TextInput {...ids} type="date" value={value.on} onChange={(event) => change({ on: event.target.value })} />}
      </Field>
      <Segmented label="怎么走访的" choices={kinds} value={value.kind} onChange={(kind) => change({ kind })} look="cards" />
      <Field label="看到了什么" isRequired hint="吃住、身体、用药、照料人、水电气火">
        {(ids) => <TextArea {...ids} value={value.content} onChange={(event) => change({ content: event.target.value })} />}
      </Field>
      <Field label="要解决的事" hint="没有就空着">
        {(ids) => <TextArea {...ids} value={value.found} onChange={(event) => change({ found: event.target.value })} />}
      </Field>
      <Photos onSent={(attachment) => change({ attachments: [...value.attachments, attachment] })} />
      {save.error ? <ErrorState error={save.error} /> : null}
      <div className="duty-form-foot">
        <span className="small ink3">{keptAt ? `草稿 ${keptAt} 已存在本机` : ''}</span>
        <Button kind="primary" type="submit" isBusy={save.isBusy}>
          记下{person.name}的走访
        </Button>
      </div>
    </DutyForm>
  )
}
