import { isSqlNode, type SqlNode, type SqlValue } from '../../platform/engine/sql-tree.ts'

const aggregates = /^(count|count_star|sum|min|max|min_by|max_by|bool_or|bool_and|any_value|string_agg|avg|first|last|list)$/

/** Which sources belong together. */
export class Meeting {
  private readonly group: Map<string, string>

  constructor(names: readonly string[]) {
    this.group = new Map(['', ...names].map((name) => [name, name]))
  }

  join(a: string, b: string): void {
    const [from, to] = [this.group.get(a), this.group.get(b)]
    for (const [name, group] of this.group) if (group === from) this.group.set(name, to!)
  }

  are(a: string, b: string): boolean {
    return this.group.get(a) === this.group.get(b)
  }
}

export function conjuncts(node: SqlNode): SqlNode[] {
  return node['type'] === 'CONJUNCTION_AND' ? (node['children'] as SqlNode[]).flatMap(conjuncts) : [node]
}

/** More ways than these are not told apart. */
const mostWays = 64

/** Each way in which a condition may hold, as conditions that then hold together; of one that has too many nothing is known. */
export function waysOf(node: SqlNode): SqlNode[][] {
  const children = (node['children'] ?? []) as SqlNode[]
  const isNullOf = (child: SqlNode): SqlNode => ({ ...node, type: 'OPERATOR_IS_NULL', children: [child] })
  if (node['type'] === 'CONJUNCTION_OR') return children.flatMap(waysOf)
  if (node['type'] === 'CONJUNCTION_AND') {
    const parts = children.map(waysOf)
    if (parts.reduce((count, part) => count * part.length, 1) > mostWays) return [[]]
    return parts.reduce<SqlNode[][]>((all, part) => all.flatMap((way) => part.map((each) => [...way, ...each])), [[]])
  }
  if (node['type'] === 'OPERATOR_IS_NULL' && children[0]!['type'] === 'OPERATOR_COALESCE') return [(children[0]!['children'] as SqlNode[]).map(isNullOf)]
  // One of two is missing.
  if (node['type'] === 'COMPARE_NOTEQUAL') {
    const sides = [node['left'] as SqlNode, node['right'] as SqlNode]
    if (sides.every((side) => side['type'] === 'OPERATOR_IS_NULL')) return sides.map((side) => [side])
  }
  return [[node]]
}

export function isNull(node: SqlNode): boolean {
  if (node['class'] === 'CAST') return isNull(node['child'] as SqlNode)
  return node['class'] === 'CONSTANT' && (node['value'] as SqlNode)['is_null'] === true
}

export function wordsIn(value: SqlValue | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn)
  if (!isSqlNode(value) || value['class'] !== 'CONSTANT') return []
  return [textOf((value['value'] as SqlNode)['value'])]
}

export function hasAggregate(value: SqlValue): boolean {
  if (Array.isArray(value)) return value.some(hasAggregate)
  if (!isSqlNode(value) || value['class'] === 'SUBQUERY' || value['class'] === 'WINDOW') return false
  return (value['class'] === 'FUNCTION' && aggregates.test(textOf(value['function_name']))) || Object.values(value).some(hasAggregate)
}

export function textOf(value: SqlValue | undefined): string {
  return typeof value === 'string' ? value : ''
}
