import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleared, filterSentence, filterWords, readFilters, writeFilter, type Filter } from './filters.ts'
import { changeQuery } from './url-query.ts'

const state: Filter = {
  key: 'state',
  title: '状态',
  kind: 'choice',
  options: [
    { value: 'new', title: '未分派' },
    { value: 'checking', title: '核查中' },
  ],
}
const since: Filter = { key: 'since', title: '发现', kind: 'from' }
const words: Filter = { key: 'words', title: '词', kind: 'text' }
const filters = [state, since, words]

describe('filters in the address', () => {
  test('what was written is read again, whatever the words', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (text) => {
        const search = writeFilter('open=1', words, [text])
        expect(readFilters(search, filters)).toEqual({ words: [text] })
      }),
    )
  })

  test('several choices are repeated names, in the order in which they were chosen', () => {
    expect(writeFilter('', state, ['checking', 'new'])).toBe('state=checking&state=new')
    expect(readFilters('?state=checking&state=new', filters)).toEqual({ state: ['checking', 'new'] })
  })

  test('a value that the list does not offer is ignored, as is a name that is no filter', () => {
    expect(readFilters('state=hacked&state=new&colour=red', filters)).toEqual({ state: ['new'] })
  })

  test('a filter with one value takes the first of many', () => {
    expect(readFilters('since=2026-10-08&since=2026-10-09', filters)).toEqual({ since: ['2026-10-08'] })
  })

  test('clearing takes all filters out and leaves sorting and the open row', () => {
    expect(changeQuery('state=new&since=2026-10-08&sort=-due&open=7', cleared(filters))).toBe('sort=-due&open=7')
  })

  test('a chip speaks in words, not in codes', () => {
    expect(filterWords(state, ['new', 'checking'])).toBe('未分派、核查中')
    expect(filterWords(since, ['2026-10-08'])).toBe('2026-10-08 起')
  })

  test('print and export say what was filtered, or that nothing was', () => {
    expect(filterSentence(filters, readFilters('state=new&since=2026-10-08', filters))).toBe('状态：未分派；发现：2026-10-08 起')
    expect(filterSentence(filters, {})).toBe('没有筛选')
  })
})
