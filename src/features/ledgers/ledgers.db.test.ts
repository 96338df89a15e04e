import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { checkDigit } from '#src/domain/citizen-id.ts'
import { writeWorkbook } from '#src/platform/files/write-workbook.ts'
import { commandLineActor, perform, type Installation } from '#src/platform/installation.ts'
import { fixedClock, type Clock } from '#src/platform/clock.ts'
import { scopeOf } from '#src/platform/scope.ts'
import { createInstallation } from '../accounts/index.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { importFiles, type FileToImport } from './import-files.ts'
import { destroyExpired, sweepLake } from './keep-in-order.ts'
import { readLedger } from './read-ledger.ts'
import { withdrawBatch } from './withdraw-batch.ts'

let installation: Installation & { setClock: (clock: Clock) => void }
const actor = commandLineActor()

beforeAll(async () => {
  installation = await newInstallation()
  await perform(installation, actor, (work) => createInstallation(work, { town: '青禾镇', communities: ['青柳社区', '桥头社区'] }))
})

function idOf(n: number): string {
  const first = `999101195001${String(10 + (n % 19))}${String(100 + n)}`
  return first + checkDigit(first)
}

function file(name: string, headings: readonly string[], rows: (string | number | null)[][], choices: FileToImport['choices'] = {}): FileToImport {
  mkdirSync(join(installation.folder.work, 'test'), { recursive: true })
  const path = join(installation.folder.work, 'test', name)
  writeFileSync(
    path,
    writeWorkbook({
      sheets: [
        { name: 'Sheet1', title: name.replace(/\.xlsx$/, ''), columns: headings.map((heading) => ({ heading, width: 12, kind: 'text' as const })), rows },
      ],
    }),
  )
  return { path, name, choices }
}

const take = (...files: FileToImport[]) => importFiles(installation, actor, { files, mayAddDivisions: false })

const payments = (order: (rows: (string | number | null)[][]) => (string | number | null)[][] = (rows) => rows): FileToImport =>
  file(
    '2026年9月低保金发放表.xlsx',
    ['社区', '姓名', '身份证号', '发放金额', '所属月份'],
    order([
      ['青柳社区', '周桂兰', idOf(1), '681.00', '2026-09'],
      ['桥头社区', '陈德旺', idOf(2), '681.00', '2026-09'],
      ['桥头社区', '陈德旺', idOf(2), '681.00', '2026-09'],
    ]),
  )

test('rows in are accepted, with problems, or no data; two equal payments are two', async () => {
  const { files } = await take(payments())
  expect(files).toMatchObject([{ ledger: 'payments', state: 'imported', rows: { accepted: 3 } }])
  const [first] = files
  expect(first?.rows.seen).toBe((first?.rows.accepted ?? 0) + (first?.rows.problems ?? 0) + (first?.rows.notData ?? 0))
})

test('the same content shuffled is a duplicate and writes nothing', async () => {
  const { files } = await take(payments((rows) => rows.toReversed()))
  expect(files).toMatchObject([{ state: 'duplicate' }])
  const batches = await perform(installation, actor, ({ tx }) => tx.selectFrom('batch').select('batch_id').where('ledger', '=', 'payments').execute())
  expect(batches).toHaveLength(1)
})

test('a community sees its own rows only, and reference lists not at all', async () => {
  const worker = { ...actor, role: 'worker' as const, division: 'aaaa', scope: scopeOf('aaaa') }
  const page = await readLedger(installation, worker, { ledger: 'payments', offset: 0 })
  expect(page.rows.map((row) => row.cells['name'])).toEqual(['周桂兰'])
  expect(JSON.stringify(page)).not.toContain(idOf(1))
  await take(
    file('火化名单.xlsx', ['逝者姓名', '身份证号', '死亡日期', '火化日期'], [['周桂兰', idOf(1), '2026-03-18', '2026-03-20']], {
      authority: { giver: '县民政局', basis: '函〔2026〕3号', purpose: '只核对死亡', until: '2026-12-31' },
    }),
  )
  await expect(readLedger(installation, worker, { ledger: 'cremations', offset: 0 })).rejects.toMatchObject({ code: 'forbidden' })
})

test('a reference list without authority is refused and nothing of it is kept', async () => {
  const { files } = await take(file('财政供养人员.xlsx', ['姓名', '身份证号', '单位', '人员身份'], [['某人', idOf(9), '某单位', '事业']]))
  expect(files).toMatchObject([{ ledger: 'payroll', state: 'refused', batch: null }])
})

