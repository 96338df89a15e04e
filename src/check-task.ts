import { z } from 'zod'
import { chooseEngine, type EngineChoice } from './check-engine.ts'
import {
  checkCatalog,
  collectInputs,
  findBase,
  findFirstUnasked,
  holdInputs,
  keepInputs,
  mayGoOf,
  readInputsOfRuns,
  runCause,
  runChecks,
  runDelta,
  runTaskKind,
  sayCause,
  storeRun,
  type CheckReport,
  type Pass,
  type RunCause,
  type RunInput,
} from './features/checks/index.ts'
import { findReplaced } from './features/ledgers/index.ts'
import { findNewLeads, keepFamilies, runsThatFoundLeads, syncLeads, type SyncedLead } from './features/leads/index.ts'
import { readFamilies } from './ports/families.ts'
import { reopenRelapsed } from './features/problems/index.ts'
import { perform } from './platform/installation.ts'
import type { TaskContext, TaskKind } from './platform/tasks.ts'

export interface CheckInput extends EngineChoice {
  asOf?: string | undefined
  /** Look at everything anew, whatever changed. */
  full?: boolean | undefined
  /** Why, when nobody asked for it. */
  cause?: RunCause | null | undefined
}

export interface CheckOutcome {
  run: string
  asOf: string
  /** Whether everything was looked at or what changed, and why. */
  pass: Pass
  checks: CheckReport[]
  milliseconds: number
  counts: Record<SyncedLead['outcome'], number>
  /** Where somebody asked for the run, what runs by themselves found since the last such one is new too. */
  leads: SyncedLead[]
  reopened: number
}

/**
 * One run: everything as of one moment is checked, the run and its hits are stored, hits meet the leads, and what was
 * closed and is there again reopens its problem. Running twice over the same inputs changes nothing.
 */
export const checkTask: TaskKind<CheckInput, CheckOutcome> = {
  kind: runTaskKind,
  input: z.object({
    asOf: z.iso.date().optional(),
    engine: z.enum(['duckdb', 'spark']).optional(),
    master: z.string().optional(),
    full: z.boolean().optional(),
    cause: runCause.nullish(),
  }),
  run: async (context) => {
    // A list withdrawn while the run was under way: what it said is not said any more, and all is looked at once more.
    for (;;) {
      const outcome = await runOnce(context)
      if (outcome !== 'overtaken') return outcome
    }
  },
}

async function runOnce({
  input: { asOf, full, cause, ...choice },
  actor,
  installation,
  progress,
  signal,
}: TaskContext<CheckInput>): Promise<CheckOutcome | 'overtaken'> {
  const startedAt = installation.clock.now()
  const day = asOf ?? installation.clock.today()
  const engine = await chooseEngine(choice)
  const input = { ...(await collectInputs(installation, day)), engine }
  const inputs = keepInputs(installation.folder, input)
  const titles = new Map(checkCatalog().checks.map((check) => [check.check, check.title]))
  const watched: RunInput = {
    ...input,
    signal,
    onProgress: (now) => progress({ ...now, title: now.check === null ? null : (titles.get(now.check) ?? now.check) }),
  }
  const base = full === true ? { whole: '按要求全部重跑' } : await findBase(installation, actor, { input, inputs })
  const told = 'whole' in base ? base : await runDelta(watched, base)
  const result = 'whole' in told ? await runChecks(watched) : told
  const carry = 'whole' in told || 'whole' in base ? null : { base: base.run, removed: told.removed, rerun: told.rerun }
  const pass: Pass = {
    ...('whole' in told ? { kind: 'full', why: told.whole, base: null } : { kind: 'delta', why: told.why, base: carry?.base ?? null }),
    cause: cause ? sayCause(cause) : null,
  }
  return perform(installation, actor, async (work) => {
    if (!(await holdInputs(work, input.batches))) return 'overtaken'
    const unasked = cause ? null : await findFirstUnasked(work)
    await storeRun(work, { input, inputs, result, startedAt, carry, pass })
    const runs = await readInputsOfRuns(work, await runsThatFoundLeads(work))
    const before = new Set([...runs.values()].flatMap((run) => run.batches.map((each) => each.batch)))
    const replaced = await findReplaced(work, installation.folder, [...before.difference(new Set(input.batches.map((each) => each.batch)))])
    const synced = await syncLeads(work, {
      runId: result.run,
      asOf: day,
      hits: result.hits.map((hit) => ({ ...hit, name: hit.name ?? '' })),
      carried: carry && { base: carry.base, except: carry.removed, rerun: carry.rerun },
      mayGo: mayGoOf(input, result, { runs, replaced }),
    })
    const fresh = unasked === null ? new Set() : await findNewLeads(work, unasked)
    await keepFamilies(work, await readFamilies(work, installation.folder))
    let reopened = 0
    for (const recurred of synced.recurred) reopened += (await reopenRelapsed(work, { leadId: recurred.lead })).length
    return {
      run: result.run,
      asOf: day,
      pass,
      checks: result.checks,
      milliseconds: result.milliseconds,
      counts: synced.counts,
      leads: synced.leads.map((lead) => (fresh.has(lead.lead) && lead.outcome !== 'gone' ? { ...lead, outcome: 'new' } : lead)),
      reopened,
    }
  })
}
