import * as XLSX from '@e965/xlsx'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { Problem } from '../problems.ts'
import { patchWorkbook } from './patch-workbook.ts'
import type { CellPatch } from './patch-workbook.ts'
import { readWorkbook } from './read-workbook.ts'
import { rawXlsx } from './xlsx-fixtures.ts'

const sheetPart = 'xl/worksheets/sheet1.xml'
const handedDown = rawXlsx({
  strings: ['姓名', '核查结果', '张三'],
  sheet:
    '<sheetPr><tabColor rgb="FFFF0000"/></sheetPr><dimension ref="A1:C3"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><cols><col min="3" max="4" width="12.5" style="3" customWidth="1"/></cols><sheetData><row r="1" spans="1:3" ht="30" customHeight="1"><c r="A1" s="5" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="3" spans="1:3"><c r="A3" s="5" t="s"><v>2</v></c><c r="B3" s="1"><v>45000</v></c><c r="C3" s="3"/></row><row r="5" s="2" customFormat="1"/><row r="7"><c r="A7"><f>1+1</f><v>2</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A9:B10"/></mergeCells><dataValidations count="1"><dataValidation type="list" sqref="C3:C9"><formula1>"属实,不属实"</formula1></dataValidation></dataValidations><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
  extra: { 'xl/comments1.xml': '<comments>旁注</comments>', 'docProps/custom.xml': '<Properties/>' },
})

function patched(patches: Omit<CellPatch, 'sheet'>[], original = handedDown): { bytes: Uint8Array; before: string; after: string } {
  const bytes = patchWorkbook(
    original,
    patches.map((patch) => ({ sheet: 'Sheet1', ...patch })),
  )
  const partOf = (whole: Uint8Array): string => strFromU8(unzipSync(whole)[sheetPart] ?? new Uint8Array())
  return { bytes, before: partOf(original), after: partOf(bytes) }
}

function refusalOf(run: () => unknown): Problem {
  try {
    run()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('was not refused')
}

test('every other part keeps its content and its place', () => {
  const { bytes } = patched([{ row: 3, column: 2, value: '属实' }])
  const before = unzipSync(handedDown)
  const after = unzipSync(bytes)
  expect(Object.keys(after)).toEqual(Object.keys(before))
  for (const name of Object.keys(before))
    if (name !== sheetPart) expect(Buffer.compare(after[name] ?? new Uint8Array(), before[name] ?? new Uint8Array()), name).toBe(0)
})

test('a self-closing cell is filled and keeps its style; not one other character changes', () => {
  const { before, after } = patched([{ row: 3, column: 2, value: '属实 & <核>' }])
  expect(after).toBe(before.replace('<c r="C3" s="3"/>', '<c r="C3" s="3" t="inlineStr"><is><t xml:space="preserve">属实 &amp; &lt;核&gt;</t></is></c>'))
})

test('a shared string, a number and an emptied cell are replaced in place', () => {
  const { before, after } = patched([
    { row: 3, column: 0, value: 12.5 },
    { row: 3, column: 1, value: null },
  ])
  expect(after).toBe(before.replace('<c r="A3" s="5" t="s"><v>2</v></c><c r="B3" s="1"><v>45000</v></c>', '<c r="A3" s="5"><v>12.5</v></c><c r="B3" s="1"/>'))
})

test('missing cells are made in their order, with the look of their column', () => {
  const { before, after } = patched([
    { row: 1, column: 3, value: '丁' },
    { row: 1, column: 1, value: '乙' },
  ])
  const cell = (place: string, style: string, text: string): string => `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
  expect(after).toBe(before.replace('<c r="C1" t="s"><v>1</v></c>', `${cell('B1', '', '乙')}<c r="C1" t="s"><v>1</v></c>${cell('D1', ' s="3"', '丁')}`))
})

test('missing and self-closing rows are made in their order', () => {
  const { before, after } = patched([
    { row: 4, column: 0, value: 4 },
    { row: 5, column: 0, value: 5 },
    { row: 9, column: 0, value: 9 },
  ])
  expect(after).toBe(
    before
      .replace(
        '<row r="5" s="2" customFormat="1"/>',
        '<row r="4"><c r="A4"><v>4</v></c></row><row r="5" s="2" customFormat="1"><c r="A5" s="2"><v>5</v></c></row>',
      )
      .replace('</sheetData>', '<row r="9"><c r="A9"><v>9</v></c></row></sheetData>'),
  )
})

test('prefixed tags and cells without references are patched as well', async () => {
  const sheet =
    '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>一</x:t></x:is></x:c><x:c/></x:row></x:sheetData></x:worksheet>'
  const { bytes, after } = patched([{ row: 1, column: 1, value: '二' }], rawXlsx({ sheet }))
  expect(after).toContain('<x:c t="inlineStr"><x:is><x:t xml:space="preserve">二</x:t></x:is></x:c></x:row>')
  const [read] = (await readWorkbook(bytes, 'x.xlsx')).sheets
  expect(read?.rows[0]?.cells.map((cell) => cell?.value)).toEqual(['一', '二'])
})

test('both libraries read the patched workbook', async () => {
  const { bytes } = patched([{ row: 3, column: 2, value: '不属实' }])
  expect(XLSX.read(bytes).Sheets['Sheet1']?.['C3'].v).toBe('不属实')
  const [sheet] = (await readWorkbook(bytes, 'x.xlsx')).sheets
  expect(sheet?.rows.find((row) => row.number === 3)?.cells.map((cell) => cell?.value)).toEqual(['张三', 45000, '不属实'])
})

test('a formula, a covered cell, an unknown sheet and another format are refused', () => {
  expect(refusalOf(() => patched([{ row: 7, column: 0, value: 1 }])).detail).toContain('A7 是公式')
  expect(refusalOf(() => patched([{ row: 10, column: 1, value: 1 }])).detail).toContain('合并单元格')
  expect(refusalOf(() => patchWorkbook(handedDown, [{ sheet: '没有', row: 1, column: 0, value: 1 }])).code).toBe('not_found')
  expect(refusalOf(() => patchWorkbook(new TextEncoder().encode('a,b'), [])).code).toBe('unreadable_file')
})
