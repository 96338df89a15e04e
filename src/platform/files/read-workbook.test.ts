import * as XLSX from '@e965/xlsx'
import { writeXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { Problem } from '../problems.ts'
import { readWorkbook } from './read-workbook.ts'
import type { Cell, Workbook } from './workbook.ts'
import { rawXlsx } from './xlsx-fixtures.ts'

function at(workbook: Workbook, row: number, column: number): Cell | null | undefined {
  return workbook.sheets[0]?.rows.find((candidate) => candidate.number === row)?.cells[column]
}

async function problemOf(bytes: Uint8Array, name: string): Promise<Problem> {
  try {
    await readWorkbook(bytes, name)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('was read')
}

const messy = rawXlsx({
  strings: ['甲', '<r><t>张</t></r><r><t xml:space="preserve"> 三</t></r><rPh sb="0" eb="1"><t>ZHANG</t></rPh>'],
  sheet: `<dimension ref="A1"/><sheetData>
    <row r="3" hidden="1"><c r="B3" t="s"><v>1</v></c><c r="C3" s="1"><v>45000</v></c><c r="D3" s="2"><v>45000</v></c><c r="E3" s="3"><v>1234.5</v></c><c r="F3" s="4"><v>45000</v></c><c r="G3" s="5" t="s"><v>0</v></c></row>
    <row r="5"><c r="A5" t="e"><v>#N/A</v></c><c r="B5"><f>SUM(1,2)</f><v>3</v></c><c r="E5" t="inlineStr"><is><r><t>内</t></r><r><t>联</t></r></is></c><c r="H5"><v>510101199001011230</v></c></row>
  </sheetData><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>`,
})

test('row numbers, hidden rows and merges are those of the sheet', async () => {
  const workbook = await readWorkbook(messy, '名册.xlsx')
  expect(workbook.format).toBe('xlsx')
  expect(workbook.sheets[0]?.rows.map((row) => [row.number, row.isHidden])).toEqual([
    [3, true],
    [5, false],
  ])
  expect(workbook.sheets[0]?.merges).toEqual([{ top: 1, left: 0, bottom: 2, right: 1 }])
})

test('dates carry their serial, whatever the format; a Chinese built-in format counts as well', async () => {
  const workbook = await readWorkbook(messy, '名册.xlsx')
  expect(at(workbook, 3, 2)).toEqual({ value: 45000, text: '2023/3/15', isDate: true })
  expect(at(workbook, 3, 3)).toEqual({ value: 45000, text: '2023年3月15日', isDate: true })
  expect(at(workbook, 3, 5)).toEqual({ value: 45000, text: '2023/3/15', isDate: true })
})

test('rich text is joined without its phonetic part, inline strings, formulas, errors, struck cells are read', async () => {
  const workbook = await readWorkbook(messy, '名册.xlsx')
  expect(at(workbook, 3, 1)?.value).toBe('张 三')
  expect(at(workbook, 3, 4)?.text).toBe('1234.50')
  expect(at(workbook, 3, 6)).toMatchObject({ value: '甲', isStruck: true })
  expect(at(workbook, 5, 0)).toMatchObject({ value: '#N/A', text: '#N/A' })
  expect(at(workbook, 5, 1)).toMatchObject({ value: 3, isFormula: true })
  expect(at(workbook, 5, 4)?.value).toBe('内联')
})

test('a colour that somebody chose and a note are read with the cell', async () => {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: 'a',
        rows: [['张三', '李四', '王五']],
        cells: new Map([
          ['0,0', { value: '张三', style: { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FF0000' } } }, comment: { text: '已故' } }],
          ['0,1', { value: '李四', style: { font: { color: { rgb: '00B050' } } } }],
          ['0,2', { value: '王五', style: { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFFFF' } } } }],
        ]),
      },
    ],
  })
  const workbook = await readWorkbook(bytes as Uint8Array, '名册.xlsx')
  expect(at(workbook, 1, 0)).toMatchObject({ value: '张三', colour: 'FF0000', comment: '已故' })
  expect(at(workbook, 1, 1)).toMatchObject({ value: '李四', colour: '00B050' })
  expect(at(workbook, 1, 2)).toEqual({ value: '王五', text: '王五', isDate: false })
})

test('a number that lost its last digits shows them as zeros, never as 5.1E+17', async () => {
  const workbook = await readWorkbook(messy, '名册.xlsx')
  expect(at(workbook, 5, 7)?.text).toBe('510101199001011200')
})

test('cells without references, absolute targets and prefixed tags are read', async () => {
  const bare = await readWorkbook(
    rawXlsx({ absoluteTargets: true, strings: ['甲'], sheet: '<sheetData><row><c t="s"><v>0</v></c><c/><c><v>2</v></c></row></sheetData>' }),
    'a.xlsx',
  )
  expect([at(bare, 1, 0)?.value, at(bare, 1, 1), at(bare, 1, 2)?.value]).toEqual(['甲', null, 2])
  const sheet =
    '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="2"><x:c r="C2" t="inlineStr"><x:is><x:t>一</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>'
  expect(at(await readWorkbook(rawXlsx({ sheet }), 'a.xlsx'), 2, 2)?.value).toBe('一')
})

test('the 1904 calendar and a hidden sheet are told', async () => {
  const workbook =
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/><sheets><sheet name="表" sheetId="1" state="hidden" r:id="rId1"/></sheets></workbook>'
  const read = await readWorkbook(rawXlsx({ workbook, sheet: '<sheetData><row r="1"><c r="A1" s="1"><v>43538</v></c></row></sheetData>' }), 'mac.xlsx')
  expect(read.uses1904).toBe(true)
  expect(read.sheets[0]?.isHidden).toBe(true)
  expect(at(read, 1, 0)).toEqual({ value: 43538, text: '2023/3/15', isDate: true })
})

function legacy(bookType: 'biff8' | 'html'): Uint8Array {
  const sheet = XLSX.utils.aoa_to_sheet([
    ['姓名', '身份证号', '金额'],
    ['张三', '999101199001011237', 420.5],
  ])
  sheet['!merges'] = [{ s: { r: 2, c: 0 }, e: { r: 3, c: 0 } }]
  const book = XLSX.utils.book_new(sheet, '低保')
  return bookType === 'html'
    ? new TextEncoder().encode(XLSX.utils.sheet_to_html(sheet))
    : new Uint8Array(XLSX.write(book, { type: 'array', bookType }) as ArrayBuffer)
}

test('an old .xls is read, also under the name .et', async () => {
  const workbook = await readWorkbook(legacy('biff8'), '低保.et')
  expect(workbook.format).toBe('xls')
  expect(workbook.sheets[0]?.name).toBe('低保')
  expect(at(workbook, 2, 1)).toEqual({ value: '999101199001011237', text: '999101199001011237', isDate: false })
  expect(at(workbook, 2, 2)).toEqual({ value: 420.5, text: '420.5', isDate: false })
  expect(workbook.sheets[0]?.merges).toEqual([{ top: 3, left: 0, bottom: 4, right: 0 }])
})

test('a web page saved as .xls keeps all digits of an id', async () => {
  const workbook = await readWorkbook(legacy('html'), '导出.xls')
  expect(workbook.format).toBe('html')
  expect(at(workbook, 2, 1)?.value).toBe('999101199001011237')
})

const gb18030 = new Uint8Array([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xc9, 0xe7, 0xc7, 0xf8, 0x0d, 0x0a, 0xd5, 0xc5, 0xc8, 0xfd, 0x2c, 0xc7, 0xe0, 0xc1, 0xf8])

test.each([
  ['GB18030 without a mark', gb18030],
  ['UTF-8 with a byte-order mark', new TextEncoder().encode('\uFEFF姓名,社区\r\n张三,青柳')],
  ['UTF-8 without', new TextEncoder().encode('姓名,社区\n张三,青柳\n')],
  ['tabs', new TextEncoder().encode('姓名\t社区\n张三\t青柳\n')],
])('a text table in %s is read', async (_, bytes) => {
  const workbook = await readWorkbook(bytes, '导出/名单.csv')
  expect(workbook.sheets[0]?.name).toBe('名单')
  expect([at(workbook, 1, 0)?.text, at(workbook, 1, 1)?.text, at(workbook, 2, 0)?.text, at(workbook, 2, 1)?.text]).toEqual(['姓名', '社区', '张三', '青柳'])
})

test('quotes, line breaks inside quotes and ="…" of a .csv are undone', async () => {
  const workbook = await readWorkbook(new TextEncoder().encode('a,"b ""c""\nd",="0123"\n\n1,2,3'), 'x.csv')
  expect(at(workbook, 1, 1)?.value).toBe('b "c"\nd')
  expect(at(workbook, 1, 2)?.value).toBe('0123')
  expect(at(workbook, 3, 2)?.value).toBe('3')
})

test('an encrypted workbook is refused with what to do', async () => {
  const bytes = await writeXlsx({ sheets: [{ name: 'a', rows: [['x']] }], encryption: { password: '123', spinCount: 10 } })
  const problem = await problemOf(bytes, '低保.xlsx')
  expect(problem.code).toBe('unreadable_file')
  expect(problem.detail).toContain('密码')
})

test.each([
  ['an empty file', new Uint8Array(), '空文件'],
  ['a PDF', new TextEncoder().encode('%PDF-1.4'), 'PDF'],
  ['noise', new Uint8Array([1, 2, 3, 4, 0, 255, 254]), '既不是电子表格'],
  ['a cut .xlsx', messy.slice(0, 300), '损坏'],
  ['a page without a table', new TextEncoder().encode('<html><body>登录已超时</body></html>'), '没有表格'],
])('%s is refused in Chinese', async (_, bytes, words) => {
  const problem = await problemOf(bytes, '文件.xls')
  expect(problem.detail).toContain(words)
  expect(problem.detail).toContain('文件.xls')
})

test('a whole formatted column does not blow up the memory', async () => {
  const sheet = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row><row r="1048576"><c r="XFD1048576" s="3"/></row></sheetData>'
  const workbook = await readWorkbook(rawXlsx({ sheet }), 'wide.xlsx')
  expect(workbook.sheets[0]?.rows).toHaveLength(1)
})
