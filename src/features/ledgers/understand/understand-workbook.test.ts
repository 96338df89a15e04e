import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Sheet } from '../../../platform/files/workbook.ts'
import { loadLedgers } from './ledger-definition.ts'
import type { Hints, ReadRow, SheetReading } from './reading.ts'
import { idOf, sheetOf, workbookOf, type Short } from './sample-workbook.ts'
import { understandWorkbook } from './understand-workbook.ts'

const definitions = loadLedgers('catalog')
const knownDivisions = [
  { code: 'aa', name: '青禾镇' },
  { code: 'aaaa', name: '青柳社区' },
  { code: 'aaab', name: '桥头村' },
  { code: 'aaac', name: '石门社区' },
]
const known: Hints = { knownDivisions, townName: '青禾镇' }

function readAll(sheets: Sheet[], fileName = '表.xlsx', hints: Hints = known): SheetReading[] {
  return understandWorkbook(workbookOf(...sheets), fileName, definitions, hints)
}

function read(
  rows: readonly (readonly Short[])[],
  more: { name?: string; file?: string; hints?: Hints; merges?: string[]; hidden?: number[] } = {},
): SheetReading {
  const reading = readAll([sheetOf(more.name ?? 'Sheet1', rows, more)], more.file, more.hints)[0]!
  const { seen, accepted, problems, notData } = reading.counts
  expect(seen, 'seen = accepted + problems + notData').toBe(accepted + problems + notData)
  return reading
}

function pick(row: ReadRow | undefined, ...names: string[]): unknown[] {
  return names.map((name) => (name === 'division' || name === 'period' ? row?.[name] : row?.values[name]))
}

const key = (n: number): bigint => BigInt(idOf(n).slice(0, 17))
const payTitle = '青禾镇2026年10月低保金发放明细表'
const payHead = ['序号', '社区', '姓名', '身份证号', '发放金额（元）', '银行账号']

describe('the roster of the picture', () => {
  const rows: Short[][] = [
    ['青禾镇2026年10月城乡居民最低生活保障对象花名册'],
    ['填报单位：青禾镇民政办', null, null, '填报时间：2026.10.8', null, null, '单位：人、元'],
    ['序号', '户主', '家庭成员', null, null, '住址', '保障情况', null, '备注'],
    [null, null, '姓名', '身份证号码', '与户主关系', null, '人数', '月保障金', null],
    ['青柳社区（42户）'],
    [1, '刘长顺', '刘长顺', idOf(1), '本人', '青柳一组', 2, 1362, null],
    [null, null, '赵桂香', idOf(2), '配偶', '〃', null, null, '贰级'],
    [2, '孙国良', '孙国良', idOf(3), '本人', '青柳村三组', 1, 681, null],
    [3, '马兰花', '马兰花', '9.99101E+17', '本人', '青柳社区二组', 1, 681, null],
    [4, '高　明', '高　明', idOf(4), '本人', '青柳三组', 1, '六百八十X', null],
    [null, '小计', null, null, null, null, 5, 2724, null],
    ['桥头社区（38户）'],
    [1, '程玉莲', '程玉莲', idOf(5), '本人', '桥头 2 组', 1, 681, '肢体二级'],
    [null, '合计', null, null, null, null, 7, 3405, null],
    ['审核人：', null, '填表人：李敏', null, '联系电话：'],
  ]
  const merges = ['A1:I1', 'A3:A4', 'B3:B4', 'C3:E3', 'F3:F4', 'G3:H3', 'I3:I4', 'A5:I5', 'A12:I12', 'B6:B7', 'A6:A7']
  const reading = read(rows, { merges, file: '10月低保名册(改)最终2.xlsx' })

  test('is known with its reason, two heading rows and its month', () => {
    expect(reading).toMatchObject({ state: 'ready', ledger: 'dibao_person', period: '2026-10', headerRows: [3, 4] })
    expect(reading.why).toContain('最低生活保障对象花名册')
    expect(reading.why).toContain('表头第 3、4 行')
    expect(reading.columns.map((each) => each.canonical)).toEqual([
      null,
      'head_name',
      'name',
      'citizen_id',
      'relation',
      'address',
      'protected_size',
      'household_amount',
      null,
    ])
  })

  test('counts heading, section, total and footer rows as no data', () => {
    expect(reading.counts).toEqual({ seen: 15, accepted: 6, problems: 0, notData: 9 })
    expect(reading.preview.map((each) => each.class)).toEqual([
      'title',
      'title',
      'heading',
      'heading',
      'section',
      'data',
      'data',
      'data',
      'data',
      'data',
      'total',
      'section',
      'data',
      'total',
      'footer',
    ])
  })

  test('gives members the household of their head, and no share', () => {
    expect(pick(reading.rows[1], 'name', 'head_name', 'head_key', 'household_amount', 'amount', 'address')).toEqual([
      '赵桂香',
      '刘长顺',
      key(1),
      136200,
      null,
      '青柳一组',
    ])
    expect(pick(reading.rows[0], 'head_citizen_id', 'person_key')).toEqual([idOf(1), key(1)])
  })

  test('places rows by section', () => {
    expect(reading.rows.map((row) => row.division)).toEqual(['aaaa', 'aaaa', 'aaaa', 'aaaa', 'aaaa', 'aaab'])
    expect(reading.covers).toEqual({ from: '2026-10', to: '2026-10', divisions: ['aaaa', 'aaab'] })
  })

  test('keeps the lost id with a flag and the unreadable sum with another', () => {
    expect(reading.flags.map((each) => [each.row, each.code, each.column])).toEqual([
      [9, 'id_precision_lost', '家庭成员身份证号码'],
      [10, 'money', '保障情况月保障金'],
    ])
    expect(pick(reading.rows[3], 'citizen_id', 'person_key')).toEqual(['9.99101E+17', null])
    expect(reading.flags[1]!.message).toContain('第 10 行')
  })

  test('compares written totals with what was counted', () => {
    expect(reading.totals.filter((each) => !each.agrees).map((each) => [each.row, each.canonical, each.written, each.counted])).toEqual([
      [14, 'protected_size', 7, 6],
    ])
    expect(reading.notes.join()).toContain('第 14 行')
  })
})

