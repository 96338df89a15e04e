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
