import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { duckdbEngine } from '../../platform/engine/duckdb.ts'
import { type LakeValue, writeLakeFile } from '../../platform/lake/lake.ts'
import { ledgerDefinitions } from '../ledgers/index.ts'
import { loadCheckCatalog, readCheckCatalog } from './check-catalog.ts'
import { parseCheck } from './check-definition.ts'
import type { RunBatch } from './lake-input.ts'
import { ledgerTables } from './ledger-tables.ts'
import { runChecks, runIdOf, type RunInput } from './run-checks.ts'
import type { StandardRow } from './standards.ts'

const folder = mkdtempSync(join(tmpdir(), 'run-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const catalog = loadCheckCatalog(join(import.meta.dirname, '..', '..', '..', 'catalog'))
const ledgers = ledgerTables(ledgerDefinitions())
const years = ['2020', '2021', '2022', '2023', '2024', '2025', '2026']
const calendar = Object.fromEntries(years.map((year) => [year, { holidays: [], makeup: [] }]))
const months = { from: '2026-01', to: '2026-09' }

const zhang = 99910119500101123n
const li = 99910119520202224n
const stranger = 99910119600303335n

let files = 0

interface BatchOptions {
  seq: number
  covers?: RunBatch['covers']
  supplements?: string
}

async function batch(ledger: string, options: BatchOptions, rows: Record<string, LakeValue>[]): Promise<RunBatch> {
  const table = ledgers.find((each) => each.ledger === ledger)!
  files += 1
  const path = join(folder, `${files}.parquet`)
  const id = `${ledger}-${options.seq}`
  const filled = rows.map((row, at): Record<string, LakeValue> => ({ batch: id, sheet: 'Sheet1', source_row: at + 3, division: 'aaaa', ...row }))
  const sha256 = await writeLakeFile(
    path,
    table.columns,
    filled.map((row) => table.columns.map((column) => row[column.name] ?? null)),
  )
  return {
    batch: id,
    seq: options.seq,
    ledger,
    path,
    sha256,
    supplements: options.supplements ?? null,
    covers: options.covers ?? [{ ...months, division: null }],
  }
}

function standard(row: Pick<StandardRow, 'name' | 'program' | 'value' | 'unit'> & Partial<StandardRow>): StandardRow {
  return { division: null, from: '2020-01', to: null, source: '《样例镇救助标准》（样政〔2025〕1号）第二条', confirmed: '2026-09-01', ...row }
}

function input(batches: readonly RunBatch[], more: Partial<RunInput> = {}): RunInput {
  return {
    ledgers,
    batches,
    divisions: [
      { code: 'aaaa', name: '甲社区' },
      { code: 'aaab', name: '乙社区' },
    ],
    town: { code: 'aa', name: '样例镇' },
    catalog,
    standards: [],
    calendar,
    asOf: '2026-10-15',
    lookBackFrom: '2020-01',
    engine: duckdbEngine,
    threads: 1,
    ...more,
  }
}

const paid = (row: Record<string, LakeValue>): Record<string, LakeValue> => ({
  program: 'tekun',
  person_key: zhang,
  name: '张大山',
  amount: 90000,
  occurrence: 1,
  kind: 'regular',
  status: 'paid',
  ...row,
})
const death = { person_key: zhang, name: '张大山', died_on: '2026-03-20', citizen_id: '99910119500101123X' }
const noCover = { covers: [] }

const member = (row: Record<string, LakeValue>): Record<string, LakeValue> => ({
  person_key: zhang,
  name: '张大山',
  relation: '本人',
  card_no: 'A1',
  protected: true,
  period: '2026-05',
  ...row,
})

test('a payment in two overlapping files is counted once, and the hit carries both rows', async () => {
  const row = paid({ for_month: '2026-05', paid_on: '2026-05-10' })
  const batches = [
    await batch('payments', { seq: 1 }, [row]),
    await batch('payments', { seq: 2 }, [paid({ for_month: '2026-02', paid_on: '2026-02-10' }), row]),
    await batch('cremations', { seq: 3, ...noCover }, [{ ...death, division: null }]),
  ]
  const { hits } = await runChecks(input(batches, { only: ['paid-after-death'] }))
  expect(hits).toHaveLength(1)
  expect(hits[0]).toMatchObject({
    personKey: zhang,
    program: 'tekun',
    months: ['2026-05'],
    overpaid: 90000,
    division: 'aaaa',
    ck: ['CK70'],
    topic: 'deaths-tekun',
  })
  expect(hits[0]!.steps).toContainEqual({ month: '2026-05', fen: 90000, kind: 'overpaid' })
  expect(hits[0]!.evidence.map((each) => [each.role, each.ledger, each.row, each.cells['name']])).toEqual([
    ['payment', 'payments', 4, '张大山'],
    ['death', 'cremations', 3, '张大山'],
  ])
  expect(hits[0]!.sentence).toBe('张大山于2026-03-20死亡（火化名单），2026-05仍发放特困供养金，涉及900.00元，其中属于本人的900.00元。')
})

test('a payment that one file dates and another does not is one; two rows of a file are two', async () => {
  const undated = paid({ for_month: '2026-05', paid_on: null })
  const dated = await batch('payments', { seq: 2 }, [paid({ for_month: '2026-05', paid_on: '2026-05-10' })])
  const deaths = await batch('cremations', { seq: 3, ...noCover }, [{ ...death, division: null }])
  const once = await batch('payments', { seq: 1 }, [undated])
  const twice = await batch('payments', { seq: 1 }, [undated, { ...undated, occurrence: 2n }])
  const told = async (first: RunBatch): Promise<unknown> =>
    (await runChecks(input([first, dated, deaths], { only: ['paid-after-death'] }))).hits.map((hit) => [hit.overpaid, hit.evidence.map((each) => each.row)])
  expect(await told(once)).toEqual([[90000, [3, 3]]])
  expect(await told(twice)).toEqual([[180000, expect.anything()]])
})

test('of a payment that its correction holds too, the correction is the one that counts', async () => {
  const row = paid({ for_month: '2026-05', paid_on: '2026-05-10' })
  const batches = [
    await batch('payments', { seq: 1 }, [row]),
    await batch('payments', { seq: 2, supplements: 'payments-1', ...noCover }, [row]),
    await batch('cremations', { seq: 3, ...noCover }, [death]),
  ]
  const { hits } = await runChecks(input(batches, { only: ['paid-after-death'] }))
  expect(hits.map((hit) => [hit.overpaid, hit.evidence[0]?.batch])).toEqual([[90000, 'payments-2']])
})

test('two equal rows of one file are two payments', async () => {
  const batches = [
    await batch('payments', { seq: 1 }, [paid({ for_month: '2026-05' }), paid({ for_month: '2026-05', occurrence: 2 })]),
    await batch('cremations', { seq: 3, ...noCover }, [death]),
  ]
  expect((await runChecks(input(batches, { only: ['paid-after-death'] }))).hits[0]).toMatchObject({ overpaid: 180000 })
})

test('row numbers count within a sheet: the evidence is the row of its sheet', async () => {
  const rows = [
    { ...member({}), sheet: '甲社区', source_row: 7 },
    { ...member({ person_key: null, citizen_id: '999101195001011234', name: '谭明' }), sheet: '乙社区', source_row: 7 },
  ]
  const batches = [await batch('dibao_person', { seq: 1, covers: [{ from: '2026-05', to: '2026-05', division: null }] }, rows)]
  const { hits } = await runChecks(input(batches, { only: ['wrong-check-digit'] }))
  expect(hits.map((hit) => hit.evidence)).toMatchObject([
    [{ batch: 'dibao_person-1', sheet: '乙社区', row: 7, cells: { name: '谭明', citizen_id: '999101195001011234' } }],
  ])
})

test('a newer roster of the same month and community displaces the older one, only there', async () => {
  const old = await batch('dibao_person', { seq: 1, covers: [{ from: '2026-05', to: '2026-05', division: null }] }, [
    member({}),
    member({ person_key: li, name: '李秀兰', division: 'aaab', card_no: 'A2' }),
  ])
  const corrected = await batch('dibao_person', { seq: 2, covers: [{ from: '2026-05', to: '2026-05', division: 'aaaa' }] }, [
    member({ person_key: stranger, name: '王五', card_no: 'A3' }),
  ])
  const dead = await batch('cremations', { seq: 3, ...noCover }, [
    { ...death, died_on: '2026-01-05' },
    { person_key: li, name: '李秀兰', died_on: '2026-01-05' },
    { person_key: stranger, name: '王五', died_on: '2026-01-05' },
  ])
  const one = [await batch('payments', { seq: 4, ...noCover }, [paid({ program: 'orphan', person_key: null, name: '无关', for_month: '2026-05' })])]
  const { hits } = await runChecks(input([old, corrected, dead, ...one], { only: ['paid-after-death'] }))
  expect(new Set(hits.map((hit) => hit.personKey))).toEqual(new Set([li, stranger]))
})

test('a register of temporary aid that comes again keeps everybody without a number and each stage of an approval, and forgets what was not paid then', async () => {
  const evenly = ['甲', '乙', '丙'].map((name) => ({
    name: `张${name}`,
    cause: '疾病',
    applied_on: '2026-05-05',
    decided_on: '2026-05-11',
    paid_on: '2026-05-12',
    amount: 50000,
  }))
  const staged = {
    person_key: zhang,
    name: '张大山',
    citizen_id: '99910119500101123X',
    application_no: 'L1',
    cause: '疾病',
    applied_on: '2026-03-02',
    aid_kind: 'ordinary',
    amount: 30000,
  }
  const paidOn = (paid_on: string): Record<string, LakeValue> => ({ ...staged, decided_on: '2026-03-06', paid_on })
  const later = { ...staged, application_no: 'L2', cause: '教育', applied_on: '2026-08-03', decided_on: '2026-08-05', paid_on: '2026-08-07', amount: 10000 }
  const batches = [
    await batch('temporary_aid', { seq: 1 }, [...evenly, staged]),
    await batch('temporary_aid', { seq: 2 }, [...evenly, paidOn('2026-03-09'), paidOn('2026-05-11'), paidOn('2026-07-09'), later]),
  ]
  const standards = [
    standard({ name: 'even_ask', program: 'temporary_aid', value: 3, unit: 'times' }),
    standard({ name: 'limit_ordinary', program: 'temporary_aid', value: 10, unit: 'workdays' }),
    standard({ name: 'often_window', program: 'temporary_aid', value: 12, unit: 'months' }),
    standard({ name: 'often_ask', program: 'temporary_aid', value: 2, unit: 'times' }),
  ]
  const { hits } = await runChecks(input(batches, { standards, only: ['aid-same-day', 'aid-often', 'late-application'] }))
  expect(hits.map((hit) => hit.sentence)).toEqual([
    expect.stringContaining('12个月内2次得到临时救助，共1,000.00元，最近一次涉及100.00元'),
    expect.stringContaining('每家同样500.00元临时救助，共1,500.00元'),
  ])
})

test('a correction that names its batch stands beside it', async () => {
  const covers = [{ from: '2026-05', to: '2026-05', division: null }]
  const old = await batch('dibao_person', { seq: 1, covers }, [member({})])
  const more = await batch('dibao_person', { seq: 2, covers, supplements: 'dibao_person-1' }, [member({ person_key: li, name: '李秀兰', card_no: 'A2' })])
  const dead = await batch('cremations', { seq: 3, ...noCover }, [
    { ...death, died_on: '2026-01-05' },
    { person_key: li, name: '李秀兰', died_on: '2026-01-05' },
  ])
  const other = await batch('payments', { seq: 4, ...noCover }, [paid({ program: 'orphan', person_key: null, name: '无关', for_month: '2026-05' })])
  const { hits } = await runChecks(input([old, more, dead, other], { only: ['paid-after-death'] }))
  expect(new Set(hits.map((hit) => hit.personKey))).toEqual(new Set([zhang, li]))
})

test('without a needed list nothing is found and the report names it', async () => {
  const batches = [await batch('payments', { seq: 1 }, [paid({ for_month: '2026-05' })])]
  const { hits, checks } = await runChecks(input(batches, { only: ['paid-after-death', 'payroll-on-dibao'] }))
  expect(hits).toEqual([])
  expect(checks.map((each) => [each.check, each.status])).toEqual([
    ['paid-after-death', 'missing_list'],
    ['payroll-on-dibao', 'missing_list'],
  ])
  expect(checks[0]!.missing.filter((each) => each.kind === 'list').map((each) => each.name)).toEqual(['death_certificates', 'cancellations', 'cremations'])
  expect(checks[1]!.missing.filter((each) => each.kind === 'list').map((each) => each.name)).toContain('payroll')
})

test('without the town’s paper the check says 缺依据 and finds nothing; the paper of one community speaks there alone', async () => {
  const rosterRows = [member({ person_key: zhang }), member({ person_key: li, name: '李秀兰', division: 'aaab', card_no: 'A2' })]
  const batches = [
    await batch('dibao_person', { seq: 1, covers: [{ from: '2026-05', to: '2026-05', division: null }] }, rosterRows),
    await batch('payroll', { seq: 2, ...noCover }, [
      { person_key: zhang, name: '张大山', unit: '镇政府', identity: '公务员', status: '在职', from_month: '2020-01' },
      { person_key: li, name: '李秀兰', unit: '镇政府', identity: '公务员', status: '在职', from_month: '2020-01' },
    ]),
  ]
  const without = await runChecks(input(batches, { only: ['payroll-on-dibao'] }))
  expect(without.hits).toEqual([])
  expect(without.checks[0]).toMatchObject({
    status: 'missing_basis',
    missing: [{ kind: 'basis', name: 'excludes_payroll', program: 'dibao', from: '2020-01', to: '2026-10' }],
  })
  const named = await runChecks(
    input(batches, {
      only: ['payroll-on-dibao'],
      standards: [standard({ name: 'excludes_payroll', program: 'dibao', unit: 'flag', value: 1, division: 'aaab', confirmed: null })],
    }),
  )
  expect(named.hits).toHaveLength(1)
  expect(named.hits[0]).toMatchObject({
    personKey: li,
    unverified: true,
    basis: [{ law: '样例镇救助标准', article: '第二条', from: '2020-01', to: null, rule: '财政供养人员不得享受：是' }],
  })
})

test('what is missing is looked for inside the coverage only, and the gaps are told by community', async () => {
  const scattered = (row: Record<string, LakeValue>): Record<string, LakeValue> => ({ name: '张大山', person_key: zhang, support: 'scattered', ...row })
  const batches = [
    await batch('tekun_person', { seq: 1, covers: [{ from: '2026-05', to: '2026-06', division: null }] }, [
      scattered({ period: '2026-05' }),
      scattered({ period: '2026-06' }),
      scattered({ person_key: li, name: '李秀兰', period: '2026-05', division: 'aaab' }),
    ]),
    await batch('visits', { seq: 2, covers: [{ from: '2026-05', to: '2026-05', division: 'aaaa' }] }, [
      { name: '无关', person_key: null, visited_on: '2026-05-02' },
    ]),
  ]
  const standards = [standard({ name: 'visit_every', program: 'tekun', unit: 'months', value: 1, from: '2026-05' })]
  const { hits, checks } = await runChecks(input(batches, { only: ['missing-monthly-visit'], standards }))
  expect(hits.map((hit) => [hit.personKey, hit.months])).toEqual([[zhang, ['2026-05']]])
  const lists = checks[0]!.missing.filter((each) => each.kind === 'list' && each.name === 'visits')
  expect(lists).toEqual([
    { kind: 'list', name: 'visits', program: null, from: '2026-06', to: '2026-10', divisions: ['甲社区'] },
    { kind: 'list', name: 'visits', program: null, from: '2026-05', to: '2026-10', divisions: ['乙社区'] },
  ])
  expect(checks[0]!.status).toBe('partly')
})

test('a list that only some rules ask for is missing in their months alone', async () => {
  const during = { covers: [{ from: '2026-05', to: '2026-08', division: null }] }
  const batches = [
    await batch('dibao_person', { seq: 1, ...during }, [member({})]),
    await batch('payments', { seq: 2, ...during }, [paid({ program: 'disability_living', for_month: '2026-05' })]),
  ]
  const covers = (value: number, from: string, to: string | null = null): StandardRow =>
    standard({ name: 'covers_marginal', program: 'disability_living', unit: 'flag', value, from, to })
  const reportOf = async (standards: StandardRow[]) => {
    const { checks } = await runChecks(input(batches, { only: ['living-subsidy-without-dibao'], standards, lookBackFrom: '2026-05', asOf: '2026-08-15' }))
    const [report] = checks
    return { status: report!.status, marginal: report!.missing.filter((each) => each.name === 'marginal_person').map(({ from, to }) => [from, to]) }
  }
  expect(await reportOf([covers(0, '2026-05')])).toEqual({ status: 'ran', marginal: [] })
  expect(await reportOf([covers(0, '2026-05', '2026-06'), covers(1, '2026-07')])).toEqual({ status: 'partly', marginal: [['2026-07', '2026-08']] })
  expect(await reportOf([covers(1, '2026-05')])).toEqual({ status: 'missing_list', marginal: [['2026-05', '2026-08']] })
})

test('a benefit paid by difference needs the list of its payments, one that excludes 低保 does not', async () => {
  const during = { covers: [{ from: '2026-05', to: '2026-08', division: null }] }
  const batches = [
    await batch('dibao_person', { seq: 1, ...during }, [member({})]),
    await batch('unattended_children', { seq: 2, ...during }, [{ person_key: 99910120160101123n, name: '毛毛', period: '2026-05' }]),
  ]
  const reportOf = async (overlap: number, from: string) => {
    const of = { program: 'unattended_child', from }
    const standards = [
      standard({ ...of, name: 'overlap_dibao', unit: 'rule', value: overlap }),
      standard({ ...of, name: 'amount', unit: 'fen', value: 125_000 }),
    ]
    const only = ['dibao-and-child-benefit']
    const { checks } = await runChecks(input(batches, { only, standards, lookBackFrom: '2026-05', asOf: '2026-08-15' }))
    return checks[0]!.missing.filter((each) => each.name === 'payments' && each.from !== null).map(({ program, from, to }) => [program, from, to])
  }
  expect(await reportOf(2, '2026-05')).toEqual([['unattended_child', '2026-05', '2026-08']])
  expect(await reportOf(0, '2026-05')).toEqual([])
})

test('a community that never sent its roster of left-behind children, or left the carer blank, is told by name', async () => {
  const child = { person_key: 99910120160101123n, name: '毛毛', period: '2026-09' }
  const ofFirst = { covers: [{ from: '2026-09', to: '2026-09', division: 'aaaa' }] }
  const missingOf = async (batches: readonly RunBatch[]) => {
    const { checks } = await runChecks(input(batches, { only: ['no-carer-named'] }))
    return checks[0]!.missing.map(({ name, divisions, column }) => ({ name, divisions, column }))
  }
  const named = await batch('left_behind', { seq: 1, ...ofFirst }, [{ ...child, carer_name: '李秀英' }])
  expect(await missingOf([named])).toEqual([{ name: 'left_behind', divisions: ['乙社区'], column: undefined }])
  const blank = await batch('left_behind', { seq: 1, ...ofFirst }, [child])
  expect(await missingOf([blank])).toEqual([
    { name: 'left_behind', divisions: ['乙社区'], column: undefined },
    { name: 'left_behind', divisions: ['甲社区'], column: 'carer_name' },
  ])
  // Declared empty, a roster speaks.
  const ofSecond = await batch('left_behind', { seq: 2, covers: [{ from: '2026-08', to: '2026-08', division: 'aaab' }] }, [])
  expect(await missingOf([named, ofSecond])).toEqual([])
})

test('children who are paid and whose guardian no list names are told by community, beside checks of accounts', async () => {
  const child = { person_key: 99910120160101123n, name: '毛毛' }
  const ofFirst = { covers: [{ from: '2026-05', to: '2026-05', division: 'aaaa' }] }
  const missingOf = async (guardian: Record<string, LakeValue>) => {
    const batches = [
      await batch('payments', { seq: 1, ...ofFirst }, [paid({ ...child, program: 'orphan', for_month: '2026-05', account: '6219990000001' })]),
      await batch('orphans', { seq: 2, ...ofFirst }, [{ ...child, period: '2026-05', ...guardian }]),
      await batch('household_register', { seq: 3, ...noCover }, [{ person_key: li, citizen_id: 'x', name: '李秀兰', household_no: '1' }]),
    ]
    const { checks } = await runChecks(input(batches, { only: ['shared-account'] }))
    return checks[0]!.missing.filter(({ column }) => column !== undefined).map(({ name, divisions, column }) => [name, divisions, column])
  }
  expect(await missingOf({})).toEqual([['orphans', ['甲社区'], 'guardian_name']])
  expect(await missingOf({ guardian_name: '李秀兰' })).toEqual([])
})

test('a payment file of one program does not speak for another', async () => {
  const batches = [
    await batch('dibao_person', { seq: 1, covers: [{ from: '2026-05', to: '2026-05', division: null }] }, [member({})]),
    await batch('payments', { seq: 2, covers: [{ from: '2026-05', to: '2026-05', division: null }] }, [
      paid({ program: 'dibao', for_month: '2026-05', card_no: 'A1' }),
    ]),
    await batch('disability_cards', { seq: 3, ...noCover }, [
      { person_key: zhang, name: '张大山', kind: 'physical', level: 3, issued_on: '2020-01-01', status: 'valid', citizen_id: 'x' },
    ]),
  ]
  const { hits, checks } = await runChecks(input(batches, { only: ['missed-living-subsidy'] }))
  expect(hits).toEqual([])
  expect(checks[0]!.status).toBe('missing_list')
})

test('one broken check is reported and stops no other', async () => {
  const broken = parseCheck(
    { subject: 'deaths', check: 'broken' },
    'title: x\nquestion: x\ntopics: { "*": deaths-dibao }\nprograms: [dibao]\nck: [CK01]\nbasis: []\nneeds: []\npopulation: payment\nidentity: []\nseverity: data\nsentence: x\ninnocent: [{ code: a, ask: b }]\ncloses: x\ncases: []\n',
    '-- Broken.\nselect nothing from nowhere',
  )
  const batches = [await batch('payments', { seq: 1 }, [paid({ for_month: '2026-05' })]), await batch('cremations', { seq: 3, ...noCover }, [death])]
  const both = { ...catalog, checks: [broken, ...catalog.checks.filter((each) => each.check === 'paid-after-death')] }
  const { hits, checks } = await runChecks(input(batches, { catalog: both }))
  expect(checks.map((each) => each.status)).toEqual(['error', 'partly'])
  expect(checks[0]!.error).toContain('nowhere')
  expect(hits).toHaveLength(1)
})

test('a check whose file is cut short is reported with the place and stops no other; a cut standard is told and stops', async () => {
  const yml = 'checks/deaths/paid-after-death.yml'
  const cut = (file: string, text: string): ReturnType<typeof readCheckCatalog> => readCheckCatalog(new Map([...catalog.texts, [file, text]]))
  const broken = cut(yml, 'title: 人去世后仍发放\nprograms: [dibao, tekun')
  const absent = cut('checks/deaths/new.yml', 'title: x')
  expect(absent.broken).toEqual([{ check: 'new', why: 'catalog/checks/deaths/new.yml 旁边没有同名的 .sql。' }])
  expect(cut(yml, 'title: x').broken[0]?.why).toContain(`catalog/${yml} 的 question 不对`)
  const batches = [await batch('payments', { seq: 1 }, [paid({ for_month: '2026-05' })]), await batch('cremations', { seq: 3, ...noCover }, [death])]
  const { checks } = await runChecks(input(batches, { catalog: broken, only: ['paid-after-death', 'moved-away'] }))
  expect(checks.map(({ check, status }) => [check, status])).toEqual([
    ['moved-away', 'missing_list'],
    ['paid-after-death', 'error'],
  ])
  expect(checks[1]?.error).toBe(`catalog/${yml} 第 2 行第 24 列读不下去：文件可能没有写完，或者引号、括号、缩进不对，请改好再来。`)
  expect(() => cut('standards/parameters.yml', '- { name: multiple, title: "')).toThrow('catalog/standards/parameters.yml 第 1 行')
})

test('people who are on no own list are never read from a reference list', async () => {
  const batches = [
    await batch('payments', { seq: 1 }, [paid({ for_month: '2026-05' })]),
    await batch('cremations', { seq: 3, ...noCover }, [{ ...death, person_key: stranger }]),
  ]
  const looking = parseCheck(
    { subject: 'deaths', check: 'looking' },
    'title: x\nquestion: x\ntopics: { "*": deaths-dibao }\nprograms: [dibao]\nck: [CK01]\nbasis: []\nneeds: [death]\npopulation: death\nidentity: []\nseverity: data\nsentence: x\ninnocent: [{ code: a, ask: b }]\ncloses: x\ncases: []\n',
    "-- All deaths.\nselect 'person' as subject_kind, person_key, cast(null as string) as division from death",
  )
  const { hits } = await runChecks(input(batches, { catalog: { ...catalog, checks: [looking] } }))
  expect(hits).toEqual([])
})

test('who wrote of trouble in the town is a clue, though no list has him; who wrote elsewhere, of a wrong, or has an answer is none', async () => {
  const covers = { covers: [{ from: '2026-04', to: '2026-06', division: null }] }
  const call = (name: string, more: Record<string, LakeValue> = {}): Record<string, LakeValue> => ({
    number: name,
    received_on: '2026-04-07',
    name,
    content: '家里失火，生活困难',
    community: '甲社区',
    division: null,
    ...more,
  })
  const batches = [
    await batch('temporary_aid', { seq: 1, ...covers }, []),
    await batch('applications', { seq: 2, ...covers }, []),
    await batch('complaints', { seq: 3, ...noCover }, [
      call('齐明'),
      call('何远', { community: '别镇社区' }),
      call('孔二', { content: '举报邻居不该享受救助' }),
      call('孔三'),
      call('匿名'),
      call('孔四', { content: '路灯坏了' }),
    ]),
    await batch('complaints', { seq: 4, ...noCover }, [call('孔三', { outcome: '已给予临时救助' })]),
  ]
  const standards = [standard({ name: 'clue_within', program: 'temporary_aid', unit: 'workdays', value: 5, from: '2026-01' })]
  const { hits } = await runChecks(input(batches, { only: ['clue-without-aid'], standards }))
  expect(hits.map((hit) => [hit.name, hit.division, hit.evidence[0]?.cells['content']])).toEqual([['齐明', 'aaaa', undefined]])
})

test('a committee member who stands on no own list is known by the account that takes the money of others', async () => {
  const into = paid({ program: 'disability_care', for_month: '2026-05', account: '6219990000001', account_name: '钱进', status: 'paid' })
  const member = { person_key: stranger, citizen_id: 'x', name: '钱进', post: '委员', from_month: '2022-01', account: '6219990000001' }
  const batches = [await batch('payments', { seq: 1 }, [into]), await batch('committee_members', { seq: 2 }, [member])]
  const { hits } = await runChecks(input(batches, { only: ['staff-account', 'account-of-another'] }))
  expect(hits.map((hit) => [hit.check, hit.personKey])).toEqual([['staff-account', zhang]])
  // Only a list that says who is family lets an account of another be asked about.
  const family = await batch('household_register', { seq: 3 }, [{ person_key: li, citizen_id: 'x', name: '李秀兰', household_no: '1' }])
  const elsewhere = [await batch('payments', { seq: 1 }, [{ ...into, account: '6219990000002' }]), batches[1]!, family]
  const other = await runChecks(input(elsewhere, { only: ['staff-account', 'account-of-another'] }))
  expect(other.hits.map((hit) => hit.check)).toEqual(['account-of-another'])
})

test('a brother who moved out is known in a list of staff that says nothing of the town', async () => {
  const father = { father_key: 99910119200101111n, father_name: '张老汉' }
  const batches = [
    await batch('dibao_person', { seq: 1 }, [member({})]),
    await batch('household_register', { seq: 2, ...noCover }, [
      { person_key: zhang, citizen_id: 'x', name: '张大山', household_no: '1', ...father },
      { person_key: stranger, citizen_id: 'x', name: '张二河', household_no: '2', division: null, ...father },
    ]),
    await batch('committee_members', { seq: 3, ...noCover }, [
      { person_key: stranger, citizen_id: 'x', name: '张二河', post: '委员', from_month: '2022-01', division: null },
    ]),
    await batch('kin_register', { seq: 4 }, [
      { person_key: li, name: '李秀兰', staff_name: '某人', relation: '母亲', program: 'dibao', visited_by_county: true },
    ]),
  ]
  const { hits } = await runChecks(input(batches, { only: ['kin-not-registered'] }))
  expect(hits.map((hit) => [hit.check, hit.personKey, hit.months])).toEqual([['kin-not-registered', zhang, ['2026-05']]])
})

test('the same inputs have one name and the same hits; a new list gives another name', async () => {
  const batches = [await batch('payments', { seq: 1 }, [paid({ for_month: '2026-05' })]), await batch('cremations', { seq: 3, ...noCover }, [death])]
  const [first, second] = [await runChecks(input(batches)), await runChecks(input(batches.toReversed()))]
  expect(second.run).toBe(first.run)
  expect(second.hits).toEqual(first.hits)
  const more = [...batches, await batch('cancellations', { seq: 4, ...noCover }, [death])]
  expect(runIdOf(input(more))).not.toBe(first.run)
  expect(runIdOf(input(batches, { asOf: '2026-10-16' }))).not.toBe(first.run)
})

test('a cancelled run ends with the reason', async () => {
  const batches = [await batch('payments', { seq: 1 }, [paid({ for_month: '2026-05' })])]
  const stop = new AbortController()
  const run = runChecks(
    input(batches, { signal: stop.signal, onProgress: (progress) => progress.step === 'facts' && stop.abort(new Error('stopped by the clerk')) }),
  )
  await expect(run).rejects.toThrow('stopped by the clerk')
})

test('an empty installation runs and finds nothing', async () => {
  const { hits, checks } = await runChecks(input([]))
  expect(hits).toEqual([])
  expect(checks.filter((each) => each.status === 'error')).toEqual([])
})
