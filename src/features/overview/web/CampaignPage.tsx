import { useState } from 'react'
import { Link } from 'wouter'
import { CampaignChooser } from '#src/ui/Campaigns.tsx'
import { Button } from '#src/ui/Button.tsx'
import { FirstLine, NumberLink } from '#src/ui/FirstLine.tsx'
import { useHere } from '#src/ui/here.ts'
import { Page } from '#src/ui/Page.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { EmptyState, Shown } from '#src/ui/States.tsx'
import { changeQuery, useUrlQuery } from '#src/ui/url-query.ts'
import { useNarrow } from '#src/ui/use-narrow.ts'
import { CampaignActs } from './CampaignActs.tsx'
import { CausesAndPeople } from './CausesAndPeople.tsx'
import { Approval, DraftItems } from './DraftItems.tsx'
import { ItemPanel } from './ItemPanel.tsx'
import { cellShows, firstItem, isAmong, type CellShow } from './matrix-columns.ts'
import { Matrix, MatrixCards, MatrixLegend } from './Matrix.tsx'
import { NobodyAnswers, UploadPlan } from './NobodyAnswers.tsx'
import { useCampaigns, useOverview, type Campaign, type Home } from './overview-api.ts'
import { StageLine } from './StageLine.tsx'
import './CampaignPage.css'

/** From this many items on, areas stand as one column each until they are opened. */
const mostColumns = 12

/** The campaign: communities × items under the present stage, beside it the paper's own words and who answers. */
export function CampaignPage() {
  const { query } = useUrlQuery()
  const wanted = query.get('campaign') ?? undefined
  const home = useOverview('GET /api/campaign-home', { query: { campaign: wanted } }, { keepsLast: true })
  const id = home.data?.campaign ?? undefined
  const campaign = useCampaigns('GET /api/campaigns/{campaign}', { params: { campaign: id ?? '' } }, { isOn: id !== undefined, keepsLast: true })
  return (
    <Shown of={home} what="正在看各社区到哪一步">
      {(data) =>
        data.campaign === null ? (
          <Page>
            <PageHead crumbs={[{ text: '专项行动' }]} />
            <NoCampaign />
          </Page>
        ) : (
          <Shown of={campaign} what="正在读方案">
            {(paper) => <Board home={data} campaign={paper} />}
          </Shown>
        )
      }
    </Shown>
  )
}

function NoCampaign() {
  const { role } = useHere()
  if (role !== 'clerk') return <EmptyState title="这里会有各社区 × 各排查事项的进度" missing="还没有方案。镇民政办把方案传上来以后就有了。" />
  return (
    <>
      <EmptyState title="这里会有各社区 × 各排查事项的进度" missing="还没有方案。把镇里印发的方案传上来，事项、阶段、时限自动读出来。" />
      <UploadPlan onDone={() => undefined} />
    </>
  )
}

function Board({ home, campaign }: { home: Home; campaign: Campaign }) {
  const { query, change } = useUrlQuery()
  const { today } = useHere()
  const isNarrow = useNarrow()
  const isDraft = campaign.state === 'draft'
  const named = campaign.items.find((item) => item.item === query.get('item'))
  const chosen = named ?? (isNarrow ? undefined : campaign.items.find((item) => item.item === firstItem(home, campaign.items)))
  const [opened, setOpened] = useState<ReadonlySet<number> | undefined>(undefined)
  const areas = new Set(campaign.items.map((item) => item.areaNo))
  const openAreas = opened ?? (campaign.items.length <= mostColumns ? areas : new Set(chosen ? [chosen.areaNo] : []))
  const show = (Object.keys(cellShows) as CellShow[]).find((each) => each === query.get('show'))
  const onItem = (item: string): void => change({ item }, { isStep: true })
  const onArea = (areaNo: number): void => setOpened(new Set(openAreas.has(areaNo) ? [...openAreas].filter((each) => each !== areaNo) : [...openAreas, areaNo]))
  const onClose = named ? () => change({ item: undefined }) : undefined
  return (
    <Page side={chosen ? <ItemPanel key={chosen.item} home={home} campaign={campaign} item={chosen} {...(isNarrow && onClose ? { onClose } : {})} /> : null}>
      <PageHead crumbs={[{ text: campaign.title }]} note={<OtherPages shown={campaign.campaign} />} />
      <CampaignChooser shown={campaign.campaign} to="/campaign" isInPage />
      <Standing home={home} campaign={campaign} />
      <CampaignActs campaign={campaign} />
      <StageLine stages={campaign.stages} current={campaign.currentStage} today={today} />
      {isDraft ? (
        <>
          <Approval home={home} campaign={campaign} />
          <DraftItems home={home} campaign={campaign} chosen={chosen?.item} onItem={onItem} />
        </>
      ) : (
        <>
          {show ? (
            <p>
              只看{cellShows[show]}的 {home.cells.filter((cell) => isAmong(show, cell)).length} 格{' '}
              <Button kind="link" size="row" onClick={() => change({ show: undefined })}>
                看全部
              </Button>
            </p>
          ) : null}
          {isNarrow ? (
            <MatrixCards home={home} items={campaign.items} show={show} />
          ) : (
            <>
              <Matrix home={home} items={campaign.items} chosen={chosen?.item} openAreas={openAreas} show={show} onItem={onItem} onArea={onArea} />
              <div className="matrix-under">
                <MatrixLegend />
                {campaign.items.length > mostColumns ? (
                  <Button kind="link" size="row" onClick={() => setOpened(openAreas.size === areas.size ? new Set(chosen ? [chosen.areaNo] : []) : areas)}>
                    {openAreas.size === areas.size ? '按方面收起' : `展开全部 ${campaign.items.length} 项`}
                  </Button>
                ) : null}
              </div>
            </>
          )}
        </>
      )}
      <NobodyAnswers home={home} campaign={campaign} />
      {isNarrow && !isDraft ? <ItemList home={home} campaign={campaign} onItem={onItem} /> : null}
      {isDraft ? null : <CausesAndPeople campaign={campaign.campaign} />}
    </Page>
  )
}

