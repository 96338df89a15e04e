import { beforeAll, expect, test } from 'vitest'
import { newInstallation } from '../tests/support/database.ts'
import { importStandards } from './features/checks/index.ts'
import { type Brought, type Cell, idOf, newPipeline, type Pipeline } from './pipeline-for-tests.ts'
import { commandLineActor, perform } from './platform/installation.ts'

// One matter for one person is one lead, whatever lists tell of it and whatever checks could.
let pipeline: Pipeline
const checks = ['paid-after-death', 'maybe-paid-after-death', 'drawn-twice', 'roster-against-payments', 'amount-off-standard', 'missing-monthly-visit']
const months = ['2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05']
const covers = { from: '2025-11', to: '2026-05' }

const paid = (n: number, name: string, month: string, yuan = '900.00'): Cell[] => ['青柳社区', name, idOf(n), '特困', yuan, month, `${month}-10`]
const list = (name: string, ledger: string, headings: string[], rows: Cell[][]): Brought => ({
  name: `${name}.xlsx`,
  ledger,
  headings,
  rows,
  until: '2026-12-31',
})

beforeAll(async () => {
  const installation = await newInstallation('2026-06-20')
  pipeline = await newPipeline(installation, checks)
  const stated = { program: 'tekun', division: null, from: '2025-01', to: null, unit: 'fen', source: '《青禾镇救助标准》第一条', confirmed: '2026-01-05' }
  const amounts = { living_urban: 90_000, living_rural: 90_000, care_full: 60_000, care_half: 30_000, care_self: 5_000 }
  const standards = Object.entries(amounts).map(([name, value]) => ({ ...stated, name, value }))
  await perform(installation, commandLineActor(), (work) =>
    importStandards(work, { name: 'standards.json', bytes: Buffer.from(JSON.stringify({ standards })) }),
  )
  await pipeline.bring(
    {
      name: '2026年特困供养金发放表.xlsx',
      ledger: 'payments',
      headings: ['社区', '姓名', '身份证号', '救助项目', '发放金额', '所属月份', '发放日期'],
      covers,
      rows: [
        ...months.map((month) => paid(1, '张大山', month)),
        // After the death also twice, and another sum than the roster's.
        paid(1, '张大山', '2026-02'),
        ...months.slice(2).map((month) => paid(2, '李秀兰', month, '720.00')),
        ...months.map((month) => paid(3, '王有福', month)),
      ],
    },
    ...months.map((month): Brought => ({
      name: `${month}特困人员.xlsx`,
      ledger: 'tekun_person',
      headings: ['姓名', '身份证号', '所属社', '合计（元）', '供养方式'],
      period: month,
      covers: { from: month, to: month },
      rows: [
        ['张大山', idOf(1), '青柳社区', month >= '2026-04' ? '950.00' : '900.00', '分散供养'],
        ['李秀兰', idOf(2), '青柳社区', '900.00', '分散供养'],
        ['王有福', idOf(3), '青柳社区', '900.00', '分散供养'],
      ],
    })),
    list('火化名单', 'cremations', ['逝者姓名', '身份证号', '死亡日期'], [['张大山', idOf(1), '2025-11-20']]),
    list('户口注销名单', 'cancellations', ['姓名', '公民身份号码', '注销日期', '死亡日期'], [['张大山', idOf(1), '2025-12-02', '2025-11-20']]),
    list(
      '死亡医学证明',
      'death_certificates',
      ['姓名', '身份证号', '死亡日期'],
      [
        ['张大山', idOf(1), '2025-11-19'],
        ['张大山', null, '2025-11-19'],
      ],
    ),
  )
  await pipeline.check()
})

const leadsOf = async (name: string) =>
  (await pipeline.leads())
    .filter((lead) => lead.name === name)
    .map(({ check, months: told, evidence }) => ({ check, months: told, evidence }))
    .sort((a, b) => ((a.months[0] ?? '') < (b.months[0] ?? '') ? -1 : 1))

test('a death in three lists, paid on, paid twice, with another sum than the roster: one lead a year', async () => {
  expect(await leadsOf('张大山')).toEqual([
    { check: 'paid-after-death', months: ['2025-12'], evidence: 4 },
    { check: 'paid-after-death', months: ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'], evidence: 8 },
  ])
})

test('a sum that fits neither the roster nor a standard: one lead with the months inside', async () => {
  expect(await leadsOf('李秀兰')).toMatchObject([{ check: 'roster-against-payments', months: ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'] }])
})

test('who is paid as listed has no lead', async () => {
  expect(await leadsOf('王有福')).toEqual([])
})
