import { Button } from '#src/ui/Button.tsx'
import type { Source } from './calls.ts'

interface SourceRowsProps {
  month: string
  rows: readonly Source[]
  /** Opens a row among its neighbours; undefined where the post may not read ledgers. */
  onOpen: ((row: Source) => void) | undefined
}

/** The rows behind a month: which list, which file, where in it, what it says. */
export function SourceRows({ month, rows, onOpen }: SourceRowsProps) {
  const ledgers = new Set(rows.map((row) => row.ledger)).size
  return (
    <section className="person-part" aria-label={`${month} 的来源`}>
      <div className="person-part-head">
        <h2>{month} 的来源</h2>
        <p className="small ink2">{rows.length === 0 ? '没有一行说到这个月' : `${ledgers} 本台账，${rows.length} 行`}</p>
      </div>
      {rows.length === 0 ? (
        <p className="ink2">这个月没有导入说到此人的名单或台账；不等于没有发。</p>
      ) : (
        <table className="sources">
          <thead>
            <tr>
              <th scope="col">台账</th>
              <th scope="col">文件</th>
              <th scope="col">位置</th>
              <th scope="col">写的是什么</th>
              {onOpen ? (
                <th scope="col">
                  <span className="unseen">原表</span>
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.ledger} ${row.batch ?? ''} ${row.sheet} ${row.row ?? ''} ${row.text}`}>
                <th scope="row">{row.title}</th>
                <td className="ink2">{row.file}</td>
                <td className="ink2 nowrap">{row.row === null ? '—' : `${row.sheet} · 第 ${row.row} 行`}</td>
                <td>{row.text}</td>
                {onOpen ? (
                  <td className="right">
                    {row.batch === null || row.row === null ? null : (
                      <Button kind="link" size="row" onClick={() => onOpen(row)}>
                        看邻行
                      </Button>
                    )}
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
