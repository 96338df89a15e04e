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
    expect(reading?.columns.map((each) => each.canonical)).toEqual(columns.map((column) => column.name))
  },
)