test('withdrawal is a state: the same bytes may come again', async () => {
  const [batch] = await perform(installation, actor, ({ tx }) => tx.selectFrom('batch').select('batch_id').where('ledger', '=', 'payments').execute())
  await perform(installation, actor, (work) => withdrawBatch(work, { batch: batch?.batch_id ?? '', reason: '传错了月份' }))
  const { files } = await take(payments())
  expect(files).toMatchObject([{ state: 'imported' }])
})

test('a file without a batch row is swept, one with a row stays', async () => {
  const stray = join(installation.folder.lake, 'payments', 'b-stray.parquet')
  writeFileSync(stray, 'left over')
  expect(await sweepLake(installation)).toBe(1)
  expect(existsSync(stray)).toBe(false)
  expect((await readLedger(installation, actor, { ledger: 'payments', offset: 0 })).total).toBe(3)
})

test('after its last day a list of others is destroyed with a certificate', async () => {
  expect(await destroyExpired(installation)).toEqual([])
  installation.setClock(fixedClock('2027-01-01'))
  const destroyed = await destroyExpired(installation)
  expect(destroyed).toHaveLength(1)
  const events = await perform(installation, actor, ({ tx }) =>
    tx.selectFrom('event').select(['object_id', 'reason']).where('action', '=', 'batch.destroyed').execute(),
  )
  expect(events).toEqual([{ object_id: destroyed[0], reason: '保留期到 2026-12-31' }])
  expect((await readLedger(installation, actor, { ledger: 'cremations', offset: 0 })).total).toBe(0)
})

test('of months between those that its rows name a payment list says nothing', async () => {
  const months = ['2026年1月', '2026-02', '202605']
  const { files } = await take(
    file(
      '低保金发放明细.xlsx',
      ['社区', '姓名', '身份证号', '发放金额', '所属月份'],
      months.map((month) => ['青柳社区', '周桂兰', idOf(1), '681.00', month]),
    ),
  )
  const claimed = [
    { from: '2026-01', to: '2026-02' },
    { from: '2026-05', to: '2026-05' },
  ]
  expect(files[0]?.covers).toEqual({ from: '2026-01', to: '2026-05', ranges: claimed, divisions: ['青柳社区'] })
  const covers = await perform(installation, actor, ({ tx }) =>
    tx
      .selectFrom('batch_cover')
      .select(['from_month', 'to_month', 'division'])
      .where('batch_id', '=', files[0]?.batch ?? '')
      .orderBy('from_month')
      .execute(),
  )
  expect(covers).toEqual(claimed.map(({ from, to }) => ({ from_month: from, to_month: to, division: 'aaaa' })))
})

test('a manifest may name only communities: the file says which months; one that is not of the town is refused, the next file is taken', async () => {
  const roster = (covers: string, name = '周桂兰'): ReturnType<typeof file> => ({
    ...file(`${name}2026年8月农村低保人员名册.xlsx`, ['社区', '姓名', '身份证号', '与户主关系'], [['青柳社区', name, idOf(1), '本人']]),
    choices: { covers: { divisions: ['青柳', covers] } },
  })
  const { files } = await take(roster('外镇村', '马兰花'), roster('桥头'))
  expect(files.map(({ state }) => state)).toEqual(['refused', 'imported'])
  expect(files[0]?.why).toContain('；说它管到“外镇村”，那不是本镇的社区，没有导入；请照本镇社区的名字写：青柳社区、桥头社区')
  const covers = await perform(installation, actor, ({ tx }) =>
    tx
      .selectFrom('batch_cover')
      .select(['from_month', 'to_month', 'division'])
      .where('batch_id', '=', files[1]?.batch ?? '')
      .orderBy('division')
      .execute(),
  )
  expect(covers).toEqual(['aaaa', 'aaab'].map((division) => ({ from_month: '2026-08', to_month: '2026-08', division })))
  const register = await take({
    ...file('停发登记.xlsx', ['姓名', '身份证号', '停发原因', '停发月份', '决定日期'], [['周桂兰', idOf(1), '死亡', '2026-04', '2026-03-28']]),
    choices: { ledger: 'stops', covers: { divisions: ['青柳'] } },
  })
  expect(register.files[0]).toMatchObject({ state: 'imported', covers: null })
  expect(register.files[0]?.notes).toContain('只说了管哪些社区，没有说管哪些月份（清单里 covers 的 from、to），哪个月都不算管到')
})

