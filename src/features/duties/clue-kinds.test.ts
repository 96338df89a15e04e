import { expect, test } from 'vitest'
import { kindOfEvent } from './clue-kinds.ts'

test.each([
  ['9 月 12 日车祸，自付 4.3 万元', 'accident'],
  ['胃癌住院，个人自付 61,200 元', 'illness'],
  ['夜里失火，两间房烧毁', 'disaster'],
  ['孩子一个人在家，父母都在外', 'child'],
  ['邻居反映老人常被殴打', 'abuse'],
  ['说去社区申请，社区不受理', 'refused'],
  ['今年收成不好', 'hardship'],
])('“%s” is about %s', (event, kind) => {
  expect(kindOfEvent(event)).toBe(kind)
})
