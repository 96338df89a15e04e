import { expect, test } from 'vitest'
import { maskWords, readWords } from './search-words.ts'

test.each([
  ['江美', 'name', '江*'],
  ['99910119850101004X', 'id', '999101********004X'],
  ['999101********0041', 'id', '999101********0041'],
  ['０041', 'id', '0041'],
  ['04x', 'name', '0**'],
  ['2026-0447', 'number', '2026-0447'],
  ['  ', 'nothing', ''],
])('%s is read as %s and kept as %s', (words, by, masked) => {
  const read = readWords(words)
  expect([read.by, maskWords(read)]).toEqual([by, masked])
})

test('the front of an id number is no search for ids', () => {
  expect(readWords('99910119850101').by).toBe('name')
})
