import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DataFolder } from '../../platform/data-folder.ts'
import type { Basis } from './check-definition.ts'
import { articleText, baseArticle, type LawHashes } from './law-articles.ts'
import { checkCatalog } from './present-catalog.ts'

export interface LawArticle {
  law: string
  article: string
  rules: { rule: string; from: string; to: string | null; supersededBy: string | null; checks: string[] }[]
  hash: string | null
  text: { file: string; text: string; isSame: boolean } | null
}

const hashFile = fileURLToPath(new URL('../../../catalog/standards/law-hashes.json', import.meta.url))
let hashes: LawHashes | undefined

/**
 * What we hold of a cited article: our one-line rules with their validity, the hash of its text, and the text itself where the
 * town has laid the law (`NAME….md` or `.txt`) into the folder `law` of its data folder. The program brings no law texts along.
 */
export function readLawArticle({ law, article }: { law: string; article: string }, folder: Pick<DataFolder, 'root'>): LawArticle {
  hashes ??= JSON.parse(readFileSync(hashFile, 'utf8')) as LawHashes
  const hash = hashes[law]?.[baseArticle(article)] ?? null
  return { law, article, rules: rulesOn(law, article), hash, text: textOf({ law, article: baseArticle(article) }, { folder: join(folder.root, 'law'), hash }) }
}

function rulesOn(law: string, article: string): LawArticle['rules'] {
  const found = new Map<string, LawArticle['rules'][number]>()
  const { checks, national } = checkCatalog()
  const cited: (Pick<Basis, 'law' | 'article' | 'rule' | 'from' | 'to'> & { superseded_by: string | null; title: string })[] = [
    ...checks.flatMap((check) => check.basis.map((basis) => ({ ...basis, superseded_by: basis.superseded_by ?? null, title: check.title }))),
    ...national.map((row) => ({ ...row, superseded_by: null, title: '' })),
  ]
  for (const each of cited) {
    if (each.law !== law || (!each.article.split('、').includes(article) && each.article !== article)) continue
    const key = `${each.rule} ${each.from} ${each.to ?? ''}`
    const known: LawArticle['rules'][number] = found.get(key) ?? { rule: each.rule, from: each.from, to: each.to, supersededBy: each.superseded_by, checks: [] }
    if (each.title !== '' && !known.checks.includes(each.title)) known.checks.push(each.title)
    found.set(key, known)
  }
  return [...found.values()].toSorted((a, b) => (a.from < b.from ? -1 : 1))
}

function textOf({ law, article }: { law: string; article: string }, { folder, hash }: { folder: string; hash: string | null }): LawArticle['text'] {
  if (!existsSync(folder)) return null
  const file = readdirSync(folder).find((each) => /\.(md|txt)$/i.test(each) && each.split(/[(（.]/)[0] === law)
  if (file === undefined) return null
  const text = articleText(readFileSync(join(folder, file), 'utf8'), article)?.trim()
  if (text === undefined) return null
  return { file, text, isSame: createHash('sha256').update(text.replaceAll(/\s/g, '')).digest('hex') === hash }
}
