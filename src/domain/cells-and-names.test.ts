import { expect, test } from 'vitest'
import { enumReader, readAccount, readBoolean, readInteger, readLevel, readPercent, readPhone } from './cell-words.ts'
import { looksLikeName, readName } from './names.ts'
import { divisionFinder, communityInAddress, readDivisionName } from './division-names.ts'
import { communityCode, nextCode, parentCode } from './division-codes.ts'
import { addMonths, monthRange, monthsBetween } from './months.ts'

test('levels are read from 一级, 1级, Ⅰ, 壹级, 1 and out of 肢体二级', () => {
  for (const written of ['一级', '1级', 'Ⅰ', 'Ⅰ级', '壹级', '1', '１', 1]) expect(readLevel(written), String(written)).toBe(1)
  expect(readLevel('肢体二级')).toBe(2)
  expect(readLevel('IV级')).toBe(4)
  expect(readLevel('贰级')).toBe(2)
  for (const written of ['五级', '无', '12', '']) expect(readLevel(written)).toBeNull()
})

test('yes and no are read from signs, digits and words', () => {
  for (const written of ['是', '√', '1', 'Y', '有', 'ｙ', '1=是']) expect(readBoolean(written), written).toBe(true)
  for (const written of ['否', '×', '0', 'N', '无', '0=否']) expect(readBoolean(written), written).toBe(false)
  expect(readBoolean('不清楚')).toBeNull()
})

test('an enum is read by its words, by a word inside the cell, and never guessed', () => {
  const kind = enumReader({ physical: ['肢体', '肢体残疾', '肢残'], intellectual: ['智力'], mental: ['精神'] })
  expect(kind('肢残')).toBe('physical')
  expect(kind('肢体残疾（二级）')).toBe('physical')
  expect(kind('智 力')).toBe('intellectual')
  expect(kind('其他')).toBeNull()
  const custody = enumReader({ prison: ['服刑', '有期徒刑'], correction: ['缓刑', '监外执行', '服刑（缓刑）'], detox: ['戒毒'], at_home: ['社区戒毒'] })
  expect([custody('有期徒刑三年，缓刑四年'), custody('服刑（缓刑）'), custody('暂予监外执行'), custody('撤销缓刑收监服刑')]).toEqual([
    'correction',
    'correction',
    'correction',
    'prison',
  ])
  expect([custody('责令社区戒毒三年'), custody('强制隔离戒毒')]).toEqual(['at_home', 'detox'])
  const sex = enumReader({ male: ['男', '1'], female: ['女', '2'] })
  expect([sex('男'), sex(2), sex('女'), sex('3')]).toEqual(['male', 'female', 'female', null])
})

test('whole numbers, shares, phones and accounts are read as written by people', () => {
  expect([readInteger('3人'), readInteger('三'), readInteger('3.0'), readInteger(2.5), readInteger('')]).toEqual([3, 3, 3, null, null])
  expect([readPercent('12.5%'), readPercent(0.5), readPercent('30')]).toEqual([1250, 5000, 3000])
  expect(readPhone('138-0000-1111；0917-3456789')).toBe('13800001111;0917-3456789')
  expect(readAccount("'6217 0000 1111 2222 333")).toEqual({ account: '6217000011112222333', isLost: false })
  expect(readAccount('6.217E+18').isLost).toBe(true)
  expect(readAccount(6217000011112222).isLost).toBe(true)
})

test.each([
  ['张　三', '张三', null],
  ['高  明', '高明', null],
  ['李四（户主）', '李四', '户主'],
  ['李四(已故)', '李四', '已故'],
  ['王五死亡', '王五', '死亡'],
  ['买买提•艾力', '买买提·艾力', null],
  ['买买提.艾力', '买买提·艾力', null],
  ['赵六（曾用名赵陆）', '赵六', '曾用名赵陆'],
  ['張三', '張三', null],
])('the name %s is read', (written, name, note) => {
  expect(readName(written)).toMatchObject({ name, note })
})

