import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { weekdayOf } from '#src/ui/amounts.ts'
import { Button, ButtonLink, Key } from '#src/ui/Button.tsx'
import { DueDate } from '#src/ui/DueDate.tsx'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { announce } from '#src/ui/notices.tsx'
import { ConfirmBar, Page, SidePanel } from '#src/ui/Page.tsx'
import { usePageKeys } from '#src/ui/page-keys.tsx'
import { CampaignChooser, useCampaignOptions } from '#src/ui/Campaigns.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { useNarrow } from '#src/ui/use-narrow.ts'
import { call, cellId, placeOfLack, questionId, type Item, type Lack, type Selfcheck } from './calls.ts'
import { FinishedItems } from './FinishedItems.tsx'
import { ItemBlock } from './ItemBlock.tsx'
import { Acceptance } from './ReviewItem.tsx'
import { SideColumn } from './SideColumn.tsx'

interface CommunityAnswersProps {
  selfcheck: Selfcheck
  community: { code: string; name: string }
  chooser: ReactNode
}

export const isSent = (item: Item): boolean => item.state === 'submitted' || item.state === 'signed' || item.state === 'accepted'

/** An item stays open while it lacks something or was returned; what is finished is one line. */
const isOpen = (item: Item): boolean => !isSent(item) && (item.lacks.length > 0 || item.state === 'returned')

/** Who signs or reviews has to see where 无 stands beside leads. */
const isDoubtful = (item: Item): boolean => isSent(item) && item.state !== 'accepted' && item.questions.some((question) => question.contradicts)

/** Shows a place of the page and puts the focus there. */
function goTo(id: string): void {
  const element = document.getElementById(id)
  element?.scrollIntoView({ block: 'center' })
  element?.querySelector<HTMLElement>('input:not([disabled]),button')?.focus({ preventScroll: true })
}

/** The answers of one community: what is unanswered or contradicts the data stands open, the rest is one line each. */
export function CommunityAnswers({ selfcheck, community, chooser }: CommunityAnswersProps) {
  const { items, lacks, may, today } = selfcheck
  const isNarrow = useNarrow()
  // The chooser names the campaign already.
  const hasChooser = useCampaignOptions().length > 0
  // What was open when the page was opened stays open until it is left, so that nothing jumps away under the hand.
  const [kept] = useState(() => new Set(items.filter(isOpen).map((item) => item.cell)))
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const isShownOpen = (item: Item): boolean =>
    ((may.sign || may.review) && isDoubtful(item)) ||
    ((isOpen(item) || kept.has(item.cell) || unfolded.has(item.cell)) && !(isSent(item) && !unfolded.has(item.cell)))
  const open = items.filter(isShownOpen)
  const questions = useMemo(() => open.flatMap((item) => item.questions.map((question) => ({ item, question }))), [open])
  const [at, setAt] = useState<string | undefined>(undefined)
  const submit = useAct((cells: string[] | undefined) =>
    call('POST /api/selfcheck/submission', { body: { campaign: selfcheck.campaign?.campaign ?? '', community: community.code, ...(cells ? { cells } : {}) } }),
  )

  const step = (by: 1 | -1): void => {
    const ids = questions.map(({ item, question }) => questionId(item.cell, question.question))
    const now = at === undefined ? -1 : ids.indexOf(at)
    const next = ids[Math.min(ids.length - 1, Math.max(0, now + by))]
    if (next === undefined) return
    setAt(next)
    goTo(next)
  }
  const answerHere = (answer: 'none' | 'some' | 'not_applicable'): void => {
    document
      .getElementById(at ?? '')
      ?.querySelector<HTMLInputElement>(`input[value="${answer}"]`)
      ?.click()
  }
  usePageKeys(
    may.answer
      ? [
          { key: 'j', does: '下一处', run: () => step(1) },
          { key: 'k', does: '上一处', run: () => step(-1) },
          { key: '1', does: '答“无”', run: () => answerHere('none') },
          { key: '2', does: '答“有”', run: () => answerHere('some') },
          { key: '3', does: '答“不适用”', run: () => answerHere('not_applicable') },
        ]
      : [],
  )
  useEffect(() => {
    if (window.location.hash) document.getElementById(window.location.hash.slice(1))?.scrollIntoView({ block: 'center' })
  }, [])

  const send = async (cells?: string[]): Promise<void> => {
    const answer = await submit.run(cells)
    if (answer) announce({ text: `已报 ${answer.submitted} 项，等${selfcheck.secretary ? `${selfcheck.secretary}书记` : '社区书记'}签字` })
  }
  const go = (lack: Lack): void => {
    const id = placeOfLack(lack)
    setUnfolded(new Set([...unfolded, lack.cell]))
    setAt(lack.question === null ? undefined : id)
    requestAnimationFrame(() => goTo(id))
  }
  const side = <SideColumn selfcheck={selfcheck} community={community} onGo={go} />
  const first = lacks[0]
  const unsent = items.filter((item) => !isSent(item))
  const primary = may.submit ? (
    first ? (
      <>
        {isNarrow ? null : (
          <Button disabled className="wide">
            报送书记签字：还差 {lacks.length} 处
          </Button>
        )}
        <Button kind="primary" className="wide" onClick={() => go(first)}>
          {first.kind === 'not_answered' ? `答下一处：${first.what.replace(/[？?]$/, '')}` : `补下一处：${first.where}`}
        </Button>
      </>
    ) : unsent.length > 0 ? (
      <Button kind="primary" className="wide" isBusy={submit.isBusy} onClick={() => void send()}>
        报送书记签字（{unsent.length} 项）
      </Button>
    ) : null
  ) : null

  return (
    <Page
      side={
        isNarrow ? undefined : (
          <SidePanel
            head={`${community.name} · 书记 ${selfcheck.secretary ?? '未定'}`}
            label="报送还差什么"
            width={264}
            foot={primary ? <div className="selfcheck-foot">{primary}</div> : undefined}
          >
            {side}
          </SidePanel>
        )
      }
      foot={isNarrow && primary ? <ConfirmBar>{primary}</ConfirmBar> : undefined}
    >
      <PageHead
        crumbs={[{ text: `${community.name}自查` }, ...(isNarrow || hasChooser ? [] : [{ text: selfcheck.campaign?.title ?? '' }])]}
        note={<CampaignChooser shown={selfcheck.campaign?.campaign} to="/selfcheck" />}
      />
      <CampaignChooser shown={selfcheck.campaign?.campaign} to="/selfcheck" isInPage />
      {chooser}
      <FirstLine
        note={<Note selfcheck={selfcheck} today={today} />}
        actions={<ButtonLink to={`/selfcheck/log?community=${community.code}`}>部署与措施</ButtonLink>}
      >
        <Standing name={community.name} items={items} lacks={lacks} />
      </FirstLine>
      {submit.error ? <ErrorState error={submit.error} /> : null}
      {may.review ? <Acceptance items={items} /> : null}
      {open.map((item) => (
        <ItemBlock
          key={item.cell}
          item={item}
          selfcheck={selfcheck}
          at={at}
          onAt={setAt}
          onSend={item.lacks.length === 0 && may.submit && !isSent(item) && item.state === 'working' ? () => void send([item.cell]) : undefined}
        />
      ))}
      <FinishedItems
        items={items.filter((item) => !isShownOpen(item))}
        today={today}
        maySend={may.submit}
        onSend={(item) => void send([item.cell])}
        onOpen={(opened) => setUnfolded(new Set([...unfolded, ...opened.map((item) => item.cell)]))}
      />
      {isNarrow ? <div className="selfcheck-side-below">{side}</div> : null}
    </Page>
  )
}

