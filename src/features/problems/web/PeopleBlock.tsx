import { useState } from 'react'
import { Link } from 'wouter'
import { yuan } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import { Field, TextInput } from '#src/ui/Field.tsx'
import { announce } from '#src/ui/notices.tsx'
import { ActionForm } from './ActionForm.tsx'
import { callProblems, type ProblemDetail } from './problems-api.ts'

type One = ProblemDetail['people'][number]

/** Yuan as typed to whole 分; empty is no amount. */
const fenOf = (text: string): number | null => {
  const value = Number(text.replaceAll(/[,，元\s]/g, ''))
  return text.trim() === '' || !Number.isFinite(value) ? null : Math.round(value * 100)
}

/** Several people of one matter, each with its money; the problem's sums are theirs together. */
export function PeopleBlock({ problem, mayChange }: { problem: ProblemDetail; mayChange: boolean }) {
  const [open, setOpen] = useState<string | null>(null)
  const { people } = problem
  if (people.length === 0 && !mayChange) return null
  return (
    <section className="problem-block" aria-label="涉及的人">
      <div className="section-head">
        <h2>涉及的人</h2>
        <span className="small ink3">{people.length === 0 ? (problem.subjectName ?? '没有写人') : `${people.length} 人，单位：元`}</span>
        {mayChange ? (
          <Button kind="link" size="row" icon="plus" onClick={() => setOpen(open === 'add' ? null : 'add')}>
            加一人
          </Button>
        ) : null}
      </div>
      {people.length > 0 ? (
        <table className="account">
          <tbody>
            {people.map((one) => (
              <tr key={one.one}>
                <th scope="row">{one.person ? <Link href={`/people/${one.person}`}>{one.name}</Link> : one.name}</th>
                <td className="ink2">{one.note ?? ''}</td>
                <td className="right">{yuan(one.overpaid ?? one.underpaid ?? one.concerned)}</td>
                <td className="right">
                  {mayChange ? (
                    <Button size="row" onClick={() => setOpen(one.one)}>
                      去掉…
                    </Button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {open === 'add' ? <AddForm problem={problem} onClose={() => setOpen(null)} /> : null}
      {people
        .filter((one) => one.one === open)
        .map((one) => (
          <RemoveForm key={one.one} problem={problem} one={one} onClose={() => setOpen(null)} />
        ))}
    </section>
  )
}

function AddForm({ problem, onClose }: { problem: ProblemDetail; onClose: () => void }) {
  return (
    <ActionForm
      draft={`problem:${problem.problem}:person`}
      title="加一人"
      initial={{ name: '', citizenId: '', fen: '', way: problem.account.owedRest > 0 ? 'underpaid' : 'overpaid', note: '' }}
      note="同一件事涉及几个人，是一条问题；问题的金额按各人合计"
      verb={(values) => `加上${values['name'] ?? ''}`}
      lacks={(values) => [(values['name'] ?? '').trim() === '' ? '姓名' : '']}
      send={async (values) => {
        const fen = fenOf(values['fen'] ?? '')
        const added = await callProblems('POST /api/problems/{problem}/people', {
          params: { problem: problem.problem },
          body: {
            version: problem.version,
            name: values['name'] ?? '',
            person: null,
            citizenId: values['citizenId'] || null,
            concerned: fen,
            overpaid: problem.kind === 'money' ? fen : null,
            underpaid: problem.kind === 'right' ? fen : null,
            note: values['note'] || null,
          },
        })
        announce({
          text:
            added.person === null ? `${values['name'] ?? ''}已加上；名册里没有对上唯一的人，没有连到一人一档` : `${values['name'] ?? ''}已加上，连到了一人一档`,
        })
      }}
      onClose={onClose}
    >
      {(values, change) => (
        <>
          <Field label="姓名" layout="left" isRequired>
            {(field) => <TextInput {...field} value={values['name'] ?? ''} onChange={(event) => change({ name: event.target.value })} />}
          </Field>
          <Field label="身份证号" layout="left" hint="可以不写；同名的有几个人时，写了才连得上一人一档">
            {(field) => <TextInput {...field} value={values['citizenId'] ?? ''} onChange={(event) => change({ citizenId: event.target.value })} />}
          </Field>
          <Field label="金额（元）" layout="left" hint="没有就空着">
            {(field) => <TextInput {...field} inputMode="decimal" value={values['fen'] ?? ''} onChange={(event) => change({ fen: event.target.value })} />}
          </Field>
          <Field label="说明" layout="left">
            {(field) => <TextInput {...field} value={values['note'] ?? ''} onChange={(event) => change({ note: event.target.value })} />}
          </Field>
        </>
      )}
    </ActionForm>
  )
}

function RemoveForm({ problem, one, onClose }: { problem: ProblemDetail; one: One; onClose: () => void }) {
  return (
    <ActionForm
      draft={`problem:${problem.problem}:person:${one.one}`}
      title={`去掉${one.name}`}
      initial={{ reason: '' }}
      verb={() => `把${one.name}从这条问题里去掉`}
      lacks={(values) => [(values['reason'] ?? '').trim() === '' ? '理由' : '']}
      send={(values) =>
        callProblems('POST /api/problems/{problem}/people/{one}/removal', {
          params: { problem: problem.problem, one: one.one },
          body: { version: problem.version, reason: values['reason'] ?? '' },
        })
      }
      done={() => `${one.name}已去掉`}
      onClose={onClose}
    >
      {(values, change) => (
        <Field label="理由" layout="left" isRequired>
          {(field) => <TextInput {...field} value={values['reason'] ?? ''} onChange={(event) => change({ reason: event.target.value })} />}
        </Field>
      )}
    </ActionForm>
  )
}
