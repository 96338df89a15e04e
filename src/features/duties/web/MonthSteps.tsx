import { addMonths } from '#src/domain/months.ts'
import { Button } from '#src/ui/Button.tsx'
import { useHere } from '#src/ui/here.ts'

/** To the month before and, up to today's, the month after. */
export function MonthSteps({ month, onChange }: { month: string; onChange: (month: string) => void }) {
  const { today } = useHere()
  return (
    <div className="visit-months">
      <Button size="row" onClick={() => onChange(addMonths(month, -1))}>
        上月
      </Button>
      {month < today.slice(0, 7) ? (
        <Button size="row" onClick={() => onChange(addMonths(month, 1))}>
          下月
        </Button>
      ) : null}
    </div>
  )
}