describe('payments', () => {
  test('take month and program from the title, the community from its column', () => {
    const reading = read([
      [payTitle],
      payHead,
      [1, '青柳村委会', '张三', idOf(1), '1,234.5', '6217000000000000001'],
      [2, '桥头', '李四', idOf(2), '￥300', '6217000000000000002'],
    ])
    expect(reading).toMatchObject({
      ledger: 'payments',
      period: '2026-10',
      program: 'dibao',
      covers: { from: '2026-10', to: '2026-10', divisions: ['aaaa', 'aaab'] },
    })
    expect(pick(reading.rows[0], 'division', 'community', 'program', 'for_month', 'amount', 'kind', 'status', 'occurrence')).toEqual([
      'aaaa',
      '青柳社区',
      'dibao',
      '2026-10',
      123450,
      'regular',
      'paid',
      1,
    ])
  })

  test.each([
    ['特困供养金', 'tekun'],
    ['困难残疾人生活补贴', 'disability_living'],
    ['重度残疾人护理补贴', 'disability_care'],
    ['孤儿基本生活费', 'orphan'],
    ['事实无人抚养儿童基本生活补贴', 'unattended_child'],
    ['高龄津贴', 'elderly'],
  ])('know %s by title, sheet name or file name', (word, program) => {
    const body: Short[][] = [payHead, [1, '青柳', '张三', idOf(1), 300, null]]
    expect(read([[`2026年9月${word}发放表`], ...body]).program).toBe(program)
    expect(read([['2026年9月发放表'], ...body], { name: word }).program).toBe(program)
    expect(read([['2026年9月发放表'], ...body], { file: `${word}.xlsx` }).program).toBe(program)
  })

  test('read the item as program and kind of each row, and the month of each row', () => {
    const reading = read([
      ['姓名', '身份证号', '发放项目', '所属月份', '实发金额', '发放日期', '发放状态', '退回原因'],
      ['张三', idOf(1), '低保金', '2026年9月', 300, '20261010', '成功', null],
      ['张三', idOf(1), '补发低保金', '202608', 300, '2026.10.10', '成功', null],
      ['李四', idOf(2), '价格临时补贴', '2026-09', 20, { serial: 46305 }, '退回', '户名不符'],
      ['王五', idOf(3), '特困供养金', 46266, 800, '2026/10/10', '失败', null],
    ])
    expect(reading.rows.map((row) => pick(row, 'program', 'kind', 'for_month', 'paid_on', 'status'))).toEqual([
      ['dibao', 'regular', '2026-09', '2026-10-10', 'paid'],
      ['dibao', 'arrears', '2026-08', '2026-10-10', 'paid'],
      [null, 'one_off', '2026-09', '2026-10-10', 'returned'],
      ['tekun', 'regular', '2026-09', '2026-10-10', 'returned'],
    ])
    expect(reading.flags.map((each) => [each.row, each.code])).toEqual([[4, 'enum']])
  })

  test('a sum for several months keeps its first and last one, and the list speaks for all of them', () => {
    const reading = read([
      ['社区', '姓名', '身份证号', '发放项目', '所属月份', '实发金额', '发放日期'],
      ['青柳', '张三', idOf(1), '低保金', '2026年第二季度', 900, '2026.6.10'],
      ['青柳', '李四', idOf(2), '低保金', '2026年7-9月', 900, '2026.9.10'],
      ['青柳', '王五', idOf(3), '低保金', '2025.11-2026.1', 900, '2026.6.10'],
      ['青柳', '赵六', idOf(4), '补发低保金', '2025年1月至2025年3月', 90, '2026.6.10'],
      ['青柳', '孙七', idOf(5), '低保金', '2026年4月', 300, '2026.6.10'],
    ])
    expect(reading.rows.map((row) => pick(row, 'for_month', 'to_month'))).toEqual([
      ['2026-04', '2026-06'],
      ['2026-07', '2026-09'],
      ['2025-11', '2026-01'],
      ['2025-01', '2025-03'],
      ['2026-04', null],
    ])
    expect(reading.flags).toEqual([])
    expect(reading.coveredMonths).toEqual(['2025-11', '2025-12', '2026-01', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09'])
  })

  test.each([
    ['the month in the file', { period: '2026-09', covers: { from: '2026-01', to: '2026-09' } }, '2026-09', ['2026-09'], 1],
    ['no month in the file: the last of those that are stated', { covers: { from: '2026-01', to: '2026-09' } }, '2026-09', ['2026-09'], 1],
    ['one month stated', { covers: { from: '2026-09', to: '2026-09' } }, '2026-09', null, 0],
  ])('a roster speaks for the months of its rows, whatever months are stated for it: %s', (_, hints, period, months, notes) => {
    const rows = [
      ['社区', '姓名', '身份证号', '户主姓名', '与户主关系', '保障金额', '低保证号'],
      ['青柳', '张三', idOf(1), '张三', '本人', 300, 'D1'],
      ['青柳', '李四', idOf(2), '李四', '本人', 300, 'D2'],
    ]
    const reading = read(rows, { hints: { ...known, ledger: 'dibao_person', ...hints } })
    expect(reading.rows.map((row) => row.period)).toEqual([period, period])
    expect([reading.covers?.from, reading.covers?.to, reading.coveredMonths]).toEqual([hints.covers.from, hints.covers.to, months])
    expect(reading.notes.filter((note) => note.startsWith('清单里 covers'))).toHaveLength(notes)
  })

  test('number two equal rows as two payments', () => {
    const row = ['青柳', '张三', idOf(1), 300]
    const reading = read([[payTitle], ['社区', '姓名', '身份证号', '发放金额'], row, row])
    expect(reading.rows.map((each) => each.values.occurrence)).toEqual([1, 2])
    expect(reading.flags).toEqual([])
  })

  test('of households name the head as the receiver', () => {
    const reading = read([[payTitle], ['户主姓名', '身份证号', '保障人口', '发放金额'], ['张三', idOf(1), 3, 900]])
    expect(reading.ledger).toBe('payments')
    expect(pick(reading.rows[0], 'name', 'person_key', 'head_name', 'head_key', 'protected_size')).toEqual(['张三', key(1), '张三', key(1), 3])
  })

  test('without an amount are refused row by row, the rest is taken', () => {
    const reading = read([
      [payTitle],
      payHead,
      [1, '青柳', '张三', idOf(1), null, null],
      [2, '青柳', '李四', idOf(2), '待定', null],
      [3, '青柳', '王五', idOf(3), 300, null],
    ])
    expect(reading.counts).toMatchObject({ accepted: 1, problems: 2 })
    expect(reading.problems.map((each) => [each.row, each.code])).toEqual([
      [3, 'required'],
      [4, 'money'],
    ])
  })

  test('of arrears are known by 补发 and marked so', () => {
    const reading = read([['低保补发花名册'], ['姓名', '身份证号', '发放金额'], ['张三', idOf(1), 80]], { file: '2026年10月.xlsx' })
    expect(reading.ledger).toBe('payments')
    expect(pick(reading.rows[0], 'kind', 'program', 'for_month')).toEqual(['arrears', 'dibao', '2026-10'])
  })

  test('of a household with the month in the heading of the sum', () => {
    const reading = read(
      [
        ['村名', '户主', '身份证', '人口', '10月金额', '卡号'],
        ['青柳', '张三', idOf(1), 2, 800, '6217000000000000001'],
      ],
      { name: '2026年10月', file: '低保发放.xlsx' },
    )
    expect(reading.ledger).toBe('payments')
    expect(pick(reading.rows[0], 'name', 'head_key', 'amount', 'protected_size', 'division')).toEqual(['张三', key(1), 80000, 2, 'aaaa'])
  })

  test('go on over sheets without headings', () => {
    const readings = readAll(
      [
        sheetOf('青柳', [
          ['姓名', '身份证号', '金额'],
          ['张三', idOf(1), 800],
        ]),
        sheetOf('桥头', [
          ['李四', idOf(2), 800],
          ['王五', idOf(3), 800],
        ]),
      ],
      '2026年10月特困供养金发放表.xlsx',
    )
    expect(readings.map((each) => [each.ledger, each.rows.map((row) => row.division)])).toEqual([
      ['payments', ['aaaa']],
      ['payments', ['aaab', 'aaab']],
    ])
  })

  test('merged over a family are counted once', () => {
    const reading = read([[payTitle], ['姓名', '身份证号', '发放金额'], ['张三', idOf(1), 900], ['李四', idOf(2), null]], { merges: ['C3:C4'] })
    expect(reading.counts).toMatchObject({ accepted: 1, problems: 0 })
    expect(reading.notData.at(-1)?.reason).toContain('同户成员')
  })

  test('with a negative sum keep its sign', () => {
    expect(read([[payTitle], payHead, [1, '青柳', '张三', idOf(1), -50, null]]).rows[0]!.values.amount).toBe(-5000)
  })
})

describe('ids as towns write them', () => {
  const withId = (id: Short, name: Short = '张三'): SheetReading => read([[payTitle], payHead, [1, '青柳', name, id, 300, null]])
  test.each([
    ['17 digits', idOf(1).slice(0, 17), 'id_length'],
    ['two ids in one cell', `${idOf(1)}、${idOf(2)}`, 'id_length'],
    ['a wrong check digit', idOf(1).slice(0, 17) + (idOf(1).endsWith('1') ? '2' : '1'), 'id_check_digit'],
    ['a stored number', Number(idOf(1).replace('X', '0')), 'id_precision_lost'],
    ['zeros at the end', `${idOf(1).slice(0, 15)}000`, 'id_precision_lost'],
    ['办理中', '办理中', 'id_missing'],
    ['nothing', null, 'id_missing'],
  ])('%s beside a name: the row is taken with a flag and no key', (_, id, code) => {
    const reading = withId(id)
    expect(reading.counts).toMatchObject({ accepted: 1, problems: 0 })
    expect(reading.flags.map((each) => each.code)).toEqual([code])
    expect(reading.rows[0]!.values.person_key).toBeNull()
  })

  test('20 digits of a disability certificate, lower-case x and blanks are mended without a flag', () => {
    const id = idOf(7)
    for (const written of [`${id}42`, ` ${id.toLowerCase()}`, `'${id}`, `${id.slice(0, 6)} ${id.slice(6)}`]) {
      const reading = withId(written)
      expect(reading.flags).toEqual([])
      expect(reading.rows[0]!.values.citizen_id).toBe(id)
    }
  })

  test('a flag never shows a whole number', () => {
    const id = `${idOf(1)}9`
    expect(JSON.stringify(withId(id).flags)).not.toContain(id)
    expect(JSON.stringify(withId(idOf(1)).preview)).not.toContain(idOf(1))
    expect(JSON.stringify(withId(idOf(1)).columns)).not.toContain(idOf(1))
  })

  test('money with neither name nor id is a problem, a prefilled row without them is no data', () => {
    const reading = read([
      [payTitle],
      payHead,
      [1, '青柳', '张三', idOf(1), 300, null],
      [2, '青柳', null, null, 300, null],
      [3, '青柳', null, null, null, null],
      [4, null, null, null, null, null],
    ])
    expect(reading.counts).toMatchObject({ accepted: 1, problems: 1, notData: 4 })
    expect(reading.problems[0]).toMatchObject({ row: 4, code: 'id_missing' })
  })

  test('an id without a name is taken with a flag', () => {
    expect(withId(idOf(1), null).flags.map((each) => each.code)).toEqual(['required'])
  })
})

describe('headings', () => {
  const familyHeadings =
    '户主姓名 户主身份证号 家庭人口(数) 保障人口(数) 家庭年总收入（元） 家庭年均收入（元） 户月保障金额（元） 家庭分类施保总额（元） 人员分类施保总额（元） 合计（元） 联系电话 家庭住址 所属省(级) 所属市(级) 所属区(县) 所属街(道) 所属社(区) 低保（特困）证号 最初享受月(份) 申请原因 救助金计算方式 分档类型 开户银行 银行账户名称 银行帐号 拥有产权住房套数 住房总面积（平方米） 金融资产总额（元） 其他家庭财产情况'.split(
      ' ',
    )
  const personHeadings =
    '姓名 身份证号 户主身份证号 与户主关系 性别 出生日期 年龄 民族 就业状况 年收入（元） 是否残疾(人) 残疾证号 残疾类别 残疾等级 患病病种 劳动能力 最初享受月(份) 开户银行 银行账户名称 银行帐号 救助类型 户月保障金额（元） 合计（元） 分档类型 备注 所属省 所属社 家庭地址 低保（特困）证号'.split(
      ' ',
    )

  test.each([
    ['with brackets', familyHeadings],
    ['without units and brackets', familyHeadings.map((heading) => heading.replace(/[（(].*?[）)]/g, ''))],
    ['with brackets opened', familyHeadings.map((heading) => heading.replace(/（(元|平方米)）/g, '').replace(/[（()）]/g, ''))],
  ])('of the provincial family export %s all find their columns', (_, headings) => {
    const reading = read([headings, headings.map(() => '1')], { file: '农村低保家庭查询_20261015.xlsx' })
    expect(reading).toMatchObject({ ledger: 'dibao_family', period: '2026-10' })
    const canonical = reading.columns.flatMap((each) => each.canonical ?? [])
    for (const name of [
      'head_name',
      'head_citizen_id',
      'family_size',
      'protected_size',
      'income_year',
      'income_per_head',
      'base_amount',
      'family_extra',
      'person_extra',
      'amount',
      'phone',
      'address',
      'community',
      'card_no',
      'first_month',
      'reason',
      'calc_method',
      'grade',
      'account_name',
      'account',
      'dwellings',
      'area',
      'assets',
    ]) {
      expect(canonical, name).toContain(name)
    }
  })

  test.each([
    ['起始日期', '终止日期'],
    ['开始时间', '截止日期'],
    ['起始月份', '结束月份'],
  ])('%s and %s are beginning and end of a benefit for an injury at work', (begins, ends) => {
    const reading = read(
      [
        ['姓名', '身份证号', '待遇类别', begins, ends, '金额'],
        ['张三', idOf(1), '生活护理费', '2024-03-01', '2025-02-28', 1200],
      ],
      { file: '工伤待遇.xlsx' },
    )
    expect(reading.ledger).toBe('work_injury')
    expect(pick(reading.rows[0], 'from_month', 'to_month')).toEqual(['2024-03', '2025-02'])
  })

  test('of the provincial person export find theirs, 合计 is no share, the file name gives rural', () => {
    const reading = read(
      [
        personHeadings,
        personHeadings.map((heading) => (heading === '姓名' ? '张三' : heading === '身份证号' ? idOf(1) : heading === '合计（元）' ? '681' : '')),
      ],
      { file: '农村低保人员查询_2026-10.xlsx' },
    )
    expect(reading).toMatchObject({ ledger: 'dibao_person', period: '2026-10' })
    expect(pick(reading.rows[0], 'total_amount', 'amount', 'category')).toEqual([68100, null, 'rural'])
  })

  test('of a roster of heads make a list of households', () => {
    const reading = read([
      ['2026年10月低保名册'],
      ['乡镇', '村（社区）', '户主姓名', '身份证号', '家庭人口', '保障人口', '月保障金', '类别'],
      ['青禾镇', '桥头村', '张三', idOf(1), 4, 3, 900, 'A类'],
    ])
    expect(reading.ledger).toBe('dibao_family')
    expect(pick(reading.rows[0], 'division', 'head_key', 'amount', 'grade', 'category')).toEqual(['aaab', key(1), 90000, 'A类', null])
  })

  test('in two rows join group and word: 父亲 | 姓名', () => {
    const reading = read([
      ['留守儿童信息表'],
      ['序号', '儿童姓名', '身份证号', '父亲', null, null, '母亲', null, '委托监护人', null, null, '所属社区'],
      [null, null, null, '姓名', '务工地', '电话', '姓名', '电话', '姓名', '关系', '身份证号', null],
      [1, '小明', idOf(1), '张三', '广东', '13800001111', '李四', '13800002222', '张大爷', '祖父', idOf(9), '青柳社区'],
    ])
    expect(reading.ledger).toBe('left_behind')
    expect(
      pick(
        reading.rows[0],
        'name',
        'father_name',
        'father_place',
        'father_phone',
        'mother_name',
        'mother_phone',
        'carer_name',
        'carer_relation',
        'carer_key',
        'division',
      ),
    ).toEqual(['小明', '张三', '广东', '13800001111', '李四', '13800002222', '张大爷', '祖父', key(9), 'aaaa'])
  })

  test('of the subsidy list make a list of subsidies although it is called 发放表', () => {
    const reading = read([
      ['2026年10月困难残疾人生活补贴和重度残疾人护理补贴发放表'],
      ['姓名', '身份证号', '残疾证号', '残疾等级', '补贴类别', '发放金额'],
      ['张三', idOf(1), `${idOf(1)}42`, '二级', '护理补贴', 100],
    ])
    expect(reading.ledger).toBe('disability_subsidy')
    expect(pick(reading.rows[0], 'subsidy', 'disability_level', 'amount')).toEqual(['care', 2, 10000])
  })

  test('said twice are told apart by their neighbour', () => {
    const reading = read([
      ['近亲属备案表'],
      ['工作人员姓名', '身份证号', '职务', '关系', '救助对象姓名', '身份证号', '社会救助种类'],
      ['王五', idOf(1), '社区主任', '母子', '赵六', idOf(2), '低保'],
    ])
    expect(reading.ledger).toBe('kin_register')
    expect(pick(reading.rows[0], 'staff_name', 'staff_key', 'name', 'person_key', 'program')).toEqual(['王五', key(1), '赵六', key(2), 'dibao'])
  })

  test('that say nothing are read by content', () => {
    const reading = read([
      ['2026年10月低保金发放表'],
      ['列1', '列2', '列3', '列4'],
      ...[1, 2, 3, 4, 5, 6].map((n): Short[] => [['张三', '李四', '王五', '赵六', '孙七', '周八'][n - 1]!, idOf(n), 300 + n, '621700000000000000' + n]),
    ])
    expect(reading.ledger).toBe('payments')
    expect(reading.columns.map((each) => [each.canonical, each.how])).toEqual([
      ['name', 'content'],
      ['citizen_id', 'content'],
      ['amount', 'content'],
      ['account', 'content'],
    ])
  })

  test('of nonsense leave names, ids, days, phones and sums to be known by their values', () => {
    const people = ['张三', '李四', '王五', '赵六', '孙七', '周八']
    const reading = read([
      ['青禾镇2026年10月特困人员名册'],
      ['甲甲', '乙乙', '丙丙', '丁丁', '戊戊'],
      ...people.map((name, n): Short[] => [name, idOf(n + 1), `1350000222${n}`, `2026-0${n + 1}-15`, 300 + n]),
    ])
    expect(reading.columns.map((each) => [each.canonical, each.how])).toEqual([
      ['name', 'content'],
      ['citizen_id', 'content'],
      ['carer_phone', 'content'],
      ['agreement_on', 'content'],
      ['amount', 'content'],
    ])
  })

  test('repeated in the middle, hints and column numbers are no data', () => {
    const reading = read([
      [payTitle],
      payHead,
      ['必填', '必填', '必填', '必填,18位身份证', '必填', ''],
      ['1', '2', '3', '4', '5', '6'],
      [1, '青柳', '张三', idOf(1), 300, null],
      payHead,
      [2, '青柳', '李四', idOf(2), 300, null],
    ])
    expect(reading.rows.map((row) => row.row)).toEqual([5, 7])
    expect(reading.notData.map((each) => [each.row, each.class])).toEqual([
      [1, 'title'],
      [2, 'heading'],
      [3, 'note'],
      [4, 'note'],
      [6, 'heading'],
    ])
  })

  test('can be corrected by the clerk, column by column', () => {
    const rows: Short[][] = [[payTitle], ['姓名', '身份证号', '发放金额', '标准金额'], ['张三', idOf(1), 300, 310]]
    const reading = read(rows, { hints: { ...known, mapping: { 3: 'amount', 2: null } } })
    expect(reading.columns.map((each) => each.canonical)).toEqual(['name', 'citizen_id', null, 'amount'])
    expect(reading.rows[0]!.values.amount).toBe(31000)
  })

  test('once chosen are remembered by their signature', () => {
    const rows: Short[][] = [
      ['甲', '乙', '丙'],
      ['张三', idOf(1), 300],
      ['李四', idOf(2), 310],
    ]
    const first = read(rows)
    expect(first.state).toBe('unclear')
    const second = read(rows, {
      hints: { ...known, rememberedMapping: { [first.signature]: { ledger: 'payments', mapping: { 甲: 'name', 乙: 'citizen_id', 丙: 'amount' } } } },
    })
    expect(second).toMatchObject({ state: 'ready', ledger: 'payments', counts: { accepted: 2 } })
  })

  test('in 万元 scale their sums', () => {
    expect(read([['2026年10月低保金发放表'], ['姓名', '身份证号', '发放金额（万元）'], ['张三', idOf(1), 0.28]]).rows[0]!.values.amount).toBe(280000)
  })
})

describe('layout', () => {
  test('merged communities are filled down only inside the merge', () => {
    const reading = read(
      [[payTitle], payHead, [1, '青柳社区', '张三', idOf(1), 1, null], [2, null, '李四', idOf(2), 1, null], [3, null, '王五', idOf(3), 1, null]],
      { merges: ['B3:B4'] },
    )
    expect(reading.rows.map((row) => row.division)).toEqual(['aaaa', 'aaaa', null])
    expect(reading.notes.join()).toContain('1 行没有写社区')
  })

  test('a sheet for each community is placed by its name', () => {
    const body: Short[][] = [
      ['姓名', '身份证号', '发放金额'],
      ['张三', idOf(1), 1],
    ]
    const readings = readAll([sheetOf('青柳', body), sheetOf('桥头村委会', body), sheetOf('石门社区', body)], '2026年10月低保金发放表.xlsx')
    expect(readings.map((each) => [each.ledger, each.rows[0]?.division, each.period])).toEqual([
      ['payments', 'aaaa', '2026-10'],
      ['payments', 'aaab', '2026-10'],
      ['payments', 'aaac', '2026-10'],
    ])
  })

  test('a title names community and month', () => {
    const reading = read([['青禾镇桥头村2026年3月低保金发放表'], ['姓名', '身份证号', '发放金额'], ['张三', idOf(1), 1]])
    expect([reading.rows[0]!.division, reading.covers]).toEqual(['aaab', { from: '2026-03', to: '2026-03', divisions: ['aaab'] }])
  })

  test('an unknown community is flagged, taken, and has no division', () => {
    const reading = read([[payTitle], payHead, [1, '河湾村', '张三', idOf(1), 300, null]])
    expect(reading.flags.map((each) => [each.code, each.value])).toEqual([['division_unknown', '河湾村']])
    expect(reading.rows[0]!.division).toBeNull()
  })

  test('a new town learns its communities from columns', () => {
    const reading = read(
      [
        [payTitle],
        payHead,
        [1, '青柳村委会', '张三', idOf(1), 1, null],
        [2, '青柳三组', '李四', idOf(2), 1, null],
        [3, '青禾镇桥头村', '王五', idOf(3), 1, null],
      ],
      { hints: { knownDivisions: [] } },
    )
    expect(reading.flags).toEqual([])
    expect(reading.communities.map((each) => [each.stem, each.name, each.rows])).toEqual([
      ['青柳', '青柳村', 2],
      ['桥头', '桥头村', 1],
    ])
  })

  test('hidden rows and hidden sheets are read and told', () => {
    const body: Short[][] = [[payTitle], payHead, [1, '青柳', '张三', idOf(1), 300, null], [2, '青柳', '李四', idOf(2), 300, null]]
    const reading = readAll([sheetOf('Sheet1', body, { hidden: [4], isHidden: true })])[0]!
    expect(reading.counts.accepted).toBe(2)
    expect(reading.notes.join()).toMatch(/隐藏的.*第 4 行是隐藏行/)
  })

  test('colours of single rows and notes at cells are told, not taken; stripes are no mark', () => {
    const people = Array.from({ length: 8 }, (_, at): Short[] => [
      at + 1,
      '青柳',
      { marked: `王${'一二三四五六七八'[at]}`, ...(at % 2 === 0 ? { colour: 'DDEBF7' } : {}) },
      idOf(at + 1),
      300,
      null,
    ])
    people[1]![2] = { marked: '王二', colour: 'FF0000', comment: '已故，3月起停' }
    people[5]![2] = { marked: '王六', colour: 'FFFF00' }
    const { notes, counts } = read([[payTitle], payHead, ...people])
    expect(counts.accepted).toBe(8)
    expect(notes).toEqual([
      expect.stringMatching(/^第 4 行标了红色，颜色没有读入/),
      expect.stringMatching(/^第 8 行标了黄色/),
      expect.stringMatching(/^1 处批注没有读入：第 4 行“已故，3月起停”/),
    ])
  })

  test('a struck-through row is no data', () => {
    const reading = read([[payTitle], payHead, [1, '青柳', { struck: '张三' }, { struck: idOf(1) }, 300, null], [2, '青柳', '李四', idOf(2), 300, null]])
    expect(reading.counts).toMatchObject({ accepted: 1, notData: 3 })
    expect(reading.notData.at(-1)).toMatchObject({ row: 3, reason: '整行画了删除线，当作已删' })
  })

  test('members side by side become rows of one household', () => {
    const reading = read([
      ['2026年10月城市低保名册'],
      ['社区', '姓名1', '身份证1', '姓名2', '身份证2', '姓名3', '身份证3', '月保障金', '类别'],
      ['青柳', '张三', idOf(1), '李四', idOf(2), null, null, 900, 'B'],
      ['桥头', '王五', idOf(3), null, null, null, null, 500, 'A'],
    ])
    expect(reading).toMatchObject({ ledger: 'dibao_person', counts: { seen: 4, accepted: 2, problems: 0, notData: 2 } })
    expect(reading.rows.map((row) => pick(row, 'name', 'head_name', 'head_key', 'household_amount', 'amount', 'division', 'category'))).toEqual([
      ['张三', '张三', key(1), 90000, null, 'aaaa', 'urban'],
      ['李四', '张三', key(1), 90000, null, 'aaaa', 'urban'],
      ['王五', '王五', key(3), 50000, null, 'aaab', 'urban'],
    ])
  })

  test('two tables on one sheet are two readings that share its rows', () => {
    const readings = readAll([
      sheetOf('Sheet1', [
        ['2026年10月低保金发放表'],
        ['姓名', '身份证号', '发放金额', '银行账号'],
        ['张三', idOf(1), 300, '6217000000000000001'],
        [],
        ['停发登记'],
        ['姓名', '身份证号', '停发原因', '停发月份', '决定日期'],
        ['李四', idOf(2), '死亡', '2026-10', '2026-09-20'],
      ]),
    ])
    expect(readings.map((each) => [each.ledger, each.counts])).toEqual([
      ['payments', { seen: 3, accepted: 1, problems: 0, notData: 2 }],
      ['stops', { seen: 4, accepted: 1, problems: 0, notData: 3 }],
    ])
  })

  test('an empty sheet and a page of text are skipped with the reason', () => {
    const readings = readAll([sheetOf('Sheet2', []), sheetOf('说明', [['本表由民政办填写'], ['每月5日前报送']])])
    expect(readings.map((each) => [each.state, each.why.slice(0, 3)])).toEqual([
      ['skipped', '空表'],
      ['skipped', '文字页'],
    ])
  })

  test('equal rows of a roster are flagged, a row that differs in one cell is not', () => {
    const head = ['姓名', '身份证号', '与户主关系', '月保障金', '社区']
    const reading = read([
      ['2026年10月低保人员名册'],
      head,
      ['张三', idOf(1), '户主', 300, '青柳'],
      ['张三', idOf(1), '户主', 300, '青柳'],
      ['张三', idOf(1), '户主', 310, '青柳'],
    ])
    expect(reading.flags.map((each) => [each.row, each.code])).toEqual([[4, 'row_double']])
    expect(reading.counts.accepted).toBe(3)
  })
})

describe('rows that are no data', () => {
  test.each<[string, Short[], string]>([
    ['a row of units', [null, null, null, null, '（元）', null], '单位行'],
    ['a date alone', [null, null, null, null, null, '2026年10月8日'], '落款日期'],
    ['共 42 户 96 人', ['共 42 户 96 人', null, null, null, null, null], '合计，不算人'],
    ['合　计 with blanks', ['合　计', null, null, null, 300, null], '合计，不算人'],
    ['a total in the name column', [null, null, '总计', null, 300, null], '合计，不算人'],
    ['本页小计', ['本页小计', null, null, null, 300, null], '小计，不算人'],
    ['制表人', ['制表人：李敏', null, null, '审核人：王刚', null, null], '落款'],
    ['a page number', ['第1页 共3页', null, null, null, null, null], '落款'],
    ['a remark below', ['注：本表一式三份', null, null, null, null, null], '表下的说明'],
    ['a number alone', [9, null, null, null, null, null], '只有序号'],
  ])('%s', (_, row, reason) => {
    const reading = read([[payTitle], payHead, [1, '青柳', '张三', idOf(1), 300, null], row, [2, '青柳', '李四', idOf(2), 300, null]])
    expect(reading.notData.at(-1)).toMatchObject({ row: 4, reason })
    expect(reading.counts).toEqual({ seen: 5, accepted: 2, problems: 0, notData: 3 })
  })

  test('a list with a heading and no rows is ready and empty', () => {
    expect(read([[payTitle], payHead])).toMatchObject({
      state: 'ready',
      ledger: 'payments',
      rows: [],
      covers: { from: '2026-10', to: '2026-10', divisions: [] },
    })
  })
})

describe('the same content in another dress', () => {
  const head = ['社区', '户主姓名', '姓名', '身份证号', '与户主关系', '残疾等级', '户月保障金额', '最初享受月份', '是否残疾']
  const body: Short[][] = [
    ['青柳社区', '张三', '张三', idOf(1), '本人', '一级', 900, '2020-01', '是'],
    ['桥头村', '李四', '李四', idOf(2), '本人', null, 500, '2021-05', '否'],
    ['石门社区', '王五', '王五', idOf(3), '本人', '二级', 681, '2022-11', '是'],
  ]
  const valuesOf = (reading: SheetReading): unknown[] =>
    reading.rows
      .map((row) => JSON.stringify([row.division, row.period, row.values], (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)))
      .sort()
  const plain = valuesOf(read([['2026年10月低保人员名册'], head, ...body]))

  test('rows and columns in another order give the same values', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8], { minLength: 9 }), fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (columns, rows) => {
        const reading = read([['2026年10月低保人员名册'], columns.map((at) => head[at]!), ...rows.map((row) => columns.map((at) => body[row]![at]!))])
        expect(valuesOf(reading)).toEqual(plain)
      }),
      { numRuns: 60 },
    )
  })

  test('numbers saved as text, levels and months written otherwise give the same values', () => {
    const other: Short[][] = [
      ['青柳村委会', '张　三', '张三（户主）', ` ${idOf(1).toLowerCase()}`, '本人', 'Ⅰ', '900.00元', '202001', '√'],
      ['青禾镇桥头', '李四', '李四', `'${idOf(2)}`, '本人', null, '￥500', '2021年5月', '×'],
      ['石门', '王五', '王五', idOf(3), '本人', '贰级', '陆佰捌拾壹元整', '2022.11', '有'],
    ]
    expect(valuesOf(read([['2026年10月低保人员名册'], head, ...other]))).toEqual(plain)
  })
})