test('a list of payments that comes again with another sum is taken and told; one of another program is not the same', async () => {
  const head = ['社区', '姓名', '身份证号', '发放金额']
  const list = (name: string, sums: readonly string[]): ReturnType<typeof file> =>
    file(
      name,
      head,
      sums.map((sum, at) => ['青柳社区', ['周桂兰', '陈德旺', '马兰花'][at]!, idOf(at + 1), sum]),
    )
  await take(list('2026年3月特困供养金发放明细.xlsx', ['900.00', '900.00', '900.00']))
  const other = await take(list('2026年3月低保金发放明细.xlsx', ['900.00', '900.00', '900.00']))
  expect(other.files[0]?.notes.filter((note) => note.includes('以前导入'))).toEqual([])
  const again = await take(list('2026年3月特困供养金发放明细（更正）.xlsx', ['900.00', '950.00', '900.00']))
  expect(again.files[0]?.state).toBe('imported')
  expect(again.files[0]?.notes).toContain(
    '以前导入的“2026年3月特困供养金发放明细.xlsx”里已有同月同项的 3 笔：金额相同、日期也相同（或有一份没写）的只算一次，其余的（金额不同 1 笔）会各算一笔；这份如果是更正，请在名册台账里撤回以前那份',
  )
})

test('a list of temporary aid that comes again with another day of payment is told; the next list, or the same one grown, is not', async () => {
  const head = ['申请编号', '社区', '申请人', '身份证号', '救助原因', '救助金额', '发放日期']
  const aids = (name: string, rows: readonly (readonly [number: number, paid: string])[]): ReturnType<typeof file> =>
    file(
      name,
      head,
      rows.map(([at, paid]) => [`LS-${at}`, '青柳社区', ['周桂兰', '陈德旺', '马兰花', '吴小翠'][at]!, idOf(at + 1), '疾病', '2000', paid]),
    )
  const notes = async (...given: Parameters<typeof aids>): Promise<unknown> => {
    const { files } = await take(aids(...given))
    expect(files[0]?.state).toBe('imported')
    return files[0]?.notes.filter((note) => note.includes('以前导入'))
  }
  expect(
    await notes('临时救助台账3月.xlsx', [
      [0, '2026-03-10'],
      [1, '2026-03-10'],
    ]),
  ).toEqual([])
  expect(await notes('临时救助台账4月.xlsx', [[2, '2026-04-10']])).toEqual([])
  expect(
    await notes('临时救助台账3月至4月.xlsx', [
      [0, '2026-03-10'],
      [1, '2026-03-10'],
      [1, '2026-04-20'],
      [3, '2026-04-20'],
    ]),
  ).toEqual([])
  expect(
    await notes('临时救助台账3月更正.xlsx', [
      [0, '2026-03-15'],
      [1, '2026-03-10'],
    ]),
  ).toEqual([
    '以前导入的“临时救助台账3月至4月.xlsx”里已有同一次救助的 3 笔，其中 1 笔在这份里换了发放日期，会当作分次发放各算一笔；这份如果是更正，请在名册台账里撤回以前那份',
    '以前导入的“临时救助台账3月.xlsx”里已有同一次救助的 2 笔，其中 1 笔在这份里换了发放日期，会当作分次发放各算一笔；这份如果是更正，请在名册台账里撤回以前那份',
  ])
})

test('a register that comes again without some of its rows is told; another month, or the same one grown, is not', async () => {
  const deaths = (name: string, numbers: readonly number[]): ReturnType<typeof file> =>
    file(
      name,
      ['逝者姓名', '逝者身份证号', '死亡日期'],
      numbers.map((at) => [['周桂兰', '陈德旺', '马兰花', '吴小翠', '孙有田', '郑福生'][at]!, idOf(at + 1), '2026-03-05']),
      { ledger: 'cremations', authority: { giver: '殡仪馆', basis: '协议', purpose: '核对', until: '2030-12-31' } },
    )
  const notes = async (...given: Parameters<typeof deaths>): Promise<string[] | undefined> => {
    const { files } = await take(deaths(...given))
    expect(files[0]?.state).toBe('imported')
    return files[0]?.notes.filter((note) => note.includes('这份里没有'))
  }
  expect(await notes('火化名单3月.xlsx', [0, 1, 2])).toEqual([])
  expect(await notes('火化名单4月.xlsx', [2, 4, 5])).toEqual([])
  expect(await notes('火化名单3月补.xlsx', [0, 1, 2, 3])).toEqual([])
  const told = await notes('火化名单3月更正.xlsx', [0, 2, 3])
  expect(told).toEqual([
    expect.stringMatching(
      /^\d{4}-\d\d-\d\d 导入的“火化名单3月补\.xlsx”里有 1 条这份里没有（另有 3 条两份都有）：那 1 条还照样算数；这份如果是更正，请在名册台账里撤回以前那份$/,
    ),
    expect.stringContaining('“火化名单3月.xlsx”里有 1 条这份里没有（另有 2 条两份都有）'),
  ])
})

