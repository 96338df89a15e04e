import { Shown } from '#src/ui/States.tsx'
import { useUrlQuery } from '#src/ui/url-query.ts'
import { useRead } from './calls.ts'
import { DutyTable } from './DutyTable.tsx'
import { MonthSteps } from './MonthSteps.tsx'

/** Were the parents of left-behind children asked after: by community, done and missing; without a roster nobody is judged. */
export function ContactCoverage() {
  const { query, change } = useUrlQuery()
  const answer = useRead('GET /api/parents-contact', { query: { month: query.get('month') ?? undefined } }, { keepsLast: true })
  return (
    <section aria-label="父母联系问过没有">
      <Shown of={answer}>
        {({ month, everyMonths, basis, communities }) => {
          const sum = (of: (each: (typeof communities)[number]) => number): number => communities.reduce((total, each) => total + of(each), 0)
          return (
            <>
              <h2>
                截至 {month.replace('-', ' 年 ')} 月，留守儿童 {sum((each) => each.children)} 人，问过父母联系 {sum((each) => each.asked)} 人，两周内联系过{' '}
                {sum((each) => each.inTouch)} 人，没问 {sum((each) => each.missing.length)} 人
              </h2>
              <p className="small ink2">
                {basis ? `每 ${everyMonths ?? 1} 个月至少问一次（${basis}）` : '镇里没有写明几个月问一次：只数本月问过没有，不算谁迟'}
                ；父母至少每周联系一次（未成年人保护法第二十三条），超过两周才提出来问
              </p>
              <MonthSteps month={month} onChange={(next) => change({ month: next }, { isStep: true })} />
              <DutyTable heads={['社区', '留守儿童', '问过', '两周内联系过', '没问的']}>
                {communities.map((each) => (
                  <tr key={each.division}>
                    <td>{each.name}</td>
                    {each.isCovered ? (
                      <>
                        <td>{each.children}</td>
                        <td>{each.asked}</td>
                        <td>{each.inTouch}</td>
                        <td>
                          {each.missing.slice(0, 6).join('、') || '都问过'}
                          {each.missing.length > 6 ? ` 等 ${each.missing.length} 人` : ''}
                        </td>
                      </>
                    ) : (
                      <td colSpan={4} className="ink3">
                        没有这个社区的留守儿童台账，不判断
                      </td>
                    )}
                  </tr>
                ))}
              </DutyTable>
            </>
          )
        }}
      </Shown>
    </section>
  )
}
