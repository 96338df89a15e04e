import { isSqlNode, type SqlNode, type SqlValue } from '../../platform/engine/sql-tree.ts'
import { isNull, textOf } from './sql-parts.ts'

/** What keeps a key a key. */
const keeping = /^(coalesce|\|\||min|max|min_by|max_by|any_value|lead|lag|greatest|least|nullif)$/
export const linkName = /_key$|_head$|^(card_no|account|household_no|circle)$/

export interface Column {
  /** Columns of lists that it comes from; null: it links nothing. */
  from: ReadonlySet<string> | null
  /** Null only in rows that are always there. */
  isSolid: boolean
  /** Always a date that stands in a list. */
  isDate: boolean
  /** Always the name that a list of ours or one of deaths gives to whom the row is about. */
  isName: boolean
}

/** Rows are what they are over everything only where one of these columns is known. */
export interface Unsure {
  columns: readonly string[]
  why: string
}

export interface Relation {
  /** Holds rows that a run over a part lacks. */
  isParted: boolean
  /** Everybody in it is in every part. */
  isWhole?: boolean
  columns: ReadonlyMap<string, Column>
  unsure?: readonly Unsure[]
}

export interface Source {
  alias: string
  table: string | null
  relation: Relation
}

export interface Scope {
  tables: ReadonlyMap<string, Relation>
  /** Of the select around this one. */
  outer: { sources: readonly Source[]; scope: Scope } | null
}

export const nothing: Column = { from: null, isSolid: false, isDate: false, isName: false }

export const isSolidKey = (column: Column): boolean => column.from !== null && column.from.size > 0 && column.isSolid

/** The column that an expression is, with the source it stands in; undefined where it is none. */
export function resolve(node: SqlNode, sources: readonly Source[], scope: Scope): { alias: string; column: Column; isOwn: boolean } | undefined {
  if (node['type'] === 'OPERATOR_COALESCE') {
    const parts = (node['children'] as SqlNode[]).map((each) => resolve(each, sources, scope))
    const [first] = parts
    // The number, and the name of whom no number is known: a row without one meets only others, which are always there.
    if (first && isSolidKey(first.column) && parts.slice(1).every((part) => part?.alias === first.alias && !part.column.from)) return first
    if (!first || parts.some((part) => part?.alias !== first.alias || part.isOwn !== first.isOwn || !part.column.from)) return undefined
    return { ...first, column: { from: new Set(parts.flatMap((part) => [...part!.column.from!])), isSolid: false, isDate: false, isName: false } }
  }
  if (node['class'] === 'CAST') return resolve(node['child'] as SqlNode, sources, scope)
  if (node['class'] !== 'COLUMN_REF') return undefined
  const names = node['column_names'] as string[]
  const name = names.at(-1)!
  const [alias] = names.length > 1 ? names : []
  for (let [at, from]: [number, Scope['outer']] = [0, { sources, scope }]; from !== null; at++, from = from.scope.outer) {
    const source = from.sources.find((each) => (alias === undefined ? each.relation.columns.has(name) : each.alias === alias))
    if (source) return { alias: source.alias, column: source.relation.columns.get(name) ?? nothing, isOwn: at === 0 }
  }
  return undefined
}

/** The source of `plain_name(<source>.name)`. */
export function nameOf(node: SqlNode, sources: readonly Source[], scope: Scope): { alias: string; isOwn: boolean } | undefined {
  const [child] = (node['children'] ?? []) as SqlNode[]
  if (node['class'] !== 'FUNCTION' || node['function_name'] !== 'plain_name' || !child) return undefined
  const found = resolve(child, sources, scope)
  return found?.column.isName ? found : undefined
}

/** The key that rows are gathered by, where it is a column of this select. */
export function keyOf(node: SqlNode, { sources, scope }: { sources: readonly Source[]; scope: Scope }): Column {
  const found = resolve(node, sources, scope)
  return found?.isOwn ? found.column : nothing
}

/** What a selected expression keeps of the columns it is made of. */
function valueOf(item: SqlNode, at: { name: string; sources: readonly Source[]; scope: Scope }): Column {
  if (item['class'] === 'COLUMN_REF') return resolve(item, at.sources, at.scope)?.column ?? nothing
  if (isNull(item)) return { from: new Set(), isSolid: false, isDate: true, isName: false }
  const refs: Column[] = []
  let keeps = true
  const visit = (value: SqlValue | undefined): void => {
    if (Array.isArray(value)) for (const each of value) visit(each)
    if (!isSqlNode(value) || value['class'] === 'SUBQUERY') return
    if (value['class'] === 'COLUMN_REF') refs.push(resolve(value, at.sources, at.scope)?.column ?? nothing)
    if (value['class'] === 'FUNCTION' && !keeping.test(textOf(value['function_name']))) keeps = false
    for (const child of Object.values(value)) visit(child)
  }
  visit(item)
  const linked = refs.filter((column) => column.from !== null)
  const isPlain =
    item['type'] === 'OPERATOR_COALESCE' || (item['class'] === 'FUNCTION' && /^(min|max)$/.test(textOf(item['function_name']))) || item['class'] === 'CAST'
  return {
    from: keeps && linked.length > 0 && (linkName.test(at.name) || refs.length === 1) ? new Set(linked.flatMap((column) => [...column.from!])) : null,
    // A household or a circle has a key whatever its rows lack.
    isSolid: at.name === 'household_key' || at.name === 'circle',
    isDate: isPlain && refs.length > 0 && refs.every((column) => column.isDate),
    isName: false,
  }
}

/** The columns of a select with where they come from. */
export function outputs(node: SqlNode, { sources, scope, names }: { sources: readonly Source[]; scope: Scope; names: readonly string[] }): Map<string, Column> {
  const columns = new Map<string, Column>()
  for (const [at, item] of (node['select_list'] as SqlNode[]).entries()) {
    if (item['class'] === 'STAR') {
      const of = textOf(item['relation_name'])
      for (const source of sources) if (of === '' || of === source.alias) for (const [name, column] of source.relation.columns) columns.set(name, column)
      continue
    }
    const own = names[columns.size] ?? (item['class'] === 'COLUMN_REF' ? (item['column_names'] as string[]).at(-1)! : `column${at}`)
    const name = item['alias'] ? textOf(item['alias']) : own
    columns.set(name, valueOf(item, { name, sources, scope }))
  }
  return columns
}
