import { useState } from 'react'
import { formatMoney, readMoney } from '#src/domain/money.ts'
import { moneyKinds, moneyWords, wayWords, type MoneyKind, type RecoveryWay } from '#src/domain/problem-words.ts'
import { CheckBox, Field, SelectInput, TextInput } from '#src/ui/Field.tsx'
import { FilePicker } from '#src/ui/FilePicker.tsx'
import { Segmented } from '#src/ui/Segmented.tsx'
import { ActionForm } from './ActionForm.tsx'
import type { FormProps } from './PlanForms.tsx'
import { callProblems, options, sendProof } from './problems-api.ts'

const blank = (text: string | undefined): boolean => (text ?? '').trim() === ''
const decided: readonly MoneyKind[] = ['ordered', 'no_basis', 'handed_over']

/** Which entries a post may book: the office the decisions, the community what came in, the leader a waiver. */
const bookable: Record<string, readonly MoneyKind[]> = {
  clerk: moneyKinds.filter((kind) => kind !== 'waived'),
  leader: ['waived'],
  worker: ['recovered', 'paid_later'],
  child_worker: ['recovered', 'paid_later'],
}

/** What is booked next in the usual course: what is owed is decided, then paid; what was too much is ordered back, then comes back. */
function usualKind({ lines, rest, owedRest, isUndecided }: FormProps['problem']['account'], kinds: readonly MoneyKind[]): MoneyKind {
  const isPaying = owedRest > 0 && rest === 0
  const isDecided = lines.some((line) => line.key === 'owed')
  const course: MoneyKind[] = isPaying ? [...(isDecided ? [] : ['owed' as const]), 'paid_later'] : [...(isUndecided ? ['ordered' as const] : []), 'recovered']
  return course.find((kind) => kinds.includes(kind)) ?? kinds[0] ?? 'recovered'
}

