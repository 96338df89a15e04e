import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CheckCatalog } from './check-catalog.ts'

/** Where the repository keeps what it knows of the law texts; the texts themselves are not part of it. */
export const lawHashFile = join('catalog', 'standards', 'law-hashes.json')

/** Law → article → sha256 of the article's text without spaces and marks. */
export type LawHashes = Record<string, Record<string, string>>

/** Every rule that a check or a national standard cites, one article each: `第二条、第三条` are two. */
export function citedRules(catalog: Pick<CheckCatalog, 'checks' | 'national'>): { law: string; article: string }[] {
  const cited = [...catalog.checks.flatMap((check) => check.basis), ...catalog.national].flatMap(({ law, article }) =>
    article.split('、').map((part) => ({ law, article: baseArticle(part) })),
  )
  return [...new Map(cited.map((each) => [`${each.law} ${each.article}`, each])).values()].toSorted(
    (a, b) => order(a.law, b.law) || order(a.article, b.article),
  )
}

/** `第八条第一款` stands in 第八条: an article is hashed as a whole. */
export function baseArticle(article: string): string {
  return /^第[一二三四五六七八九十百]+条(之[一二三四五六七八九十]+)?/.exec(article)?.[0] ?? article
}

/**
 * Reads the cited articles from a folder of law texts. What does not stand there is named in `missing` with its reason.
 */
export function hashCitedRules(folder: string, cited: readonly { law: string; article: string }[]): { hashes: LawHashes; missing: string[] } {
  const files = readdirSync(folder)
  const hashes: LawHashes = {}
  const missing: string[] = []
  for (const { law, article } of cited) {
    const file = files.find((each) => each.split(/[(（]/)[0]?.replace('.md', '') === law || each.startsWith(`${law}(`))
    if (file === undefined) {
      missing.push(`${law}: no text on the shelf`)
      continue
    }
    const text = articleText(readFileSync(join(folder, file), 'utf8'), article)
    if (text === null) missing.push(`${law} ${article}: not in ${file}`)
    else (hashes[law] ??= {})[article] = contentHash(text)
  }
  return { hashes, missing }
}

/**
 * An article's own text: `第八条` to the next article or heading, `三（一）` the item below heading 三, `一` the whole section,
 * `引句` all quotations of a fragment. Null where the text has no such place.
 */
export function articleText(text: string, article: string): string | null {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('**', '').split('\n')
  const until = (from: number, end: RegExp): string => {
    const stop = lines.findIndex((line, at) => at > from && end.test(line))
    return lines.slice(from, stop === -1 ? undefined : stop).join('\n')
  }
  if (article.startsWith('第')) {
    const at = lines.findIndex((line) => line.startsWith(article) && !/^第[^条]+条之/.test(line.slice(0, article.length + 2)))
    return at === -1 ? null : until(at, /^(#|第[一二三四五六七八九十百]+条)/)
  }
  const item = /^([一二三四五六七八九十]+)(（[一二三四五六七八九十]+）)?$/.exec(article)
  if (item) {
    const at = lines.findIndex((line) => new RegExp(`^#{1,3} ${item[1] ?? ''}、`).test(line))
    if (at === -1) return null
    const section = until(at, /^#{1,3} /)
    if (item[2] === undefined) return section
    const within = section.split('\n')
    const from = within.findIndex((line) => line.startsWith(item[2] ?? ''))
    if (from === -1) return null
    const stop = within.findIndex((line, no) => no > from && line.startsWith('（'))
    return within.slice(from, stop === -1 ? undefined : stop).join('\n')
  }
  if (article !== '引句') return null
  const quotes = text.match(/「[^」]+」/g)
  return quotes === null ? null : quotes.join('\n')
}

function contentHash(text: string): string {
  return createHash('sha256').update(text.replaceAll(/\s/g, '')).digest('hex')
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
