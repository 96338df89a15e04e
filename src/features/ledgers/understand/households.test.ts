import { expect, test } from 'vitest'
import { loadLedgers } from './ledger-definition.ts'
import { idOf, sheetOf, workbookOf, type Short } from './sample-workbook.ts'
import { understandWorkbook } from './understand-workbook.ts'

const definitions = loadLedgers('catalog')

test('a member who states the head by number says the same above and below the head', () => {
  const head: Short[] = ['姓名', '身份证号', '户主身份证号', '与户主关系', '所属社区']
  const rows: Short[][] = [
    ['张大', idOf(1), idOf(1), '本人', '青柳社区'],
    ['张小', idOf(2), idOf(1), '长子', '青柳社区'],
    ['李大', idOf(3), idOf(3), '本人', '青柳社区'],
    ['李小', idOf(4), idOf(5), '长子', '青柳社区'],
  ]
  const headsOf = (body: Short[][]): Record<string, unknown> => {
    const [reading] = understandWorkbook(workbookOf(sheetOf('Sheet1', [['2026年10月低保人员名册'], head, ...body])), '低保人员.xlsx', definitions, {
      knownDivisions: [{ code: 'aaaa', name: '青柳社区' }],
      townName: '青禾镇',
    })
    return Object.fromEntries(reading!.rows.map(({ values }) => [String(values.name), values.head_name]))
  }
  const stated = { 张大: '张大', 张小: '张大', 李大: '李大', 李小: null }
  expect(headsOf(rows)).toEqual(stated)
  expect(headsOf(rows.toReversed())).toEqual(stated)
})
