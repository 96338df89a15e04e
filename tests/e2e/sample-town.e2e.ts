import { describe, expect, inject, test } from 'vitest'
import { demoDate } from '#src/commands/prepare-demo.ts'
import { collectInputs, runChecks, type RunInput } from '#src/features/checks/index.ts'
import { checkAndReadLeads } from '../support/sample-installation.ts'
import { compareWithTruth, noDifference, readPlants } from '../support/sample-truth.ts'
import { useDemoTown } from './demo-town.ts'

const town = useDemoTown()

describe('S11 S14 S21 S22 S23 S29 the checks over the sample town', () => {
  test('every planted wrong is found with its months and money, and nothing else: no look-alike, nobody by accident', async () => {
    const planted = readPlants(inject('demo').sample)
    const { lines } = await checkAndReadLeads(town.installation)
    expect(compareWithTruth(lines, planted)).toEqual(noDifference)
    expect(planted.filter((plant) => plant.kind === 'wrong').length).toBeGreaterThan(50)
    expect(planted.filter((plant) => plant.kind === 'lookalike').length).toBeGreaterThan(30)
  })

  test('a second run over the same inputs changes nothing', async () => {
    const { counts } = await checkAndReadLeads(town.installation)
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
