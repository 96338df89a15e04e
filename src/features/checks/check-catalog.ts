import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import { parseYaml, takeShape } from '../../platform/files/read-yaml.ts'
import { Problem } from '../../platform/problems.ts'
import { type CheckDefinition, parseCheck } from './check-definition.ts'
import { type NationalStandard, nationalShape, type ParameterDefinition, parameterListShape } from './standards.ts'

export interface FactDefinition {
  fact: string
  sql: string
  /** Ledgers whose relations the text reads. */
  ledgers: readonly string[]
  /** Other facts that it reads. */
  facts: readonly string[]
}

/** A check whose files cannot be read: `why` names the file and the place. */
export interface BrokenCheck {
  check: string
  why: string
}

export interface CheckCatalog {
  checks: readonly CheckDefinition[]
  broken: readonly BrokenCheck[]
  /** In an order in which each fact comes after those it reads. */
  facts: readonly FactDefinition[]
  /** Numbers that stand in a text on the shelf. */
  national: readonly NationalStandard[]
  parameters: readonly ParameterDefinition[]
  /** sha256 of all texts: part of a run's identity. */
  hash: string
  /** The texts themselves by their place in the folder, kept beside a run so that it can be replayed. */
  texts: ReadonlyMap<string, string>
}

/**
 * Reads facts, checks and standards of one or several catalogue folders; a later folder (a town's overlay)
 * replaces files of the same name. A check whose files are broken is only that. Errors: `unreadable_file` for any other file.
 */
export function loadCheckCatalog(...folders: readonly string[]): CheckCatalog {
  const texts = new Map<string, string>()
  for (const folder of folders) {
    for (const file of listFiles(folder)) texts.set(file, readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n'))
  }
  return readCheckCatalog(texts)
}

/** Reads the catalogue from its texts. Errors: `unreadable_file` for a file that is not one check's. */
export function readCheckCatalog(texts: ReadonlyMap<string, string>): CheckCatalog {
  const hash = createHash('sha256')
  for (const [file, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${file}\0${text}\0`)

  const factTexts = new Map<string, string>()
  const checks = new Map<string, CheckDefinition>()
  const broken: BrokenCheck[] = []
  for (const [file, text] of texts) {
    const parts = file.split('/')
    if (parts[0] === 'facts' && file.endsWith('.sql')) factTexts.set(basename(file, '.sql'), text)
    if (parts[0] === 'checks' && file.endsWith('.yml')) {
      const [subject, check] = [parts[1]!, basename(file, '.yml')]
      const sql = texts.get(`checks/${subject}/${check}.sql`)
      try {
        if (sql === undefined) throw new Problem('unreadable_file', `catalog/${file} 旁边没有同名的 .sql。`)
        const twin = checks.get(check)
        if (twin) throw new Problem('unreadable_file', `catalog/${file} 和 checks/${twin.subject} 里的核查同名，没有读它。`)
        checks.set(check, parseCheck({ subject, check }, text, sql))
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        broken.push({ check, why: error.detail })
      }
    }
  }
  return {
    checks: [...checks.values()].sort((a, b) => (a.check < b.check ? -1 : 1)),
    broken,
    facts: orderFacts(factTexts),
    national: takeStandards(texts, 'national', nationalShape),
    parameters: takeStandards(texts, 'parameters', parameterListShape),
    hash: hash.digest('hex'),
    texts,
  }
}

function takeStandards<T extends z.ZodType>(texts: ReadonlyMap<string, string>, name: string, shape: T): z.output<T> {
  const place = `catalog/standards/${name}.yml`
  return takeShape(place, parseYaml(place, texts.get(`standards/${name}.yml`) ?? '[]'), shape)
}

function listFiles(folder: string): string[] {
  const found: string[] = []
  for (const room of ['facts', 'checks', 'standards']) {
    if (!existsSync(join(folder, room))) continue
    for (const file of readdirSync(join(folder, room), { recursive: true, encoding: 'utf8' })) {
      if (/\.(sql|yml)$/.test(file)) found.push(`${room}/${file.replaceAll('\\', '/')}`)
    }
  }
  return found
}

function orderFacts(texts: ReadonlyMap<string, string>): FactDefinition[] {
  const definitions = new Map<string, FactDefinition>()
  for (const [fact, text] of texts) {
    const bare = text.replaceAll(/--.*$/gm, '')
    const words = new Set(bare.match(/[a-z_][a-z0-9_]*/g) ?? [])
    const read = new Set((bare.match(/\b(?:from|join)\s+([a-z_][a-z0-9_]*)/g) ?? []).map((each) => each.split(/\s+/)[1]!))
    definitions.set(fact, {
      fact,
      sql: text.trim().replace(/;$/, ''),
      ledgers: [...words]
        .filter((word) => word.startsWith('ledger_'))
        .map((word) => word.slice('ledger_'.length))
        .sort(),
      facts: [...read].filter((word) => word !== fact && texts.has(word)).sort(),
    })
  }
  const ordered: FactDefinition[] = []
  const visit = (definition: FactDefinition, path: readonly string[]): void => {
    if (ordered.includes(definition)) return
    if (path.includes(definition.fact))
      throw new Problem('unreadable_file', `catalog/facts 里的事实互相引用成了一圈：${[...path, definition.fact].join(' → ')}。`)
    for (const each of definition.facts) visit(definitions.get(each)!, [...path, definition.fact])
    ordered.push(definition)
  }
  for (const definition of [...definitions.values()].sort((a, b) => (a.fact < b.fact ? -1 : 1))) visit(definition, [])
  return ordered
}

/** All ledgers behind a fact, also through other facts. */
export function ledgersOf(catalog: Pick<CheckCatalog, 'facts'>, fact: string): string[] {
  const definition = catalog.facts.find((each) => each.fact === fact)
  if (!definition) return []
  return [...new Set([...definition.ledgers, ...definition.facts.flatMap((each) => ledgersOf(catalog, each))])].sort()
}
