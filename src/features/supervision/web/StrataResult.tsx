import { percent, type StrataSample } from './calls.ts'

const methodWords = {
  all: '件件都看了，就是这个数',
  exact: '抽到的没有一件不实：用超几何分布精确算上限，不管不实的散在哪一层',
  few: '抽到的不到 20 件：各层分别精确算（超几何分布），再合起来，偏宽不偏窄',
  score: '用威尔逊（Wilson）得分区间，按分层和有限总体修正方差',
} as const

/** What a draw by strata shows, in words with its method; before the last is judged nothing. */
export function sayStrata({ shows, confidence, strata }: StrataSample, population: number): string {
  const left = strata.reduce((sum, each) => sum + each.size - each.decided, 0)
  if (!shows) return `看完最后一件才估出错率，还有 ${left} 件。`
  const sure = `有 ${Math.round(confidence * 100)}% 的把握在 ${percent(shows.low)} 到 ${percent(shows.high)} 之间`
  const least = Math.ceil(shows.low * population - 1e-6)
  const most = Math.floor(shows.high * population + 1e-6)
  return `估计 ${population} 件里不实的占 ${percent(shows.rate)}，${shows.method === 'all' ? '' : `${sure}（${least} 到 ${most} 件）`}。${methodWords[shows.method]}。`
}

/** The strata: how many of how many, what was found, the exact interval of each alone. */
export function StrataTable({ sample }: { sample: StrataSample }) {
  return (
    <table className="sample-table strata-table" aria-label="各层">
      <thead>
        <tr>
          <th>层</th>
          <th>已销号</th>
          <th>抽</th>
          <th>看过</th>
          <th>不实</th>
          <th>这一层单独看（精确，{Math.round(sample.confidence * 100)}%）</th>
        </tr>
      </thead>
      <tbody>
        {sample.strata.map((each) => (
          <tr key={each.key}>
            <td>{each.title}</td>
            <td>{each.population}</td>
            <td>{each.size}</td>
            <td>{each.decided}</td>
            <td>{each.wrong}</td>
            <td>{each.shows ? `${percent(each.shows.rate)}，${percent(each.shows.low)} 到 ${percent(each.shows.high)}` : '看完再说'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
