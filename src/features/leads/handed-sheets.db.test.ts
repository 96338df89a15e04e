import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { Work } from '#src/platform/events.ts'
import { readWorkbook } from '#src/platform/files/read-workbook.ts'
import { writeWorkbook } from '#src/platform/files/write-workbook.ts'
import { perform, systemActor, type Installation } from '#src/platform/installation.ts'
import { personKey } from '../../domain/citizen-id.ts'
import { newInstallation } from '../../../tests/support/database.ts'
import { assignLeads } from './assign-leads.ts'
import { fillSheet } from './fill-sheet.ts'
import { fictionalId } from './hit-fixtures.ts'
import { countySheetHeadings, listeningPorts, newTown } from './lead-fixtures.ts'
import { listSheets } from './list-sheets.ts'
import { lookAgain } from './look-again.ts'
import type { Handled } from './ports.ts'
import { takeSheets, type TakenSheet } from './take-sheets.ts'
import { verifyLead } from './verify-lead.ts'

let installation: Installation
let town: Record<string, Actor>

const as = <T>(name: string, run: (work: Work) => Promise<T>): Promise<T> => perform(installation, town[name] ?? systemActor(), run)
const leads = () => as('李敏', ({ tx }) => tx.selectFrom('lead').selectAll().orderBy('number').execute())
const take = (bytes: Uint8Array, giver = '县民政局'): Promise<TakenSheet[]> =>
  as('李敏', (work) => takeSheets(work, installation.folder, { name: '疑点数据核查表.xlsx', giver, bytes }))

const rows = [
  [
    1,
    'YD-001',
    '死亡后仍享受低保',
    '青禾镇',
    '青柳',
    '周桂1',
    fictionalId(1),
    '农村低保',
    '2026-04至2026-06',
    '死亡日期2026-03-18',
    null,
    null,
    null,
    null,
    null,
    null,
    null,
  ],
  [2, 'YD-002', '名下有车辆', '青禾镇', '桥头村委会', '周桂2', fictionalId(2), '低保', '2026年3月', '车牌', null, null, null, null, null, null, null],
  [3, 'YD-003', '死亡后领取特困供养金', '青禾镇', '石门', '周 桂3', '99910119400101123', '特困', null, null, null, null, null, null, null, null, null],
]

function workbook(body = rows, title = '疑点数据核查表'): Uint8Array {
  return writeWorkbook({
    sheets: [
      {
        name: '核查表',
        title,
        notes: ['单位：元'],
        columns: countySheetHeadings.map((heading) => ({ heading, width: 12, kind: 'text' as const })),
        rows: body,
        totals: ['合计', ...countySheetHeadings.slice(1).map(() => null)],
        signature: ['填表人'],
      },
      { name: '填表说明', title: '填表说明', columns: [{ heading: '说明', width: 40, kind: 'text' }], rows: [['核查结果只填三种']] },
    ],
  })
}

beforeAll(async () => {
  installation = await newInstallation('2026-10-20')
  town = await newTown(installation)
  await perform(installation, systemActor(), ({ tx, clock }) =>
    tx
      .insertInto('person')
      .values({ person_key: personKey(fictionalId(1)).toString() as never, citizen_id: fictionalId(1), name: '周桂1', division: 'aaaa', seen_at: clock.now() })
      .execute(),
  )
})

beforeEach(() =>
  perform(installation, systemActor(), async ({ tx }) => {
    await tx.deleteFrom('verification').execute()
    await tx.deleteFrom('lead').execute()
    await tx.deleteFrom('handed_sheet').execute()
  }),
)

test('each row becomes a lead with the giver’s number, its person where the id is known, its community and its topic', async () => {
  const [taken, notes] = await take(workbook())
  expect(taken).toMatchObject({ state: 'taken', rows: 3, added: 3, matched: 0 })
  expect(taken?.columns.filter((column) => column.isResult).map((column) => column.field)).toEqual(['result', 'note', 'action', 'recovered', 'by', 'on'])
  expect(notes).toMatchObject({ state: 'not_a_list', name: '填表说明' })
  const found = await leads()
  expect(found.map((lead) => [lead.source, lead.source_number, lead.subject_kind, lead.division, lead.topic, lead.program, lead.months.length])).toEqual([
    ['order', 'YD-001', 'person', 'aaaa', 'deaths-dibao', 'dibao', 3],
    ['order', 'YD-002', 'row', 'aaab', 'assets-dibao', 'dibao', 1],
    ['order', 'YD-003', 'row', 'aa', 'deaths-tekun', 'tekun', 0],
  ])
  expect(taken?.problems.map((problem) => problem.message.slice(0, 8))).toEqual(['村（社区）“石门', '身份证号不对，没'])
  expect(JSON.stringify(found)).not.toContain(fictionalId(1))
})

