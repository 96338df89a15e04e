import { announce } from '#src/ui/notices.tsx'
import { yuan } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import { CheckBox, Field, TextArea, TextInput } from '#src/ui/Field.tsx'
import { FilePicker } from '#src/ui/FilePicker.tsx'
import { Form } from '#src/ui/Form.tsx'
import { usePageKeys } from '#src/ui/page-keys.tsx'
import { ProblemError } from '#src/ui/problem-error.ts'
import { Segmented } from '#src/ui/Segmented.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { useQueryClient } from '@tanstack/react-query'
import { moneyOf } from './lead-money.ts'
import { callLeads, uploadProof, type LeadDetail } from './leads-api.ts'

type Result = LeadDetail['verifications'][number]['result']

interface Draft {
  result: Result | ''
  reason: string
  note: string
  /** The paper that proves it, where no file is attached. */
  document: string
  /** 元, as typed. */
  part: string
  until: string
  proofs: { id: string; name: string }[]
}

const blank: Draft = { result: '', reason: '', note: '', document: '', part: '', until: '', proofs: [] }
const reasonsInSight = 6

const choices = [
  { value: 'confirmed', title: '属实', keyName: '1' },
  { value: 'partly', title: '部分属实', keyName: '2' },
  { value: 'unfounded', title: '不属实', keyName: '3' },
  { value: 'unclear', title: '无法核实', keyName: '4' },
] as const

/** The innocent explanations as questions, then the decision with its proof. What is typed stays on this machine until it is handed in. */
export function DecideForm({ lead, onNext }: { lead: LeadDetail; onNext: () => void }) {
  const draft = useDraft<Draft>(`lead:${lead.lead}`, blank)
  const { value, change } = draft
  const queries = useQueryClient()
  const mayVerify = lead.may.includes('verify')
  const choose = (result: Result): void => change({ result, ...(result === 'unfounded' ? {} : { reason: '' }) })
  const hand = useAct(async () => {
    if (value.result === '') return
    const part = value.result === 'partly' && value.part !== '' ? Math.round(Number(value.part) * 100) : undefined
    await callLeads('POST /api/leads/{lead}/verification', {
      params: { lead: lead.lead },
      body: {
        version: lead.version,
        result: value.result,
        note: value.note,
        attachments: value.proofs.map((proof) => proof.id),
        ...(value.reason ? { reasonCode: value.reason } : {}),
        ...(value.result === 'unfounded' ? { document: value.document } : {}),
        ...(value.result === 'unfounded' && value.until ? { explainedUntil: value.until } : {}),
        ...(part === undefined ? {} : lead.underpaid !== null && lead.overpaid === null ? { underpaid: part } : { overpaid: part }),
      },
    })
    draft.clear()
    announce({ text: `报了${choices.find((choice) => choice.value === value.result)?.title ?? ''}：${lead.number}`, undo: () => takeBack() })
  })
  async function takeBack(): Promise<void> {
    await callLeads('DELETE /api/leads/{lead}/verification', { params: { lead: lead.lead } })
    await queries.invalidateQueries()
  }
  usePageKeys(mayVerify ? choices.map((choice) => ({ key: choice.keyName, does: choice.title, run: () => choose(choice.value) })) : [])
  const noProof = lead.innocent.find((each) => each.code === value.reason)?.noProof ?? null
  const lacksProof = value.result === 'unfounded' && value.reason !== '' && noProof === null && value.document.trim() === '' && value.proofs.length === 0
  const errors = hand.error instanceof ProblemError ? hand.error.fields : {}
  return (
    <>
      <section className="lead-reasons" aria-label="常见的正常情况">
        <h2>
          常见的正常情况
          <span className="small ink3">{mayVerify ? '勾一条即为“不属实”的理由' : '核实的人要逐条问到'}</span>
        </h2>
        <div className="reasons">
          {[...lead.innocent, { code: 'other', ask: '别的正常情况（写一句）', noProof: null }].slice(0, reasonsInSight).map((each) => (
            <CheckBox
              key={each.code}
              isLabelled
              isDisabled={!mayVerify}
              label={each.ask}
              isChecked={value.reason === each.code}
              onChange={(isOn) => change(isOn ? { reason: each.code, result: 'unfounded' } : { reason: '' })}
            />
          ))}
        </div>
      </section>
      {lead.whyNot ? <p className="why-not">{lead.whyNot}</p> : null}
      {mayVerify ? (
        <Form className="decide" aria-label="核实结果" onSubmit={() => hand.run(undefined)}>
          <div className="decide-line">
            <Segmented look="cards" label="核实结果" choices={choices} value={value.result === '' ? undefined : value.result} onChange={choose} />
            <div className="decide-note">
              <TextArea
                value={value.note}
                aria-label="看到了什么"
                placeholder="看到了什么：哪天、谁在场、出示了什么"
                aria-invalid={errors['note'] ? true : undefined}
                onChange={(event) => change({ note: event.target.value })}
              />
            </div>
          </div>
          {value.result === 'partly' || value.result === 'unfounded' ? (
            <div className="decide-line">
              {value.result === 'partly' ? (
                <Field label="属实的部分（元）" layout="left">
                  {(ids) => (
                    <TextInput
                      {...ids}
                      inputMode="decimal"
                      value={value.part}
                      placeholder={moneyOf(lead).fen === null ? '' : yuan(moneyOf(lead).fen)}
                      onChange={(event) => change({ part: event.target.value.replace(/[^\d.]/g, '') })}
                    />
                  )}
                </Field>
              ) : (
                <>
                  <ProofField value={value} noProof={noProof} error={errors['document']} onChange={(document) => change({ document })} />
                  <Field label="这个说明管到哪天" layout="left" hint="空着：一直有效。过了这天还命中，会重新交办。" error={errors['explainedUntil']}>
                    {(ids) => <TextInput {...ids} type="date" value={value.until} onChange={(event) => change({ until: event.target.value })} />}
                  </Field>
                </>
              )}
            </div>
          ) : null}
          <div className="decide-line">
            <FilePicker
              label="加照片或文件"
              takesPhotos
              accept="image/*,.pdf,.docx,.xlsx"
              send={(file, onProgress) => uploadProof('POST /api/attachments', file, { query: { name: file.name }, onProgress })}
              onSent={(answer, file) => change({ proofs: [...value.proofs, { id: answer.attachment, name: file.name }] })}
            />
            <span className="small ink2 decide-kept">
              {value.proofs.length > 0 ? `已附 ${value.proofs.length} 份。` : ''}
              {draft.keptAt ? `草稿 ${draft.keptAt} 已存在本机。` : ''}报出后 10 分钟内可撤回；停发与追回由县民政局决定，镇里不自行决定。
            </span>
            <Button type="submit" kind="primary" isBusy={hand.isBusy} disabled={value.result === '' || lacksProof}>
              {lacksProof ? '报不属实：先附凭证或写明材料' : handWords(lead, value)}
            </Button>
          </div>
          {hand.error ? <ErrorState error={hand.error} /> : null}
        </Form>
      ) : null}
      {lead.may.includes('takeBack') ? (
        <div className="decide decide-done">
          <span>已报“{choices.find((choice) => choice.value === lead.state)?.title}”。10 分钟内可以撤回改报。</span>
          <TakeBack onTakeBack={takeBack} />
          {lead.place?.next ? <Button onClick={onNext}>下一条</Button> : null}
        </div>
      ) : null}
    </>
  )
}