function Standing({ name, items, lacks }: { name: string; items: readonly Item[]; lacks: readonly Lack[] }) {
  const sent = items.filter(isSent)
  const left = items.filter((item) => !isSent(item))
  const count = (kind: Lack['kind']): number => lacks.filter((lack) => lack.kind === kind).length
  const firstOf = (kind: Lack['kind']): string => `#${lacks.filter((lack) => lack.kind === kind).map(placeOfLack)[0] ?? ''}`
  const parts: { kind: Lack['kind']; words: string }[] = [
    { kind: 'not_answered', words: '处没答' },
    { kind: 'some_without_problem', words: '处“有”没写成问题' },
    { kind: 'year_empty', words: '个年份没填' },
    { kind: 'none_beside_leads', words: '处答“无”和疑点对不上' },
  ]
  const open = parts.filter(({ kind }) => count(kind) > 0)
  if (items.length === 0) return <>{name}自查：方案里还没有排查事项</>
  return (
    <>
      {name}自查 {items.length} 项，已报{' '}
      <a className="number" href="#finished">
        {sent.length} 项
      </a>
      {left.length > 0 ? (
        <>
          ；还剩{' '}
          <a className="number" href={`#${cellId(left[0]?.cell ?? '')}`}>
            {left.length} 项
          </a>
        </>
      ) : null}
      {open.map(({ kind, words }) => (
        <span key={kind}>
          ，
          <a className="number" href={firstOf(kind)}>
            {count(kind)}
          </a>{' '}
          {words}
        </span>
      ))}
      {left.length === 0 ? '，都报齐了' : null}
    </>
  )
}

function Note({ selfcheck, today }: { selfcheck: Selfcheck; today: string }) {
  const { deadline, may } = selfcheck
  return (
    <>
      {deadline ? (
        <>
          {deadline.stage}到 <DueDate date={deadline.on} today={today} steps={deadline.dueSteps} isQuiet />（{weekdayOf(deadline.on)}）
          {deadline.daysPast > 0 ? (
            <span className="red">，已过 {deadline.daysPast} 天</span>
          ) : deadline.workingDays === null ? (
            ''
          ) : (
            `，还剩 ${deadline.workingDays} 个工作日`
          )}
        </>
      ) : null}
      {may.answer ? (
        <>
          {' '}
          · 写下的随时存在本机
          <span className="keys-hint">
            {' '}
            · <Key>j</Key> <Key>k</Key> 下一处 <Key>1</Key> 无 <Key>2</Key> 有 <Key>3</Key> 不适用
          </span>
        </>
      ) : null}
    </>
  )
}
