import { useState } from 'react'
import { formatMoney, readMoney } from '#src/domain/money.ts'
import { moneyWords } from '#src/domain/problem-words.ts'
import { yuan } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import { Field, TextArea, TextInput } from '#src/ui/Field.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { ActionForm } from './ActionForm.tsx'
import { callProblems, type ProblemDetail } from './problems-api.ts'

type Entry = ProblemDetail['account']['entries'][number]

const blank = (text: string | undefined): boolean => (text ?? '').trim() === ''

/** A wrong booking is taken out with a reason; the trail keeps what it was. */
export function ReverseEntry({ problem, entry }: { problem: ProblemDetail; entry: Entry }) {
  const [isOpen, setOpen] = useState(false)
  const what = `${moneyWords[entry.kind]} ${yuan(entry.fen)} 元`
  if (!isOpen)
    return (
      <Button kind="link" size="row" onClick={() => setOpen(true)}>
        冲销…
      </Button>
    )
  return (
    <ActionForm
      draft={`problem:${problem.problem}:reverse:${entry.entry}`}
      title={`冲销${what}`}
      initial={{ reason: '' }}
      note="登记错了才冲销；这一笔不再计数，经过里留着原来的金额、日期和谁登记的"
      verb={() => `冲销${what}`}
      lacks={(values) => [blank(values['reason']) ? '为什么' : '']}
      send={(values) =>
        callProblems('POST /api/problems/{problem}/money/{entry}/reversal', {
          params: { problem: problem.problem, entry: entry.entry },
          body: { reason: values['reason'] ?? '' },
        })
      }
      done={() => `冲销了${what}；要恢复，再登记一次`}
      onClose={() => setOpen(false)}
    >
      {(values, change) => (
        <Field label="为什么" layout="left" isRequired>
          {(field) => <TextInput {...field} value={values['reason'] ?? ''} onChange={(event) => change({ reason: event.target.value })} />}
        </Field>
      )}
    </ActionForm>
  )
}

/** 分期: which part is due when, what has come in of it; the office writes the plan, and together it is what is left. */
export function Instalments({ problem }: { problem: ProblemDetail }) {
  const [isOpen, setOpen] = useState(false)
  const plan = problem.account.instalments
  const mayPlan = problem.can.includes('instalments') && problem.account.rest > 0 && !problem.account.isUndecided
  if (!plan && !mayPlan) return null
  return (
    <div className="instalments">
      {plan ? (
        <>
          <p className="small">
            <b>分 {plan.parts.length} 期收回</b> <span className="ink2">{plan.paper}</span>
          </p>
          <ul className="small plain-list">
            {plan.parts.map((part) => (
              <li key={part.due}>
                {part.due} {yuan(part.fen)}，
                {part.paid === part.fen ? (
                  <StateWord kind="done" word="已收" />
                ) : part.isLate ? (
                  <span className="red">到期没收齐，差 {yuan(part.fen - part.paid)}</span>
                ) : part.paid > 0 ? (
                  `收了 ${yuan(part.paid)}`
                ) : (
                  '还没到期'
                )}
              </li>
            ))}
          </ul>
          {plan.apart === 0 ? null : (
            <p className="small am">
              各期还没收的比还要收回的{plan.apart > 0 ? '多' : '少'} {yuan(Math.abs(plan.apart))} 元：定分期以后有减免或冲销，请改分期
            </p>
          )}
        </>
      ) : null}
      {mayPlan && !isOpen ? (
        <Button kind="link" size="row" onClick={() => setOpen(true)}>
          {plan ? '改分期…' : '定分期…'}
        </Button>
      ) : null}
      {isOpen ? <PlanInstalments problem={problem} onClose={() => setOpen(false)} /> : null}
    </div>
  )
}

/** One part a line: day and amount. */
function partsOf(text: string): { due: string; fen: number }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [due = '', amount = ''] = line.split(/[\s，,]+/)
      return { due, fen: readMoney(amount).fen ?? 0 }
    })
}

function PlanInstalments({ problem, onClose }: { problem: ProblemDetail; onClose: () => void }) {
  const sum = (text: string | undefined): number => partsOf(text ?? '').reduce((total, part) => total + part.fen, 0)
  return (
    <ActionForm
      draft={`problem:${problem.problem}:instalments`}
      title="分期收回"
      initial={{ parts: (problem.account.instalments?.parts ?? []).map((part) => `${part.due} ${formatMoney(part.fen)}`).join('\n'), paper: '' }}
      note={`各期合计要等于还要收回的 ${yuan(problem.account.rest)} 元；收到的钱照常登记，自动算到各期`}
      verb={(values) =>
        partsOf(values['parts'] ?? '').length === 0
          ? '取消分期'
          : `定 ${partsOf(values['parts'] ?? '').length} 期，合计 ${formatMoney(sum(values['parts']))} 元`
      }
      lacks={(values) => [
        blank(values['paper']) ? '凭什么定的' : '',
        partsOf(values['parts'] ?? '').some((part) => !/^\d{4}-\d{2}-\d{2}$/.test(part.due) || part.fen <= 0) ? '每行写日期和金额' : '',
      ]}
      send={(values) =>
        callProblems('PUT /api/problems/{problem}/instalments', {
          params: { problem: problem.problem },
          body: { version: problem.version, parts: partsOf(values['parts'] ?? ''), paper: values['paper'] ?? '' },
        })
      }
      done={(values) => (partsOf(values['parts'] ?? '').length === 0 ? '取消了分期' : '分期定好了')}
      onClose={onClose}
    >
      {(values, change) => (
        <>
          <Field label="各期" layout="left" hint="一行一期：2026-11-30 500.00；全删掉就是取消分期">
            {(field) => <TextArea {...field} value={values['parts'] ?? ''} onChange={(event) => change({ parts: event.target.value })} />}
          </Field>
          <Field label="凭什么定的" layout="left" isRequired hint="还款协议、会议纪要或批件的名称和文号">
            {(field) => <TextInput {...field} value={values['paper'] ?? ''} onChange={(event) => change({ paper: event.target.value })} />}
          </Field>
        </>
      )}
    </ActionForm>
  )
}
