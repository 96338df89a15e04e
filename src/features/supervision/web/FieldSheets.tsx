import { dayOf } from '#src/ui/amounts.ts'
import { useReaderOf, type InspectionDetail, type StrataSample } from './calls.ts'

/** Sheets to take along, one a page: what the papers say on the left, what is seen there is written by hand on the right. */
export function FieldSheets({ detail, strata }: { detail: InspectionDetail; strata: StrataSample | null }) {
  const { name, today } = useReaderOf()
  const { inspection, drawn } = detail
  const stratumOf = new Map(strata?.stratumOf.map((each) => [each.problem, each.stratum]))
  return (
    <div className="print-only">
      {drawn.map((each) => (
        <section key={each.problem} className="field-sheet">
          <h1>现场核查表</h1>
          <p className="field-sheet-head">
            <span>
              {inspection.number} 第 {each.position} 件{stratumOf.has(each.problem) ? `（${stratumOf.get(each.problem)}层）` : ''}
            </span>
            <span>问题编号 {each.number}</span>
            <span>{each.community}</span>
          </p>
          <table className="print-table">
            <tbody>
              <tr>
                <th>问题</th>
                <td colSpan={3}>
                  {each.title}
                  {each.person ? `（${each.person}）` : ''}
                </td>
              </tr>
              <tr>
                <th>责任人</th>
                <td>{each.owner ?? ''}</td>
                <th>销号</th>
                <td>
                  {each.closedAt ? dayOf(each.closedAt) : ''} {each.closedBy ?? ''}
                </td>
              </tr>
              <tr>
                <th>原因</th>
                <td colSpan={3}>{each.cause ?? ''}</td>
              </tr>
            </tbody>
          </table>
          <table className="print-table field-sheet-look">
            <thead>
              <tr>
                <th>材料怎么说</th>
                <th>现场看到的（账册、实物、入户、当面问）</th>
                <th>一致</th>
              </tr>
            </thead>
            <tbody>
              {[
                ...each.measures.map((one) => `措施：${one.text}（${one.doneOn ?? '没写做完的日期'}）`),
                ...each.proofs.map((one) => `佐证：${one.note}`),
                ...each.conditions.map((one) => `销号条件：${one.text}`),
              ].map((line) => (
                <tr key={line}>
                  <td>{line}</td>
                  <td aria-label="现场看到的，手写" />
                  <td>□是 □否</td>
                </tr>
              ))}
              <tr>
                <td>其他</td>
                <td aria-label="现场看到的，手写" />
                <td aria-label="一致，手写" />
              </tr>
            </tbody>
          </table>
          <p>结论：□ 属实，同意销号　　□ 不实，退回。原因：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿</p>
          <p className="print-signers">
            <span>核查人（两人）</span>
            <span>在场人</span>
            <span>时间地点</span>
          </p>
          <p className="print-by">
            <span>
              {name} 打印于 {today}
            </span>
          </p>
        </section>
      ))}
    </div>
  )
}
