import { beforeAll, describe, expect, test } from 'vitest'
import { newCampaignTown, type CampaignTown } from '../../../tests/support/campaign-town.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { sendTask, type TaskKind } from '../../platform/tasks.ts'
import { z } from 'zod'
import { readStandards } from './describe-standards.ts'
import { listChecks } from './list-checks.ts'
import { runTaskKind, type CheckPorts } from './ports.ts'
import { readCheck } from './read-check.ts'
import type { CheckReport } from './run-checks.ts'
import { importStandards } from './standards-store.ts'
import { startRun } from './start-run.ts'
import { switchCheck } from './switch-check.ts'

const installation = await newInstallation('2026-10-20')
let town: CampaignTown
const kind: TaskKind<object, null> = { kind: runTaskKind, input: z.object({}), run: () => Promise.resolve(null) }
const ports: CheckPorts = {
  sendRun: (work) => sendTask(work, kind, {}),
  offer: () => Promise.resolve([]),
  release: () => Promise.resolve({ released: 0 }),
}

const bytesOf = (standards: object[]): Uint8Array => new TextEncoder().encode(JSON.stringify({ standards }))
const visitRow = {
  name: 'visit_every',
  program: 'tekun',
  from: '2026-01',
  value: 1,
  source: '《青禾镇社会救助走访探视制度》（青社救组〔2026〕2号）第二条',
  confirmed: null,
}

const report = (check: string, more: Partial<CheckReport>): CheckReport => ({
  check,
  ck: [],
  status: 'ran',
  population: 0,
  byDivision: {},
  hits: 0,
  ms: 5,
  missing: [],
  error: null,
  from: null,
  inputs: '',
  ...more,
})

beforeAll(async () => {
  town = await newCampaignTown(installation)
  await town.as('clerk', async ({ tx, clock }) => {
    const checks = [
      report('paid-after-death', { population: 40, byDivision: { aaaa: 30, aaab: 10 }, hits: 3 }),
      report('missing-monthly-visit', {
        status: 'missing_basis',
        missing: [{ kind: 'basis', name: 'visit_every', program: 'orphan', from: '2026-01', to: '2026-10', divisions: null }],
      }),
      report('missed-care-subsidy', {
        status: 'partly',
        population: 9,
        missing: [{ kind: 'list', name: 'disability_cards', program: null, from: '2026-07', to: '2026-09', divisions: ['桥头社区'] }],
      }),
      report('level-mismatch', {
        status: 'missing_list',
        missing: [{ kind: 'list', name: 'disability_cards', program: null, from: null, to: null, divisions: null }],
      }),
    ]
    await tx
      .insertInto('run')
      .values({
        run_id: 'r1',
        as_of: '2026-10-20',
        engine: 'test',
        report: JSON.stringify({ checks }),
        inputs: '{}',
        started_at: clock.now(),
        finished_at: clock.now(),
        milliseconds: 12,
        created_by: 'test',
      })
      .execute()
    for (const [identity, division] of [
      ['a', 'aaaa'],
      ['b', 'aaaaaa'],
      ['c', 'aaab'],
    ] as const) {
      await tx.insertInto('hit').values({ run_id: 'r1', identity, check_id: 'paid-after-death', content_hash: 'x', division, payload: '{}' }).execute()
    }
  })
})