test('the same file again, and the same rows in another file, make no new lead', async () => {
  await take(workbook())
  expect(await take(workbook())).toMatchObject([{ state: 'known', added: 0, matched: 3 }, { state: 'not_a_list' }])
  expect((await take(workbook(rows.toReversed(), '疑点数据核查表（第二次）')))[0]).toMatchObject({ state: 'taken', added: 0, matched: 3 })
  expect(await leads()).toHaveLength(3)
})

test('what is not a 核查表, or no .xlsx, is refused with the reason', async () => {
  const other = writeWorkbook({
    sheets: [
      {
        name: '名册',
        title: '低保名册',
        columns: ['姓名', '身份证号', '金额'].map((heading) => ({ heading, width: 10, kind: 'text' as const })),
        rows: [['甲', '1', '2']],
      },
    ],
  })
  await expect(take(other)).rejects.toMatchObject({ code: 'refused' })
  await expect(take(new TextEncoder().encode('姓名,身份证号,核查结果\n甲,1,'))).rejects.toMatchObject({ code: 'refused' })
})

test('a sheet that names HIV is refused whole and nothing of it is kept', async () => {
  const body = [[9, 'YD-009', '其他', '青禾镇', '青柳', '某某', fictionalId(9), '孤儿', null, 'ＨＩＶ感染', null, null, null, null, null, null, null]]
  await expect(take(workbook(body))).rejects.toMatchObject({ code: 'refused' })
  expect(await leads()).toEqual([])
})

test('only final results go back, into the very same workbook, and nothing but the result cells changes', async () => {
  const original = workbook()
  const [taken] = await take(original)
  const sheet = taken?.sheet ?? ''
  const [first, second] = await leads()
  const ids = [first?.lead_id ?? '', second?.lead_id ?? '']
  const handled = new Map<string, Handled>([[ids[0] ?? '', { action: '停发、追回', recovered: 123_450 }]])
  const ports = { ...listeningPorts(), handledOf: () => Promise.resolve(handled) }
  await as('李敏', (work) => assignLeads(work, { leads: ids, to: 'community' }))
  const version = async (id: string): Promise<number> => (await leads()).find((lead) => lead.lead_id === id)?.version ?? 0
  const verify = async (name: string, lead: string, over: object): Promise<void> => {
    const now = await version(lead)
    return as(name, (work) => verifyLead(work, { lead, version: now, result: 'confirmed', note: '死亡证明已看', attachments: [], ...over }, ports))
  }
  await verify('王秀英', ids[0] ?? '', {})
  await verify('马建军', ids[1] ?? '', { result: 'unfounded', reasonCode: 'other', note: '车已过户', document: '买卖合同 2026-05-08' })

  const filled = async (): Promise<(string | undefined)[][]> => {
    const { bytes } = await as('李敏', (work) => fillSheet(work, { sheet, folder: installation.folder }, ports))
    const book = await readWorkbook(bytes, 'x.xlsx')
    expect(Object.keys(unzipSync(bytes))).toEqual(Object.keys(unzipSync(original)))
    return (book.sheets[0]?.rows ?? []).map((row) => row.cells.map((cell) => cell?.text))
  }
  // The second is not final before another person of the office has seen it.
  const before = await filled()
  expect(before[3]?.slice(10, 16)).toEqual(['属实', '死亡证明已看', '停发、追回', '1234.5', '王秀英', '2026-10-20'])
  expect(before[4]?.[10] ?? '').toBe('')
  const now = await version(ids[1] ?? '')
  await as('李敏', (work) => lookAgain(work, { lead: ids[1] ?? '', version: now, result: 'agreed', note: '' }, ports))
  const after = await filled()
  expect([10, 11, 12, 14, 15].map((column) => after[4]?.[column])).toEqual(['不属实', '车已过户　凭证：买卖合同 2026-05-08', '维持', '马建军', '2026-10-20'])
  expect(after[4]?.[13] ?? '').toBe('')

  const { bytes } = await as('李敏', (work) => fillSheet(work, { sheet, folder: installation.folder }, ports))
  const untouched = (await readWorkbook(original, 'x.xlsx')).sheets[0]?.rows.map((row) => row.cells.map((cell) => cell?.text)) ?? []
  const given = (book: (string | undefined)[][]): unknown => book.map((row) => row.slice(0, 10))
  expect(given(after)).toEqual(given(untouched))
  const parts = [unzipSync(original), unzipSync(bytes)]
  const changed = Object.keys(parts[0] ?? {}).filter(
    (name) => strFromU8(parts[0]?.[name] ?? new Uint8Array()) !== strFromU8(parts[1]?.[name] ?? new Uint8Array()),
  )
  expect(changed).toEqual(['xl/worksheets/sheet1.xml'])
  expect(await as('李敏', listSheets)).toMatchObject([{ leads: 3, done: 2, giver: '县民政局' }])
})
