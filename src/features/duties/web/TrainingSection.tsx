import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import { Field, TextInput } from '#src/ui/Field.tsx'
import { FilePicker } from '#src/ui/FilePicker.tsx'
import { Form } from '#src/ui/Form.tsx'
import { EmptyState, ErrorState, Shown } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call, sendProof, useRead } from './calls.ts'
import { DutyTable } from './DutyTable.tsx'
import { ChoiceOf } from './DutyForm.tsx'
import { choicesOf, trainingKindWords } from './words.ts'

const kinds = choicesOf(trainingKindWords)

/** Meetings, trainings and publicity with counts, paper and photos. */
export function TrainingSection({ mayAdd, today }: { mayAdd: boolean; today: string }) {
  const answer = useRead('GET /api/training', {})
  return (
    <section className="duty-section">
      <Shown of={answer}>
        {({ trainings, people, papers, counts, communities }) => (
          <>
            <h2>
              {counts.map((each) => `${trainingKindWords[each.kind]} ${each.times} 次 ${each.people} 人次`).join('，')}；合计 {trainings.length} 次，{people}{' '}
              人次，发资料 {papers} 份
            </h2>
            {communities.length > 1 ? (
              <p className="small ink2">
                {communities.map((each) => `${each.name}：会议 ${each.meeting}、培训 ${each.training}、宣传 ${each.publicity}`).join('；')}
              </p>
            ) : null}
            {trainings.length === 0 ? (
              <EmptyState title="这里记每次会议、培训和宣传" missing="还没有记过。" />
            ) : (
              <DutyTable heads={['日期', '类别', '名称', '哪里办的', '组织者', '人次', '资料（份）', '照片、材料']}>
                {trainings.map((each) => (
                  <tr key={each.training}>
                    <td>{each.on}</td>
                    <td>{trainingKindWords[each.kind]}</td>
                    <th scope="row">{each.title}</th>
                    <td>{each.divisionName}</td>
                    <td>{each.host}</td>
                    <td>{each.people}</td>
                    <td>{each.papers}</td>
                    <td>
                      {each.attachments.map((file) => (
                        <a key={file.attachment} href={`/api/attachments/${file.attachment}`}>
                          {file.name}{' '}
                        </a>
                      ))}
                    </td>
                  </tr>
                ))}
              </DutyTable>
            )}
          </>
        )}
      </Shown>
      {mayAdd ? <TrainingForm today={today} /> : null}
    </section>
  )
}

function TrainingForm({ today }: { today: string }) {
  const { value, change, clear, keptAt } = useDraft('training', {
    on: today,
    kind: 'training' as keyof typeof trainingKindWords,
    title: '',
    people: '',
    papers: '',
    host: '',
    attachments: [] as string[],
  })
  const save = useAct(() =>
    call('POST /api/training', {
      body: {
        on: value.on,
        kind: value.kind,
        title: value.title,
        people: Number(value.people),
        papers: Number(value.papers),
        host: value.host,
        attachments: value.attachments,
      },
    }),
  )
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: `已记下“${value.title}”` })
    clear()
  }
  return (
    <Form className="duty-form" aria-label="记一场" onSubmit={submit}>
      <ChoiceOf label="哪一类" choices={kinds} value={value.kind} onChange={(kind) => change({ kind })} />
      <div className="duty-grid">
        <Field label="日期" isRequired>
          {(ids) => <TextInput {...ids} type="date" value={value.on} onChange={(event) => change({ on: event.target.value })} />}
        </Field>
        <Field label="名称" isRequired>
          {(ids) => <TextInput {...ids} value={value.title} onChange={(event) => change({ title: event.target.value })} />}
        </Field>
        <Field label="组织者" isRequired>
          {(ids) => <TextInput {...ids} value={value.host} onChange={(event) => change({ host: event.target.value })} />}
        </Field>
        <Field label="参加人次" isRequired>
          {(ids) => <TextInput {...ids} inputMode="numeric" value={value.people} onChange={(event) => change({ people: event.target.value })} />}
        </Field>
        <Field label="发资料份数">
          {(ids) => <TextInput {...ids} inputMode="numeric" value={value.papers} onChange={(event) => change({ papers: event.target.value })} />}
        </Field>
      </div>
      <FilePicker label="照片、签到表、讲义" send={sendProof} onSent={(attachment) => change({ attachments: [...value.attachments, attachment] })} />
      {save.error ? <ErrorState error={save.error} /> : null}
      <div className="duty-form-foot">
        <span className="small ink3">{keptAt ? `草稿 ${keptAt} 已存在本机` : ''}</span>
        <Button kind="primary" type="submit" isBusy={save.isBusy}>
          记下这一场
        </Button>
      </div>
    </Form>
  )
}
