import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkTask } from '#src/check-task.ts'
import { readLeadLines, type LeadLine } from '#src/commands/lead-lines.ts'
import { demoDate } from '#src/commands/prepare-demo.ts'
import { readBytes } from '#src/commands/plan.ts'
import { createInstallation, listDivisions } from '#src/features/accounts/index.ts'
import { approveCampaign, makeCampaign } from '#src/features/campaigns/index.ts'
import { collectInputs, importStandards, runChecks, sayStandardProblem, type CheckReport } from '#src/features/checks/index.ts'
import { expandPaths, importTask, readManifest } from '#src/features/ledgers/index.ts'
import { commandLineActor, perform, townDivision, type Installation } from '#src/platform/installation.ts'
import { runTask } from '#src/platform/tasks.ts'
import { createPorts } from '#src/ports/create-ports.ts'
import type { TownWish } from '#src/sample-town/make-town.ts'
import { communitiesOf, townSizes } from '#src/sample-town/places.ts'
import { writeSampleTown } from '#src/sample-town/write-sample-town.ts'
import { readPlants, type Found, type Plant } from './sample-truth.ts'

const office = commandLineActor()

/** Fills an empty installation with the sample town of a seed as an office does: plan, files with their manifest, standards. Gives what was planted. */
export async function fillWithSampleTown(installation: Installation, seed: number, wish: TownWish = {}): Promise<Plant[]> {
  const folder = mkdtempSync(join(tmpdir(), 'doudi-sample-'))
  try {
    await writeSampleTown(folder, seed, wish)
    await perform(installation, office, async (work) => {
      const communities = communitiesOf(townSizes[wish.size ?? 'demo']).map((community) => community.name)
      await createInstallation(work, { town: '青禾镇', communities, fixedDate: demoDate })
      const campaign = await makeCampaign(work, installation.folder, { path: join(folder, '方案.docx') })
      await approveCampaign(work, { campaign, by: '陈静', on: '2026-09-09' }, createPorts(installation.folder).campaigns)
    })
    const manifest = readManifest(join(folder, 'manifest.json'))
    const files = expandPaths([join(folder, 'files')]).map(({ path, name }) => ({ path, name, choices: manifest.get(path) ?? {} }))
    const { files: taken } = await runTask(installation, importTask, { input: { files, mayAddDivisions: false }, actor: office })
    const odd = taken.filter((file) => file.state !== 'imported')
    if (odd.length > 0) throw new Error(odd.map((file) => `${file.state} ${file.file} ${file.sheet}: ${file.why}`).join('\n'))
    const standards = { name: 'standards.json', bytes: readBytes(join(folder, 'standards.json')) }
    const { problems } = await perform(installation, office, (work) => importStandards(work, standards))
    if (problems.length > 0) throw new Error(problems.map(sayStandardProblem).join('\n'))
    return readPlants(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A whole run with its leads, as `doudi check` does it. */
export async function checkAndReadLeads(installation: Installation): Promise<{ lines: LeadLine[]; counts: Record<string, number>; checks: CheckReport[] }> {
  const outcome = await runTask(installation, checkTask, { input: { asOf: demoDate }, actor: office })
  const lines = await perform(installation, office, (work) => readLeadLines(installation, work, { leads: outcome.leads, fullIds: '对照样例' }))
  return { lines, counts: outcome.counts, checks: outcome.checks }
}

/** What the checks say when each of the town's ledgers is missing in turn, as far as they read it; nothing is stored. */
export async function* withEachListMissing(installation: Installation): AsyncGenerator<{ ledger: string; found: Found[]; broken: string[] }> {
  const input = await collectInputs(installation, demoDate)
  for (const ledger of new Set(input.batches.map((batch) => batch.ledger))) {
    const { hits, checks } = await runChecks({
      ...input,
      batches: input.batches.filter((batch) => batch.ledger !== ledger),
      only: checksMovedBy(ledger, input),
    })
    const broken = checks.flatMap((check) => (check.error === null ? [] : [`${check.check}: ${check.error}`]))
    yield { ledger, found: await nameDivisions(installation, hits), broken }
  }
}

/**
 * Checks whose answer may change when a ledger goes. Whose people are looked at, where they live and which rows are weak
 * depends on our own lists, on lists that place people and on those of deaths and marriages: they move all.
 */
function checksMovedBy(ledger: string, { catalog, ledgers }: Awaited<ReturnType<typeof collectInputs>>): string[] {
  const table = ledgers.find((each) => each.ledger === ledger)
  const movesAll = ['marriages', 'cremations', 'cancellations', 'death_certificates'].includes(ledger)
  if (table?.owner !== 'reference' || table.placesInTown || movesAll) return catalog.checks.map((check) => check.check)
  const readers = new Set([ledger])
  for (const fact of catalog.facts) if ([...fact.ledgers, ...fact.facts].some((each) => readers.has(each))) readers.add(fact.fact)
  const names = (sql: string): string[] => sql.match(/[a-z_]+/g) ?? []
  return catalog.checks.filter((check) => names(check.sql).some((name) => readers.has(name))).map((check) => check.check)
}

type Hits = Awaited<ReturnType<typeof runChecks>>['hits']

/** Hits as the truth speaks of them: the community's listed name, no id where the matter is a community's. */
async function nameDivisions(installation: Installation, hits: Hits): Promise<Found[]> {
  const names = new Map((await perform(installation, office, ({ tx }) => listDivisions(tx, office.scope))).map((each) => [each.code, each.name]))
  return hits.map((hit) => ({
    ...hit,
    citizenId: hit.subjectKind === 'division' ? null : hit.citizenId,
    division: names.get(hit.division.slice(0, townDivision.length + 2)) ?? hit.division,
  }))
}
