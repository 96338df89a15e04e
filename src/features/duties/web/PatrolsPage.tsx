import { useState } from 'react'
import { DueDate } from '#src/ui/DueDate.tsx'
import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import type { OutputOf } from '#src/ui/call.ts'
import { Field, SelectInput, TextArea, TextInput } from '#src/ui/Field.tsx'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { useHere } from '#src/ui/here.ts'
import { EmptyState, ErrorState, Shown } from '#src/ui/States.tsx'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import type { api } from '../contract.ts'
import { call, useRead } from './calls.ts'
import { DutyForm, Photos } from './DutyForm.tsx'
import { FieldPage } from './FieldPage.tsx'
import { KeptMonth } from './KeptMonth.tsx'
import { useCommunities } from './places.ts'
import { StreetSection } from './StreetSection.tsx'

type Patrols = OutputOf<(typeof api)['GET /api/patrols']>
type Point = Patrols['points'][number]

/** 街面巡查: points × days of the town's schedule, walked or missing; people found, from finding to hand-over. */
export function PatrolsPage() {
  const { role, today } = useHere()
  const { query, change } = useUrlQuery()
  const month = query.get('month') ?? today.slice(0, 7)
  const answer = useRead('GET /api/patrols', { query: { month } }, { keepsLast: true })
  const [isAdding, setAdding] = useState(false)
  const mayWalk = role === 'worker' || role === 'secretary' || role === 'child_worker' || role === 'grid'
  return (
    <FieldPage entered={['patrol', 'patrol_point', 'street_case', 'street_handover']}>
      <Shown of={answer}>
        {(data) => (
          <>
            <FirstLine
              note={data.basis ? `镇里写明的间隔：${data.basis.everyDays} 天（${data.basis.source}）` : '法规没有写明几天巡查一次：每个点位写明间隔和依据'}
              actions={
                role === 'clerk' && !isAdding ? (
                  <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
                    安排一个点位
                  </Button>
                ) : null
              }
            >
              {data.month} 巡查点位 {data.points.length} 个，应巡查 {data.expected} 次，已巡查 {data.walked} 次，缺 {data.missing} 次
              {data.expected > 0 ? `，覆盖 ${Math.round((data.walked / data.expected) * 100)}%` : ''}
            </FirstLine>
            {isAdding ? <PointForm basis={data.basis} onDone={() => setAdding(false)} /> : null}
            <Field label="月份" layout="left">
              {(ids) => <TextInput {...ids} type="month" value={month} max={today.slice(0, 7)} onChange={(event) => change({ month: event.target.value })} />}
            </Field>
            {month < today.slice(0, 7) ? <KeptMonth ledger="patrols" month={month} /> : null}
            {data.points.length === 0 ? (
              <EmptyState title="这里按点位和日子显示巡查：哪天走了、哪段没人走" missing="还没有安排点位。由镇民政办写明点位、几天一次、依据哪份安排。" />
            ) : null}
            <ul className="duty-list" aria-label="巡查点位">
              {data.points.map((point) => (
                <PointRow key={point.point} point={point} mayWalk={mayWalk} mayEnd={role === 'clerk'} />
              ))}
            </ul>
            {data.walks.length > 0 ? (
              <section className="duty-section">
                <h2>巡查记录</h2>
                <ul className="duty-list">
                  {data.walks.map((walk) => (
                    <li key={walk.walk}>
                      {walk.on} {walk.point}，{walk.by ?? '—'}：{walk.found ?? '—'}
                    </li>
                  ))}
                </ul>
              </section>
            ) : null}
          </>
        )}
      </Shown>
      <StreetSection mayWork={mayWalk || role === 'clerk'} />
    </FieldPage>
  )
}

function PointRow({ point, mayWalk, mayEnd }: { point: Point; mayWalk: boolean; mayEnd: boolean }) {
  const { today } = useHere()
  const [open, setOpen] = useState<'walk' | 'end' | null>(null)
  const close = (which: 'walk' | 'end') => () => setOpen((now) => (now === which ? null : now))
  const isOver = point.endsOn !== null && point.endsOn <= today
  return (
    <li>
      <div className="duty-line">
        <div>
          <b>{point.name}</b>（{point.divisionName}）{point.everyDays === null ? '没有写几天一次' : `每 ${point.everyDays} 天一次`}，应 {point.expected} 次，已{' '}
          {point.walked} 次
          <div className="small ink2">
            {point.source === '' ? '没有写依据' : `依据 ${point.source}`} · 从 {point.from} 起{point.endsOn ? `，到 ${point.endsOn} 止` : ''} · 最近{' '}
            {point.lastWalkedOn ?? '还没有走过'}
          </div>
          {point.missing.length > 0 ? (
            <div className="small amber">
              缺：{point.missing.map(({ from, to }) => (from === to ? from.slice(5) : `${from.slice(5)} 至 ${to.slice(5)}`)).join('、')}
            </div>
          ) : null}
        </div>
        <div className="duty-next">
          {point.dueOn ? <DueDate date={point.dueOn} today={today} steps={point.dueSteps} placement="below-right" /> : null}
          {mayWalk && !isOver ? (
            <Button kind="lead" onClick={() => setOpen(open === 'walk' ? null : 'walk')}>
              记巡查
            </Button>
          ) : null}
          {mayEnd && point.endsOn === null ? <Button onClick={() => setOpen(open === 'end' ? null : 'end')}>停用…</Button> : null}
        </div>
      </div>
      {open === 'walk' ? <WalkForm point={point} onDone={close('walk')} /> : null}
      {open === 'end' ? <EndForm point={point} onDone={close('end')} /> : null}
    </li>
  )
}

