import { sourceWords, type Source } from '#src/domain/problem-words.ts'
import { CheckBox, Field, SelectInput, TextArea, TextInput } from '#src/ui/Field.tsx'
import { ActionForm } from './ActionForm.tsx'
import type { FormProps } from './PlanForms.tsx'
import { callProblems, options } from './problems-api.ts'

const blank = (text: string | undefined): boolean => (text ?? '').trim() === ''

interface ReasonFormProps extends FormProps {
  name: string
  title: string
  label: string
  verb: string
  done: string
  note?: string
  send: (reason: string) => Promise<unknown>
}

function ReasonForm({ problem, name, title, label, verb, done, note, send, onClose }: ReasonFormProps) {
  return (
    <ActionForm
      draft={`problem:${problem.problem}:${name}`}
      title={title}
      initial={{ reason: '' }}
      note={note}
      verb={() => verb}
      lacks={(values) => [blank(values['reason']) ? label : '']}
      send={(values) => send(values['reason'] ?? '')}
      done={() => done}
      onClose={onClose}
    >
      {(values, change) => (
        <Field label={label} layout="left" isRequired>
          {(field) => <TextArea {...field} value={values['reason'] ?? ''} onChange={(event) => change({ reason: event.target.value })} />}
        </Field>
      )}
    </ActionForm>
  )
}

export function SendBackForm(props: FormProps) {
  const { problem } = props
  return (
    <ReasonForm
      {...props}
      name="send-back"
      title="退回"
      label="缺什么"
      verb="退回，写明缺什么"
      done="退回了"
      send={(reason) =>
        callProblems('POST /api/problems/{problem}/review', {
          params: { problem: problem.problem },
          body: { version: problem.version, decision: 'send_back', reason },
        })
      }
    />
  )
}

export function RevokeForm(props: FormProps) {
  const { problem } = props
  return (
    <ReasonForm
      {...props}
      name="revoke"
      title="撤销：登记错了"
      label="为什么"
      verb="撤销这条，不再计数"
      done="撤销了"
      note="撤销以后还能查到，写明理由"
      send={(reason) =>
        callProblems('POST /api/problems/{problem}/revocation', { params: { problem: problem.problem }, body: { version: problem.version, reason } })
      }
    />
  )
}

export function ReturnForm(props: FormProps) {
  const { problem } = props
  return (
    <ReasonForm
      {...props}
      name="return"
      title="督查退回：销号不实"
      label="查到什么"
      verb="退回整改，销号作废"
      done="退回了，社区会看到理由"
      send={(reason) => callProblems('POST /api/problems/{problem}/return', { params: { problem: problem.problem }, body: { reason } })}
    />
  )
}

export function TransferReceiptForm(props: FormProps) {
  const { problem } = props
  return (
    <ReasonForm
      {...props}
      name="transfer-receipt"
      title="移送的收据"
      label="收据编号或收件人"
      verb="登记收据"
      done="收据登记好了"
      send={(receipt) =>
        callProblems('POST /api/problems/{problem}/transfer/receipt', { params: { problem: problem.problem }, body: { version: problem.version, receipt } })
      }
    />
  )
}

/** 举一反三: a question that every community reads; it names the matter, never the person. */
export function SearchForm({ problem, onClose }: FormProps) {
  return (
    <ActionForm
      draft={`problem:${problem.problem}:search`}
      title="举一反三：各社区查同样的事"
      initial={{ question: '' }}
      note={`各社区都会看到这句话，只写事，不写人${problem.check === null ? '。没有数据核查能查，由各社区自己答' : '。最近一次核查运行能答的社区直接出结果，其余由社区自己答'}`}
      verb={() => '让各社区查同样的事'}
      lacks={(values) => [blank(values['question']) ? '查什么' : '']}
      send={(values) =>
        callProblems('POST /api/problems/{problem}/searches', { params: { problem: problem.problem }, body: { question: values['question'] ?? '' } })
      }
      done={() => '举一反三布置下去了'}
      onClose={onClose}
    >
      {(values, change) => (
        <Field label="查什么" layout="left" isRequired hint="例如：死亡以后还在发低保的">
          {(field) => <TextArea {...field} value={values['question'] ?? ''} onChange={(event) => change({ question: event.target.value })} />}
        </Field>
      )}
    </ActionForm>
  )
}

