import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readManifest } from './manifest.ts'

const folder = mkdtempSync(join(tmpdir(), 'doudi-manifest-'))

function manifestOf(...entries: unknown[]): string {
  const path = join(folder, 'manifest.json')
  writeFileSync(path, JSON.stringify(entries))
  return path
}

test('covers may name months, communities, or both', () => {
  const covers = [{ from: '2026-01', to: '2026-10' }, { divisions: ['青柳社区'] }, { from: '2026-10', to: '2026-10', divisions: ['青柳社区'] }]
  const read = readManifest(manifestOf(...covers.map((each, at) => ({ file: `${at}.xlsx`, covers: each }))))
  expect([...read]).toEqual(covers.map((each, at) => [join(folder, `${at}.xlsx`), { covers: each }]))
})

test.each([
  [{ covers: { from: '2026-01' } }, '第 2 条（文件“名册.xlsx”）的 covers 不对：月份要有头有尾，请把 from 和 to 都写上，如 {"from":"2026-01","to":"2026-10"}'],
  [{ covers: {} }, '第 2 条（文件“名册.xlsx”）的 covers 不对：请写月份 from、to，或社区 divisions，或者整个不写'],
  [{ covers: { from: '2026-10', to: '2026-01' } }, '第 2 条（文件“名册.xlsx”）的 covers 不对：from 在 to 之后，请把两个月份对调'],
  [{ covers: { divisions: '青柳' } }, '第 2 条（文件“名册.xlsx”）的 covers.divisions 不对：要写成列表，如 ["…"]'],
  [{ covers: { from: '10月', to: '10月' } }, '第 2 条（文件“名册.xlsx”）的 covers.from 不对：月份要写成 2026-10'],
  [{ authority: { giver: '县民政局', basis: '函', purpose: '', until: '2027-04-30' } }, '第 2 条（文件“名册.xlsx”）的 authority.purpose 不对：不能空着'],
  [{ file: undefined }, '第 2 条的 file 不对：没有写'],
])('%j is refused in words that say which file and what to write', (entry, said) => {
  expect(() => readManifest(manifestOf({ file: '好.xlsx' }, { file: '名册.xlsx', ...entry }))).toThrow(`清单“manifest.json”${said}。什么都没有导入，改好再来。`)
})

test('a manifest that is no list, is cut short or absent is refused in words', () => {
  const path = manifestOf()
  writeFileSync(path, '{"file": "名册.xlsx"}')
  expect(() => readManifest(path)).toThrow('清单“manifest.json”要写成列表')
  writeFileSync(path, '[{"file": "名册.xlsx"')
  expect(() => readManifest(path)).toThrow('清单“manifest.json”不是完整的 JSON')
  expect(() => readManifest(join(folder, 'absent.json'))).toThrow('没有找到清单')
})