function WalkForm({ point, onDone }: { point: Point; onDone: () => void }) {
  const { today } = useHere()
  const { value, change, clear } = useDraft(`walk-${point.point}`, { on: today, found: '', attachments: [] as string[] })
  const save = useAct(() => call('POST /api/patrols', { body: { point: point.point, ...value } }))
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: `${point.name} ${value.on} 的巡查已记下` })
    clear()
    onDone()
  }
  return (
    <DutyForm label={`巡查${point.name}`} onSubmit={submit}>
      <Field label="巡查日期" isRequired>
        {(ids) => <TextInput {...ids} type="date" value={value.on} onChange={(event) => change({ on: event.target.value })} />}
      </Field>
      <Field label="看到什么" hint="没有人就空着；有人就在下面“发现了人”登记">
        {(ids) => <TextArea {...ids} value={value.found} onChange={(event) => change({ found: event.target.value })} />}
      </Field>
      <Photos onSent={(attachment) => change({ attachments: [...value.attachments, attachment] })} />
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button kind="primary" type="submit" isBusy={save.isBusy}>
        记下{point.name}的巡查
      </Button>
    </DutyForm>
  )
}

function EndForm({ point, onDone }: { point: Point; onDone: () => void }) {
  const { today } = useHere()
  const { value, change, clear } = useDraft(`point-end-${point.point}`, { why: '' })
  const save = useAct(() =>
    call('POST /api/patrol-points/{point}/end', { params: { point: point.point }, body: { on: today, why: value.why } }).then(() => true),
  )
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: `${point.name}从今天起停用；以前缺的还在` })
    clear()
    onDone()
  }
  return (
    <DutyForm label={`停用${point.name}`} onSubmit={submit}>
      <Field label="为什么停用" isRequired>
        {(ids) => <TextInput {...ids} value={value.why} onChange={(event) => change({ why: event.target.value })} />}
      </Field>
      {save.error ? <ErrorState error={save.error} /> : null}
      <Button kind="primary" type="submit" isBusy={save.isBusy}>
        今天起停用{point.name}
      </Button>
    </DutyForm>
  )
}

function PointForm({ basis, onDone }: { basis: Patrols['basis']; onDone: () => void }) {
  const { today } = useHere()
  const communities = useCommunities()
  const { value, change, clear } = useDraft('patrol-point', {
    division: '',
    name: '',
    everyDays: String(basis?.everyDays ?? ''),
    from: today,
    endsOn: '',
    source: basis?.source ?? '',
  })
  const save = useAct(() => call('POST /api/patrol-points', { body: { ...value, everyDays: Number(value.everyDays), endsOn: value.endsOn || null } }))
  const submit = async (): Promise<void> => {
    if (!(await save.run(undefined))) return
    announce({ text: `${value.name}已列入巡查，每 ${value.everyDays} 天一次` })
    clear()
    onDone()
  }
  return (
    <DutyForm label="安排一个点位" onSubmit={submit}>
      <div className="duty-grid">
        <Field label="社区" isRequired>
          {(ids) => <SelectInput {...ids} options={communities} placeholder="请选" value={value.division} onChange={(division) => change({ division })} />}
        </Field>
        <Field label="点位" isRequired hint="车站、桥下、集市、学校周边">
          {(ids) => <TextInput {...ids} value={value.name} onChange={(event) => change({ name: event.target.value })} />}
        </Field>
        <Field label="几天一次" isRequired>
          {(ids) => <TextInput {...ids} inputMode="numeric" value={value.everyDays} onChange={(event) => change({ everyDays: event.target.value })} />}
        </Field>
        <Field label="从哪天起" isRequired>
          {(ids) => <TextInput {...ids} type="date" value={value.from} onChange={(event) => change({ from: event.target.value })} />}
        </Field>
        <Field label="到哪天止" hint="寒冬专项这类才写">
          {(ids) => <TextInput {...ids} type="date" value={value.endsOn} onChange={(event) => change({ endsOn: event.target.value })} />}
        </Field>
        <Field label="依据" isRequired hint="哪份安排、第几条">
          {(ids) => <TextInput {...ids} value={value.source} onChange={(event) => change({ source: event.target.value })} />}
        </Field>
      </div>
      {save.error ? <ErrorState error={save.error} /> : null}
      <span className="duty-next">
        <Button onClick={onDone}>先不安排</Button>
        <Button kind="primary" type="submit" isBusy={save.isBusy}>
          列入巡查
        </Button>
      </span>
    </DutyForm>
  )
}