describe('what a title answers', () => {
  test('stopped or cut, death or work, where no column says it', () => {
    const stop = read([['低保停发登记'], ['姓名', '身份证号', '停发原因', '决定日期', '停发月份'], ['张三', idOf(1), '死亡', '2026-09-20', '2026-10']])
    expect(pick(stop.rows[0], 'action', 'program', 'stop_month')).toEqual(['stop', 'dibao', '2026-10'])
    const work = read([
      ['2026年10月月报表'],
      ['社区', '姓名', '身份证号', '入职日期', '享受待遇', '报告人', '报告日期'],
      ['青柳', '张三', idOf(1), '2026-09-20', '低保', '李敏', '2026-10-05'],
    ])
    expect(pick(work.rows[0], 'kind', 'event_on', 'month')).toEqual(['employment', '2026-09-20', '2026-10'])
  })
})

describe('reference lists', () => {
  test('of cremations know their words, cover nothing, and refuse a row without a readable date', () => {
    const reading = read(
      [
        ['逝者姓名', '身份证号', '死亡时间', '火化时间', '户籍地址'],
        ['张三', idOf(1), '2026年3月10日', '2026.3.12', '外县某村'],
        ['李四', idOf(2), '农历三月', '2026.3.12', null],
      ],
      { file: '三季度火化 民政局给.xls' },
    )
    expect(reading).toMatchObject({ ledger: 'cremations', covers: null, counts: { seen: 3, accepted: 1, problems: 1, notData: 1 } })
    expect(pick(reading.rows[0], 'died_on', 'cremated_on')).toEqual(['2026-03-10', '2026-03-12'])
    expect(reading.problems.map((each) => each.code)).toEqual(['date'])
    expect(reading.flags).toEqual([])
  })

  test('drop the cause of death', () => {
    const reading = read([['死亡医学证明'], ['姓名', '身份证号', '死亡日期', '死亡原因', '报告单位'], ['张三', idOf(1), '2026-03-10', '肺癌', '卫生院']])
    expect(reading.ledger).toBe('death_certificates')
    expect(JSON.stringify(reading.rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).not.toContain('肺癌')
  })

  test('read 起止 in one cell', () => {
    const reading = read(
      [
        ['姓名', '身份证号', '类型', '起止日期', '场所'],
        ['张三', idOf(1), '服刑', '2024.1.3-2026.1.2', '某监狱'],
      ],
      { file: '服刑人员名单.xlsx' },
    )
    expect(pick(reading.rows[0], 'kind', 'from_date', 'to_date')).toEqual(['prison', '2024-01-03', '2026-01-02'])
  })

  test('take a month for a date of which only the month matters, and say so once a column', () => {
    const job = read(
      [
        ['姓名', '身份证号', '单位', '合同起止'],
        ['张三', idOf(1), '某厂', '2024.03-2025.02'],
        ['李四', idOf(2), '某厂', '2024年3月至今'],
        ['王五', idOf(3), '某厂', '2024.3.5-2025.2.6'],
      ],
      { file: '就业登记.xlsx' },
    )
    expect(job.rows.map((row) => pick(row, 'from_date', 'to_date'))).toEqual([
      ['2024-03-01', '2025-02-28'],
      ['2024-03-01', null],
      ['2024-03-05', '2025-02-06'],
    ])
    const card = read([
      ['姓名', '身份证号', '残疾证号', '残疾类别', '残疾等级', '首次发证日期', '有效期'],
      ['张三', idOf(1), `${idOf(1)}42`, '肢体', '二级', '2015年6月', '2025年6月'],
    ])
    expect(pick(card.rows[0], 'first_issued', 'valid_to')).toEqual(['2015-06-01', '2025-06-30'])
    expect([job.flags, card.flags]).toEqual([[], []])
    expect([...job.notes, ...card.notes]).toEqual([
      '“合同起止”有 2 行只写到月：起按当月 1 日算，止按当月最后一天算',
      '“首次发证日期”有 1 行只写到月：起按当月 1 日算，止按当月最后一天算',
      '“有效期”有 1 行只写到月：起按当月 1 日算，止按当月最后一天算',
    ])
  })

  test('of sixty columns show every cell and name what each became', () => {
    const head = ['姓名', '身份证号', ...Array.from({ length: 56 }, (_, at) => `另记${at + 3}`), '死亡日期', '火化日期']
    const reading = read([head, ['张三', idOf(1), ...Array.from({ length: 56 }, (_, at) => `甲${at}`), '2026-03-20', '2026-03-22']], { file: '火化名单.xlsx' })
    expect(reading.columns.filter((column) => column.canonical !== null).map((column) => [column.index, column.canonical])).toEqual([
      [0, 'name'],
      [1, 'citizen_id'],
      [58, 'died_on'],
      [59, 'cremated_on'],
    ])
    expect(reading.preview[1]?.cells.slice(57)).toEqual(['甲55', '2026-03-20', '2026-03-22'])
  })

  test('say which rows have ended without a day, and leave alone what ended with one or still is', () => {
    const shops = read(
      [
        ['企业名称', '法定代表人', '身份证号', '统一社会信用代码', '成立日期', '注销日期', '登记状态'],
        ['五金店', '张三', idOf(1), '91A', '2020-03-05', null, '已注销'],
        ['面馆', '李四', idOf(2), '91B', '2020-03-05', '2024-01-02', '注销'],
        ['旅店', '王五', idOf(3), '91C', '2020-03-05', null, '吊销未注销'],
        ['浴室', '赵六', idOf(4), '91D', '2020-03-05', null, '存续'],
        ['茶楼', '钱七', idOf(5), '91E', '2020-03-05', null, null],
      ],
      { file: '市场主体登记.xlsx' },
    )
    expect(shops.counts.accepted).toBe(5)
    expect(shops.notes).toEqual(['第 2、4 行状态写着“已注销”、“吊销未注销”，却没有“注销日期”：不知道哪些月份还算，这些行不参加比对，请补上后再导入'])
  })

  test('of the dead without a number say whether they can be sought at all', () => {
    const flags = (head: readonly string[], row: readonly (string | number)[]): string[] =>
      read([head, row], { file: '火化名单.xlsx' }).flags.map(({ message }) => message)
    expect(flags(['逝者姓名', '性别', '年龄', '死亡日期', '火化日期'], ['张三', '男', 81, '2026-03-20', '2026-03-22'])).toEqual([
      '第 2 行：没有证号，比对不到人，请补上证号',
    ])
    expect(flags(['逝者姓名', '出生日期', '死亡日期', '火化日期'], ['张三', '1945-02-03', '2026-03-20', '2026-03-22'])).toEqual([
      '第 2 行：没有证号，只能凭姓名、出生日期和社区推断是谁，不作认定，请补上证号',
    ])
  })

  test('of agreements read their term, by day or by month', () => {
    const reading = read([
      ['委托照护协议登记'],
      ['社区', '儿童姓名', '儿童身份证号', '受托人姓名', '签订日期', '协议期限'],
      ['青柳社区', '张三', idOf(1), '李四', '2024-03-05', '2024.03-2025.02'],
      ['青柳社区', '王五', idOf(2), '赵六', null, '2024年3月1日至2025年2月28日'],
    ])
    expect(reading.ledger).toBe('agreements')
    expect(reading.rows.map((row) => pick(row, 'signed_on', 'from_on', 'ends_on'))).toEqual([
      ['2024-03-05', '2024-03-01', '2025-02-28'],
      [null, '2024-03-01', '2025-02-28'],
    ])
    expect(reading.flags).toEqual([])
  })

  test('of disability cards read kinds and levels in all spellings', () => {
    const reading = read([
      ['姓名', '身份证号', '残疾证号', '残疾类别', '残疾等级', '证件状态', '有效期', '户籍村（社区）'],
      ['张三', idOf(1), `${idOf(1)}42`, '肢残', '贰级', '有效', '长期', '青柳村'],
      ['李四', idOf(2), `${idOf(2)}51`, '智力残疾', 'Ⅰ', '注销', '2030-01-01', '外村'],
    ])
    expect(reading.ledger).toBe('disability_cards')
    expect(reading.rows.map((row) => pick(row, 'kind', 'level', 'status', 'valid_to', 'division'))).toEqual([
      ['physical', 2, 'valid', null, 'aaaa'],
      ['intellectual', 1, 'cancelled', '2030-01-01', null],
    ])
    expect(reading.flags).toEqual([])
  })
})

describe('HIV', () => {
  const head = ['儿童姓名', '身份证号', '儿童类别', '健康状况', '父亲姓名', '母亲姓名', '备注']
  const asText = (reading: SheetReading): string => JSON.stringify(reading, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))

  test('as a category becomes 按孤儿标准保障, as a diagnosis or remark it is dropped, and nothing of it leaves', () => {
    const reading = read([
      ['孤儿台账'],
      head,
      ['小明', idOf(1), '艾滋病病毒感染儿童', 'HIV阳性', '张三', '李四', '父母ＨＩＶ'],
      ['小红', idOf(2), '社会散居孤儿', '健康', null, null, null],
    ])
    expect(reading.hivFound).toBe(true)
    expect(pick(reading.rows[0], 'category', 'health')).toEqual(['按孤儿标准保障', null])
    expect(reading.rows[1]!.values.category).toBe('社会散居孤儿')
    expect(asText(reading)).not.toMatch(/艾滋|HIV|ＨＩＶ/)
  })

  test('by code 300, and in the name of the sheet', () => {
    const reading = read([head, ['小明', idOf(1), '300', null, '张三', null, null]], { name: '艾滋病病毒感染儿童', hints: { ...known, ledger: 'orphans' } })
    expect(reading).toMatchObject({ hivFound: true, sheet: '第1张表' })
    expect(reading.rows[0]!.values.category).toBe('按孤儿标准保障')
    expect(asText(reading)).not.toContain('艾滋')
  })

  test('is found in sheets that are skipped or unclear', () => {
    expect(readAll([sheetOf('说明', [['艾滋病患者情况说明']])])[0]).toMatchObject({ state: 'skipped', hivFound: true })
  })

  test('absent leaves the original to be kept', () => {
    expect(read([['孤儿台账'], head, ['小红', idOf(2), '社会散居孤儿', '健康', null, null, null]]).hivFound).toBe(false)
  })
})