/** One entry of the account. The town orders nothing back by itself: an order names its organ and paper. */
export function MoneyForm({ problem, today, role, onClose }: FormProps & { role: string }) {
  const kinds = bookable[role] ?? []
  const [receipts, setReceipts] = useState<readonly string[]>([])
  const usual = usualKind(problem.account, kinds)
  const fenOf = (values: Record<string, string>): number | null => readMoney(blank(values['amount']) ? null : (values['amount'] ?? '')).fen
  return (
    <ActionForm
      draft={`problem:${problem.problem}:money`}
      title="登记一笔钱款"
      initial={{
        kind: usual,
        amount: formatMoney(usual === 'owed' || usual === 'paid_later' ? problem.account.owedRest : problem.account.rest),
        way: '',
        onDate: today,
        organ: '',
        paper: '',
        receipt: '',
        note: '',
      }}
      note="责令退回由社会救助管理部门决定，镇里上报后等决定；善意取得、没有退回依据的，登记不予追回和文号"
      verb={(values) => `登记${moneyWords[values['kind'] as MoneyKind]} ${formatMoney(fenOf(values) ?? 0)} 元`}
      lacks={(values) => [
        (fenOf(values) ?? 0) > 0 ? '' : '金额',
        values['kind'] === 'recovered' && blank(values['way']) ? '怎样收回' : '',
        decided.includes(values['kind'] as MoneyKind) && blank(values['organ']) ? '决定的机关' : '',
        ([...decided, 'waived', 'debtor_dead'].includes(values['kind'] as MoneyKind) || values['way'] === 'offset') && blank(values['paper']) ? '文号' : '',
      ]}
      send={(values) =>
        callProblems('POST /api/problems/{problem}/money', {
          params: { problem: problem.problem },
          body: {
            kind: values['kind'] as MoneyKind,
            fen: fenOf(values) ?? 0,
            onDate: values['onDate'] ?? today,
            ...(values['kind'] === 'recovered' ? { way: values['way'] as RecoveryWay } : {}),
            ...(blank(values['organ']) ? {} : { organ: values['organ'] }),
            ...(blank(values['paper']) ? {} : { paper: values['paper'] }),
            ...(blank(values['note']) ? {} : { note: values['note'] }),
            ...(blank(values['receipt']) ? {} : { receipt: values['receipt'] }),
            ...(receipts[0] === undefined ? {} : { attachment: receipts[0] }),
          },
        })
      }
      done={(values) => `登记了${moneyWords[values['kind'] as MoneyKind]} ${formatMoney(fenOf(values) ?? 0)} 元`}
      onClose={onClose}
    >
      {(values, change) => (
        <>
          <Field label="哪一笔" layout="left">
            {() => (
              <Segmented
                label="哪一笔"
                look="cards"
                choices={kinds.map((kind) => ({ value: kind, title: moneyWords[kind] }))}
                value={values['kind'] as MoneyKind}
                onChange={(kind) => change({ kind })}
              />
            )}
          </Field>
          <Field
            label="金额（元）"
            layout="left"
            isRequired
            hint={`余额 ${formatMoney(problem.account.rest)}${problem.account.owedRest > 0 ? `；没补发的 ${formatMoney(problem.account.owedRest)}` : ''}`}
          >
            {(field) => (
              <TextInput {...field} inputMode="decimal" value={values['amount'] ?? ''} onChange={(event) => change({ amount: event.target.value })} />
            )}
          </Field>
          {values['kind'] === 'recovered' ? (
            <Field label="怎样收回" layout="left" isRequired>
              {() => (
                <Segmented
                  label="怎样收回"
                  look="cards"
                  choices={options(wayWords)}
                  value={(blank(values['way']) ? undefined : values['way']) as RecoveryWay | undefined}
                  onChange={(way) => change({ way })}
                />
              )}
            </Field>
          ) : null}
          {['recovered', 'paid_later'].includes(values['kind'] ?? '') ? (
            <>
              <Field label="票据号" layout="left" hint="缴款单、收据或发放凭证的号；没有就空着">
                {(field) => <TextInput {...field} value={values['receipt'] ?? ''} onChange={(event) => change({ receipt: event.target.value })} />}
              </Field>
              <FilePicker
                label="拍票据，或选文件"
                accept="image/*,.pdf"
                isMultiple={false}
                takesPhotos
                send={sendProof}
                onSent={(attachment) => setReceipts([attachment])}
              />
            </>
          ) : null}
          <Field label="日期" layout="left">
            {(field) => (
              <TextInput {...field} type="date" max={today} value={values['onDate'] ?? ''} onChange={(event) => change({ onDate: event.target.value })} />
            )}
          </Field>
          {['recovered', 'paid_later', 'waived', 'debtor_dead'].includes(values['kind'] ?? '') ? null : (
            <Field label="决定的机关" layout="left" isRequired={decided.includes(values['kind'] as MoneyKind)} hint="例如县民政局">
              {(field) => <TextInput {...field} value={values['organ'] ?? ''} onChange={(event) => change({ organ: event.target.value })} />}
            </Field>
          )}
          {['recovered', 'paid_later'].includes(values['kind'] ?? '') ? null : (
            <Field label="文号" layout="left">
              {(field) => <TextInput {...field} value={values['paper'] ?? ''} onChange={(event) => change({ paper: event.target.value })} />}
            </Field>
          )}
          <Field label="说明" layout="left">
            {(field) => <TextInput {...field} value={values['note'] ?? ''} onChange={(event) => change({ note: event.target.value })} />}
          </Field>
        </>
      )}
    </ActionForm>
  )
}

type StopAction = 'stop' | 'cut' | 'end'
const stopActions = [
  { value: 'stop', title: '停发' },
  { value: 'cut', title: '调减' },
  { value: 'end', title: '终止' },
]
const noticeForms = [
  { value: 'written', title: '书面' },
  { value: 'oral', title: '口头、电话' },
]

