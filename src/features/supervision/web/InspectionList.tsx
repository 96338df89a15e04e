import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { inspectionWords } from '#src/domain/supervision-words.ts'
import { Button } from '#src/ui/Button.tsx'
import { Field, TextArea, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { Segmented } from '#src/ui/Segmented.tsx'
import { EmptyState, ErrorState } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call, useReaderOf, type Inspections } from './calls.ts'

/** Inspections on the spot, secret visits and looks back with what they found and what is still not mended. */
export function InspectionList({ inspections, campaign, mayWrite }: { inspections: Inspections; campaign: string | undefined; mayWrite: boolean }) {
  return (
    <>
      {mayWrite ? <InspectionForm campaign={campaign} /> : null}
      {inspections.length === 0 ? (
        <EmptyState title="这里是现场督查、暗访和回头看" missing="还没有记录。去一次记一次，发现的每一条都会登记成问题，以后看改没改。" />
      ) : null}
      <ul className="supervision-list">
        {inspections.map((each) => (
          <li key={each.inspection}>
            <Link href={`/supervision/${each.inspection}`}>
              {each.number} {each.title}
            </Link>
            <span className="ink2">
              {inspectionWords[each.kind]} · {each.on} · {each.team || each.by} · 发现 {each.findings} 条
            </span>
            {each.openFindings > 0 ? (
              <StateWord kind="look" word={`${each.openFindings} 条没改`} />
            ) : (
              <StateWord kind="done" word={each.findings === 0 ? '没有发现问题' : '都改了'} />
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

type Kind = 'site' | 'secret_visit' | 'look_back'

function InspectionForm({ campaign }: { campaign: string | undefined }) {
  const { today } = useReaderOf()
  const [isOpen, setOpen] = useState(false)
  const [, navigate] = useLocation()
  const draft = useDraft<{ kind: Kind; title: string; on: string; team: string; note: string }>('supervision:inspection', {
    kind: 'site',
    title: '',
    on: today,
    team: '',
    note: '',
  })
  const write = useAct(() => call('POST /api/inspections', { body: { ...draft.value, campaign, on: draft.value.on || today } }))
  const run = async (): Promise<void> => {
    const answer = await write.run(undefined)
    if (!answer) return
    draft.clear()
    navigate(`/supervision/${answer.inspection}`)
  }
  if (!isOpen && !draft.isRestored)
    return (
      <div>
        <Button kind="primary" icon="plus" onClick={() => setOpen(true)}>
          记一次督查或暗访
        </Button>
      </div>
    )
  return (
    <Form className="supervision-form" onSubmit={run}>
      <Segmented
        label="哪一种"
        value={draft.value.kind}
        choices={(['site', 'secret_visit', 'look_back'] as const).map((kind) => ({ value: kind, title: inspectionWords[kind] }))}
        onChange={(kind) => draft.change({ kind })}
      />
      <div className="supervision-fields">
        <Field label="督查什么" isRequired>
          {(ids) => <TextInput {...ids} value={draft.value.title} maxLength={200} onChange={(event) => draft.change({ title: event.target.value })} />}
        </Field>
        <Field label="哪一天">
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="date"
              max={today}
              value={draft.value.on || today}
              onChange={(event) => draft.change({ on: event.target.value })}
            />
          )}
        </Field>
        <Field label="督查组成员">
          {(ids) => <TextInput {...ids} value={draft.value.team} maxLength={200} onChange={(event) => draft.change({ team: event.target.value })} />}
        </Field>
      </div>
      <Field label="去了哪里、看了什么" hint={draft.keptAt ? `草稿 ${draft.keptAt} 已存在本机` : undefined}>
        {(ids) => <TextArea {...ids} value={draft.value.note} maxLength={2000} onChange={(event) => draft.change({ note: event.target.value })} />}
      </Field>
      <Button type="submit" kind="primary" isBusy={write.isBusy} disabled={draft.value.title.trim().length < 2}>
        记下这次{inspectionWords[draft.value.kind]}，再写发现
      </Button>
      {write.error ? <ErrorState error={write.error} /> : null}
    </Form>
  )
}
