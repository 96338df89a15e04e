import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { checkTask } from '#src/check-task.ts'
import { demoDate } from '#src/commands/prepare-demo.ts'
import { readLeadLines, type LeadLine } from '#src/commands/lead-lines.ts'
import { collectInputs, runChecks, type RunInput } from '#src/features/checks/index.ts'
import { commandLineActor, perform } from '#src/platform/installation.ts'
import { runTask } from '#src/platform/tasks.ts'
import { useDemoTown } from './demo-town.ts'

interface Planted {
  check: string
  kind: 'wrong' | 'lookalike'
  citizenId: string | null
  name: string | null
  division: string
  months: string[]
  concerned: number | null
  overpaid: number | null
  underpaid: number | null
}

/** The sample town names its plants without knowing the catalogue; here both meet. */
const checkOf: Record<string, string> = {
  'paid-after-death': 'paid-after-death',
  'wrong-check-digit': 'wrong-check-digit',
  'application-over-limit': 'late-application',
  'missing-monthly-visit': 'missing-monthly-visit',
  'payroll-on-dibao': 'payroll-on-dibao',
  'dibao-tekun-overlap': 'dibao-and-tekun',
  'single-person-unfounded': 'single-person-unfounded',
  'paid-past-eighteen': 'orphan-past-18',
  'missing-living-subsidy': 'missed-living-subsidy',
  'missing-care-subsidy': 'missed-care-subsidy',
  'tekun-drawing-subsidies': 'tekun-draws-subsidy',
  'care-level-mismatch': 'level-mismatch',
  'repeated-temporary-aid': 'repeated-temporary-aid',
  'left-behind-without-agreement': 'left-behind-without-agreement',
  'returned-without-visit': 'returned-without-visit',
  'zero-report': 'zero-report',
}

const town = useDemoTown()

function planted(): Planted[] {
  const { planted: all } = JSON.parse(readFileSync(join(inject('demo').sample, 'truth.json'), 'utf8')) as { planted: Planted[] }
  return all.map((each) => ({ ...each, check: checkOf[each.check] ?? each.check }))
}

async function run(): Promise<{ lines: LeadLine[]; counts: Record<string, number> }> {
  const { installation } = town
  const outcome = await runTask(installation, checkTask, { input: { asOf: demoDate }, actor: commandLineActor() })
  const lines = await perform(installation, commandLineActor(), (work) => readLeadLines(installation, work, { leads: outcome.leads, fullIds: '对照样例' }))
  return { lines, counts: outcome.counts }
}

const isAbout = (line: LeadLine, plant: Planted): boolean =>
  line.check === plant.check &&
  (plant.citizenId === null ? line.division === plant.division : line.citizenId === plant.citizenId) &&
  (plant.months.length === 0 || plant.months.every((month) => line.months.includes(month)))

describe('S11 S14 S21 S22 S23 S29 the checks over the sample town', () => {
  test('every planted wrong is found, with its money exact', async () => {
    const { lines } = await run()
    const wrongs = planted().filter((plant) => plant.kind === 'wrong')
    const missed = wrongs.filter((plant) => !lines.some((line) => isAbout(line, plant)))
    expect(missed.map((plant) => `${plant.check} ${plant.name ?? plant.division} ${plant.months.join()}`)).toEqual([])
    const money = wrongs.map((plant) => {
      const line = lines.find((each) => isAbout(each, plant))
      return { plant: `${plant.check} ${plant.name}`, concerned: line?.concerned ?? null, overpaid: line?.overpaid ?? null, underpaid: line?.underpaid ?? null }
    })
    expect(money).toEqual(
      wrongs.map((plant) => ({ plant: `${plant.check} ${plant.name}`, concerned: plant.concerned, overpaid: plant.overpaid, underpaid: plant.underpaid })),
    )
  })

  test('nothing else is found: no look-alike, nobody by accident', async () => {
    const { lines } = await run()
    const all = planted()
    const wrongs = all.filter((plant) => plant.kind === 'wrong')
    const others = lines.filter((line) => !wrongs.some((plant) => isAbout(line, plant)))
    expect(others.map((line) => `${line.check} ${line.name ?? line.division} ${line.months.join()}`)).toEqual([])
    expect(all.filter((plant) => plant.kind === 'lookalike').length).toBeGreaterThan(30)
  })

  test('a second run over the same inputs changes nothing', async () => {
    const { counts } = await run()
    expect(counts).toMatchObject({ new: 0, changed: 0, gone: 0, reappeared: 0 })
  })
})

describe('absence is not evidence', () => {
  const without = async (change: (input: RunInput) => Partial<RunInput>) => {
    const input = await collectInputs(town.installation, demoDate)
    return runChecks({ ...input, ...change(input) })
  }

  test.each([
    ['paid-after-death', ['cremations', 'cancellations', 'death_certificates']],
    ['payroll-on-dibao', ['payroll']],
    ['missed-living-subsidy', ['disability_cards']],
    ['missed-care-subsidy', ['disability_cards']],
    ['missing-monthly-visit', ['visits']],
    ['returned-without-visit', ['street_returns']],
    ['left-behind-without-agreement', ['left_behind']],
  ])('without its list %s makes no lead and says which list is missing', async (check, ledgers) => {
    const result = await without((input) => ({ batches: input.batches.filter((batch) => !ledgers.includes(batch.ledger)), only: [check] }))
    expect(result.hits).toEqual([])
    const [report] = result.checks
    expect(report?.status).toBe('missing_list')
    expect(report?.missing.some((missing) => missing.kind === 'list' && ledgers.includes(missing.name))).toBe(true)
  })

  test.each([['payroll-on-dibao'], ['tekun-draws-subsidy'], ['repeated-temporary-aid'], ['late-application'], ['missing-monthly-visit']])(
    'without the paper of the town %s says 缺依据 and makes no lead',
    async (check) => {
      const result = await without(() => ({ standards: [], only: [check] }))
      const [report] = result.checks
      if (report?.status === 'missing_basis') expect(result.hits).toEqual([])
      expect(report?.missing.some((missing) => missing.kind === 'basis')).toBe(true)
      // Where national law alone carries part of the check, the part that rests on the town's paper is silent.
      expect(result.hits.filter((hit) => hit.basis.length === 0)).toEqual([])
    },
  )
})
