import { useParams } from 'wouter'
import { Page } from '#src/ui/Page.tsx'
import { Shown } from '#src/ui/States.tsx'
import { useRead } from './calls.ts'
import { Entered } from './Entered.tsx'
import { Findings } from './Findings.tsx'
import { SampleSheet } from './SampleSheet.tsx'
import './supervision.css'

/** One draw with its problems, or one inspection with its findings. */
export function InspectionPage() {
  const { id } = useParams<{ id: string }>()
  const read = useRead('GET /api/inspections/{inspection}', { params: { inspection: id } })
  return (
    <Page>
      <Shown of={read}>{(detail) => (detail.inspection.kind === 'sampling' ? <SampleSheet detail={detail} /> : <Findings detail={detail} />)}</Shown>
      <Entered kinds={['follow_up']} />
    </Page>
  )
}