describe('every ledger', () => {
  const cellFor = (type: string, values: Readonly<Record<string, readonly string[]>> | null): Short => {
    const cells: Record<string, Short> = {
      citizen_id: idOf(3),
      name: '张三',
      date: '2026-01-02',
      month: '2026-01',
      period: '2026-01',
      money: '300',
      level: '一级',
      boolean: '是',
      integer: '3',
      card: `${idOf(3)}42`,
      percent: '50%',
      phone: '13800001111',
      account: '6217000000000000001',
      division: '青柳社区',
      address: '青柳社区一组',
    }
    return values ? Object.values(values)[0]![0]! : (cells[type] ?? '某某')
  }
  for (const definition of definitions.filter((each) => each.form === each.ledger)) {
    test(`${definition.ledger} is known by its own headings alone, first words and others, and reads a full row without a remark`, () => {
      for (const which of [0, 1]) {
        const columns = definition.columns.filter((column) => !column.dropped)
        const category = columns.find((column) => column.name === 'category' && definition.ledger === 'unattended_children')
        const reading = read([
          columns.map((column) => column.headings[Math.min(which, column.headings.length - 1)]!),
          columns.map((column) => (column === category ? '事实无人抚养儿童' : cellFor(column.type, column.values))),
        ])
        expect([reading.state, reading.ledger]).toEqual(['ready', definition.ledger])
        expect(reading.columns.map((each) => each.canonical)).toEqual(columns.map((column) => column.name))
        expect([reading.flags, reading.problems, reading.counts.accepted]).toEqual([[], [], 1])
      }
    })
  }
})

