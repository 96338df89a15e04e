import { expect, test } from 'vitest'
import { loadLedgers } from './ledger-definition.ts'
import type { SheetReading } from './reading.ts'
import { idOf, sheetOf, workbookOf, type Short } from './sample-workbook.ts'
import { understandWorkbook } from './understand-workbook.ts'

const definitions = loadLedgers('catalog')

function readAll(fileName: string, ...sheets: { name: string; rows: readonly (readonly Short[])[] }[]): SheetReading[] {
  const workbook = workbookOf(...sheets.map(({ name, rows }) => sheetOf(name, rows)))
  return understandWorkbook(workbook, fileName, definitions, { knownDivisions: [{ code: 'aa', name: '青禾镇' }], townName: '青禾镇' })
}

test('a sheet that names its program is no list of the one in the file name', () => {
  const head = [
    '儿童编号',
    '儿童姓名',
    '性别',
    '身份证号',
    '儿童类别',
    '父亲姓名',
    '父亲情形',
    '母亲姓名',
    '母亲情形',
    '监护人',
    '纳入时间',
    '发放标准',
    '就读学校',
  ]
  const row = (n: number, category: string): Short[] => [n, '小花', '女', idOf(n), category, '某', '死亡', '某', '死亡', '某', '2019.03', 1350, '小学']
  const readings = readAll(
    '孤儿事实无人抚养儿童台账.xlsx',
    { name: '散居孤儿', rows: [head, row(1, '社会散居孤儿')] },
    { name: '事实无人抚养', rows: [head, row(2, '社会散居事实无人抚养')] },
  )
  expect(readings.map((each) => each.ledger)).toEqual(['orphans', 'unattended_children'])
})

test("a county's list with one row a household is the list of the program in its file name", () => {
  const [reading] = readAll('县月报农村低保2024年4月.xlsx', {
    name: '农村',
    rows: [
      ['乡镇', '村', '姓名1', '身份证1', '姓名2', '身份证2', '姓名3', '身份证3', '类别', '金额'],
      ['青禾镇', '石桥村', '郑石头', idOf(1), '王翠花', idOf(2), '郑小宝', idOf(3), 'B', 900],
    ],
  })
  expect([reading!.ledger, reading!.period, reading!.rows.length]).toEqual(['dibao_person', '2024-04', 3])
})

test("other sums of the provincial export are nobody's monthly share", () => {
  const head = [
    '姓名',
    '身份证号',
    '户主身份证号',
    '与户主关系',
    '年收入（元）',
    '户月保障金额（元）',
    '家庭分类施保金额（元）',
    '合计分类施保金额（元）',
    '合计（元）',
    '医疗支出',
  ]
  const [reading] = readAll('农村低保人员查询_20240501.xlsx', {
    name: 'Sheet1',
    rows: [head, ['赵大', idOf(1), idOf(1), '户主', 3600, 800, 0, 60, 860, 100], ['钱玉', idOf(2), idOf(1), '之妻', 3600, 800, 0, 60, 860, 100]],
  })
  expect(reading!.rows.map(({ values }) => [values.amount, values.household_amount, values.total_amount])).toEqual([
    [null, 80000, 86000],
    [null, 80000, 86000],
  ])
})

test('what 备注 and a name say of a death or an end is told, as it is not read', () => {
  const [reading] = readAll('2024年5月低保人员名册.xlsx', {
    name: 'Sheet1',
    rows: [
      ['姓名', '身份证号', '与户主关系', '户月保障金额', '备注'],
      ['赵大', idOf(1), '户主', 800, '2024年4月已病故'],
      ['钱玉（已故）', idOf(2), '之妻', 800, null],
      ['孙三', idOf(3), '长子', 800, '身份证办理中'],
    ],
  })
  expect(reading!.notes).toContain('2 处备注没有读入：第 2 行“2024年4月已病故”、第 3 行“钱玉（已故）”，人已去世、停发、迁出的请核对名单、登记停发')
})

test('arrears among the payments of a month are for the month that they name, else for an unknown one', () => {
  const [reading] = readAll('2024年低保金发放表.xlsx', {
    name: '5月',
    rows: [
      ['2024年5月农村低保金社会化发放明细'],
      ['户主姓名', '身份证号', '发放项目', '实发金额', '到账日期'],
      ['张三', idOf(1), '低保金', 500, '2024.5.10'],
      ['李四', idOf(2), '补发低保金2月', 500, '2024.5.10'],
      ['王五', idOf(3), '补发', 100, '2024.5.10'],
      ['赵六', idOf(4), '5月补发', 100, '2024.5.10'],
    ],
  })
  expect(reading!.rows.map(({ values }) => [values.kind, values.for_month])).toEqual([
    ['regular', '2024-05'],
    ['arrears', '2024-02'],
    ['arrears', null],
    ['arrears', null],
  ])
})

test('a range whose end cannot be read keeps its beginning and is told', () => {
  const head = ['申请人', '身份证号', '救助项目', '申请日期', '受理日期', '公示起止']
  const [reading] = readAll('申请登记簿.xlsx', {
    name: 'Sheet1',
    rows: [head, ['张三', idOf(1), '低保', '2024.3.1', '2024.3.2', '2024.3.11至贴满'], ['李四', idOf(2), '低保', '2024.3.1', '2024.3.2', '2024.3.11-3.18']],
  })
  expect(reading!.rows.map(({ values }) => [values.notice_from, values.notice_to])).toEqual([
    ['2024-03-11', null],
    ['2024-03-11', '2024-03-18'],
  ])
  expect(reading!.flags.map(({ row, code, value }) => [row, code, value])).toEqual([[2, 'date', '2024.3.11至贴满']])
})