test('a blank form is no list: nothing of it is taken, so that the list is still missing, unless somebody says for which months nobody is on it', async () => {
  const blank = (choices: FileToImport['choices']) =>
    file('近亲属备案表.xlsx', ['工作人员姓名', '工作人员身份证号', '关系', '救助对象姓名', '救助对象身份证号'], [], choices)
  const batches = () => perform(installation, actor, ({ tx }) => tx.selectFrom('batch').select('batch_id').where('ledger', '=', 'kin_register').execute())
  const { files } = await take(blank({}))
  expect(files).toMatchObject([{ ledger: 'kin_register', state: 'refused', batch: null }])
  expect(files[0]?.why).toContain('；一行也没有读进来，没有导入，不算有这份名单')
  expect(await batches()).toEqual([])
  const declared = await take(blank({ covers: { from: '2026-01', to: '2026-10', divisions: ['青柳社区'] } }))
  expect(declared.files).toMatchObject([{ state: 'imported', covers: { from: '2026-01', to: '2026-10', divisions: ['青柳社区'] } }])
  expect(await batches()).toHaveLength(1)
})

test('a roster of a month and communities that an earlier one speaks for says who falls off; of other months or communities nothing is said', async () => {
  const roster = (name: string, people: readonly (readonly [string, string, number])[]) =>
    file(
      name,
      ['社区', '姓名', '身份证号', '供养方式', '自理能力'],
      people.map(([community, who, n]) => [community, who, idOf(n), '分散供养', '全自理']),
    )
  const displaced = async (given: FileToImport) => (await take(given)).files[0]?.notes.filter((note) => note.includes('同月同社区'))
  const whole = [
    ['青柳社区', '周桂兰', 1],
    ['青柳社区', '马兰花', 3],
    ['桥头社区', '陈德旺', 2],
  ] as const
  expect(await displaced(roster('2026年5月特困人员名册.xlsx', whole))).toEqual([])
  expect(await displaced(roster('2026年6月特困人员名册.xlsx', whole.slice(0, 1)))).toEqual([])
  expect(await displaced(roster('2026年5月特困人员名册补.xlsx', whole.slice(0, 1)))).toEqual([
    expect.stringMatching(/^\d{4}-\d\d-\d\d 导入的“2026年5月特困人员名册\.xlsx”是同月同社区的名册，里面有 1 行的人这份里没有：从现在起按这份算，他们不在册；/),
  ])
})

test('a roster that an office exports in parts stands beside the other part; what is sent again takes the place of its like, or is told', async () => {
  const roster = (name: string, support: string, people: readonly number[]) =>
    file(
      name,
      ['社区', '姓名', '身份证号', '供养方式', '自理能力'],
      people.map((n) => ['青柳社区', `周桂${'兰花香'[n - 1]}`, idOf(n), support, '全自理']),
    )
  const standing = async (given: FileToImport) => {
    const [taken] = (await take(given)).files
    const { supplements } = await perform(installation, actor, ({ tx }) =>
      tx
        .selectFrom('batch')
        .select('supplements')
        .where('batch_id', '=', taken?.batch ?? '')
        .executeTakeFirstOrThrow(),
    )
    return { batch: taken?.batch, beside: supplements, told: (taken?.notes ?? []).filter((note) => note.includes('同月同社区')) }
  }
  const scattered = await standing(roster('2026年2月分散供养特困人员名册.xlsx', '分散供养', [1]))
  expect(scattered).toMatchObject({ beside: null, told: [] })
  expect(await standing(roster('2026年2月集中供养特困人员名册.xlsx', '集中供养', [2, 3]))).toMatchObject({ beside: scattered.batch, told: [] })
  expect(await standing(roster('2026年2月集中供养特困人员名册更正.xlsx', '集中供养', [2]))).toMatchObject({
    beside: scattered.batch,
    told: [expect.stringMatching(/“2026年2月集中供养特困人员名册\.xlsx”是同月同社区的名册，里面有 1 行的人这份里没有：还照样算数；/)],
  })
  // Whoever moved from one to the other stands on both: no other part, but a later state.
  expect(await standing(roster('2026年2月特困人员名册改.xlsx', '集中供养', [1, 2]))).toMatchObject({ beside: null })
})