function TakeBack({ onTakeBack }: { onTakeBack: () => Promise<void> }) {
  const back = useAct(onTakeBack)
  return (
    <>
      <Button isBusy={back.isBusy} onClick={() => void back.run(undefined)}>
        撤回这次核实
      </Button>
      {back.error ? <ErrorState error={back.error} /> : null}
    </>
  )
}

interface ProofFieldProps {
  value: Draft
  noProof: string | null
  error: string | undefined
  onChange: (document: string) => void
}

/** What the reason needs is said before anything is sent: a named paper where no file is attached, or why none is needed. */
function ProofField({ value, noProof, error, onChange }: ProofFieldProps) {
  if (value.reason === '') return null
  if (noProof !== null) return <span className="small ink2">这条理由不用凭证：{noProof}。请在上面写一句。</span>
  return (
    <Field label="凭证" layout="left" hint={value.proofs.length > 0 ? '已附文件，材料名可以不写。' : '没有照片、文件的，写明材料和文号、日期。'} error={error}>
      {(ids) => (
        <TextInput {...ids} value={value.document} maxLength={200} placeholder="户口簿 2019-03-02" onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  )
}

/** The button says what follows. */
function handWords(lead: LeadDetail, { result, reason }: Draft): string {
  const money = moneyOf(lead)
  switch (result) {
    case 'confirmed':
      return `报属实，交镇民政办立为问题${money.fen === null ? '' : `（${money.label} ${yuan(money.fen)} 元）`}`
    case 'partly':
      return '报部分属实，等镇民政办复看'
    case 'unfounded':
      return reason === '' ? '报不属实：先勾一条理由' : '报不属实，等镇民政办复看'
    case 'unclear':
      return '报无法核实，请镇民政办再派'
    case '':
      return '先选一个结果'
    default:
      return result satisfies never
  }
}
