import { z } from 'zod'
import { chooseEngine, type EngineChoice } from './check-engine.ts'
import {
  checkCatalog,
  collectInputs,
  keepInputs,
  mayGoOf,
  readInputsOfRuns,
  runChecks,
  runTaskKind,
  storeRun,
  type CheckReport,
} from './features/checks/index.ts'
import { keepFamilies, runsThatFoundLeads, syncLeads, type SyncedLead } from './features/leads/index.ts'
import { readFamilies } from './ports/families.ts'
import { reopenRelapsed } from './features/problems/index.ts'
import { perform } from './platform/installation.ts'
import type { TaskKind } from './platform/tasks.ts'

export interface CheckInput extends EngineChoice {
  asOf?: string | undefined
}

export interface CheckOutcome {
  run: string
  asOf: string
  checks: CheckReport[]
  milliseconds: number
  counts: Record<SyncedLead['outcome'], number>
  leads: SyncedLead[]
  reopened: number
}

/**
 * One run: everything as of one moment is checked, the run and its hits are stored, hits meet the leads, and what was
 * closed and is there again reopens its problem. Running twice over the same inputs changes nothing.
 */
export const checkTask: TaskKind<CheckInput, CheckOutcome> = {
  kind: runTaskKind,
  input: z.object({ asOf: z.iso.date().optional(), engine: z.enum(['duckdb', 'spark']).optional(), master: z.string().optional() }),
  run: async ({ input: { asOf, ...choice }, actor, installation, progress, signal }) => {
    const startedAt = installation.clock.now()
    const day = asOf ?? installation.clock.today()
    const engine = await chooseEngine(choice)
    const input = { ...(await collectInputs(installation, day)), engine }
    const inputs = keepInputs(installation.folder, input)
    const titles = new Map(checkCatalog().checks.map((check) => [check.check, check.title]))
    const result = await runChecks({
      ...input,
      signal,
      onProgress: (now) => progress({ ...now, title: now.check === null ? null : (titles.get(now.check) ?? now.check) }),
    })
    return perform(installation, actor, async (work) => {
      await storeRun(work, { input, inputs, result, startedAt })
      const synced = await syncLeads(work, {
        runId: result.run,
        asOf: day,
        hits: result.hits.map((hit) => ({ ...hit, name: hit.name ?? '' })),
        mayGo: mayGoOf(input, result, await readInputsOfRuns(work, await runsThatFoundLeads(work))),
      })
      await keepFamilies(work, await readFamilies(work, installation.folder))
      let reopened = 0
      for (const recurred of synced.recurred) reopened += (await reopenRelapsed(work, { leadId: recurred.lead })).length
      return { run: result.run, asOf: day, checks: result.checks, milliseconds: result.milliseconds, counts: synced.counts, leads: synced.leads, reopened }
    })
  },
}
