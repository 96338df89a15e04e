import { StateWord } from '#src/ui/StateWord.tsx'
import type { StandardRow } from './checks-api.ts'

/** Dated rows with the paper each comes from; `isShort` leaves out the name, which stands above. */
export function StandardTable({ rows, isShort = false }: { rows: readonly StandardRow[]; isShort?: boolean }) {
  return (
    <table className="check-table standard-table">
      <thead>
        <tr>
          {isShort ? null : <th scope="col">标准</th>}
          <th scope="col">项目</th>
          <th scope="col">社区</th>
          <th scope="col">月份</th>
          <th scope="col" className="right">
            数值
          </th>
          <th scope="col">出处</th>
          <th scope="col">核实</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.name} ${row.program} ${row.division ?? ''} ${row.from}`}>
            {isShort ? null : <th scope="row">{row.title}</th>}
            <td data-label="项目">{row.program}</td>
            <td data-label="社区">{row.division ?? '全镇'}</td>
            <td data-label="月份" className="nowrap">
              {row.from} 至 {row.to ?? '今'}
            </td>
            <td data-label="数值" className="right nowrap">
              {row.value}
            </td>
            <td data-label="出处" className="small">
              {row.source}
            </td>
            <td data-label="核实" className="small nowrap">
              {row.isNational ? <span className="ink3">全国规定</span> : row.confirmed === null ? <StateWord kind="unverified" /> : row.confirmed}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
