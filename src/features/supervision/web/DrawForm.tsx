import { useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '#src/ui/Button.tsx'
import { Field, SelectInput, TextInput } from '#src/ui/Field.tsx'
import { Form } from '#src/ui/Form.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { call, percent, sayBound, useDivisions, useRead } from './calls.ts'

/** How many, of what, by which seed; beside it what such a sample can show. */
export function DrawForm({ campaign }: { campaign: string | undefined }) {
  const draft = useDraft('supervision:draw', { size: '5', seed: '', community: '', title: '', team: '' })
  const [, navigate] = useLocation()
  const [isMore, setMore] = useState(false)
  const divisions = useDivisions()
  const { size, seed, community, title, team } = draft.value
  const count = Number(size)
  const isCount = Number.isInteger(count) && count >= 1 && count <= 10_000
  const preview = useRead(
    'GET /api/samples/preview',
    { query: { size: isCount ? count : 1, community: community === '' ? undefined : community, campaign } },
    { keepsLast: true },
  )
  const draw = useAct(() =>
    call('POST /api/samples', {
      body: { size: count, title, team, campaign, ...(seed.trim() === '' ? {} : { seed: seed.trim() }), ...(community === '' ? {} : { community }) },
    }),
  )
  const run = async (): Promise<void> => {
    const answer = await draw.run(undefined)
    if (!answer) return
    draft.clear()
    navigate(`/supervision/${answer.inspection}`)
  }
  const shown = preview.data
  const isEnough = shown !== undefined && isCount && count <= shown.population
  return (
    <Form className="supervision-form" onSubmit={run}>
      <div className="supervision-fields">
        <Field label="抽几件">
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="number"
              min={1}
              max={10_000}
              value={size}
              onChange={(event) => draft.change({ size: event.target.value })}
            />
          )}
        </Field>
        <Field label="从哪里抽">
          {(ids) => (
            <SelectInput
              {...ids}
              value={community}
              options={divisions.map((each) => ({ value: each.code, title: each.name })).filter((each) => each.value.length > 2)}
              placeholder="全镇"
              onChange={(next) => draft.change({ community: next })}
            />
          )}
        </Field>
        <Field label="种子" hint="空着就用日期加当天第几次">
          {(ids) => (
            <TextInput {...ids} value={seed} maxLength={80} placeholder={shown?.seed ?? ''} onChange={(event) => draft.change({ seed: event.target.value })} />
          )}
        </Field>
        {isMore ? (
          <>
            <Field label="名称">
              {(ids) => (
                <TextInput
                  {...ids}
                  value={title}
                  maxLength={100}
                  placeholder="已销号问题抽查"
                  onChange={(event) => draft.change({ title: event.target.value })}
                />
              )}
            </Field>
            <Field label="督查组成员">
              {(ids) => <TextInput {...ids} value={team} maxLength={200} onChange={(event) => draft.change({ team: event.target.value })} />}
            </Field>
          </>
        ) : null}
      </div>
      {shown ? (
        shown.population === 0 ? (
          <p className="ink2">{community === '' ? '全镇' : '这个社区'}还没有已销号的问题，没有可抽的。</p>
        ) : (
          <p className="ink2">
            已销号 {shown.population} 件。
            {isEnough ? (
              <>
                抽 {count} 件、件件属实，就{sayBound(shown.bound, shown.population)}
                {shown.bound.endless === null ? '' : `；不算总数有限，是 1−0.05^(1/${count}) ＝ ${percent(shown.bound.endless)}`}。
              </>
            ) : (
              <span className="am">抽不出 {size} 件。</span>
            )}{' '}
            要能说低于 {shown.sizes.map((each) => `${(each.share * 100).toFixed(0)}%，得抽 ${each.size} 件`).join('；低于 ')}。
          </p>
        )
      ) : null}
      <div className="supervision-buttons">
        <Button type="submit" kind="primary" isBusy={draw.isBusy} disabled={!isEnough}>
          从 {shown?.population ?? 0} 件里抽 {isCount ? count : '—'} 件
        </Button>
        <Button kind="link" onClick={() => setMore(!isMore)}>
          {isMore ? '收起' : '写名称和成员'}
        </Button>
      </div>
      {draw.error ? <ErrorState error={draw.error} /> : null}
    </Form>
  )
}
