import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import { CheckBox } from '#src/ui/Field.tsx'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { callLeads, useLeads, type LeadDetail } from './leads-api.ts'

const inSight = 8

/** After one's own 不属实: leads to which the same explanation may belong. The person picks; nothing is ticked beforehand. */
export function SimilarLeads({ lead }: { lead: LeadDetail }) {
  const { data } = useLeads('GET /api/leads/{lead}/similar', { params: { lead: lead.lead } })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isAll, setAll] = useState(false)
  const queries = useQueryClient()
  const apply = useAct(async () => {
    const done = await callLeads('POST /api/leads/{lead}/similar', { params: { lead: lead.lead }, body: { leads: [...chosen] } })
    const why = [...new Set(done.skipped.map((each) => each.why))].join('；')
    setChosen(new Set())
    announce({
      text: `同一说明用到 ${done.explained} 条，等镇民政办复看${why ? `；${done.skipped.length} 条没用：${why}` : ''}`,
      undo: async () => {
        await callLeads('POST /api/leads/undo-similar', { body: { batch: done.batch } })
        await queries.invalidateQueries()
      },
    })
  })
  if (!data || data.leads.length === 0) return null
  const shown = isAll ? data.leads : data.leads.slice(0, inSight)
  const tick = (id: string, isOn: boolean): void => setChosen(new Set(isOn ? [...chosen, id] : [...chosen].filter((each) => each !== id)))
  return (
    <section className="decide" aria-label="同类疑点">
      <p>
        <b>还有 {data.leads.length} 条同一核查、同一情形的</b>
        <span className="small ink2">　同一个说明也讲得通的才勾；每条都由镇民政办复看，10 分钟内可一起撤回。</span>
      </p>
      <div className="similar-list">
        {shown.map((each) => (
          <CheckBox
            key={each.lead}
            isLabelled
            label={`${each.number} ${each.community} ${each.sentence}`}
            isChecked={chosen.has(each.lead)}
            onChange={(isOn) => tick(each.lead, isOn)}
          />
        ))}
      </div>
      <div className="decide-line">
        {data.leads.length > inSight ? (
          <Button kind="link" size="row" onClick={() => setAll(!isAll)}>
            {isAll ? '收起' : `还有 ${data.leads.length - inSight} 条`}
          </Button>
        ) : null}
        <span className="small ink2 decide-kept">理由和凭证都用这一条的。</span>
        <Button isBusy={apply.isBusy} disabled={chosen.size === 0} onClick={() => void apply.run(undefined)}>
          {chosen.size === 0 ? '先勾要用的' : `把同一说明用到这 ${chosen.size} 条`}
        </Button>
      </div>
      {apply.error ? <ErrorState error={apply.error} /> : null}
    </section>
  )
}
