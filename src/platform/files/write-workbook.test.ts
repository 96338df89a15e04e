import * as XLSX from '@e965/xlsx'
import { unzipSync } from 'fflate'
import { readXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { readWorkbook } from './read-workbook.ts'
import { dateSerial, writeWorkbook } from './write-workbook.ts'
import type { ExportSheet } from './write-workbook.ts'

const ledger: ExportSheet = {
  name: '问题台账',
  title: '青禾镇社会救助专项整治问题台账',
  notes: ['筛选：全部社区；截至 2026-10-20；单位：元'],
  columns: [
    { heading: '序号', width: 6, kind: 'int' },
    { heading: '姓名', width: 10, kind: 'text' },
    { heading: '身份证号', width: 22, kind: 'text' },
    { heading: '涉及金额', width: 14, kind: 'money' },
    { heading: '发现时间', width: 12, kind: 'date' },
    { heading: '所属月份', width: 10, kind: 'month' },
    { heading: '整改情况', width: 14, kind: 'text', choices: ['已完成', '正在整改', '未整改'] },
  ],
  rows: [
    [1, '张<三>&"', '999101199001011237', 123_450, '2026-10-09', '2024-05', '正在整改'],
    [2, '李四', '99910119900101123X', null, '长期', null, null],
  ],
  totals: ['合计', null, null, 123_450, null, null, null],
  signature: ['填表人', '审核人'],
}

test('money, dates, ids and marks come back as they were, read by both libraries', async () => {
  const bytes = writeWorkbook({ sheets: [ledger] })
  const [sheet] = (await readWorkbook(bytes, '台账.xlsx')).sheets
  const row = sheet?.rows.find((candidate) => candidate.number === 4)
  expect(row?.cells.map((cell) => cell?.value)).toEqual([1, '张<三>&"', '999101199001011237', 1234.5, dateSerial('2026-10-09'), '2024-05', '正在整改'])
  expect(row?.cells[3]?.text).toBe('1,234.50')
  expect(row?.cells[4]).toMatchObject({ isDate: true, text: '2026-10-09' })
  const other = XLSX.read(bytes, { cellNF: true }).Sheets['问题台账']
  expect(other?.['C5']).toMatchObject({ t: 's', v: '99910119900101123X' })
  expect(other?.['E5']).toMatchObject({ t: 's', v: '长期' })
  expect(other?.['D6']).toMatchObject({ t: 'n', v: 1234.5, w: '1,234.50' })
})

test('the heading is frozen, printing fits A4 landscape, the list of choices covers the rows', async () => {
  const [sheet] = (await readXlsx(writeWorkbook({ sheets: [ledger] }), { readStyles: true })).sheets
  expect(sheet?.freezePane).toMatchObject({ rows: 3 })
  expect(sheet?.pageSetup).toMatchObject({ orientation: 'landscape', fitToWidth: 1 })
  expect(sheet?.dataValidations?.[0]).toMatchObject({ type: 'list', range: 'G4:G5' })
  expect(sheet?.rows.at(-1)?.[0]).toMatch(/^填表人：.*审核人：$/)
})

test('grouped headings merge above their columns and beside them', async () => {
  const bytes = writeWorkbook({ sheets: [{ ...ledger, groups: [{ heading: '时间', from: 4, to: 5 }] }] })
  const [sheet] = (await readWorkbook(bytes, 'x.xlsx')).sheets
  expect(sheet?.merges).toContainEqual({ top: 3, left: 4, bottom: 3, right: 5 })
  expect(sheet?.merges).toContainEqual({ top: 3, left: 1, bottom: 4, right: 1 })
  expect(sheet?.rows.find((row) => row.number === 4)?.cells[4]?.value).toBe('发现时间')
})

test('a list of choices that is too long for a rule stands on a hidden sheet', () => {
  const choices = Array.from({ length: 60 }, (_, index) => `第${index + 1}社区居民委员会`)
  const bytes = writeWorkbook({
    sheets: [{ ...ledger, columns: ledger.columns.map((column) => (column.heading === '整改情况' ? { ...column, choices } : column)) }],
  })
  const book = XLSX.read(bytes)
  expect(book.SheetNames).toEqual(['问题台账', '选项'])
  expect(book.Workbook?.Sheets?.[1]?.Hidden).toBe(1)
  expect(book.Sheets['选项']?.['A60'].v).toBe('第60社区居民委员会')
})

test('forbidden and repeated sheet names are mended', () => {
  const names = ['青柳/桥头', '青柳/桥头', 'a'.repeat(40)].map((name) => ({ ...ledger, name }))
  expect(XLSX.read(writeWorkbook({ sheets: names })).SheetNames).toEqual(['青柳 桥头', '青柳 桥头(2)', 'a'.repeat(31)])
})

test('the same ledger gives the same bytes', () => {
  expect(Buffer.compare(writeWorkbook({ sheets: [ledger] }), writeWorkbook({ sheets: [ledger] }))).toBe(0)
  expect(Object.keys(unzipSync(writeWorkbook({ sheets: [ledger] })))).toContain('xl/worksheets/sheet1.xml')
})
