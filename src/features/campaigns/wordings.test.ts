import { expect, test } from 'vitest'
import { wordingsOf } from './wordings.ts'

const accepts = '对于申请人提出的书面申请，社区是否受理，有没有推诿的现象。'
const alone = '对留守儿童是否签订委托照护协议，联系交流、入户走访制度是否落实到位，有没有未满十六周岁单独生活的问题。'

test('the plan lets the community accept, the law the township: both stand beside each other, the law that is in force that month', () => {
  expect(wordingsOf(accepts, '2026-10').map(({ plan, law, article }) => [plan, law, article])).toEqual([
    ['社区是否受理', '社会救助法', '第五条'],
    ['社区是否受理', '最低生活保障审核确认办法', '第二条'],
  ])
  expect(wordingsOf(accepts, '2023-03').map(({ law }) => law)).toEqual(['最低生活保障审核确认办法'])
})

test('what the plan leaves out is said as an omission: the limit of eight years, contact every week', () => {
  const found = wordingsOf(alone, '2026-10')
  expect(found.map(({ article, isOmission }) => [article, isOmission])).toEqual([
    ['第二十一条', true],
    ['第二十三条', true],
  ])
  expect(found[0]?.plan).toBe('有没有未满十六周岁单独生活的问题')
  expect(found[0]?.quote).toContain('未满八周岁')
})

test('a plan that writes the limit, and words that differ nowhere, have nothing beside them', () => {
  expect(wordingsOf('有没有未满八周岁无人看护、未满十六周岁单独生活的问题', '2026-10')).toEqual([])
  expect(wordingsOf('特困供养人员是否每月进行走访', '2026-10')).toEqual([])
})