function OtherPages({ shown }: { shown: string }) {
  const { role } = useHere()
  return (
    <span className="campaign-pages">
      <CampaignChooser shown={shown} to="/campaign" hasDrafts={role === 'clerk' || role === 'leader'} />
      <Link href="/selfcheck">自查</Link> <Link href="/supervision">督查</Link> <Link href="/dispatch">调度</Link> <Link href="/duties">履职</Link>
    </span>
  )
}

function Standing({ home, campaign }: { home: Home; campaign: Campaign }) {
  const { counts } = home
  const { search } = useUrlQuery()
  const stage = campaign.stages.find((each) => each.no === campaign.currentStage)
  const nobody = home.unanswered.length > 0 ? `，无人回答 ${home.unanswered.length} 项` : ''
  if (campaign.state === 'draft') {
    return (
      <FirstLine note={sayPaper(campaign)}>
        草稿：读到 {campaign.items.length} 项排查事项、{campaign.stages.length} 个阶段，还没批准{nobody}
      </FirstLine>
    )
  }
  const number = (key: CellShow, n: number): React.ReactNode =>
    n > 0 ? <NumberLink to={`/campaign?${changeQuery(search, { show: key })}`}>{n} 格</NumberLink> : '0 格'
  return (
    <FirstLine note={sayPaper(campaign)}>
      {stage ? (
        stage.workingDaysLeft === null ? (
          `${stage.name}还没开始：`
        ) : (
          <>
            {stage.name.replace(/阶段$/, '')}还剩 {stage.workingDaysLeft} 个工作日：
          </>
        )
      ) : (
        '各阶段已过：'
      )}
      {counts.cells} 格已报 {number('reported', counts.reported)}、完成 {number('accepted', counts.accepted)}，未开始 {number('open', counts.open)}
      {counts.returned > 0 ? <>、已退回 {number('returned', counts.returned)}</> : null}，待核实疑点{' '}
      <NumberLink to="/leads?state=open">{counts.openLeads} 条</NumberLink>
      {counts.contradicting > 0 ? <>，答“无”而有疑点 {number('contradicting', counts.contradicting)}</> : null}
      {nobody}
    </FirstLine>
  )
}

function sayPaper(campaign: Campaign): string {
  const back = campaign.lookBack.from === null ? '' : `，回头看 ${campaign.lookBack.from.slice(0, 7)} 以来`
  const approved = campaign.approvedOn === null ? '' : `；${campaign.approvedBy ?? ''} ${campaign.approvedOn} 批准`
  const ended = campaign.endedOn === null ? '' : `；${campaign.endedBy ?? ''} ${campaign.endedOn} 收官：${campaign.endNote ?? ''}`
  return `${[campaign.issuer, campaign.issueNumber, campaign.issuedOn].filter((part) => part !== null).join(' ')}${back}${approved}${ended}`
}

/** On a phone the matrix has no column heads to press: the items stand here. */
function ItemList({ home, campaign, onItem }: { home: Home; campaign: Campaign; onItem: (item: string) => void }) {
  return (
    <section>
      <h2>各项的原话，谁来回答</h2>
      <ul className="item-list">
        {campaign.items.map((item) => (
          <li key={item.item}>
            <button type="button" onClick={() => onItem(item.item)}>
              <span className="ink3">{home.answers.find((each) => each.item === item.item)?.label}</span> {item.title}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
