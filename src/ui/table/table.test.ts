import { describe, expect, test } from 'vitest'
import { bandsOf, columnsOf, keyOfChoice, presetOf, readSort, writeSort, type Column } from './columns.ts'
import { linesOf, sortRows, sumOf } from './rows.ts'
import { totalsLayout } from './totals.ts'
import { cellText, toHtml, toTsv } from './tsv.ts'

interface Row {
  name: string
  id: string
  fen: number | null
  isPaid: boolean
}

const rows: readonly Row[] = [
  { name: '孙凤英', id: '999101********0622', fen: 136_200, isPaid: true },
  { name: '何玉珍', id: '999101********4127', fen: null, isPaid: false },
  { name: '陈德旺', id: '999101********0413', fen: 5, isPaid: true },
]
const name: Column<Row> = { key: 'name', title: '姓名', value: (row) => row.name }
const id: Column<Row> = { key: 'id', title: '证号', kind: 'id', value: (row) => row.id }
const money: Column<Row> = { key: 'fen', title: '多发（元）', kind: 'money', value: (row) => row.fen, total: 'sum', band: '累计' }
const isPaid: Column<Row> = { key: 'paid', title: '发了', value: (row) => row.isPaid }
const columns = [name, id, money, isPaid]
const rowKey = (row: Row): string => row.id

describe('copying into a spreadsheet', () => {
  test('money goes as plain yuan without separators, an unknown amount as an empty cell', () => {
    expect(toTsv(rows, [name, money], true)).toBe('姓名\t多发（元）\r\n孙凤英\t1362.00\r\n何玉珍\t\r\n陈德旺\t0.05')
  })

  test('text with tabs, breaks and quotes stays one cell', () => {
    const odd = [{ name: '说\t"明"\n二行', id: '', fen: null, isPaid: false }]
    expect(toTsv(odd, [name], false)).toBe('"说\t""明""\n二行"')
  })

  test('booleans go in words', () => {
    expect(cellText({ name: '', id: '', fen: 1, isPaid: false }, isPaid)).toBe('否')
  })

  test('the HTML form marks text as text, so that no id loses digits, and escapes markup', () => {
    const html = toHtml([{ name: '<b>&', id: '', fen: 100, isPaid: true }], [name, money], false)
    expect(html).toContain(`<td style="mso-number-format:'\\@'">&lt;b&gt;&amp;</td>`)
    expect(html).toContain('<td>1.00</td>')
  })
})

test('columns stand in the address as a preset or one by one; what the table does not have chooses nothing', () => {
  const presets = [{ key: 'money', title: '金额', columns: ['name', 'fen'] }]
  expect(presetOf('money', presets, columns)?.title).toBe('金额')
  expect(presetOf(keyOfChoice(['name', 'paid']), presets, columns)).toMatchObject({ title: '自选', columns: ['name', 'paid'] })
  expect(presetOf('name', presets, columns)?.columns).toEqual(['name'])
  for (const key of [null, 'name.gone', '']) expect(presetOf(key, presets, columns)).toBeUndefined()
})

describe('sorting', () => {
  test('unknown amounts go last in both directions', () => {
    expect(sortRows(rows, money, { key: 'fen', isDescending: false }).map((row) => row.fen)).toEqual([5, 136_200, null])
    expect(sortRows(rows, money, { key: 'fen', isDescending: true }).map((row) => row.fen)).toEqual([136_200, 5, null])
  })

  test('names sort by sound', () => {
    expect(sortRows(rows, name, { key: 'name', isDescending: false }).map((row) => row.name)).toEqual(['陈德旺', '何玉珍', '孙凤英'])
  })

  test('the address keeps key and direction', () => {
    expect(readSort(writeSort({ key: 'due', isDescending: true }) ?? null)).toEqual({ key: 'due', isDescending: true })
    expect(readSort(null)).toBeUndefined()
  })
})

describe('groups and totals', () => {
  const grouping = { key: (row: Row) => String(row.isPaid), title: () => '', unit: '条' }

  test('groups stand in the order of their first row and a folded one hides its rows only', () => {
    const lines = linesOf(rows, { rowKey, grouping, folded: new Set(['true']) })
    expect(lines.map((line) => line.key)).toEqual(['group true', 'group false', '999101********4127'])
  })

  test('a sum of nothing known is unknown, not zero', () => {
    expect(sumOf([{ name: '', id: '', fen: null, isPaid: false }], money)).toBeNull()
    expect(sumOf(rows, money)).toBe(136_205)
  })

  test('words of a totals line reach to the first sum, and keep one column even when the first is summed', () => {
    expect(totalsLayout(columns)).toEqual({ lead: 2, cells: [money, isPaid] })
    expect(totalsLayout([money, name])).toEqual({ lead: 1, cells: [name] })
  })

  test('a preset never takes the first column away', () => {
    expect(columnsOf(columns, { key: 'm', title: '金额', columns: ['fen'] })).toEqual([name, money])
  })

  test('neighbouring columns of one band share its heading', () => {
    expect(bandsOf(columns)).toEqual([
      { name: '', span: 2 },
      { name: '累计', span: 1 },
      { name: '', span: 1 },
    ])
  })
})
