import { dayOf } from '#src/ui/amounts.ts'
import { Button, ButtonLink } from '#src/ui/Button.tsx'
import { Field, SelectInput, TextArea } from '#src/ui/Field.tsx'
import { FirstLine, NumberLink } from '#src/ui/FirstLine.tsx'
import { Form } from '#src/ui/Form.tsx'
import { announce } from '#src/ui/notices.tsx'
import { OwnEntries } from '#src/ui/OwnEntries.tsx'
import { Page } from '#src/ui/Page.tsx'
import { Segmented } from '#src/ui/Segmented.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { ErrorState, Shown } from '#src/ui/States.tsx'
import { Chip } from '#src/ui/values.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { call, callAccounts, useAccounts, useRead, type Log } from './calls.ts'
import './selfcheck.css'
import './side-by-side.css'

const kindWords = { deploy: '亲自部署', urge: '亲自督促', inspect: '亲自检查' } as const
type Kind = keyof typeof kindWords

/** 书记亲自部署、督促、检查的记录，和本社区自己细化的措施. */
export function LogPage() {
  const { query } = useUrlQuery()
  const read = useRead('GET /api/selfcheck/log', { query: { campaign: query.get('campaign') ?? undefined, community: query.get('community') ?? undefined } })
  return (
    <Page>
      <Shown of={read}>{(log) => <Content log={log} />}</Shown>
    </Page>
  )
}

function Content({ log }: { log: Log }) {
  const { community, communities, may } = log
  const entries = useAccounts('GET /api/entries', { query: { kind: ['secretary_log', 'own_measure'] } }, { isBeside: true })
  const count = (kind: Kind): number => log.log.filter((entry) => entry.kind === kind).length
  const silent = communities.filter((each) => each.deploy + each.urge + each.inspect === 0)
  const nameOf = (code: string): string => communities.find((each) => each.code === code)?.name ?? ''
  return (
    <>
      <PageHead crumbs={[{ text: '自查', to: `/selfcheck${community ? `?community=${community.code}` : ''}` }, { text: '部署与措施' }]} />
      <FirstLine actions={<ButtonLink to={`/selfcheck${community ? `?community=${community.code}` : ''}`}>看自查答复</ButtonLink>}>
        {community ? `${community.name}书记` : `${communities.length} 个社区书记`}：部署 {count('deploy')} 次、督促 {count('urge')} 次、检查 {count('inspect')}{' '}
        次；细化措施 {log.measures.length} 条{!community && silent.length > 0 ? `；${silent.map((each) => each.name).join('、')}还没有记录` : ''}
      </FirstLine>
      {community ? null : (
        <p className="small">
          {communities.map((each) => (
            <span key={each.code} className="selfcheck-proof">
              <NumberLink to={`/selfcheck/log?community=${each.code}`}>
                {each.name} {each.deploy + each.urge + each.inspect} 次
              </NumberLink>
              、措施 {each.measures} 条
            </span>
          ))}
        </p>
      )}
      <div className="log-columns">
        <section>
          <h2>书记亲自部署、督促、检查</h2>
          {may.log ? <LogForm today={log.today} community={community?.code ?? ''} /> : null}
          {log.log.length === 0 ? <p className="ink3">还没有记录。做一次记一次，写清做了什么、定了什么。</p> : null}
          <ul className="log-list">
            {log.log.map((entry) => (
              <li key={entry.log}>
                <Chip>{kindWords[entry.kind]}</Chip> {entry.on} {community ? '' : nameOf(entry.community)} <span className="small ink3">{entry.by}</span>
                <div>{entry.text}</div>
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h2>细化措施</h2>
          {may.measure && log.campaign ? <MeasureForm campaign={log.campaign.campaign} items={log.items} isPrimary={!may.log} /> : null}
          {log.measures.length === 0 ? <p className="ink3">还没有措施。按方案的每一项写本社区怎么做、谁来做、到什么时候。</p> : null}
          <ul className="log-list">
            {log.measures.map((measure) => (
              <li key={measure.measure}>
                <Chip>{measure.label ?? '整个方案'}</Chip> {community ? '' : nameOf(measure.community)}{' '}
                <span className="small ink3">
                  {dayOf(measure.at)} {measure.by}
                </span>
                <div>{measure.text}</div>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <OwnEntries
        answer={entries}
        withdraw={({ kind, entry }, reason) => callAccounts('POST /api/entries/{entry}/withdrawal', { params: { entry }, body: { kind, reason } })}
      />
    </>
  )
}

function LogForm({ today, community }: { today: string; community: string }) {
  const draft = useDraft<{ kind: Kind; on: string; text: string }>(`selfcheck:log:${community}`, { kind: 'deploy', on: today, text: '' })
  const write = useAct(() => call('POST /api/selfcheck/log', { body: draft.value }))
  const keep = async (): Promise<void> => {
    if (!(await write.run(undefined))) return
    announce({ text: `已记下：${kindWords[draft.value.kind]} ${draft.value.on}` })
    draft.clear()
  }
  return (
    <Form className="log-form" onSubmit={keep}>
      <Segmented
        label="做了什么"
        value={draft.value.kind}
        choices={(Object.keys(kindWords) as Kind[]).map((kind) => ({ value: kind, title: kindWords[kind] }))}
        onChange={(kind) => draft.change({ kind })}
      />
      <Field label="哪一天">
        {(ids) => (
          <input {...ids} className="input" type="date" max={today} value={draft.value.on} onChange={(event) => draft.change({ on: event.target.value })} />
        )}
      </Field>
      <Field label="做了什么、定了什么" hint={draft.keptAt ? `草稿 ${draft.keptAt} 已存在本机` : undefined}>
        {(ids) => <TextArea {...ids} value={draft.value.text} maxLength={1000} onChange={(event) => draft.change({ text: event.target.value })} />}
      </Field>
      <Button type="submit" kind="primary" isBusy={write.isBusy} disabled={draft.value.text.trim().length < 4}>
        记下这一次{kindWords[draft.value.kind].slice(2)}
      </Button>
      {write.error ? <ErrorState error={write.error} /> : null}
    </Form>
  )
}

function MeasureForm({ campaign, items, isPrimary }: { campaign: string; items: Log['items']; isPrimary: boolean }) {
  const draft = useDraft(`selfcheck:measure:${campaign}`, { item: '', text: '' })
  const write = useAct(() =>
    call('POST /api/selfcheck/measures', { body: { campaign, item: draft.value.item === '' ? null : draft.value.item, text: draft.value.text } }),
  )
  const keep = async (): Promise<void> => {
    if (!(await write.run(undefined))) return
    announce({ text: '已加一条细化措施' })
    draft.clear()
  }
  return (
    <Form className="log-form" onSubmit={keep}>
      <Field label="对哪一项">
        {(ids) => (
          <SelectInput
            {...ids}
            value={draft.value.item}
            placeholder="整个方案"
            options={items.map((item) => ({ value: item.item, title: `${item.label} ${item.title}` }))}
            onChange={(item) => draft.change({ item })}
          />
        )}
      </Field>
      <Field label="怎么做、谁来做、到什么时候" hint={draft.keptAt ? `草稿 ${draft.keptAt} 已存在本机` : undefined}>
        {(ids) => <TextArea {...ids} value={draft.value.text} maxLength={1000} onChange={(event) => draft.change({ text: event.target.value })} />}
      </Field>
      <Button type="submit" kind={isPrimary ? 'primary' : 'lead'} isBusy={write.isBusy} disabled={draft.value.text.trim().length < 4}>
        加这一条措施
      </Button>
      {write.error ? <ErrorState error={write.error} /> : null}
    </Form>
  )
}