test('a name with a sign that could not be written is marked, a dash is no name', () => {
  expect(readName('刘?')).toMatchObject({ name: '刘?', hasUnknownSign: true })
  expect(readName('刘\ue123').hasUnknownSign).toBe(true)
  expect(readName('/').name).toBeNull()
  expect([looksLikeName('张三'), looksLikeName('青柳村'), looksLikeName('合计')]).toEqual([true, false, false])
})

test.each([
  ['青柳', '青柳', null],
  ['青柳村', '青柳', null],
  ['青柳村委会', '青柳', null],
  ['青柳村村委会', '青柳', null],
  ['青柳社区居委会', '青柳', null],
  ['青柳社区居民委员会', '青柳', null],
  ['青柳居委会', '青柳', null],
  ['青柳镇青柳村', '青柳', null],
  ['某省某市某县青禾镇青柳村三组', '青柳', '三组'],
  ['青柳三组', '青柳', '三组'],
  ['桥头 2 组', '桥头', '2组'],
  ['青柳社区二组', '青柳', '二组'],
  ['青柳村第三村民小组', '青柳', '第三小组'],
  ['石镇村', '石镇', null],
  ['新村社区', '新村', null],
])('the community %s has the stem %s', (written, stem, group) => {
  expect(readDivisionName(written)).toMatchObject({ stem, group })
})

test('what names no community is none', () => {
  for (const written of ['', '/', '合计', '123', '全镇']) expect(readDivisionName(written)).toBeNull()
})

const find = divisionFinder([
  { code: 'aaaa', name: '青柳社区' },
  { code: 'aaab', name: '桥头村', aliases: ['老桥'] },
  { code: 'aaac', name: '石门村' },
  { code: 'aaad', name: '石门社区' },
])

test('a community is found by any of its forms and by an old name', () => {
  for (const written of ['青柳', '青柳村委会', '青禾镇青柳社区', '青柳三组', '青柳社区居委会']) expect(find(written), written).toBe('aaaa')
  expect(find('老桥村')).toBe('aaab')
  expect(find('河湾村')).toBeNull()
})

test('a stem of two communities finds one only with its kind', () => {
  expect(find('石门社区')).toBe('aaad')
  expect(find('石门村三组')).toBe('aaac')
  expect(find('石门')).toBeNull()
})

test('a community whose name looks like a hamlet is found by its short name, with and without the town', () => {
  const here = divisionFinder([
    { code: 'aaaa', name: '小东河湾社区' },
    { code: 'aaab', name: '安居苑安置点' },
    { code: 'aaac', name: '河湾' },
  ])
  expect(['小东河湾', '青禾镇小东河湾', '安居苑', '安居苑安置点', '河湾', '河湾社区', '河湾村二组'].map(here)).toEqual([
    'aaaa',
    'aaaa',
    'aaab',
    'aaab',
    'aaac',
    'aaac',
    'aaac',
  ])
})

test('an address gives the community in it', () => {
  expect(communityInAddress('某县青禾镇青柳村三组12号', find, ['青柳', '桥头'])).toBe('青柳村')
  expect(communityInAddress('桥头2组', find, ['青柳', '桥头'])).toBe('桥头')
  expect(communityInAddress('外县某村', find, ['青柳', '桥头'])).toBeNull()
})

test('codes have a next, a parent and a community', () => {
  expect([nextCode('aa'), nextCode('aaab'), nextCode('aaaz')]).toEqual(['ab', 'aaac', 'aaa{'])
  expect([parentCode('aaab'), parentCode('aa'), communityCode('aaabaa'), communityCode('aa')]).toEqual(['aa', null, 'aaab', null])
})

test('months add, count and range over a new year', () => {
  expect(addMonths('2025-11', 3)).toBe('2026-02')
  expect(addMonths('2025-01', -1)).toBe('2024-12')
  expect(monthsBetween('2024-11', '2025-02')).toBe(3)
  expect(monthRange('2024-11', '2025-01')).toEqual(['2024-11', '2024-12', '2025-01'])
  expect(monthRange('2025-01', '2024-11')).toEqual([])
})
