import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { announce } from '#src/ui/notices.tsx'
import { Button } from '#src/ui/Button.tsx'
import { leadLooks, problemLooks } from '#src/ui/state-kinds.ts'
import { ErrorState } from '#src/ui/States.tsx'
import { useAct } from '#src/ui/use-call.ts'
import { callLeads, isOffice as isOfficeRole, sourceTitles, useReader, type LeadDetail } from './leads-api.ts'

/** The same matter from another source: what lies with this lead, with what it lies, and what could. */
export function SameMatter({ lead }: { lead: LeadDetail }) {
  const isOffice = isOfficeRole(useReader().role)
  const isEmpty = lead.merged.length === 0 && lead.liesWith === null && lead.others.length === 0 && lead.problems.length === 0
  if (isEmpty) return null
  return (
    <section className="same-matter" aria-label="同一件事">
      <h2>
        同一件事
        <span className="small ink3">{isOffice ? '并了只算一条，编号和经过都在，随时能分开' : '只算一条'}</span>
      </h2>
      <ul>
        {lead.liesWith ? (
          <li>
            <span>
              这条已并入{lead.liesWith.kind === 'lead' ? '疑点' : '问题'}{' '}
              <Link href={`/${lead.liesWith.kind === 'lead' ? 'leads' : 'problems'}/${lead.liesWith.id}`}>{lead.liesWith.number || '那一件'}</Link>
              <span className="small ink2">　{lead.liesWith.title}</span>
            </span>
            {lead.may.includes('part') ? <Part id={lead.lead} number={lead.number} /> : null}
          </li>
        ) : null}
        {lead.merged.map((each) => (
          <li key={each.lead}>
            <span>
              <Link href={`/leads/${each.lead}`}>{each.number}</Link>　{sourceOf(each)}　{each.sentence}
              <span className="small ink3">
                　{each.by} 并入，原来{leadLooks[each.was]?.word}
              </span>
            </span>
            {isOffice ? <Part id={each.lead} number={each.number} /> : null}
          </li>
        ))}
        {lead.others.map((other) => (
          <li key={other.lead}>
            <span>
              <Link href={`/leads/${other.lead}`}>{other.number}</Link>　{sourceOf(other)}　{other.checkTitle}（{leadLooks[other.state]?.word}）
            </span>
            {other.mayTakeIn ? <Merge from={other} into={{ lead: lead.lead }} words={`把 ${other.number} 并进来`} /> : null}
          </li>
        ))}
        {lead.problems.map((problem) => (
          <li key={problem.problem}>
            <span>
              问题 <Link href={`/problems/${problem.problem}`}>{problem.number}</Link>　{problem.title}（{problemLooks[problem.state]?.word}）
            </span>
            {lead.may.includes('merge') ? <Merge from={lead} into={{ problem: problem.problem }} words={`并入问题 ${problem.number}`} /> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function sourceOf({ source, sourceNumber }: { source: string; sourceNumber: string | null }): string {
  return `${sourceTitles[source] ?? source}${sourceNumber ? ` ${sourceNumber}` : ''}`
}

interface MergeProps {
  from: { lead: string; number: string; version: number }
  into: { lead: string } | { problem: string }
  words: string
}

function Merge({ from, into, words }: MergeProps) {
  const queries = useQueryClient()
  const params = { lead: from.lead }
  const merge = useAct(async () => {
    await callLeads('POST /api/leads/{lead}/merge', { params, body: { version: from.version, into } })
    announce({
      text: `${from.number} 已并入，只算一条`,
      undo: async () => {
        await callLeads('DELETE /api/leads/{lead}/merge', { params })
        await queries.invalidateQueries()
      },
    })
  })
  return (
    <>
      <Button size="row" isBusy={merge.isBusy} onClick={() => void merge.run(undefined)}>
        {words}
      </Button>
      {merge.error ? <ErrorState error={merge.error} /> : null}
    </>
  )
}

function Part({ id, number }: { id: string; number: string }) {
  const part = useAct(async () => {
    await callLeads('DELETE /api/leads/{lead}/merge', { params: { lead: id } })
    announce({ text: `${number} 已分开，照原样接着办` })
  })
  return (
    <>
      <Button size="row" isBusy={part.isBusy} onClick={() => void part.run(undefined)}>
        分开
      </Button>
      {part.error ? <ErrorState error={part.error} /> : null}
    </>
  )
}
