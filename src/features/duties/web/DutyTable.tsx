import type { ReactNode } from 'react'

/** A small table of duties: its heads, and rows that scroll sideways inside it where the screen is narrow. */
export function DutyTable({ heads, label, children }: { heads: readonly string[]; label?: string; children: ReactNode }) {
  return (
    <div className="duty-scroll">
      <table className="duty-table" aria-label={label}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head}>{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
