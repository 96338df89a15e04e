import { beforeAll, expect, test } from 'vitest'
import { demoDate } from '#src/commands/prepare-demo.ts'
import { collectInputs, runChecks } from '#src/features/checks/index.ts'
import type { RunResult } from '#src/features/checks/run-checks.ts'
import { newInstallation } from '../support/database.ts'
import { fillWithSampleTown } from '../support/sample-installation.ts'
import { asLines, localSpark } from './engines.ts'

let one: RunResult
let other: RunResult

beforeAll(async () => {
  const installation = await newInstallation()
  await fillWithSampleTown(installation, 11, { size: 'small' })
  const input = await collectInputs(installation, demoDate)
  one = await runChecks(input)
  other = await runChecks({ ...input, engine: await localSpark() })
})

test('every check ends in the same way on both engines', () => {
  const said = (result: RunResult): unknown[] => result.checks.map(({ ms: _ms, ...report }) => report)
  expect(said(other)).toEqual(said(one))
  expect(one.checks.filter((check) => check.status === 'error')).toEqual([])
})

test('the sample town gives the same hits on both engines, row for row, with their evidence', () => {
  expect(one.hits.length).toBeGreaterThan(20)
  expect(asLines(other.hits)).toEqual(asLines(one.hits))
})