describe('the list of checks', () => {
  test('Each check says what the last run looked at; one that did not run says no number but what is missing, in Chinese', async () => {
    const { areas, lastRun } = await town.as('leader', listChecks)
    const checks = areas.flatMap((area) => area.checks)
    expect(lastRun).toMatchObject({ asOf: '2026-10-20', milliseconds: 12 })
    expect(checks.find((check) => check.check === 'paid-after-death')).toMatchObject({ status: 'ran', population: 40, hits: 3 })
    expect(checks.find((check) => check.check === 'level-mismatch')).toMatchObject({
      status: 'missing_list',
      population: null,
      hits: null,
      missing: [{ kind: 'list', text: '残疾人证' }],
    })
    expect(checks.find((check) => check.check === 'missed-care-subsidy')?.missing).toEqual([{ kind: 'list', text: '残疾人证 2026-07 至 2026-09，缺桥头社区' }])
    expect(checks.find((check) => check.check === 'orphan-past-18')).toMatchObject({ status: null, population: null })
  })

  test('The list that the most checks miss stands first', async () => {
    const { missing } = await town.as('clerk', listChecks)
    expect(missing.map((each) => [each.title, each.checks.length, each.months])).toEqual([
      ['残疾人证', 2, ''],
      ['走访间隔（孤儿基本生活费）', 1, '2026-01 至 2026-10'],
    ])
  })

  test('One check counts its hits by community, grids inside it', async () => {
    const check = await town.as('clerk', (work) => readCheck(work, 'paid-after-death'))
    expect(check.divisions).toEqual([
      { division: 'aaaa', name: '青柳社区', population: 30, hits: 2 },
      { division: 'aaab', name: '桥头社区', population: 10, hits: 1 },
    ])
    expect(check.history).toMatchObject([{ run: 'r1', hits: 3 }])
    expect(check.sql).toMatch(/select/i)
    await expect(town.as('clerk', (work) => readCheck(work, 'no-such-check'))).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a run', () => {
  test('A second run is refused while one waits, and after its cancelling another may start', async () => {
    const task = await town.as('clerk', (work) => startRun(work, ports))
    expect((await town.as('clerk', listChecks)).running).toMatchObject({ task, state: 'queued', step: '排队' })
    await expect(town.as('clerk', (work) => startRun(work, ports))).rejects.toMatchObject({ code: 'conflict' })
    await town.as('clerk', ({ tx }) => tx.updateTable('task').set({ state: 'cancelled' }).where('task_id', '=', task).execute())
    expect((await town.as('clerk', listChecks)).running).toBeNull()
  })
})

describe('standards', () => {
  test('A file is taken once; the row counts as 未核实 until somebody stood for it, and the check shows it', async () => {
    const first = await town.as('clerk', (work) => importStandards(work, { name: 'standards.json', bytes: bytesOf([visitRow]) }))
    expect(first).toEqual({ added: 1, known: 0, problems: [] })
    expect(await town.as('clerk', (work) => importStandards(work, { name: 'standards.json', bytes: bytesOf([visitRow]) }))).toEqual({
      added: 0,
      known: 1,
      problems: [],
    })
    const check = await town.as('clerk', (work) => readCheck(work, 'missing-monthly-visit'))
    expect(check.parameters.find((each) => each.name === 'visit_every')?.rows).toMatchObject([
      { value: '1个月', program: '特困供养金', confirmed: null, isNational: false },
    ])
  })

  test('A wrong row is refused and named, the others are taken; what overlaps a row that stands is refused too', async () => {
    const take = (...rows: object[]) => town.as('clerk', (work) => importStandards(work, { name: 'standards.json', bytes: bytesOf(rows) }))
    const left = { ...visitRow, program: 'left_behind' }
    const mixed = await take({ ...left, source: '' }, left, { ...left, value: 3 })
    expect(mixed).toMatchObject({
      added: 1,
      known: 0,
      problems: [
        { row: 1, column: 'source', code: 'required' },
        { row: 3, column: 'from', code: 'overlap' },
      ],
    })
    expect(await take(left, { ...left, value: 3 })).toMatchObject({ added: 0, known: 1, problems: [{ row: 2, code: 'overlap' }] })
    await expect(take({ ...left, value: 3 })).rejects.toMatchObject({ code: 'refused', detail: expect.stringContaining('第 1 行') as string })
  })

  test('A missing paper names its months and the checks that it would unlock', async () => {
    const { missing } = await town.as('clerk', readStandards)
    expect(missing).toEqual([
      {
        title: '走访间隔（孤儿基本生活费）',
        meaning: '每几个月至少一次',
        months: '2026-01 至 2026-10',
        checks: [{ check: 'missing-monthly-visit', title: '缺少按期走访记录' }],
      },
    ])
  })
})

describe('switching a check off', () => {
  const set = (isOn: boolean, reason: string) => town.as('clerk', (work) => switchCheck(work, { check: 'wrong-check-digit', isOn, reason }))
  const read = () => town.as('supervisor', (work) => readCheck(work, 'wrong-check-digit'))

  test('it says who, when and why, in the list and on its page; on again, both stand in its history; what stands so already is refused', async () => {
    expect(await read()).toMatchObject({ off: null, switches: [] })
    await set(false, '县局通知：证号问题另行清理')
    const off = { by: 'clerk', reason: '县局通知：证号问题另行清理' }
    expect((await read()).off).toMatchObject(off)
    const listed = (await town.as('clerk', listChecks)).areas.flatMap((area) => area.checks)
    expect(listed.filter((each) => each.off).map((each) => each.check)).toEqual(['wrong-check-digit'])
    await expect(set(false, '再停一次看看')).rejects.toMatchObject({ code: 'conflict' })
    await set(true, '清理完了，恢复核查')
    expect(await read()).toMatchObject({
      off: null,
      switches: [
        { isOn: true, reason: '清理完了，恢复核查' },
        { isOn: false, ...off },
      ],
    })
    await expect(town.as('clerk', (work) => switchCheck(work, { check: 'no-such-check', isOn: false, reason: '没有这项' }))).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
