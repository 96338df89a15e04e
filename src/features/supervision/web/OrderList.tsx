import { useState } from 'react'
import { Link } from 'wouter'
import { dayOf, shortDay } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import { DueDate } from '#src/ui/DueDate.tsx'
import { Field, SelectInput, TextArea, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { announce } from '#src/ui/notices.tsx'
import { EmptyState, ErrorState } from '#src/ui/States.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call, useDivisions, useReaderOf, type Order, type Orders } from './calls.ts'

const answering = ['clerk', 'secretary', 'worker']

/** Orders to units: to whom, what, until when, received, answered; open ones by deadline. */
export function OrderList({ orders, campaign, role }: { orders: Orders['orders']; campaign: string | undefined; role: string | undefined }) {
  const { today } = useReaderOf()
  return (
    <>
      {role === 'supervisor' ? <OrderForm today={today} campaign={campaign} /> : null}
      {orders.length === 0 ? <EmptyState title="这里是督办：谁、办什么、到什么时候" missing="没有督办件。方案阶段过了，没办结的督办仍留在这里。" /> : null}
      <ul className="order-list">
        {orders.map((order) => (
          <OrderRow key={order.order} order={order} role={role} today={today} />
        ))}
      </ul>
    </>
  )
}

function OrderRow({ order, role, today }: { order: Order; role: string | undefined; today: string }) {
  const day = (date: string | null): string => (date === null ? '' : shortDay(date, today))
  return (
    <li className={order.isDone ? 'is-done' : undefined}>
      <div className="order-head">
        <b>{order.number}</b> <span>{order.toUnit}</span>
        {order.isDone ? (
          <StateWord kind="done" word="已办结" />
        ) : (
          <DueDate date={order.dueOn} today={today} steps={order.dueSteps} isQuiet={order.answeredOn !== null} />
        )}
        {order.daysOverdue > 0 ? <span className="red small">逾期 {order.daysOverdue} 天</span> : null}
      </div>
      <p>
        {order.text}
        {order.problem ? (
          <>
            {' '}
            （问题 <Link href={`/problems/${order.problem}`}>{order.problemNumber}</Link>）
          </>
        ) : null}
      </p>
      <p className="small ink2">
        {day(dayOf(order.on))} {order.by}发出 · {order.receivedOn === null ? '没有签收' : `${day(order.receivedOn)} ${order.receivedBy}签收`} ·{' '}
        {order.answeredOn === null ? '没有反馈' : `${day(order.answeredOn)} 反馈：${order.answer}`}
        {order.remindedTimes > 0 ? ` · 催过 ${order.remindedTimes} 次，最近 ${day(order.lastRemindedOn)}` : ''}
      </p>
      {order.isDone ? null : role === 'supervisor' ? (
        <SupervisorSteps order={order} />
      ) : role !== undefined && answering.includes(role) ? (
        <UnitSteps order={order} today={today} />
      ) : null}
    </li>
  )
}

function SupervisorSteps({ order }: { order: Order }) {
  const [reason, setReason] = useState<string | undefined>(undefined)
  const remind = useAct(async () => {
    await call('POST /api/orders/{order}/reminder', { params: { order: order.order } })
    announce({ text: `已催办 ${order.number}` })
    return true
  })
  const end = useAct(async (accepted: boolean) => {
    await call('POST /api/orders/{order}/end', { params: { order: order.order }, body: { accepted, reason: reason ?? '' } })
    announce({ text: accepted ? `${order.number} 已办结` : `${order.number} 的反馈已退回` })
    setReason(undefined)
    return true
  })
  return (
    <div className="supervision-buttons">
      {order.answeredOn === null ? (
        <Button size="row" icon="clock" isBusy={remind.isBusy} onClick={() => void remind.run(undefined)}>
          催一次
        </Button>
      ) : (
        <>
          <Button kind="lead" size="row" isBusy={end.isBusy} onClick={() => void end.run(true)}>
            同意，办结
          </Button>
          <Button size="row" icon="back" onClick={() => setReason(reason === undefined ? '' : undefined)}>
            退回反馈
          </Button>
        </>
      )}
      {reason === undefined ? null : (
        <Form className="supervision-line" onSubmit={() => end.run(false)}>
          <TextInput value={reason} aria-label="退回的原因" placeholder="哪里还没办到" maxLength={500} onChange={(event) => setReason(event.target.value)} />
          <Button type="submit" kind="lead" size="row" disabled={reason.trim().length < 4}>
            退回，等再反馈
          </Button>
        </Form>
      )}
      {(remind.error ?? end.error) ? <ErrorState error={remind.error ?? end.error} /> : null}
    </div>
  )
}

function UnitSteps({ order, today }: { order: Order; today: string }) {
  const { name } = useReaderOf()
  const isReceived = order.receivedOn !== null
  const draft = useDraft(`order:${order.order}:${isReceived ? 'answer' : 'receipt'}`, { text: '', by: name })
  const act = useAct(async () => {
    if (isReceived) await call('POST /api/orders/{order}/answer', { params: { order: order.order }, body: { text: draft.value.text, on: today } })
    else await call('POST /api/orders/{order}/receipt', { params: { order: order.order }, body: { by: draft.value.by || name, on: today } })
    announce({ text: isReceived ? `${order.number} 已反馈` : `${order.number} 已签收` })
    return true
  })
  if (order.answeredOn !== null) return <p className="small ink3">已反馈，等督查组看。</p>
  return (
    <Form className="supervision-line" onSubmit={() => act.run(undefined).then((isDone) => isDone && draft.clear())}>
      {isReceived ? (
        <TextInput
          value={draft.value.text}
          aria-label="办理情况"
          placeholder="办得怎么样，结果是什么"
          maxLength={1000}
          onChange={(event) => draft.change({ text: event.target.value })}
        />
      ) : (
        <TextInput
          value={draft.value.by}
          aria-label="签收人"
          placeholder={name}
          maxLength={60}
          onChange={(event) => draft.change({ by: event.target.value })}
        />
      )}
      <Button type="submit" kind="lead" size="row" isBusy={act.isBusy} disabled={isReceived && draft.value.text.trim().length < 4}>
        {isReceived ? '反馈办理情况' : `${draft.value.by || name}签收`}
      </Button>
      {act.error ? <ErrorState error={act.error} /> : null}
    </Form>
  )
}

function OrderForm({ today, campaign }: { today: string; campaign: string | undefined }) {
  const divisions = useDivisions()
  const [isOpen, setOpen] = useState(false)
  const draft = useDraft('supervision:order', { division: '', toUnit: '', text: '', dueOn: '' })
  const town = divisions.find((each) => each.code.length === 2)
  const { division, toUnit, text, dueOn } = draft.value
  const isOther = division === '' || division === town?.code
  const unit = isOther ? toUnit : (divisions.find((each) => each.code === division)?.name ?? '')
  const give = useAct(() => call('POST /api/orders', { body: { toUnit: unit, division: isOther ? (town?.code ?? 'aa') : division, text, dueOn, campaign } }))
  const run = async (): Promise<void> => {
    const answer = await give.run(undefined)
    if (!answer) return
    announce({ text: `督办 ${answer.number} 已发给${unit}` })
    draft.clear()
    setOpen(false)
  }
  if (!isOpen && !draft.isRestored)
    return (
      <div>
        <Button kind="primary" icon="plus" onClick={() => setOpen(true)}>
          发一件督办
        </Button>
      </div>
    )
  return (
    <Form className="supervision-form" onSubmit={run}>
      <div className="supervision-fields">
        <Field label="发给">
          {(ids) => (
            <SelectInput
              {...ids}
              value={division}
              placeholder="其他单位"
              options={divisions.filter((each) => each.code.length === 4).map((each) => ({ value: each.code, title: each.name }))}
              onChange={(next) => draft.change({ division: next })}
            />
          )}
        </Field>
        {isOther ? (
          <Field label="单位名称" isRequired hint="没有账号的单位，由镇民政办代登签收和反馈">
            {(ids) => (
              <TextInput
                {...ids}
                value={toUnit}
                maxLength={100}
                placeholder="镇派出所、镇卫生院……"
                onChange={(event) => draft.change({ toUnit: event.target.value })}
              />
            )}
          </Field>
        ) : null}
        <Field label="办到什么时候" isRequired>
          {(ids) => (
            <input {...ids} className="input" type="date" min={today} value={dueOn} onChange={(event) => draft.change({ dueOn: event.target.value })} />
          )}
        </Field>
      </div>
      <Field label="要办什么" isRequired hint={draft.keptAt ? `草稿 ${draft.keptAt} 已存在本机` : undefined}>
        {(ids) => <TextArea {...ids} value={text} maxLength={1000} onChange={(event) => draft.change({ text: event.target.value })} />}
      </Field>
      <Button type="submit" kind="primary" isBusy={give.isBusy} disabled={unit.trim().length < 2 || text.trim().length < 4 || dueOn === ''}>
        {unit.trim() === '' ? '发出督办' : `发给${unit}${dueOn === '' ? '' : `，${dueOn} 前反馈`}`}
      </Button>
      {give.error ? <ErrorState error={give.error} /> : null}
    </Form>
  )
}
