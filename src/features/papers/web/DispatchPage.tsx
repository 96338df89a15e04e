import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { minuteOf } from '#src/ui/amounts.ts'
import { CampaignChooser } from '#src/ui/Campaigns.tsx'
import { announce } from '#src/ui/notices.tsx'
import { Button, ButtonLink } from '#src/ui/Button.tsx'
import { client, type OutputOf } from '#src/ui/call.ts'
import { FirstLine, NumberLink } from '#src/ui/FirstLine.tsx'
import { useHere } from '#src/ui/here.ts'
import { Page } from '#src/ui/Page.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { Shown } from '#src/ui/States.tsx'
import { downloader } from '#src/ui/transfer.ts'
import { reader, useAct } from '#src/ui/use-call.ts'
import { useUrlQuery } from '#src/ui/url-query.ts'
import type { api } from '../contract.ts'
import { DispatchGrid } from './DispatchGrid.tsx'
import { OpenedNumber } from './OpenedNumber.tsx'

type Table = OutputOf<(typeof api)['GET /api/dispatch']>

const useRead = reader<typeof api>()
const call = client<typeof api>()
const download = downloader<typeof api>()

/** The weekly table by community: present, or a frozen issue that prints the same numbers again. */
export function DispatchPage() {
  const { issue } = useParams<{ issue?: string }>()
  const campaign = useUrlQuery().query.get('campaign') ?? undefined
  const present = useRead('GET /api/dispatch', { query: { campaign } }, { isOn: issue === undefined })
  const frozen = useRead('GET /api/dispatch/{issue}', { params: { issue: issue ?? '' } }, { isOn: issue !== undefined })
  return (
    <Page>
      <Shown of={issue === undefined ? present : frozen}>{(table) => <Dispatch table={table} />}</Shown>
    </Page>
  )
}

function Dispatch({ table }: { table: Table }) {
  const [opened, setOpened] = useState<{ division: string; column: string } | null>(null)
  const [, navigate] = useLocation()
  const { issue } = table
  const { role } = useHere()
  const mayCollect = role === 'clerk' || role === 'leader' || role === 'supervisor'
  const freeze = useAct(() => call('POST /api/dispatch', { query: { campaign: table.campaign } }))
  const value = (key: string): number => table.total[key]?.value ?? 0
  const freezeNow = async (): Promise<void> => {
    const answer = await freeze.run(undefined)
    if (!answer) return
    announce({ text: '已冻结，以后改了数据，这一期再打印仍是这些数' })
    navigate(`/dispatch/${answer.issue}?campaign=${table.campaign}`)
  }
  return (
    <>
      <PageHead crumbs={[{ text: '调度' }]} note={<CampaignChooser shown={table.campaign} to="/dispatch" />} />
      <CampaignChooser shown={table.campaign} to="/dispatch" isInPage />
      <FirstLine
        note={<DispatchNote table={table} />}
        actions={
          issue ? (
            <>
              {mayCollect ? (
                <ButtonLink to={`/binder?campaign=${table.campaign}`} icon="print">
                  全部迎检材料
                </ButtonLink>
              ) : null}
              <Button icon="download" onClick={() => void download('GET /api/dispatch/{issue}/file', { params: { issue: issue.issue } })}>
                导出表格
              </Button>
              <Button kind="primary" icon="print" onClick={() => window.print()}>
                打印第 {issue.no} 期，A4 横向 1 页
              </Button>
            </>
          ) : (
            <>
              {mayCollect ? (
                <ButtonLink to={`/binder?campaign=${table.campaign}`} icon="print">
                  全部迎检材料
                </ButtonLink>
              ) : null}
              {role === 'clerk' ? (
                <Button kind="primary" icon="lock" isBusy={freeze.isBusy} onClick={() => void freezeNow()}>
                  冻结第 {(table.issues.at(-1)?.no ?? 0) + 1} 期
                </Button>
              ) : null}
            </>
          )
        }
      >
        本周销号 <NumberLink to={`/problems?state=closed&campaign=${table.campaign}`}>{value('week_closed')} 件</NumberLink>，累计认定{' '}
        <NumberLink to={`/problems?campaign=${table.campaign}`}>{value('established')} 件</NumberLink>、已销{' '}
        <NumberLink to={`/problems?state=closed&campaign=${table.campaign}`}>{value('closed')} 件</NumberLink>
        ；上周差 {value('gap_before')} 处，补上 {value('gap_made_up')} 处，还差 {value('gap')} 处
      </FirstLine>
      <h1 className="print-only print-title">{table.title.replace(/方案$/, '')}周调度表</h1>
      <DispatchGrid table={table} opened={opened} onOpen={setOpened} />
      <p className="small ink3 no-print">
        每个数都能点开，看到那几行。名次：先比销号率，再比逾期少，再比待核实少。销号率 ＝ 已销号 ÷ 已认定；等确认机关决定、公示期内的不算逾期。
      </p>
      {opened ? <OpenedNumber {...opened} issue={issue?.issue} table={table} onClose={() => setOpened(null)} /> : null}
      <p className="print-only small">
        注：1. 销号率 ＝ 已销号 ÷ 已认定；等确认机关决定、听取意见、公示期内的不算逾期。2. 名次先比销号率，再比逾期少，再比待核实少。3. 上周差 ＝
        上周到期没办完的件数。4. 金额不含还没有决定追回的部分。
      </p>
      <div className="print-only signature-line">
        <span>制表</span>
        <span>镇民政办负责人</span>
        <span>分管领导</span>
        <span>镇纪委</span>
        <span>日期</span>
      </div>
      {issue ? <p className="print-only small">核对号 {issue.proofNumber}：凭此号再出一份，数字相同</p> : null}
    </>
  )
}

function DispatchNote({ table }: { table: Table }) {
  const { issue, issues } = table
  return (
    <>
      {issue
        ? `截至 ${minuteOf(table.asOf)} 已冻结 · 第 ${issue.no} 期 · ${issue.frozenBy} 冻结 · 以后改了数据，这一期再打印仍是这些数`
        : `现在的数，${minuteOf(table.asOf)}；还没有冻结，冻结后才能打印和导出`}
      <span className="no-print">
        {issues.map((each) => (
          <span key={each.issue}>
            {' · '}
            {each.issue === issue?.issue ? <b>第 {each.no} 期</b> : <NumberLink to={`/dispatch/${each.issue}`}>第 {each.no} 期</NumberLink>}
          </span>
        ))}
        {issue ? (
          <>
            {' · '}
            <NumberLink to="/dispatch">现在的数</NumberLink>
          </>
        ) : null}
      </span>
    </>
  )
}
