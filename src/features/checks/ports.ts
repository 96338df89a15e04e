import { z } from 'zod'
import type { Work } from '../../platform/events.ts'

/** The kind of the long work that runs all checks; its handler stands at the composition root. */
export const runTaskKind = 'checks.run'

/** Why a run begins that nobody asked for: these files were imported, or none were and a day has passed. */
export const runCause = z.object({ imported: z.array(z.string()) })
export type RunCause = z.infer<typeof runCause>

/** As it is read beside a run: 导入“火化名单.xlsx”等 3 个文件. */
export function sayCause({ imported }: RunCause): string {
  const [first] = imported
  if (first === undefined) return '每日例行'
  return imported.length === 1 ? `导入“${first}”` : `导入“${first}”等 ${imported.length} 个文件`
}

/** New leads of one area of such a run. Money in 分. */
export interface OfferedArea {
  area: string
  leads: number
  danger: number
  right: number
  overpaid: number
  concerned: number
  releasedAt: string | null
  releasedBy: string | null
}

/** What checks need from the composition root. */
export interface CheckPorts {
  /** Queues a run as of today in the caller's transaction; returns the task. `cause`: null when somebody asked for it. */
  sendRun: (work: Work, cause: RunCause | null) => Promise<string>
  /** Areas of a first run too large to look at all at once, in the order in which to release them; empty when nothing was held. */
  offer: (work: Work) => Promise<OfferedArea[]>
  /** Shows the leads of one area to the communities. Errors: `not_found` when none of it waits. */
  release: (work: Work, area: string) => Promise<{ released: number }>
}
