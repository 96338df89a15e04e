import { isSqlNode, type SqlNode, type SqlParser, type SqlValue } from '../../platform/engine/sql-tree.ts'

/** A check's text with one thing changed. */
export interface Mutant {
  /** `<part>: <change>`, where the part is the name in `with`, or `main`: stable as long as the place is. */
  change: string
  sql: string
}

interface Site {
  part: string
  verb: string
  /** What the change shows of the text. */
  shown: SqlNode
  /** Keys from the root of the tree to what is replaced. */
  path: readonly (string | number)[]
  replacement: SqlValue
}

const neighbours: Readonly<Record<string, { type: string; verb: string }>> = {
  COMPARE_LESSTHAN: { type: 'COMPARE_LESSTHANOREQUALTO', verb: '< becomes <=' },
  COMPARE_LESSTHANOREQUALTO: { type: 'COMPARE_LESSTHAN', verb: '<= becomes <' },
  COMPARE_GREATERTHAN: { type: 'COMPARE_GREATERTHANOREQUALTO', verb: '> becomes >=' },
  COMPARE_GREATERTHANOREQUALTO: { type: 'COMPARE_GREATERTHAN', verb: '>= becomes >' },
}

/**
 * All small mistakes that a writer of the text could have made: each condition dropped (of `where`, `having`, `filter`,
 * of a join, of an `and` anywhere), each `exists` gone, each bound moved by one (`<` ↔ `<=`, the ends of `between`).
 */
export async function mutantsOf(parser: SqlParser, sql: string): Promise<Mutant[]> {
  const tree = await parser.parse(sql)
  const [yes, no] = await Promise.all([constantOf(parser, 'true'), constantOf(parser, 'false')])
  const sites: Site[] = []
  findSites(tree, { part: 'main', path: [], inOr: false, isCondition: false }, { sites, yes, no })
  const seen = new Map<string, number>()
  const mutants: Mutant[] = []
  for (const site of sites) {
    const label = `${site.part}: ${site.verb} ${brief(await parser.writeExpression(site.shown))}`
    const count = (seen.get(label) ?? 0) + 1
    seen.set(label, count)
    mutants.push({ change: count === 1 ? label : `${label} #${count}`, sql: await parser.write(replaced(tree, site.path, site.replacement) as SqlNode) })
  }
  return mutants
}

async function constantOf(parser: SqlParser, word: string): Promise<SqlNode> {
  const tree = await parser.parse(`select ${word}`)
  return ((tree['statements'] as SqlNode[])[0]!['node'] as SqlNode & { select_list: SqlNode[] }).select_list[0]!
}

interface Found {
  sites: Site[]
  yes: SqlNode
  no: SqlNode
}

interface Place {
  part: string
  path: readonly (string | number)[]
  /** Inside an `or` a missing exists is false, elsewhere it is true. */
  inOr: boolean
  /** A condition that is dropped as a whole, or what is under its `not`. */
  isCondition: boolean
}

function findSites(value: SqlValue, place: Place, found: Found): void {
  if (Array.isArray(value)) {
    for (const [at, each] of value.entries()) findSites(each, { ...place, path: [...place.path, at] }, found)
    return
  }
  if (!isSqlNode(value)) return
  const { sites, yes, no } = found
  const add = (site: Omit<Site, 'part'>): void => void sites.push({ part: place.part, ...site })
  const { path } = place
  for (const key of ['where_clause', 'having', 'filter', 'condition']) {
    const condition = value[key]
    // The conditions of an `and` are dropped one by one, below.
    if (isSqlNode(condition) && condition['type'] !== 'CONJUNCTION_AND' && (key !== 'condition' || value['type'] === 'JOIN'))
      add({ verb: 'drop', shown: condition, path: [...path, key], replacement: key === 'condition' ? yes : null })
  }
  if (value['type'] === 'CONJUNCTION_AND') {
    const children = value['children'] as SqlNode[]
    for (const [at, child] of children.entries()) {
      const rest = children.filter((_, other) => other !== at)
      add({ verb: 'drop', shown: child, path, replacement: rest.length === 1 ? rest[0]! : { ...value, children: rest } })
    }
  }
  if (value['class'] === 'SUBQUERY' && value['subquery_type'] === 'EXISTS' && !place.isCondition)
    add({ verb: 'drop', shown: value, path, replacement: place.inOr ? no : yes })
  const neighbour = typeof value['type'] === 'string' ? neighbours[value['type']] : undefined
  if (neighbour && value['class'] === 'COMPARISON') add({ verb: neighbour.verb, shown: value, path, replacement: { ...value, type: neighbour.type } })
  if (value['class'] === 'BETWEEN')
    for (const bound of ['lower', 'upper'] as const)
      add({ verb: `without the ${bound} bound itself`, shown: value, path, replacement: withoutBound(value, bound) })
  for (const [key, each] of Object.entries(value)) {
    if (key === 'cte_map') {
      const parts = ((each as SqlNode)['map'] ?? []) as { key: string; value: SqlNode }[]
      for (const [at, part] of parts.entries())
        findSites(part.value, { part: part.key, path: [...path, key, 'map', at, 'value'], inOr: false, isCondition: false }, found)
    } else findSites(each, { ...place, path: [...path, key], inOr: inOrBelow(value, key, place.inOr), isCondition: isConditionBelow(value, key, place) }, found)
  }
}

function isConditionBelow(node: SqlNode, key: string, place: Place): boolean {
  if (key === 'children') return node['type'] === 'CONJUNCTION_AND' || (node['type'] === 'OPERATOR_NOT' && place.isCondition)
  return ['where_clause', 'having', 'filter'].includes(key) || (key === 'condition' && node['type'] === 'JOIN')
}

function inOrBelow(node: SqlNode, key: string, inOr: boolean): boolean {
  if (key !== 'children') return false
  if (node['type'] === 'CONJUNCTION_OR') return true
  // `not exists` in an `or`: dropping it makes the whole `not` false.
  return node['type'] === 'OPERATOR_NOT' ? !inOr : false
}

function withoutBound(between: SqlNode, bound: 'lower' | 'upper'): SqlNode {
  const compare = (type: string, right: SqlValue): SqlNode => ({
    class: 'COMPARISON',
    type,
    alias: '',
    query_location: between['query_location'] ?? 0,
    left: between['input']!,
    right,
  })
  return {
    class: 'CONJUNCTION',
    type: 'CONJUNCTION_AND',
    alias: '',
    query_location: between['query_location'] ?? 0,
    children: [
      compare(bound === 'lower' ? 'COMPARE_GREATERTHAN' : 'COMPARE_GREATERTHANOREQUALTO', between['lower']!),
      compare(bound === 'upper' ? 'COMPARE_LESSTHAN' : 'COMPARE_LESSTHANOREQUALTO', between['upper']!),
    ],
  }
}

function replaced(value: SqlValue, path: readonly (string | number)[], replacement: SqlValue): SqlValue {
  const [step, ...rest] = path
  // A column keeps its name.
  if (step === undefined)
    return isSqlNode(replacement) && isSqlNode(value) && value['alias'] !== undefined ? { ...replacement, alias: value['alias'] } : replacement
  if (Array.isArray(value)) return value.map((each, at) => (at === step ? replaced(each, rest, replacement) : each))
  if (!isSqlNode(value)) throw new Error('no such place in the tree')
  return { ...value, [step]: replaced(value[step]!, rest, replacement) }
}

/** One line, and of a long condition its beginning and end. */
function brief(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length <= 160 ? line : `${line.slice(0, 110)} … ${line.slice(-45)}`
}