describe('rosters of other programs that are written like those of 低保', () => {
  const family = ['户主姓名', '户主身份证号', '家庭人口(数)', '家庭年总收入（元）', '联系电话', '家庭住址', '所属社(区)', '最初享受月(份)', '申请原因']
  const familyRow = ['刘长顺', idOf(1), 2, 5000, null, '青柳一组', '青柳社区', '2024-01', '因病']
  const person = ['姓名', '身份证号', '户主身份证号', '与户主关系', '是否残疾(人)', '残疾等级', '最初享受月(份)', '所属社(区)']
  const personRow = ['刘长顺', idOf(1), idOf(1), '本人', '否', null, '2024-01', '青柳社区']

  test.each([
    ['农村低保边缘家庭查询_20260301.xlsx', family, familyRow, 'marginal_family'],
    ['农村低保边缘人员查询_20260301.xlsx', person, personRow, 'marginal_person'],
    ['城市刚性支出困难家庭查询_20260301.xlsx', family, familyRow, 'rigid_family'],
    ['刚性支出困难人员2026年3月.xlsx', person, personRow, 'rigid_person'],
    ['农村低保家庭查询_20260301.xlsx', family, familyRow, 'dibao_family'],
    ['农村低保人员查询_20260301.xlsx', person, personRow, 'dibao_person'],
  ])('%s is told by its name', (file, headings, row, ledger) => {
    expect(read([headings, row], { file })).toMatchObject({ state: 'ready', ledger, period: '2026-03', counts: { accepted: 1, problems: 0 } })
  })

  test('救助类型 that only repeats what the roster is asks nothing of the clerk; with 农村 before it, it says which', () => {
    const reading = read(
      [
        ['姓名', '身份证号', '户主身份证号', '与户主关系', '救助类型', '最初享受月(份)', '所属社(区)'],
        ['刘长顺', idOf(1), idOf(1), '本人', '低保边缘', '2024-01', '青柳社区'],
        ['马兰花', idOf(2), idOf(2), '本人', '农村低保边缘', '2024-01', '青柳社区'],
        ['孙国良', idOf(3), idOf(3), '本人', '特困', '2024-01', '青柳社区'],
      ],
      { file: '低保边缘人员查询_20260301.xlsx' },
    )
    expect(reading.ledger).toBe('marginal_person')
    expect(reading.rows.map((row) => row.values.category)).toEqual([null, 'rural', null])
    expect(reading.flags.map(({ row, code }) => [row, code])).toEqual([[4, 'enum']])
  })

  test('without a name and without money the clerk is asked', () => {
    expect(read([family, familyRow], { file: '名单.xlsx' }).state).toBe('unclear')
  })

  test('a title that names several of them asks which; a sheet of its own does not', () => {
    const rows = [['低保、低保边缘、特困人员花名册'], person, personRow]
    expect(read(rows, { file: '花名册.xlsx' }).state).toBe('unclear')
    expect(read([person, personRow], { file: '低保特困名单2026年3月.xlsx', name: '低保' })).toMatchObject({ state: 'ready', ledger: 'dibao_person' })
  })

  test('with money and without a name it is the one that draws money', () => {
    expect(
      read(
        [
          [...family, '合计（元）'],
          [...familyRow, 681],
        ],
        { file: '名单.xlsx' },
      ),
    ).toMatchObject({ state: 'ready', ledger: 'dibao_family' })
  })

  test('headings that were once taken for 低保 do not make a roster of 低保边缘 one', () => {
    const { signature } = read([family, familyRow], { file: '农村低保家庭查询_20260301.xlsx' })
    const hints: Hints = { ...known, rememberedMapping: { [signature]: { ledger: 'dibao_family', mapping: {} } } }
    expect(read([family, familyRow], { file: '农村低保边缘家庭查询_20260301.xlsx', hints }).ledger).toBe('marginal_family')
    expect(read([family, familyRow], { file: '名单.xlsx', hints }).ledger).toBe('dibao_family')
  })
})

