import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readWorkbook } from '../../platform/files/read-workbook.ts'
import { templateOf } from './template.ts'
import { loadLedgers } from './understand/ledger-definition.ts'
import { understandWorkbook } from './understand/understand-workbook.ts'

const definitions = loadLedgers('catalog')

test.each(definitions.map((each) => [each.ledger, each] as const))(
  'the blank template of %s offers every fixed word, hints at what to write, and is read back as an empty list of its own',
  async (ledger, definition) => {
    const { bytes } = templateOf(definition)
    const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    const columns = definition.columns.filter((column) => !column.dropped)
    const chosen = columns.filter((column) => column.values !== null || column.type === 'boolean')
    expect(xml.match(/<dataValidation type="list"/g)?.length ?? 0).toBe(chosen.length)
    const hinted = columns.filter((column) => column.required || column.type !== 'text')
    expect(xml.match(/ prompt="/g)?.length ?? 0).toBe(hinted.length)
    const [reading] = understandWorkbook(await readWorkbook(bytes, `${definition.title}模板.xlsx`), `${definition.title}模板.xlsx`, definitions, {
      knownDivisions: [{ code: 'aaaa', name: '青柳社区' }],
      townName: '青禾镇',
    })
    expect([reading?.ledger, reading?.counts.accepted, reading?.counts.problems]).toEqual([ledger, 0, 0])
    // No month before somebody writes it: a list that seems to be of a month says who was not on it.
    expect([reading?.period, reading?.covers]).toEqual([null, null])
    expect(reading?.columns.map((each) => each.canonical)).toEqual(columns.map((column) => column.name))
  },
)

test('a roster whose month is written into the title of its template is of that month', async () => {
  const definition = definitions.find((each) => each.ledger === 'dibao_person')!
  const book = await readWorkbook(templateOf(definition).bytes, '低保名册（按人）模板.xlsx')
  const title = book.sheets[0]!.rows[0]!.cells[0]!
  expect(title.text).toBe('低保名册（按人）（　　　　年　　月）')
  title.text = '低保名册（按人）（　2026　年　11月）'
  expect(understandWorkbook(book, '低保名册（按人）模板.xlsx', definitions, { knownDivisions: [] })).toMatchObject([
    { ledger: 'dibao_person', period: '2026-11' },
  ])
})
