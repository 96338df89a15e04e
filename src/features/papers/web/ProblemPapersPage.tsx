import { useParams } from 'wouter'
import { Button } from '#src/ui/Button.tsx'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { Page } from '#src/ui/Page.tsx'
import { Segmented } from '#src/ui/Segmented.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { EmptyState, Shown } from '#src/ui/States.tsx'
import { downloader } from '#src/ui/transfer.ts'
import { reader } from '#src/ui/use-call.ts'
import { useUrlQuery } from '#src/ui/url-query.ts'
import type { api } from '../contract.ts'
import { PaperView } from './PaperView.tsx'
import './papers.css'

const useRead = reader<typeof api>()
const download = downloader<typeof api>()
const kinds = [
  { value: 'check', title: '核查单' },
  { value: 'mend', title: '整改单' },
  { value: 'close', title: '销号单' },
] as const

/** The papers of one problem, one after the other, to be printed or taken as .docx; people stand in full, since it is carried to them. */
export function ProblemPapersPage() {
  const { problem } = useParams<{ problem: string }>()
  const { query, change } = useUrlQuery()
  const answer = useRead('GET /api/problems/{problem}/papers', { params: { problem } })
  const kind = kinds.find((each) => each.value === query.get('kind'))?.value ?? 'check'
  return (
    <Page>
      <Shown of={answer}>
        {({ number, papers }) => {
          const shown = papers.find((each) => each.kind === kind)
          const title = kinds.find((each) => each.value === kind)?.title ?? ''
          return (
            <>
              <PageHead crumbs={[{ text: '问题', to: '/problems' }, { text: number, to: `/problems/${problem}` }, { text: '单据' }]} />
              <FirstLine
                note="这是带到社区、入户用的，姓名写全；送检、汇总用“迎检材料”，姓名自动隐去。"
                actions={
                  shown ? (
                    <>
                      <Button
                        icon="download"
                        onClick={() => void download('GET /api/problems/{problem}/papers/file', { params: { problem }, query: { kind } })}
                      >
                        下载 .docx
                      </Button>
                      <Button kind="primary" icon="print" onClick={() => window.print()}>
                        打印{title}
                      </Button>
                    </>
                  ) : null
                }
              >
                问题 {number} 的单据
              </FirstLine>
              <div className="no-print">
                <Segmented label="哪一张" choices={kinds} value={kind} onChange={(value) => change({ kind: value }, { isStep: true })} />
              </div>
              {shown ? (
                <div className="paper-shown">
                  <PaperView paper={shown.paper} />
                </div>
              ) : (
                <EmptyState title={`这里是${title}`} missing={kind === 'mend' ? '问题还没有认定，没有整改单。' : '还没有申请销号，没有这一张。'} />
              )}
            </>
          )
        }}
      </Shown>
    </Page>
  )
}
