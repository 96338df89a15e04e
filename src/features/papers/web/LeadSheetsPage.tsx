import { Button } from '#src/ui/Button.tsx'
import { FirstLine } from '#src/ui/FirstLine.tsx'
import { Page } from '#src/ui/Page.tsx'
import { PageHead } from '#src/ui/Shell.tsx'
import { EmptyState, Shown } from '#src/ui/States.tsx'
import { reader } from '#src/ui/use-call.ts'
import { useUrlQuery } from '#src/ui/url-query.ts'
import type { api } from '#src/features/leads/contract.ts'
import { leadSheet } from './lead-sheet.ts'
import { PaperView } from './PaperView.tsx'
import './papers.css'

const useRead = reader<typeof api>()

/** The 核查单 of the leads that the address names, one a sheet, to be taken to the door before anything is decided. */
export function LeadSheetsPage() {
  const { query } = useUrlQuery()
  const answer = useRead('GET /api/lead-sheets', { query: { lead: query.getAll('lead') } })
  return (
    <Page>
      <PageHead crumbs={[{ text: '疑点', to: '/leads' }, { text: '核查单' }]} />
      <Shown of={answer} what="正在取核查单">
        {({ sheets, decided }) => (
          <>
            <FirstLine
              note="带去入户用的，姓名写全；打印了谁的，记在疑点的经过里。"
              actions={
                sheets.length > 0 ? (
                  <Button kind="primary" icon="print" onClick={() => window.print()}>
                    打印核查单 {sheets.length} 张
                  </Button>
                ) : null
              }
            >
              核查单 {sheets.length} 张{decided > 0 ? `；${decided} 条已有结论，不再打` : ''}
            </FirstLine>
            {sheets.length === 0 ? <EmptyState title="这里是入户核查的单子" missing="选中的疑点都已有结论，或者不在您的范围里。" /> : null}
            <div className="paper-shown field-papers">
              {sheets.map((sheet) => (
                <PaperView key={sheet.lead} paper={leadSheet(sheet)} />
              ))}
            </div>
          </>
        )}
      </Shown>
    </Page>
  )
}
