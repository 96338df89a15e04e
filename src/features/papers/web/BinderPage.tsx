import { useState } from 'react'
import { minuteOf } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { Page } from '#src/ui/Page.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { ErrorState, Shown } from '#src/ui/States.tsx'
import { downloader } from '#src/ui/transfer.ts'
import { reader, useAct } from '#src/ui/use-call.ts'
import { useUrlQuery } from '#src/ui/url-query.ts'
import type { api } from '../contract.ts'
import { PaperView, type Binder } from './PaperView.tsx'
import './papers.css'

const useRead = reader<typeof api>()
const download = downloader<typeof api>()

/** 全部迎检材料: one button prints all of it behind its table of contents, another packs a .docx each. */
export function BinderPage() {
  const campaign = useUrlQuery().query.get('campaign') ?? undefined
  const answer = useRead('GET /api/binder', { query: { campaign } })
  return (
    <Page>
      <PageHead crumbs={[{ text: '调度', to: '/dispatch' }, { text: '迎检材料' }]} />
      <Shown of={answer} what="正在汇集材料">
        {(binder) => <Opened binder={binder} campaign={campaign} />}
      </Shown>
    </Page>
  )
}

function Opened({ binder, campaign }: { binder: Binder; campaign: string | undefined }) {
  const [open, setOpen] = useState<number | null>(null)
  const pack = useAct(() => download('GET /api/binder/file', { query: { campaign } }))
  let no = 0
  const parts = binder.parts.map((part) => ({ ...part, papers: part.papers.map((paper) => ({ no: ++no, paper })) }))
  const shown = parts.flatMap((part) => part.papers).find((each) => each.no === open)
  return (
    <>
      <FirstLine
        note={`截至 ${minuteOf(binder.asOf)}；姓名、证号已隐去，儿童只留姓；被移送的线索只有文号、日期、回执。追责记录只有督查组和镇领导打得出来。`}
        actions={
          <>
            <Button icon="download" isBusy={pack.isBusy} onClick={() => void pack.run(undefined)}>
              打包下载，一份一个 .docx
            </Button>
            <Button kind="primary" icon="print" onClick={() => window.print()}>
              打印全部迎检材料 {no} 份
            </Button>
          </>
        }
      >
        {binder.title.replace(/方案$/, '')}迎检材料 {parts.length} 部分 {no} 份
      </FirstLine>
      {pack.error ? <ErrorState error={pack.error} /> : null}
      <section className="binder-contents" aria-label="目录">
        <h1 className="print-only">{binder.title.replace(/方案$/, '')}迎检材料</h1>
        <p className="print-only paper-number">截至 {minuteOf(binder.asOf)}</p>
        {parts.map((part) => (
          <div key={part.title}>
            <h2>
              {part.title}（{part.papers.length} 份）
            </h2>
            <ol>
              {part.papers.map((each) => (
                <li key={each.no} value={each.no}>
                  <button type="button" className="link-btn" onClick={() => setOpen(open === each.no ? null : each.no)}>
                    {each.paper.title}
                  </button>{' '}
                  <span className="small ink2">{each.paper.number ?? ''}</span>
                </li>
              ))}
            </ol>
          </div>
        ))}
      </section>
      {shown ? (
        <div className="no-print paper-shown">
          <PaperView paper={shown.paper} no={shown.no} />
        </div>
      ) : null}
      <div className="print-only">{parts.flatMap((part) => part.papers.map((each) => <PaperView key={each.no} paper={each.paper} no={each.no} />))}</div>
    </>
  )
}