describe('a table that is no ledger of ours is not taken', () => {
  test.each([
    ['残疾人辅具发放登记表', ['姓名', '身份证号', '残疾证号', '残疾类别', '残疾等级', '辅具名称', '数量', '领取日期', '签字']],
    ['就业困难人员认定名册', ['姓名', '性别', '身份证号', '困难类别', '认定时间', '社区', '联系电话']],
    ['农村危房改造台账', ['户主姓名', '身份证号', '村', '改造类型', '危房等级', '建筑面积', '补助金额', '竣工日期']],
    ['家庭经济困难学生资助名单', ['姓名', '身份证号', '学校', '年级', '资助金额', '资助类别']],
    ['网格员名单', ['姓名', '身份证号', '所属网格', '联系电话', '入职时间']],
    ['车辆保险到期提醒', ['车主', '车牌号', '保险公司', '到期日期', '联系电话']],
    ['会议签到表', ['序号', '姓名', '单位', '电话', '签名']],
    ['物资采购清单', ['序号', '品名', '规格', '数量', '单价', '金额']],
    ['2026年工作经费预算', ['项目', '金额', '说明']],
    ['低保统计表', ['社区', '户数', '人数', '金额']],
    ['人员花名册', ['序号', '姓名', '性别', '身份证号', '联系电话']],
    [
      '疑点数据核查表',
      ['疑点编号', '疑点类型', '村', '姓名', '身份证号', '享受待遇', '享受期间', '比对数据项', '核查结果', '核查情况说明', '处理措施', '核查人'],
    ],
  ])('%s', (title, head) => {
    const reading = read([[title], head, head.map((heading) => (heading === '姓名' ? '张三' : heading === '身份证号' ? idOf(1) : '某'))])
    expect(reading.state).not.toBe('ready')
    expect([reading.counts.accepted, reading.rows]).toEqual([0, []])
    expect(reading.why).not.toBe('')
  })

  test('but a list of what was paid is, although its columns are a roster’s', () => {
    const reading = read([
      ['特困供养人员2026年10月供养金发放表'],
      ['序号', '姓名', '身份证号', '基本生活费', '护理费', '合计', '账号'],
      [1, '张三', idOf(1), 800, 200, 1000, '6217000000000000001'],
    ])
    expect(reading).toMatchObject({ ledger: 'payments', program: 'tekun' })
    expect(reading.rows[0]!.values.amount).toBe(100000)
  })
})

