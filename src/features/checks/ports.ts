import { z } from 'zod'
import type { Work } from '../../platform/events.ts'

/** The kind of the long work that runs all checks; its handler stands at the composition root. */
export const runTaskKind = 'checks.run'

/** Why a run begins that nobody asked for: these files were imported, or none were and a day has passed. */
export const runCause = z.object({ imported: z.array(z.string()), withdrawn: z.array(z.string()).default([]) })
export type RunCause = z.infer<typeof runCause>

/** As it is read beside a run: 导入“火化名单.xlsx”等 3 个文件、撤回“发放表.xlsx”. */
export function sayCause({ imported, withdrawn }: RunCause): string {
  const say = (verb: string, [first, ...more]: readonly string[]): string[] =>
    first === undefined ? [] : [more.length === 0 ? `${verb}“${first}”` : `${verb}“${first}”等 ${more.length + 1} 个文件`]
  const causes = [...say('导入', imported), ...say('撤回', withdrawn)]
  return causes.length === 0 ? '每日例行' : causes.join('、')
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
