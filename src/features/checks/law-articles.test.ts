import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadCheckCatalog } from './check-catalog.ts'
import { articleText, citedRules, hashCitedRules, lawHashFile, type LawHashes } from './law-articles.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const lawFolder = join(root, '..', 'shared', 'law')
const cited = citedRules(loadCheckCatalog(join(root, 'catalog')))
const known = JSON.parse(readFileSync(join(root, lawHashFile), 'utf8')) as LawHashes
const spell = ({ law, article }: { law: string; article: string }): string => `${law} ${article}`

test('every cited rule has its article and the hash of its text in the repository, and nothing else has (npm run law-hashes)', () => {
  const held = Object.entries(known).flatMap(([law, articles]) => Object.keys(articles).map((article) => ({ law, article })))
  expect(held.map(spell).toSorted()).toEqual(cited.map(spell).toSorted())
  for (const { law, article } of cited) expect(known[law]?.[article], `${law} ${article}`).toMatch(/^[0-9a-f]{64}$/)
  // Two articles with one hash would mean that a text was cut wrongly.
  const all = Object.values(known).flatMap((articles) => Object.values(articles))
  expect(new Set(all).size).toBe(all.length)
})

test.skipIf(!existsSync(lawFolder))('every cited article stands in the text on the shelf, word for word as it was when it was cited', () => {
  const { hashes, missing } = hashCitedRules(lawFolder, cited)
  expect(missing).toEqual([])
  expect(hashes).toEqual(known)
})

const law = '# 某办法\n\n## 第一章 总则\n\n第一条 为了甲。\n\n第二条 甲应当乙：\n（一）丙；\n（二）丁。\n\n## 第二章 附则\n\n**第十二条** 戊。\n'
const notice = '# 某通知\n\n各单位：\n\n## 一、总的要求\n\n前言。\n（一）甲。甲之二。\n续。\n（二）乙。\n\n## 二、其他\n\n（一）丙。\n'

test.each([
  ['第一条', '第一条 为了甲。'],
  ['第二条', '第二条 甲应当乙：\n（一）丙；\n（二）丁。'],
  ['第十二条', '第十二条 戊。'],
])('%s reaches to the next article or heading', (article, expected) => {
  expect(articleText(law, article)?.trim()).toBe(expected)
})

test.each([
  ['一（一）', '（一）甲。甲之二。\n续。'],
  ['一（二）', '（二）乙。'],
  ['二（一）', '（一）丙。'],
])('item %s is cut out of its section', (article, expected) => {
  expect(articleText(notice, article)?.trim()).toBe(expected)
})

test('what does not stand there is nothing', () => {
  expect(articleText(law, '第三条')).toBeNull()
  expect(articleText(law, '第十条')).toBeNull()
  expect(articleText(notice, '三')).toBeNull()
  expect(articleText(notice, '二（二）')).toBeNull()
  expect(articleText(law, '引句')).toBeNull()
  expect(articleText('来源。\n\n甲:「乙」\n……\n丙:「丁」\n', '引句')).toBe('「乙」\n「丁」')
})

test('a paragraph of an article is cited by its article, several articles one by one', () => {
  const basis = { law: '某办法', from: '2020-01', to: null, rule: 'x' }
  expect(citedRules({ checks: [{ basis: [{ ...basis, article: '第八条第一款、第三条' }] }] as never, national: [] })).toEqual([
    { law: '某办法', article: '第三条' },
    { law: '某办法', article: '第八条' },
  ])
})
