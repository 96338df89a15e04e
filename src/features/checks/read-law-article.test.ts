import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readLawArticle } from './read-law-article.ts'

const root = mkdtempSync(join(tmpdir(), 'doudi-law-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const cited = { law: '最低生活保障审核审批办法', article: '第十七条' }

test('a cited article tells our rules with their months, what replaced them, which checks use them, and its hash, but no text that is not at hand', () => {
  const found = readLawArticle(cited, { root })
  expect(found.text).toBeNull()
  expect(found.hash).toMatch(/^[0-9a-f]{64}$/)
  expect(found.rules.find((rule) => rule.rule.includes('机动车辆'))).toMatchObject({
    from: '2012-12',
    to: '2021-06',
    supersededBy: '最低生活保障审核确认办法',
    checks: [expect.stringContaining('车') as string],
  })
})

test('the text stands there once the town laid the law into its folder, and says when it is another than was cited', () => {
  mkdirSync(join(root, 'law'))
  writeFileSync(join(root, 'law', `${cited.law}(某版).md`), '# 某版\n\n第十六条 甲。\n\n第十七条 乙丙丁。\n\n第十八条 戊。\n')
  expect(readLawArticle(cited, { root }).text).toEqual({ file: `${cited.law}(某版).md`, text: '第十七条 乙丙丁。', isSame: false })
  expect(readLawArticle({ ...cited, article: '第九十九条' }, { root }).text).toBeNull()
})

test('a standard of the town and an unknown law have neither rules nor a hash; nothing outside the folder is opened', () => {
  expect(readLawArticle({ law: '青禾镇低保工作细则', article: '第三条' }, { root })).toMatchObject({ rules: [], hash: null, text: null })
  writeFileSync(join(root, 'secret.md'), '第一条 秘密')
  expect(readLawArticle({ law: '../secret', article: '第一条' }, { root }).text).toBeNull()
})