describe('households', () => {
  const head = ['户主姓名', '姓名', '身份证号', '与户主关系', '社区', '户月保障金额', '个人保障金额']
  test('members under their head inherit, blank cells without a relation do not', () => {
    const reading = read([
      ['2026年10月低保人员名册'],
      head,
      ['张三', '张三', idOf(1), '户主', '青柳', 900, 500],
      [null, '李四', idOf(2), '之妻', null, null, 400],
      [null, '王五', idOf(3), null, null, null, 300],
    ])
    expect(reading.rows.map((row) => pick(row, 'head_name', 'head_key', 'division', 'household_amount', 'amount'))).toEqual([
      ['张三', key(1), 'aaaa', 90000, 50000],
      ['张三', key(1), 'aaaa', 90000, 40000],
      [null, null, null, null, 30000],
    ])
  })

  test('a member who names another head does not join the one above', () => {
    const reading = read([
      ['2026年10月低保人员名册'],
      head,
      ['张三', '张三', idOf(1), '户主', '青柳', 900, 500],
      ['赵六', '李四', idOf(2), '之妻', null, null, 400],
    ])
    expect(pick(reading.rows[1], 'head_name', 'head_key', 'division')).toEqual(['赵六', null, null])
  })

  test('a member of another household number does not join the head above', () => {
    const reading = read([
      ['云岭县户籍信息核查结果'],
      ['姓名', '身份证号', '户号', '与户主关系', '户主姓名', '社区'],
      ['张三', idOf(1), '100001', '户主', null, '青柳'],
      ['李四', idOf(2), '100002', '家庭成员', null, '青柳'],
      ['王五', idOf(3), '100001', '家庭成员', null, '青柳'],
    ])
    expect(reading.rows.map((row) => pick(row, 'head_name', 'head_key'))).toEqual([
      ['张三', key(1)],
      [null, null],
      ['张三', key(1)],
    ])
  })

  test('a sum merged over the family is the household’s and no share', () => {
    const reading = read(
      [
        ['2026年10月低保人员名册'],
        ['姓名', '身份证号', '与户主关系', '月保障金'],
        ['张三', idOf(1), '本人', 900],
        ['李四', idOf(2), '配偶', null],
        ['王五', idOf(3), '本人', 500],
      ],
      { merges: ['D3:D4'] },
    )
    expect(reading.rows.map((row) => pick(row, 'household_amount', 'amount'))).toEqual([
      [90000, null],
      [90000, null],
      [50000, null],
    ])
  })

  test('a sum beside every member is a share', () => {
    const reading = read([
      ['2026年10月低保人员名册'],
      ['姓名', '身份证号', '与户主关系', '月保障金'],
      ['张三', idOf(1), '本人', 500],
      ['李四', idOf(2), '配偶', 400],
    ])
    expect(reading.rows.map((row) => pick(row, 'household_amount', 'amount'))).toEqual([
      [null, 50000],
      [null, 40000],
    ])
  })
})

describe('places', () => {
  test('a community of the same name in another town is not ours', () => {
    const cards = ['姓名', '身份证号', '残疾证号', '残疾类别', '残疾等级', '证件状态', '乡镇', '户籍村（社区）']
    const reading = read([
      cards,
      ['张三', idOf(1), null, '肢体', '二级', '有效', '白水镇', '青柳村'],
      ['李四', idOf(2), null, '肢体', '二级', '有效', '青禾镇', '青柳村'],
      ['王五', idOf(3), null, '肢体', '二级', '有效', null, '白水镇青柳村'],
    ])
    expect(reading.rows.map((row) => row.division)).toEqual([null, 'aaaa', null])
    expect(reading.flags).toEqual([])
  })

  test('an address places a roster row, and never a stranger on a county list', () => {
    const roster = read([['2026年10月低保金发放表'], ['姓名', '身份证号', '发放金额'], ['张三', idOf(1), 1]], { name: '桥头' })
    expect(roster.rows[0]!.division).toBe('aaab')
    const family = read([
      ['2026年10月低保名册'],
      ['户主姓名', '身份证号', '保障人口', '月保障金', '家庭住址'],
      ['张三', idOf(1), 1, 300, '某县青禾镇桥头村3组'],
      ['李四', idOf(2), 1, 300, '白水镇桥头村'],
      ['王五', idOf(3), 1, 300, '青柳二组'],
    ])
    expect(family.rows.map((row) => row.division)).toEqual(['aaab', null, 'aaaa'])
    const dead = read([
      ['逝者姓名', '身份证号', '死亡日期', '火化日期', '户籍地址'],
      ['张三', idOf(1), '2026-03-10', '2026-03-12', '桥头村3组'],
    ])
    expect(dead.rows[0]!.division).toBeNull()
  })
})

describe('months', () => {
  test.each([
    ['2026年10月低保金发放表', 'Sheet1', 'x.xlsx', '2026-10', '2026-10'],
    ['低保金发放表（2026.10）', 'Sheet1', 'x.xlsx', '2026-10', '2026-10'],
    ['二〇二六年10月低保金发放表', 'Sheet1', 'x.xlsx', '2026-10', '2026-10'],
    ['2026年度低保金发放表', '10月', 'x.xlsx', '2026-10', '2026-10'],
    ['低保金发放表', '202610', 'x.xlsx', '2026-10', '2026-10'],
    ['低保金发放表', 'Sheet1', '2026年9月低保.xlsx', '2026-09', '2026-09'],
    ['2026年三季度低保金发放表', 'Sheet1', 'x.xlsx', '2026-07', '2026-09'],
    ['2026年1-3月低保金发放表', 'Sheet1', 'x.xlsx', '2026-01', '2026-03'],
  ])('%s · %s · %s covers %s to %s', (title, name, file, from, to) => {
    const reading = read([[title], ['姓名', '身份证号', '发放金额'], ['张三', idOf(1), 1]], { name, file })
    expect(reading.covers).toMatchObject({ from, to })
    expect(reading.rows[0]!.period).toBe(from === to ? from : null)
  })

  test('a day without a year takes it from the title; serials follow the workbook', () => {
    const rows: Short[][] = [
      ['2026年10月低保金发放表'],
      ['姓名', '身份证号', '发放金额', '发放日期'],
      ['张三', idOf(1), 1, '10月15日'],
      ['李四', idOf(2), 1, { serial: 44848 }],
    ]
    const reading = understandWorkbook({ ...workbookOf(sheetOf('Sheet1', rows)), uses1904: true }, 'x.xlsx', definitions, known)[0]!
    expect(reading.rows.map((row) => row.values.paid_on)).toEqual(['2026-10-15', '2026-10-15'])
  })

  test('the clerk’s word wins over the title', () => {
    const rows: Short[][] = [['2026年10月低保金发放表'], ['姓名', '身份证号', '发放金额'], ['张三', idOf(1), 1]]
    const reading = read(rows, { hints: { ...known, period: '2026-09', covers: { from: '2026-07', to: '2026-09', divisions: ['aaaa'] } } })
    expect([reading.period, reading.rows[0]!.period, reading.covers]).toEqual(['2026-09', '2026-09', { from: '2026-07', to: '2026-09', divisions: ['aaaa'] }])
  })

  test('a roster of two months speaks row by row', () => {
    const reading = read([
      ['低保名册'],
      ['月份', '户主姓名', '身份证号', '保障人口', '月保障金'],
      ['2026-09', '张三', idOf(1), 1, 300],
      ['202610', '张三', idOf(1), 1, 300],
    ])
    expect(reading.rows.map((row) => row.period)).toEqual(['2026-09', '2026-10'])
    expect(reading.covers).toMatchObject({ from: '2026-09', to: '2026-10' })
  })
})

