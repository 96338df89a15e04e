import { Link } from 'wouter'
import { minuteOf } from '#src/ui/amounts.ts'
import { ButtonLink } from '#src/ui/Button.tsx'
import { SidePanel } from '#src/ui/Page.tsx'
import { StateWord } from '#src/ui/StateWord.tsx'
import { leadLooks, problemLooks } from '#src/ui/state-kinds.ts'
import type { PersonFile } from './calls.ts'
import { householdAt } from './month-facts.ts'

const roleNames: Record<string, string> = {
  clerk: '镇民政办',
  leader: '镇领导',
  secretary: '社区书记',
  worker: '民政专干',
  child_worker: '儿童主任',
  supervisor: '督查组',
  auditor: '审计',
}

const listTitles: Record<string, string> = {
  dibao: '一家人',
  tekun_person: '照料人',
  orphans: '监护人',
  unattended_children: '父母与监护人',
  left_behind: '父母与照护人',
}

/** Who belongs to the person, what is open about them, and who opened this page. */
export function PersonSide({ person, month, today }: { person: PersonFile; month: string; today: string }) {
  const lists = householdAt(person, month)
  const open = person.leads.find((lead) => lead.isOpen)
  const year = today.slice(0, 4)
  return (
    <SidePanel
      head=""
      label="一家人、疑点与问题、谁看过"
      width={264}
      foot={
        open ? (
          <ButtonLink kind="primary" to={`/leads/${open.lead}`}>
            看疑点 {open.number}，去核实
          </ButtonLink>
        ) : undefined
      }
    >
      {lists.length === 0 ? (
        <section>
          <h2>{month} 的一家人</h2>
          <p className="small ink2">没有名册说到和谁同户。</p>
        </section>
      ) : (
        lists.map((list) => (
          <section key={list.program}>
            <h2>
              {month} 的{listTitles[list.program] ?? '一家人'}
            </h2>
            {list.month === month ? null : <p className="small ink3">按 {list.month} 的名册</p>}
            <ul className="kin">
              {list.members.map((member) => (
                <li key={`${member.name} ${member.relation}`}>
                  <span>
                    {member.person ? <Link href={`/people/${member.person}`}>{member.name}</Link> : <b>{member.name}</b>}
                    {member.note ? <span className="small ink2">{member.note}</span> : null}
                  </span>
                  <span className="ink2">{member.relation}</span>
                </li>
              ))}
            </ul>
          </section>
        ))
      )}
      <section>
        <h2>疑点与问题</h2>
        {person.leads.length + person.problems.length === 0 ? <p className="small ink2">没有。</p> : null}
        <ul className="matters">
          {person.leads.map((lead) => (
            <li key={lead.lead}>
              <StateWord {...(leadLooks[lead.state] ?? { kind: 'look' })} /> 疑点 <Link href={`/leads/${lead.lead}`}>{lead.number}</Link>
              <p className="small ink2">
                {lead.sentence} {lead.foundOn} 发现
              </p>
            </li>
          ))}
          {person.problems.map((problem) => (
            <li key={problem.problem}>
              <StateWord {...(problemLooks[problem.state] ?? { kind: 'look' })} /> 问题 <Link href={`/problems/${problem.problem}`}>{problem.number}</Link>
              <p className="small ink2">{problem.title}</p>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>谁看过这一页</h2>
        {person.looks.times === 0 ? (
          <p className="small ink2">今年在您之前没有人看过。您这次已记下。</p>
        ) : (
          <>
            <ol className="looks">
              {person.looks.last.map((look) => {
                const minute = minuteOf(look.at)
                return (
                  <li key={`${look.at} ${look.who}`}>
                    <time dateTime={look.at}>{minute.startsWith(year) ? minute.slice(5) : minute}</time>
                    <span>
                      {look.who}（{roleNames[look.role] ?? look.role}）{look.why ? <span className="small ink2">{look.why}</span> : null}
                    </span>
                  </li>
                )
              })}
            </ol>
            <p className="small ink2">
              今年共 {person.looks.times} 次，{person.looks.people} 个人
            </p>
          </>
        )}
      </section>
    </SidePanel>
  )
}
