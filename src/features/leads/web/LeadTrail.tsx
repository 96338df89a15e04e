import { Link } from 'wouter'
import { minuteOf } from '#src/ui/amounts.ts'
import { Button } from '#src/ui/Button.tsx'
import { Facts } from '#src/ui/Facts.tsx'
import { leadLooks } from '#src/ui/state-kinds.ts'
import { Timeline } from '#src/ui/Timeline.tsx'
import { useState } from 'react'
import { Remark } from './LeadPanel.tsx'
import { proofAddress, useReader, type LeadDetail } from './leads-api.ts'

const entriesInSight = 6

/** What else is known, and who looked and did what. */
export function LeadTrail({ lead }: { lead: LeadDetail }) {
  const { today, role } = useReader()
  const [isAll, setAll] = useState(false)
  const events = isAll ? lead.events : lead.events.slice(0, entriesInSight)
  return (
    <div className="lead-trail">
      <section aria-label="还知道什么">
        <h2>还知道什么</h2>
        <Facts
          look="list"
          facts={[
            ...(lead.person ? [{ label: '一人一档', value: <Link href={`/people/${lead.person}?lead=${lead.lead}`}>这个人的全部记录</Link> }] : []),
            { label: '怎么算完', value: lead.closes ?? '核实后由镇民政办认定' },
            ...lead.verifications.map((each) => ({
              label: minuteOf(each.at).slice(5),
              value: (
                <>
                  {each.byName} 报{leadLooks[each.result]?.word}
                  {each.reason ? `：${each.reason}` : ''}
                  {each.note ? `。${each.note}` : ''}
                  {each.sameAs ? (
                    <span className="small ink2">
                      　与 <Link href={`/leads/${each.sameAs.lead}`}>{each.sameAs.number}</Link> 同一说明
                    </span>
                  ) : null}
                  {each.proofs.map((proof) => (
                    <a
                      key={proof.attachment}
                      href={proofAddress('GET /api/attachments/{attachment}', { params: { attachment: proof.attachment } })}
                      target="_blank"
                      rel="noreferrer"
                    >
                      　{proof.name}
                    </a>
                  ))}
                  {each.second ? (
                    <div className="small ink2">
                      {each.second.name} {each.second.result === 'agreed' ? '复看同意' : '退回再查'}
                      {each.second.note ? `：${each.second.note}` : ''}
                    </div>
                  ) : null}
                </>
              ),
            })),
          ]}
        />
      </section>
      <section aria-label="谁看过、谁做过">
        <h2>谁看过、谁做过</h2>
        <Timeline
          today={today}
          entries={events.map((event) => ({
            key: `${event.at}${event.of ?? ''}${event.title}`,
            at: event.at,
            who: event.actor,
            did: `${event.of ? `（${event.of}）` : ''}${event.detail ? `${event.title}：${event.detail}` : event.title}`,
          }))}
        />
        <p className="small ink3">
          看过的人共 {lead.readers} 人{' '}
          {lead.events.length > entriesInSight ? (
            <Button kind="link" size="row" onClick={() => setAll(!isAll)}>
              {isAll ? '收起' : `还有 ${lead.events.length - entriesInSight} 条`}
            </Button>
          ) : null}
        </p>
        {['auditor', 'county', 'supervisor'].includes(role) ? null : <Remark lead={lead.lead} />}
      </section>
    </div>
  )
}