/** From which month on the benefit stops; closure asks that month's payment batch. */
export function StopForm({ problem, onClose }: FormProps) {
  return (
    <ActionForm
      draft={`problem:${problem.problem}:stop`}
      title="登记停发"
      initial={{
        month: problem.stop.month ?? problem.stop.asked ?? '',
        goesOn: problem.stop.goesOn ? 'yes' : '',
        paper: problem.stop.paper ?? '',
        action: problem.stop.action ?? 'stop',
        heardOn: problem.stop.heardOn ?? '',
        decidedOn: problem.stop.decidedOn ?? '',
        notifiedOn: problem.stop.notifiedOn ?? '',
        form: problem.stop.form ?? 'written',
      }}
      note="销号时要看停发第一个月的发放批次：它要覆盖那个月，而且没有这个人"
      verb={(values) => (values['goesOn'] === 'yes' ? '登记待遇照常发放' : `登记从 ${values['month'] ?? ''} 起停发`)}
      lacks={(values) => [values['goesOn'] !== 'yes' && blank(values['month']) ? '月份' : '', blank(values['paper']) ? '文号或理由' : '']}
      send={(values) =>
        callProblems('POST /api/problems/{problem}/stop', {
          params: { problem: problem.problem },
          body: {
            version: problem.version,
            goesOn: values['goesOn'] === 'yes',
            ...(values['goesOn'] === 'yes' ? {} : { month: values['month'] }),
            paper: values['paper'] ?? '',
            action: values['action'] as StopAction,
            heardOn: values['heardOn'] || null,
            decidedOn: values['decidedOn'] || null,
            notifiedOn: values['notifiedOn'] || null,
            form: values['notifiedOn'] ? (values['form'] as 'written' | 'oral') : null,
          },
        })
      }
      done={() => '登记好了'}
      onClose={onClose}
    >
      {(values, change) => (
        <>
          <Field label="待遇" layout="left">
            {() => (
              <CheckBox
                isLabelled
                label="照常发放，只改了等级、金额或重复的一笔"
                isChecked={values['goesOn'] === 'yes'}
                onChange={(isOn) => change({ goesOn: isOn ? 'yes' : '' })}
              />
            )}
          </Field>
          {values['goesOn'] === 'yes' ? null : (
            <Field label="从哪个月起不发" layout="left" isRequired>
              {(field) => <TextInput {...field} type="month" value={values['month'] ?? ''} onChange={(event) => change({ month: event.target.value })} />}
            </Field>
          )}
          <Field label={values['goesOn'] === 'yes' ? '理由' : '停发决定文号'} layout="left" isRequired>
            {(field) => <TextInput {...field} value={values['paper'] ?? ''} onChange={(event) => change({ paper: event.target.value })} />}
          </Field>
          <Field label="怎么处理" layout="left">
            {(field) => <SelectInput {...field} options={stopActions} value={values['action'] ?? 'stop'} onChange={(action) => change({ action })} />}
          </Field>
          <Field label="听取意见日期" layout="left" hint="2026-07-01 起，调减、终止前都要听取（社会救助法第四十八条）">
            {(field) => <TextInput {...field} type="date" value={values['heardOn'] ?? ''} onChange={(event) => change({ heardOn: event.target.value })} />}
          </Field>
          <Field label="决定日期" layout="left">
            {(field) => <TextInput {...field} type="date" value={values['decidedOn'] ?? ''} onChange={(event) => change({ decidedOn: event.target.value })} />}
          </Field>
          <Field label="告知日期" layout="left" hint="决定后告知并说明理由；该不该书面，按决定那天的规定看">
            {(field) => (
              <TextInput {...field} type="date" value={values['notifiedOn'] ?? ''} onChange={(event) => change({ notifiedOn: event.target.value })} />
            )}
          </Field>
          <Field label="怎样告知" layout="left">
            {(field) => <SelectInput {...field} options={noticeForms} value={values['form'] ?? 'written'} onChange={(form) => change({ form })} />}
          </Field>
        </>
      )}
    </ActionForm>
  )
}

const sides = [
  { value: 'after', title: '整改后' },
  { value: 'before', title: '整改前' },
] as const

/** Proof: photos, papers, or a note alone. */
export function ProofForm({ problem, onClose }: FormProps) {
  const [sent, setSent] = useState<readonly string[]>([])
  return (
    <ActionForm
      draft={`problem:${problem.problem}:proof`}
      title="交佐证"
      initial={{ side: problem.state === 'registered' ? 'before' : 'after', note: '' }}
      verb={(values) => `交 ${Math.max(sent.length, 1)} 件${values['side'] === 'after' ? '整改后' : '整改前'}的佐证${sent.length === 0 ? '（只有文字）' : ''}`}
      lacks={(values) => [blank(values['note']) ? '是什么' : '']}
      send={async (values) => {
        const each = sent.length === 0 ? [undefined] : sent
        for (const attachment of each) {
          await callProblems('POST /api/problems/{problem}/proof', {
            params: { problem: problem.problem },
            body: { side: values['side'] as 'before', note: values['note'] ?? '', ...(attachment === undefined ? {} : { attachment }) },
          })
        }
      }}
      done={() => '佐证交上去了'}
      onClose={onClose}
    >
      {(values, change) => (
        <>
          <Field label="哪个时候的" layout="left">
            {() => <Segmented label="哪个时候的" look="cards" choices={sides} value={values['side'] as 'after'} onChange={(side) => change({ side })} />}
          </Field>
          <Field label="是什么" layout="left" isRequired hint="例如：停发审批表、缴款票据、补签的调查表">
            {(field) => <TextInput {...field} value={values['note'] ?? ''} onChange={(event) => change({ note: event.target.value })} />}
          </Field>
          <FilePicker
            label="拖照片或文件进来，或点这里选"
            accept="image/*,.pdf,.docx,.xlsx"
            takesPhotos
            send={sendProof}
            onSent={(attachment) => setSent((all) => [...all, attachment])}
          />
        </>
      )}
    </ActionForm>
  )
}
