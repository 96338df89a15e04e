import { FirstLine } from '#src/ui/FirstLine.tsx'
import { useHere } from '#src/ui/here.ts'
import { Segmented } from '#src/ui/Segmented.tsx'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { ConsentSection } from './ConsentSection.tsx'
import { DangerSection } from './DangerSection.tsx'
import { FieldPage } from './FieldPage.tsx'
import { MechanismSection } from './MechanismSection.tsx'
import { MonthlyReportSection } from './MonthlyReportSection.tsx'
import { TownCountSection } from './TownCountSection.tsx'
import { TrainingSection } from './TrainingSection.tsx'

const parts = [
  { value: 'reports', title: '死亡、就业月报' },
  { value: 'training', title: '会议、培训、宣传' },
  { value: 'mechanisms', title: '机制和制度' },
  { value: 'dangers', title: '强制报告' },
  { value: 'consents', title: '核对授权' },
] as const

type Part = (typeof parts)[number]['value']

/** What people enter in each part. */
const entered: Record<Part, string[]> = {
  reports: ['monthly_report', 'town_count'],
  training: ['training'],
  mechanisms: ['mechanism', 'made_rule'],
  dangers: ['mandatory_report'],
  consents: ['consent'],
}

/** What an office or a community must do again and again, each with what is due and what was done. */
export function DutiesPage() {
  const { query, change } = useUrlQuery()
  const part: Part = parts.find((each) => each.value === query.get('part'))?.value ?? 'reports'
  const { role, today } = useHere()
  const seesConsents = role !== 'child_worker' && role !== 'grid'
  return (
    <FieldPage entered={entered[part]}>
      <FirstLine>履职记录</FirstLine>
      <Segmented
        label="看哪一类"
        choices={parts.filter((each) => each.value !== 'consents' || seesConsents)}
        value={part}
        onChange={(value) => change({ part: value }, { isStep: true })}
      />
      {part === 'reports' ? <MonthlyReportSection mayReport={role === 'worker' || role === 'secretary'} /> : null}
      {part === 'reports' && (role === 'clerk' || role === 'leader' || role === 'supervisor') ? <TownCountSection mayEnter={role === 'clerk'} /> : null}
      {part === 'training' ? <TrainingSection mayAdd={role === 'clerk' || role === 'worker' || role === 'secretary'} today={today} /> : null}
      {part === 'mechanisms' ? <MechanismSection mayEdit={role === 'clerk' || role === 'leader'} today={today} /> : null}
      {part === 'consents' && seesConsents ? <ConsentSection /> : null}
      {part === 'dangers' ? <DangerSection mayReport={role !== 'leader' && role !== 'supervisor'} /> : null}
    </FieldPage>
  )
}
