import { expect, test } from 'vitest'
import { areaOf, causeOf, kindOf, measuresIn, namesIn, saysDone, sourceOf } from './ledger-words.ts'

test('the words of a ledger tell source, area and kind', () => {
  expect(['县审计局', '镇纪委督查', '12345 热线', '社区自查', '', '暗访组'].map(sourceOf)).toEqual([
    'audit',
    'supervision',
    'complaint',
    'self_check',
    'self_check',
    'secret_visit',
  ])
  expect(areaOf('两项补贴', '漏发')).toBe('disability')
  expect(areaOf('程序', '特困人员没有走访')).toBe('tekun_children')
  expect(kindOf('死亡后继续发放低保金', 96_000)).toBe('money')
  expect(kindOf('符合条件未纳入低保', null)).toBe('right')
  expect(kindOf('入户调查只有一人签字', null)).toBe('process')
})

test('a cause without its kind is nobody’s to guess', () => {
  expect(causeOf('主观：没有逐户核对')).toEqual({ kind: 'subjective', text: '没有逐户核对' })
  expect(causeOf('制度方面，没有月报')).toEqual({ kind: 'mechanism', text: '没有月报' })
  expect(causeOf('没有逐户核对')).toBeNull()
})

test('what is done, the measures and the people are read as towns write them', () => {
  expect(['已完成', '√', '是', '正在整改', '未整改', '×', '基本完成未销号', ''].map(saysDone)).toEqual([true, true, true, false, false, false, false, false])
  expect(measuresIn('1.入户核对\n2.补签协议')).toEqual(['入户核对', '补签协议'])
  expect(measuresIn('1、入户核对；2、补签协议。')).toEqual(['入户核对；', '补签协议。'])
  expect(namesIn('张三、李四（户主）等3人')).toEqual(['张三', '李四'])
  expect(namesIn('无')).toEqual([])
})
