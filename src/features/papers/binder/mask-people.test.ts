import { expect, test } from 'vitest'
import { maskName, maskText } from './mask-people.ts'

test('a name keeps its first and last letter, a short one its first, a child only the family name', () => {
  expect([maskName('张三'), maskName('王小明'), maskName('欧阳春花'), maskName('李小宝', true)]).toEqual(['张*', '王*明', '欧**花', '李某（未成年人）'])
})

test('names and id numbers inside a sentence are masked, longer names first', () => {
  const people = [
    { name: '王小', isChild: false },
    { name: '王小明', isChild: true },
  ]
  expect(maskText('王小明（999101201501010013）与王小同户', people)).toBe('王某（未成年人）（999101********0013）与王*同户')
})
