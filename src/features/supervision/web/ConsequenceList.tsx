import { useState } from 'react'
import { consequenceWords } from '#src/domain/supervision-words.ts'
import { Button } from '#src/ui/Button.tsx'
import { Field, SelectInput, TextArea, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { announce } from '#src/ui/notices.tsx'
import { EmptyState, ErrorState } from '#src/ui/States.tsx'
import { Chip } from '#src/ui/values.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call, useDivisions, useReaderOf, type Consequences } from './calls.ts'

type Kind = keyof typeof consequenceWords

/** Consequences: who, what, on what basis, date, paper. Of a clue that was handed over only 已移送, date, number and receipt. */
export function ConsequenceList({ consequences, campaign, mayWrite }: { consequences: Consequences; campaign: string | undefined; mayWrite: boolean }) {
  const { today } = useReaderOf()
  return (
    <>
      {mayWrite ? <ConsequenceForm today={today} campaign={campaign} /> : null}
      {consequences.length === 0 ? (
        <EmptyState title="这里是追责：对谁、为什么、凭什么、哪一天" missing="没有记录。只有镇纪委能记，每一条都要有依据和文号。" />
      ) : null}
      <ul className="supervision-list">
        {consequences.map((each) => (
          <li key={each.consequence}>
            <span>
              <Chip>{consequenceWords[each.kind]}</Chip> {each.kind === 'handed_over' ? '已移送' : `${each.who}：${each.what}`}
            </span>
            <span className="ink2">
              {each.on} · {each.paper}
              {each.basis ? ` · 依据 ${each.basis}` : ''}
            </span>
            {each.receipt ? (
              <span className="small ink2">
                回执 {each.receipt}（{each.receivedOn}）
              </span>
            ) : mayWrite ? (
              <Receipt consequence={each.consequence} today={today} />
            ) : (
              <span className="small ink3">没有回执</span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Receipt({ consequence, today }: { consequence: string; today: string }) {
  const [receipt, setReceipt] = useState('')
  const enter = useAct(async () => {
    await call('POST /api/consequences/{consequence}/receipt', { params: { consequence }, body: { receipt, on: today } })
    announce({ text: '回执已登记' })
    return true
  })
  return (
    <Form className="supervision-line" onSubmit={() => enter.run(undefined)}>
      <TextInput value={receipt} aria-label="回执" placeholder="回执编号或签收人" maxLength={100} onChange={(event) => setReceipt(event.target.value)} />
      <Button type="submit" size="row" isBusy={enter.isBusy} disabled={receipt.trim().length < 2}>
        登记回执
      </Button>
      {enter.error ? <ErrorState error={enter.error} /> : null}
    </Form>
  )
}

function ConsequenceForm({ today, campaign }: { today: string; campaign: string | undefined }) {
  const divisions = useDivisions()
  const [isOpen, setOpen] = useState(false)
  const draft = useDraft<{ kind: Kind; division: string; who: string; what: string; basis: string; on: string; paper: string }>('supervision:consequence', {
    kind: 'reminder',
    division: '',
    who: '',
    what: '',
    basis: '',
    on: today,
    paper: '',
  })
  const { kind, division, who, what, basis, paper } = draft.value
  const on = draft.value.on || today
  const isHandOver = kind === 'handed_over'
  const write = useAct(() =>
    call('POST /api/consequences', {
      body: kind === 'handed_over' ? { kind, on, paper } : { kind, division: division || (divisions[0]?.code ?? ''), who, what, basis, on, paper, campaign },
    }),
  )
  const run = async (): Promise<void> => {
    if (!(await write.run(undefined))) return
    announce({ text: isHandOver ? '已记：已移送' : `已记：${consequenceWords[kind]} ${who}` })
    draft.clear()
    setOpen(false)
  }
  if (!isOpen && !draft.isRestored)
    return (
      <div>
        <Button kind="primary" icon="plus" onClick={() => setOpen(true)}>
          记一条追责
        </Button>
      </div>
    )
  const isComplete = paper.trim().length >= 2 && (isHandOver || (who.trim().length >= 2 && what.trim().length >= 4 && basis.trim().length >= 4))
  return (
    <Form className="supervision-form" onSubmit={run}>
      <div className="supervision-fields">
        <Field label="方式">
          {(ids) => (
            <SelectInput
              {...ids}
              value={kind}
              options={(Object.keys(consequenceWords) as Kind[]).map((value) => ({ value, title: consequenceWords[value] }))}
              onChange={(next) => draft.change({ kind: next as Kind })}
            />
          )}
        </Field>
        <Field label="哪一天">
          {(ids) => <input {...ids} className="input" type="date" max={today} value={on} onChange={(event) => draft.change({ on: event.target.value })} />}
        </Field>
        <Field label="文号" isRequired>
          {(ids) => <TextInput {...ids} value={paper} maxLength={100} onChange={(event) => draft.change({ paper: event.target.value })} />}
        </Field>
        {isHandOver ? null : (
          <>
            <Field label="哪里">
              {(ids) => (
                <SelectInput
                  {...ids}
                  value={division || (divisions[0]?.code ?? '')}
                  options={divisions.filter((each) => each.code.length <= 4).map((each) => ({ value: each.code, title: each.name }))}
                  onChange={(next) => draft.change({ division: next })}
                />
              )}
            </Field>
            <Field label="对谁" isRequired>
              {(ids) => <TextInput {...ids} value={who} maxLength={100} onChange={(event) => draft.change({ who: event.target.value })} />}
            </Field>
          </>
        )}
      </div>
      {isHandOver ? (
        <p className="ink2">移送的线索不在系统里留内容：只记“已移送”、日期、文号和回执。</p>
      ) : (
        <>
          <Field label="因为什么事" isRequired>
            {(ids) => <TextArea {...ids} value={what} maxLength={1000} onChange={(event) => draft.change({ what: event.target.value })} />}
          </Field>
          <Field label="依据" isRequired hint="文件名和条款">
            {(ids) => <TextInput {...ids} value={basis} maxLength={500} onChange={(event) => draft.change({ basis: event.target.value })} />}
          </Field>
        </>
      )}
      <Button type="submit" kind="primary" isBusy={write.isBusy} disabled={!isComplete}>
        {isHandOver ? '记下：已移送' : `记下${consequenceWords[kind]}${who ? `：${who}` : ''}`}
      </Button>
      {write.error ? <ErrorState error={write.error} /> : null}
    </Form>
  )
}