describe('kept ledgers', () => {
  test('taxed income is for a month, for several, or for a year', () => {
    const reading = read([
      ['个人所得税扣缴名单'],
      ['纳税人姓名', '身份证号', '扣缴单位', '收入额', '所属期'],
      ...['2026-03', '2025年度', 2025, '2025.07-2025.12', '202604'].map((period, at) => ['张三', idOf(at + 1), '青河针织厂', 36000, period]),
    ])
    expect(reading.flags).toEqual([])
    expect(reading.rows.map((row) => pick(row, 'month', 'to_month'))).toEqual([
      ['2026-03', null],
      ['2025-01', '2025-12'],
      ['2025-01', '2025-12'],
      ['2025-07', '2025-12'],
      ['2026-04', null],
    ])
  })

  test('a zero report has neither name nor id and is taken', () => {
    const reading = read([['2026年10月死亡月报'], ['社区', '月份', '报告类型', '人数', '零报告', '报告人'], ['青柳', '2026-10', '死亡', 0, '是', '李敏']])
    expect(reading.ledger).toBe('monthly_reports')
    expect(pick(reading.rows[0], 'division', 'month', 'kind', 'count', 'zero', 'period')).toEqual(['aaaa', '2026-10', 'death', 0, true, '2026-10'])
    expect(reading.flags).toEqual([])
  })

  test.each(['无', '本月无死亡', '零报告', '/'])('a monthly report that says %s for the name is a zero of that community', (none) => {
    const reading = read([
      ['2026年10月死亡月报'],
      ['序号', '社区', '姓名', '身份证号', '死亡日期', '报告人'],
      [1, '青柳', none, none === '无' ? '无' : null, null, '李敏'],
      [2, '青柳', '张三', idOf(1), '2026-10-03', '周磊'],
      [3, '青柳', null, null, null, '周磊'],
    ])
    expect(reading.rows.map((row) => pick(row, 'division', 'month', 'kind', 'name', 'citizen_id', 'zero', 'count'))).toEqual([
      ['aaaa', '2026-10', 'death', null, null, true, 0],
      ['aaaa', '2026-10', 'death', '张三', idOf(1), null, null],
      ['aaaa', '2026-10', 'death', null, null, null, null],
    ])
    expect(reading.flags).toEqual([])
  })

  test('an application without its date is refused, 公示起止 in one cell fills both ends', () => {
    const reading = read([
      ['救助申请登记'],
      ['申请人', '身份证号', '申请项目', '申请日期', '受理日期', '公示起止', '审批结果'],
      ['张三', idOf(1), '低保', '2026.3.1', '2026.3.4', '2026.3.10至2026.3.17', '同意'],
      ['李四', idOf(2), '特困', null, null, null, null],
    ])
    expect(reading.counts).toMatchObject({ accepted: 1, problems: 1 })
    expect(pick(reading.rows[0], 'program', 'applied_on', 'notice_from', 'notice_to', 'outcome')).toEqual([
      'dibao',
      '2026-03-01',
      '2026-03-10',
      '2026-03-17',
      'approved',
    ])
  })
})

test('100,000 rows of 12 columns are read in time', () => {
  const head = ['序号', '社区', '姓名', '身份证号', '户主姓名', '户主身份证号', '发放项目', '所属月份', '发放金额', '发放日期', '银行账号', '发放状态']
  const rows: Short[][] = [['2026年10月低保金发放表'], head]
  for (let n = 0; n < 100_000; n++)
    rows.push([
      n + 1,
      '青柳社区',
      `张小${String.fromCharCode(0x4e00 + (n % 500))}`,
      idOf(n),
      '张大',
      idOf(n - (n % 3)),
      '低保金',
      '2026-10',
      300 + (n % 700),
      '2026-10-15',
      `62170000000${10_000_000 + n}`,
      '成功',
    ])
  const sheet = sheetOf('Sheet1', rows)
  const before = process.cpuUsage()
  const reading = readAll([sheet])[0]!
  const spent = process.cpuUsage(before)
  expect(reading.counts).toEqual({ seen: 100_002, accepted: 100_000, problems: 0, notData: 2 })
  // Processor time: a busy machine is not our slowness. The collector's threads count too.
  expect((spent.user + spent.system) / 1e6).toBeLessThan(8)
}, 60_000)

test('every row ends in exactly one of accepted, problem and no data, whatever stands in the cells', () => {
  const cell = fc.oneof(
    fc.constantFrom<Short>(
      null,
      '',
      '张三',
      '李四',
      '合计',
      '小计',
      '青柳社区',
      '〃',
      '/',
      '无',
      '必填',
      '审核人：',
      '姓名',
      '身份证号',
      '2026-10',
      '长期',
      '300元',
      '√',
      '#N/A',
      'HIV',
      { struck: '张三' },
      { serial: 46300 },
    ),
    fc.integer({ min: -5, max: 1e6 }),
    fc.integer({ min: 1, max: 500 }).map(idOf),
    fc.string({ maxLength: 12 }),
  )
  const heads = fc.constantFrom(
    payHead,
    ['姓名', '身份证号', '与户主关系', '月保障金', '户主姓名', '社区'],
    ['逝者姓名', '身份证号', '死亡日期', '火化日期', '住址', '备注'],
    ['姓名1', '身份证1', '姓名2', '身份证2', '月保障金', '社区'],
  )
  fc.assert(
    fc.property(
      heads,
      fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 12 }),
      fc.array(fc.constantFrom('A3:A5', 'B4:B6', 'C3:E3'), { maxLength: 2 }),
      (head, body, merges) => {
        const readings = readAll([sheetOf('Sheet1', [['2026年10月低保金发放表'], head, ...body], { merges })])
        let seen = 0
        for (const reading of readings) {
          const { counts } = reading
          seen += counts.seen
          expect(counts.seen).toBe(counts.accepted + counts.problems + counts.notData)
          const problemRows = new Set(reading.problems.map((each) => each.row))
          expect(problemRows.size).toBe(counts.problems)
          if (reading.state === 'ready') {
            expect(new Set(reading.rows.map((each) => each.row)).size).toBe(counts.accepted)
            for (const row of reading.rows) expect(problemRows.has(row.row)).toBe(false)
            const other = new Set(reading.notData.map((each) => each.row))
            expect(other.size).toBe(counts.notData)
            for (const row of reading.rows) expect(other.has(row.row)).toBe(false)
          }
          for (const row of reading.rows) {
            const id = row.values.citizen_id
            if (row.values.person_key !== null && typeof id === 'string') expect(row.values.person_key).toBe(BigInt(id.slice(0, 17)))
          }
        }
        const sheetRows = [['t'], head, ...body]
        let last = sheetRows.length
        while (last > 2 && sheetRows[last - 1]!.every((each) => each === null || (typeof each === 'string' && each.trim() === ''))) last -= 1
        expect(seen).toBe(last)
      },
    ),
    { numRuns: 300 },
  )
})

test.each(['填表说明：日期按20240305格式填写', '必填：姓名、身份证号。日期写 2026-10-20；金额单位元。', '享受月份写成2024年3月', '日期统一填写，如2024.03.05'])(
  'a line on how to fill the table in names no month: %s',
  (line) => {
    const rows: Short[][] = [['青禾镇低保人员名册'], [line], ['姓名', '身份证号', '村（社区）'], ['刘长顺', idOf(1), '青柳社区']]
    expect(read(rows)).toMatchObject({ ledger: 'dibao_person', period: null, covers: null, notes: ['没有找到月份，请选这张表是哪个月的'] })
    expect(read([['青禾镇2026年11月低保人员名册'], ...rows.slice(1)])).toMatchObject({ period: '2026-11' })
  },
)
