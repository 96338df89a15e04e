import { useState } from 'react'
import { minuteOf } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import { Form } from '#src/ui/Form.tsx'
import { Chip } from '#src/ui/values.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { announce } from '#src/ui/notices.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { call, type Lack, type Selfcheck } from './calls.ts'
import './finished-items.css'

interface SideColumnProps {
  selfcheck: Selfcheck
  community: { code: string; name: string }
  onGo: (lack: Lack) => void
}

const verbs: Record<Lack['kind'], string> = { not_answered: '去答', some_without_problem: '去写', year_empty: '去填', none_beside_leads: '去看' }

/** The empty years of one item are one line: they are filled together. */
function joinYears(lacks: readonly Lack[]): Lack[] {
  return lacks.flatMap((lack, at) => {
    if (lack.year === null) return [lack]
    const years = lacks.filter((each) => each.cell === lack.cell && each.year !== null).map((each) => each.year ?? 0)
    if (lacks.findIndex((each) => each.cell === lack.cell && each.year !== null) !== at) return []
    const label = lack.where.split(' ')[0] ?? ''
    return years.length === 1 ? [lack] : [{ ...lack, where: `${label} ${years.length} 个年份没填`, what: years.join('、') }]
  })
}

/** What is missing as links, the secretary's signature, and what changed since yesterday. */
export function SideColumn({ selfcheck, community, onGo }: SideColumnProps) {
  const { lacks, changes, childWorkers, today } = selfcheck
  const lines = joinYears(lacks)
  return (
    <>
      <section>
        <h2>{lacks.length > 0 ? `报送还差 ${lacks.length} 处` : '报送不差什么'}</h2>
        <ul className="lack-list">
          {lines.slice(0, 10).map((lack) => (
            <li key={`${lack.kind} ${lack.cell} ${lack.question ?? ''}`}>
              <span className={lack.kind === 'none_beside_leads' ? 'ac' : 'am'}>
                <Icon name={lack.kind === 'none_beside_leads' ? 'differs' : 'ring-dashed'} />
              </span>
              <div>
                {lack.where}
                <div className="small ink2">{lack.what}</div>
              </div>
              <Button kind="link" size="row" onClick={() => onGo(lack)}>
                {verbs[lack.kind]}
              </Button>
            </li>
          ))}
          {lines.length > 10 ? <li className="small ink3">下面还有 {lines.length - 10} 条，补完上面的再列出来</li> : null}
        </ul>
      </section>
      <SignatureBox selfcheck={selfcheck} community={community} />
      <section>
        <h2>昨天以来的改动</h2>
        {changes.length === 0 ? <p className="small ink3">没有改动</p> : null}
        <ol className="timeline">
          {changes.map((change) => {
            const minute = minuteOf(change.at)
            return (
              <li key={`${change.at} ${change.text}`}>
                <time dateTime={change.at}>{minute.slice(0, 4) === today.slice(0, 4) ? minute.slice(5) : minute}</time>
                <span>
                  {change.text} <span className="ink3 small">{change.by}</span>
                </span>
              </li>
            )
          })}
        </ol>
      </section>
      {childWorkers.length > 0 && selfcheck.may.answer ? (
        <section>
          <h2>孩子的事</h2>
          <p className="small ink2">有关孩子的事项，儿童主任{childWorkers.join('、')}登录后也能在这一页答。</p>
        </section>
      ) : null}
    </>
  )
}

function SignatureBox({ selfcheck, community }: { selfcheck: Selfcheck; community: { code: string; name: string } }) {
  const { signature, secretary, items, may, lacks, hash } = selfcheck
  // A password is never kept as a draft.
  const [password, setPassword] = useState('')
  const sign = useAct(() =>
    call('POST /api/selfcheck/signature', { body: { campaign: selfcheck.campaign?.campaign ?? '', community: community.code, password, hash } }),
  )
  const unsent = items.filter((item) => !['submitted', 'signed', 'accepted'].includes(item.state))
  const toSign = items.filter((item) => item.state === 'submitted')
  const isSigned = signature?.isValid === true && unsent.length === 0 && toSign.length === 0
  const run = async (): Promise<void> => {
    const answer = await sign.run(undefined)
    setPassword('')
    if (answer) announce({ text: `已签 ${answer.signed} 项` })
  }
  return (
    <section className="signature-box">
      <h2>
        <Icon name="signature" /> {secretary ? `${secretary}书记签字` : '社区书记签字'}
        {isSigned ? (
          <Chip tone="quiet">已签</Chip>
        ) : signature && !signature.isValid ? (
          <Chip tone="amber">签后有改动，未签</Chip>
        ) : unsent.length > 0 || items.length === 0 ? (
          <Chip tone="amber">还不能签</Chip>
        ) : (
          <Chip tone="amber">未签</Chip>
        )}
      </h2>
      {may.sign && unsent.length === 0 && toSign.length > 0 ? (
        <Form onSubmit={run}>
          <input
            className="input"
            type="password"
            autoComplete="current-password"
            value={password}
            aria-label="再输一次口令"
            placeholder="再输一次口令"
            onChange={(event) => setPassword(event.target.value)}
          />
          <Button type="submit" kind="primary" className="wide" isBusy={sign.isBusy} disabled={password === ''}>
            签字：对 {items.length} 项答复负责
          </Button>
          {sign.error ? <ErrorState error={sign.error} /> : null}
        </Form>
      ) : (
        <p className="signature-place ink3">
          {isSigned ? (
            <>
              {signature?.by} 签于 {minuteOf(signature?.at ?? '')}
            </>
          ) : unsent.length > 0 ? (
            <>
              <Icon name="lock" /> {lacks.length > 0 ? `补齐 ${lacks.length} 处` : `报齐 ${unsent.length} 项`}以后在这里签
            </>
          ) : (
            '等书记来签'
          )}
        </p>
      )}
      <p className="small ink3">签字是对全部答复负责，要再输一次口令。签后有一处改动，就变回“未签”。</p>
    </section>
  )
}
