import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#src/ui/Button.tsx'
import { Field, SelectInput, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { announce } from '#src/ui/notices.tsx'
import { Popover } from '#src/ui/Popover.tsx'
import { messageFor } from '#src/ui/problem-error.ts'
import { useAct } from '#src/ui/use-call.ts'
import { callProblems, useOwners, type Problem } from './problems-api.ts'

interface Outcome {
  undo: string
  done: string[]
  left: { number: string; why: string }[]
}

/** What can be done with ticked problems: a responsible person, the same track and deadline; each taken back for ten minutes. */
export function ProblemBatch({ problems, role, onDone }: { problems: readonly Problem[]; role: string; onDone: () => void }) {
  const queries = useQueryClient()
  const ids = problems.map((each) => each.problem)
  const [due, setDue] = useState('')
  const [owner, setOwner] = useState('')
  const divisions = [...new Set(problems.map((each) => each.division))]
  // Somebody for all of them must see all of them: a post of the place that they share.
  const owners = useOwners(divisions.length === 1 ? (divisions[0] ?? '') : 'aa')
  /** What it did, for which it could not, and the way back for ten minutes. */
  const say = (text: string, { undo, done, left }: Outcome): void => {
    const reasons = left.length > 0 ? `；${left.length} 条没有动：${left.map((each) => `${each.number} ${each.why}`).join(' ')}` : ''
    const takeBack = async (): Promise<void> => {
      await callProblems('POST /api/problem-batches/undo', { body: { undo } })
      await queries.invalidateQueries()
    }
    announce({ text: `${text}${reasons}`, ...(done.length > 0 ? { undo: takeBack } : {}) })
    onDone()
  }
  const tell = (did: string, outcome: Outcome): void => say(`把 ${outcome.done.length} 条${did}`, outcome)
  const sayEach = (did: string, outcome: Outcome): void => say(`${outcome.done.length} 条${did}`, outcome)
  const assign = useAct(async (post: string) =>
    tell('交给新的责任人', await callProblems('POST /api/problem-batches/owner', { body: { problems: ids, post } })),
  )
  const plan = useAct(async (track: 'at_once' | 'by_deadline') =>
    tell(
      track === 'at_once' ? '定为立行立改' : `定为限期整改，${due} 到期`,
      await callProblems('POST /api/problem-batches/plan', {
        body: { problems: ids, track, ...(due === '' ? {} : { due }), ...(owner === '' ? {} : { owner }) },
      }),
    ),
  )
  const [reason, setReason] = useState('')
  const close = useAct(async () => sayEach('已申请销号', await callProblems('POST /api/problem-batches/closing', { body: { problems: ids } })))
  const review = useAct(async (decision: 'agree' | 'send_back') =>
    sayEach(
      decision === 'agree' ? '复核通过，已销号' : '已退回',
      await callProblems('POST /api/problem-batches/review', { body: { problems: ids, decision, ...(decision === 'agree' ? {} : { reason }) } }),
    ),
  )
  const mayAsk = role === 'secretary' && problems.some((each) => each.state === 'mending')
  const mayReview = (role === 'clerk' || role === 'leader') && problems.every((each) => each.state === 'closing' || each.state === 'reviewing')
  const error = assign.error ?? plan.error ?? close.error ?? review.error
  if (mayReview)
    return (
      <>
        {error ? (
          <span className="small tone-amber" role="alert">
            {messageFor(error).detail}
          </span>
        ) : null}
        <Popover placement="above" className="btn btn-plain btn-usual" button="退回…">
          {(done) => (
            <Form
              className="filter-form"
              onSubmit={() => {
                done()
                void review.run('send_back')
              }}
            >
              <Field label="缺什么" isRequired>
                {(field) => <TextInput {...field} value={reason} onChange={(event) => setReason(event.target.value)} />}
              </Field>
              <Button type="submit" kind="primary">
                退回 {problems.length} 条
              </Button>
            </Form>
          )}
        </Popover>
        <Button kind="primary" isBusy={review.isBusy} onClick={() => void review.run('agree')}>
          复核通过，销号 {problems.length} 条
        </Button>
      </>
    )
  if (role === 'leader') return null
  return (
    <>
      {mayAsk ? (
        <Button isBusy={close.isBusy} onClick={() => void close.run(undefined)}>
          申请销号 {problems.length} 条
        </Button>
      ) : null}
      <Popover placement="above" className="btn btn-plain btn-usual" button="定责任人…">
        {(close) => (
          <div className="popover-list">
            {owners.map((each) => (
              <button
                key={each.post}
                type="button"
                onClick={() => {
                  close()
                  void assign.run(each.post)
                }}
              >
                {each.words}
              </button>
            ))}
          </div>
        )}
      </Popover>
      {error ? (
        <span className="small tone-amber" role="alert">
          {messageFor(error).detail}
        </span>
      ) : null}
      <Popover placement="above" className="btn btn-primary btn-usual" button={`给 ${problems.length} 条定怎样改…`}>
        {(close) => (
          <Form
            className="filter-form"
            onSubmit={() => {
              close()
              void plan.run(due === '' ? 'at_once' : 'by_deadline')
            }}
          >
            <Field label="时限" hint="不写就是立行立改">
              {(field) => <TextInput {...field} type="date" value={due} onChange={(event) => setDue(event.target.value)} />}
            </Field>
            <Field label="责任人">
              {(field) => (
                <SelectInput
                  {...field}
                  value={owner}
                  placeholder="各条已有的不变"
                  options={owners.map((each) => ({ value: each.post, title: each.words }))}
                  onChange={setOwner}
                />
              )}
            </Field>
            <Button type="submit" kind="primary">
              {due === '' ? `把 ${problems.length} 条定为立行立改` : `把 ${problems.length} 条定为限期整改，${due.slice(5)} 到期`}
            </Button>
          </Form>
        )}
      </Popover>
    </>
  )
}
