import { useState } from 'react'
import { Link } from 'wouter'
import { moneyWords, wayWords } from '#src/domain/problem-words.ts'
import { yuan } from '#src/ui/amounts.ts'
import { Button, ButtonLink } from '#src/ui/Button.tsx'
import { Checklist } from '#src/ui/Checklist.tsx'
import { Thumbnails } from '#src/ui/FilePicker.tsx'
import { Icon } from '#src/ui/Icon.tsx'
import { Timeline } from '#src/ui/Timeline.tsx'
import { Instalments, ReverseEntry } from './MoneyActs.tsx'
import { formOfButton, mayMend } from './primary-act.ts'
import type { FormKey } from './ProblemForm.tsx'
import { proofAddress, type ProblemDetail } from './problems-api.ts'

type OnForm = (() => void) | undefined

/** The money as a small account that subtracts downwards and ends in one balance; every entry can be unfolded. */
export function MoneyBlock({ problem, onForm }: { problem: ProblemDetail; onForm: OnForm }) {
  const { lines, entries } = problem.account
  if (lines.length === 0 && !onForm) return null
  if (lines.length === 0 && problem.kind !== 'money' && problem.kind !== 'right') return null
  const monthsOf = problem.months.length === 0 ? '' : `${problem.months.length} 个月，${problem.months[0] ?? ''} 至 ${problem.months.at(-1) ?? ''}`
  return (
    <section className="problem-block" aria-label="钱款">
      <div className="section-head">
        <h2>钱款</h2>
        <span className="small ink3">单位：元</span>
        {onForm ? (
          <Button kind="link" size="row" icon="plus" onClick={onForm}>
            登记一笔
          </Button>
        ) : null}
      </div>
      {lines.length === 0 ? <p className="ink2">没有金额。</p> : null}
      <table className="account">
        <tbody>
          {lines.map((line) => (
            <tr key={line.key} className={line.sign === '=' ? 'account-rest' : undefined}>
              <td className="ink3">{line.sign}</td>
              <th scope="row">{line.label}</th>
              <td className="ink2">{line.explanation !== '' ? line.explanation : line.sign === '' ? monthsOf : ''}</td>
              <td className="right">{yuan(line.fen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {entries.length > 0 ? (
        <details className="account-entries">
          <summary className="ac small">每一笔 {entries.length} 条</summary>
          <ul className="small">
            {entries.map((entry) => (
              <li key={entry.entry}>
                {entry.onDate} {moneyWords[entry.kind]} {yuan(entry.fen)}
                {entry.way ? `，${wayWords[entry.way]}` : ''}
                {entry.organ ? `，${entry.organ}` : ''}
                {entry.paper ? `，${entry.paper}` : ''}
                {entry.receipt ? `，票据 ${entry.receipt}` : ''}
                {entry.note ? `，${entry.note}` : ''} <span className="ink3">（{entry.by}登记）</span>
                {entry.attachment ? (
                  <a href={proofAddress('GET /api/attachments/{attachment}', { params: { attachment: entry.attachment } })}> 看票据</a>
                ) : null}
                {entry.mayReverse ? <ReverseEntry problem={problem} entry={entry} /> : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <Instalments problem={problem} />
    </section>
  )
}

/** Proof from before and after; what still lacks has its empty place. */
export function ProofBlock({ problem, onForm }: { problem: ProblemDetail; onForm: OnForm }) {
  const before = problem.proofs.filter((proof) => proof.side === 'before').length
  const after = problem.proofs.length - before
  const withFile = problem.proofs.filter((proof) => proof.attachment !== null)
  const words = problem.proofs.filter((proof) => proof.attachment === null)
  const addressOf = (attachment: string): string => proofAddress('GET /api/attachments/{attachment}', { params: { attachment } })
  return (
    <section className="problem-block" aria-label="佐证">
      <div className="section-head">
        <h2>佐证</h2>
        <span className="small ink3">
          整改前 {before}，整改后 {after}
          {withFile.length > 0 ? '；点开原件' : ''}
        </span>
        {onForm && after > 0 ? (
          <Button kind="link" size="row" icon="plus" onClick={onForm}>
            交佐证
          </Button>
        ) : null}
      </div>
      <Thumbnails
        items={withFile.map((proof) => ({
          key: proof.proof,
          title: proof.note,
          note: `${proof.side === 'before' ? '前' : '后'} · ${proof.on.slice(5)} ${proof.by}`,
          href: addressOf(proof.attachment ?? ''),
          src: proof.mediaType?.startsWith('image/') ? addressOf(proof.attachment ?? '') : undefined,
        }))}
        missing={onForm && after === 0 ? { title: '缺整改后的佐证', note: '上传或拍照', onAdd: onForm } : undefined}
      />
      {words.length > 0 ? (
        <ul className="proof-words">
          {words.map((proof) => (
            <li key={proof.proof}>
              <Icon name="paper" size={14} /> {proof.note}{' '}
              <span className="small ink3">
                {proof.side === 'before' ? '前' : '后'} · {proof.on.slice(5)} {proof.by}，只有文字
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {problem.proofs.length === 0 && !onForm ? <p className="ink2">还没有佐证。</p> : null}
    </section>
  )
}

/** 对账: problems, measures and proof of this community on one line, and which ones make them differ. */
export function ThreeNumbers({ problem }: { problem: ProblemDetail }) {
  const numbers = problem.threeNumbers
  if (!numbers) return null
  const isOwn = numbers.differing.some((each) => each.problem === problem.problem)
  const others = numbers.differing.filter((each) => each.problem !== problem.problem)
  const words = numbers.agrees
    ? '三个数一致'
    : isOwn && others.length === 0
      ? '差的一件就是本条'
      : isOwn
        ? `差的有本条和另外 ${others.length} 条`
        : `差的是另外 ${others.length} 条`
  return (
    <section className="three-numbers" aria-label="对账">
      <ThreeLine name={`${problem.divisionName}三个数`} numbers={numbers} />
      <Link href={`/problems/numbers?division=${numbers.division}`} className="small">
        {words}
      </Link>
    </section>
  )
}

/** 问题 6 = 措施 6 ≠ 佐证齐 5 */
export function ThreeLine({ name, numbers }: { name: string; numbers: { problems: number; measures: number; proof: number } }) {
  const { problems, measures, proof } = numbers
  return (
    <span className="three-line">
      <span>{name}</span>
      <span>
        问题 <b>{problems}</b>
      </span>
      <span className={problems === measures ? 'ink3' : 'am'}>{problems === measures ? '=' : '≠'}</span>
      <span className={problems === measures ? undefined : 'am'}>
        措施 <b>{measures}</b>
      </span>
      <span className={measures === proof ? 'ink3' : 'am'}>{measures === proof ? '=' : '≠'}</span>
      <span className={measures === proof && proof === problems ? undefined : 'am'}>
        佐证齐 <b>{proof}</b>
      </span>
    </span>
  )
}

/** 举一反三: what every community found of the same kind. */
export function SearchBlock({ problem, onForm }: { problem: ProblemDetail; onForm: OnForm }) {
  const [search] = problem.searches
  if (!search && !onForm) return null
  return (
    <section className="three-numbers" aria-label="举一反三">
      {search ? (
        <>
          <span>
            <b>举一反三</b> {search.question}：{search.results.length} 个社区
            {search.lookedAt > 0 ? `，看了 ${search.lookedAt} 人` : ''}，新找出 <b>{search.found}</b> 件
            {search.results.filter((each) => (each.found ?? 0) > 0).length > 0
              ? `：${search.results
                  .filter((each) => (each.found ?? 0) > 0)
                  .map((each) => `${each.divisionName} ${each.found ?? 0}`)
                  .join('、')}`
              : ''}
            {search.open > 0 ? <span className="am">；{search.open} 个社区还没答</span> : ''}
          </span>
          <Link href="/searches" className="small">
            各社区的回答
          </Link>
        </>
      ) : (
        <>
          <span className="ink2">举一反三：同样的事还没有在各社区查过</span>
          <Button kind="link" size="row" onClick={onForm}>
            让各社区都查
          </Button>
        </>
      )}
    </section>
  )
}

interface ClosingBlockProps {
  problem: ProblemDetail
  today: string
  onForm: (form: FormKey) => void
  onAsk: () => void
  isBusy: boolean
  isPrimary: boolean
}

/** What closure still lacks, each with its button; the asking; and who did what. */
export function ClosingBlock({ problem, today, onForm, onAsk, isBusy, isPrimary }: ClosingBlockProps) {
  const [isAll, setAll] = useState(false)
  const lacking = problem.checklist.filter((each) => !each.ok)
  const shown = isAll ? problem.events : problem.events.slice(0, 6)
  return (
    <>
      {problem.checklist.length > 0 ? (
        <section aria-label="销号">
          <div className="section-head">
            <h2>{lacking.length === 0 ? '销号的条件都有了' : `销号还缺 ${lacking.length} 件`}</h2>
            <span className="small ink3">
              {problem.checklist.length} 件里已有 {problem.checklist.length - lacking.length} 件
            </span>
          </div>
          <Checklist
            items={problem.checklist.map((each) => {
              const { button } = each
              const form = button ? formOfButton[button.action] : undefined
              return {
                key: each.key,
                isDone: each.ok,
                title: each.why ?? each.text,
                action:
                  button?.action === 'import' && mayMend(problem, 'import') ? (
                    <ButtonLink to="/import" size="row">
                      {button.word}
                    </ButtonLink>
                  ) : button && form && mayMend(problem, button.action) && !(each.key === 'measures' && problem.measures > 0) ? (
                    <Button size="row" onClick={() => onForm(form)}>
                      {button.word}
                    </Button>
                  ) : undefined,
              }
            })}
          />
          {problem.can.includes('ask_closing') && !isPrimary ? (
            <Button className="ask-closing" isBusy={isBusy} onClick={onAsk}>
              申请销号{lacking.length > 0 ? `（还缺 ${lacking.length} 件）` : ''}
            </Button>
          ) : null}
          <p className="small ink2">{problem.closingNote}</p>
        </section>
      ) : null}
      <section aria-label="经过" className="problem-trail">
        <h2>经过</h2>
        <Timeline
          today={today}
          entries={shown.map((event, at) => ({
            key: `${event.at} ${at}`,
            at: event.at,
            who: event.by,
            did: (
              <>
                {event.words}
                {event.reason ? <span className="ink2">：{event.reason}</span> : null}
              </>
            ),
          }))}
        />
        {problem.events.length > 6 ? (
          <Button kind="link" size="row" onClick={() => setAll(!isAll)}>
            {isAll ? '只看最近 6 条' : `全部 ${problem.events.length} 条`}
          </Button>
        ) : null}
      </section>
    </>
  )
}