export function SourceForm({ problem, onClose }: FormProps) {
  return (
    <ActionForm
      draft={`problem:${problem.problem}:source`}
      title="别处说的也是这件事"
      initial={{ source: 'audit', number: '', note: '' }}
      verb={(values) => `并入${sourceWords[values['source'] as Source]}的这一件，只立一个`}
      lacks={(values) => [blank(values['number']) ? '来源编号' : '']}
      send={(values) =>
        callProblems('POST /api/problems/{problem}/sources', {
          params: { problem: problem.problem },
          body: { source: values['source'] as Source, sourceNumber: values['number'] ?? '', note: blank(values['note']) ? null : (values['note'] ?? null) },
        })
      }
      done={() => '并进来了'}
      onClose={onClose}
    >
      {(values, change) => (
        <>
          <Field label="来源" layout="left">
            {(field) => <SelectInput {...field} value={values['source']} options={options(sourceWords)} onChange={(source) => change({ source })} />}
          </Field>
          <Field label="来源编号" layout="left" isRequired>
            {(field) => <TextInput {...field} value={values['number'] ?? ''} onChange={(event) => change({ number: event.target.value })} />}
          </Field>
          <Field label="说明" layout="left">
            {(field) => <TextInput {...field} value={values['note'] ?? ''} onChange={(event) => change({ note: event.target.value })} />}
          </Field>
        </>
      )}
    </ActionForm>
  )
}

/** Hands the matter to another organ; of a clue that 纪委 takes over only date, paper and receipt stay. */
export function TransferForm({ problem, role, onClose }: FormProps & { role: string }) {
  return (
    <ActionForm
      draft={`problem:${problem.problem}:transfer`}
      title="移送"
      initial={{ organ: role === 'supervisor' ? '镇纪委' : '', paper: '', receipt: '', isClue: '' }}
      note="移送以后这里不再办理"
      verb={(values) => (values['isClue'] === 'yes' ? '作为线索移送，内容从系统里清除' : `移送${values['organ'] ?? ''}`)}
      lacks={(values) => [blank(values['organ']) ? '移送给谁' : '', blank(values['paper']) ? '文号' : '']}
      send={(values) =>
        callProblems('POST /api/problems/{problem}/transfer', {
          params: { problem: problem.problem },
          body: {
            version: problem.version,
            organ: values['organ'] ?? '',
            paper: values['paper'] ?? '',
            isClue: values['isClue'] === 'yes',
            ...(blank(values['receipt']) ? {} : { receipt: values['receipt'] }),
          },
        })
      }
      done={() => '移送了'}
      onClose={onClose}
    >
      {(values, change) => (
        <>
          <Field label="移送给谁" layout="left" isRequired>
            {(field) => <TextInput {...field} value={values['organ'] ?? ''} onChange={(event) => change({ organ: event.target.value })} />}
          </Field>
          <Field label="文号" layout="left" isRequired>
            {(field) => <TextInput {...field} value={values['paper'] ?? ''} onChange={(event) => change({ paper: event.target.value })} />}
          </Field>
          <Field label="收据" layout="left">
            {(field) => <TextInput {...field} value={values['receipt'] ?? ''} onChange={(event) => change({ receipt: event.target.value })} />}
          </Field>
          {role === 'supervisor' ? (
            <Field label="线索" layout="left">
              {() => (
                <CheckBox
                  isLabelled
                  label="作为线索接收：只留已移送、日期、文号、收据，其余内容清除，不能恢复"
                  isChecked={values['isClue'] === 'yes'}
                  onChange={(isOn) => change({ isClue: isOn ? 'yes' : '' })}
                />
              )}
            </Field>
          ) : null}
        </>
      )}
    </ActionForm>
  )
}
