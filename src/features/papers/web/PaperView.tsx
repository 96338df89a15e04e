import type { OutputOf } from '#src/ui/call.ts'
import type { api } from '../contract.ts'

export type Binder = OutputOf<(typeof api)['GET /api/binder']>
export type Paper = Binder['parts'][number]['papers'][number]
type Block = Paper['blocks'][number]

/** One paper as it is printed: title, number, its pieces; each begins a sheet. */
export function PaperView({ paper, no }: { paper: Paper; no?: number }) {
  return (
    <article className={`paper-sheet${paper.isWide ? ' is-wide' : ''}`}>
      {no === undefined ? null : <p className="paper-no">第 {no} 份</p>}
      <h2>{paper.title}</h2>
      {paper.number ? <p className="paper-number">{paper.number}</p> : null}
      {paper.blocks.map((block, at) => (
        // oxlint-disable-next-line react/no-array-index-key
        <Piece key={at} block={block} />
      ))}
    </article>
  )
}

interface Fact {
  label: string
  value: string
}

/** Two facts stand on a line; a long one, and a short one that has no other beside it, take a whole line. */
function wholeLines(rows: readonly Fact[]): (Fact & { isWhole: boolean })[] {
  const laid = rows.map((row) => ({ ...row, isWhole: row.value.length > 18 }))
  let alone: (typeof laid)[number] | null = null
  for (const row of [...laid, null]) {
    if (row?.isWhole === false) alone = alone === null ? row : null
    else if (alone !== null) {
      alone.isWhole = true
      alone = null
    }
  }
  return laid
}

function Piece({ block }: { block: Block }) {
  if (block.kind === 'heading') return <h3>{block.text}</h3>
  if (block.kind === 'text') return block.text.split('\n').map((line) => <p key={line}>{line}</p>)
  if (block.kind === 'signers')
    return (
      <p className="paper-signers">
        {block.names.map((name) => (
          <span key={name}>{name}</span>
        ))}
      </p>
    )
  if (block.kind === 'facts')
    return (
      <dl className="paper-facts">
        {wholeLines(block.rows).map((row) => (
          <div key={row.label} className={row.isWhole ? 'is-long' : undefined}>
            <dt>{row.label}</dt>
            <dd>{row.value}</dd>
          </div>
        ))}
      </dl>
    )
  return (
    <div className="paper-scroll">
      <table>
        <thead>
          <tr>
            {block.head.map((cell) => (
              <th key={cell}>{cell}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, at) => (
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={at}>
              {row.map((cell, n) => (
                // oxlint-disable-next-line react/no-array-index-key
                <td key={n}>{cell}</td>
              ))}
            </tr>
          ))}
          {block.rows.length === 0 ? (
            <tr>
              <td colSpan={block.head.length}>无</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  )
}
