import { sparkPrelude } from '../../platform/engine/prelude.ts'
import { isSqlNode, type SqlNode, type SqlValue } from '../../platform/engine/sql-tree.ts'

/** Functions that DuckDB and Spark have under one name with one meaning; operators as the parser names them. */
const functions = new Set(
  [
    ['+', '-', '*', '%', '||', '~~', '!~~'],
    ['count', 'count_star', 'sum', 'min', 'max', 'min_by', 'max_by', 'bool_or', 'bool_and'],
    ['row_number', 'rank', 'dense_rank', 'lead', 'lag', 'first_value', 'last_value'],
    ['substr', 'length', 'trim', 'replace', 'lower', 'upper', 'lpad', 'year'],
    ['greatest', 'least', 'nullif', 'abs', 'round', 'floor'],
  ].flat(),
)

const words = new Set([...sparkPrelude.map((each) => /^create macro ([a-z_]+)/.exec(each)?.[1] ?? ''), 'as_of'])

const classes = new Set([
  'CONSTANT',
  'COLUMN_REF',
  'CONJUNCTION',
  'COMPARISON',
  'FUNCTION',
  'OPERATOR',
  'STAR',
  'WINDOW',
  'BETWEEN',
  'CASE',
  'SUBQUERY',
  'CAST',
])
const operators = new Set(['OPERATOR_COALESCE', 'COMPARE_IN', 'COMPARE_NOT_IN', 'OPERATOR_NOT', 'OPERATOR_IS_NULL', 'OPERATOR_IS_NOT_NULL'])
const tables = new Set(['BASE_TABLE', 'SUBQUERY', 'JOIN', 'EMPTY'])
const joins = new Set(['INNER', 'LEFT'])
const castTypes = new Set(['VARCHAR', 'BIGINT', 'INTEGER', 'DATE', 'BOOLEAN'])
const comparisons = new Set([
  'COMPARE_EQUAL',
  'COMPARE_NOTEQUAL',
  'COMPARE_LESSTHAN',
  'COMPARE_LESSTHANOREQUALTO',
  'COMPARE_GREATERTHAN',
  'COMPARE_GREATERTHANOREQUALTO',
])

/** What in a parsed text one of the engines does not have, or means in another way; nothing when both read it alike. */
export function findUnportable(tree: SqlNode): string[] {
  const found: string[] = []
  visit(tree, found)
  findFarReferences(tree, [], found)
  return [...new Set(found)]
}

function visit(value: SqlValue, found: string[]): void {
  if (Array.isArray(value)) {
    for (const each of value) visit(each, found)
    return
  }
  if (!isSqlNode(value)) return
  const [kind, type] = [word(value['class']), word(value['type'])]
  if (kind !== '') visitExpression(value, { kind, type }, found)
  else visitTable(value, type, found)
  for (const each of Object.values(value)) visit(each, found)
}

function visitExpression(node: SqlNode, { kind, type }: { kind: string; type: string }, found: string[]): void {
  const name = word(node['function_name'])
  if (!classes.has(kind)) found.push(`${kind.toLowerCase()} (${type})`)
  if (kind === 'FUNCTION' && !functions.has(name) && !words.has(name)) found.push(`function ${name}`)
  if (name === 'min_by' || name === 'max_by') findTie(node, found)
  if (kind === 'WINDOW') {
    if (!functions.has(name)) found.push(`window function ${name}`)
    if (isSqlNode(node['filter_expr']) || isSqlNode(node['filter'])) found.push('filter on a window function')
    if (type !== 'WINDOW_AGGREGATE' && !hasItems(node['orders'])) found.push(`${name} without an order`)
    if (type !== 'WINDOW_AGGREGATE' && isRowWithoutBatch(node['orders'])) found.push(`${name} by a row number without its batch`)
  }
  if (kind === 'OPERATOR' && !operators.has(type)) found.push(`operator ${type}`)
  if (kind === 'COMPARISON' && !comparisons.has(type)) found.push(`comparison ${type}`)
  if (kind === 'CAST' && isSqlNode(node['cast_type']) && !castTypes.has(word(node['cast_type']['id']))) found.push(`cast to ${word(node['cast_type']['id'])}`)
  if (kind === 'STAR' && (hasItems(node['exclude_list']) || hasItems(node['replace_list']) || hasItems(node['rename_list']))) found.push('star with exceptions')
  if (kind === 'FUNCTION' && isSqlNode(node['order_bys']) && hasItems(node['order_bys']['orders'])) found.push(`order inside ${name}`)
}

/** A row chosen by something that two rows may share is another one on each engine: the order must tell where the row stands. */
function findTie(node: SqlNode, found: string[]): void {
  const [chosen, order] = Array.isArray(node['children']) ? node['children'] : []
  if (!namesColumn(chosen, /(^|_)row$/) || speaksOfPlace(order) || namesColumn(order, /^(best_first|newest_last|turn)$/)) return
  found.push(`${word(node['function_name'])} of a row by an order with ties`)
}

/** Row numbers count within a file: two files have a row 5 each. */
function isRowWithoutBatch(orders: SqlValue | undefined): boolean {
  const keys = (Array.isArray(orders) ? orders : []).flatMap((order) => (isSqlNode(order) ? [order['expression']] : []))
  return keys.some((key) => namesColumn(key, /(^|_)row$/)) && !keys.some((key) => namesColumn(key, /(^|_)batch$/))
}

function speaksOfPlace(value: SqlValue | undefined): boolean {
  if (Array.isArray(value)) return value.some((each) => speaksOfPlace(each))
  return isSqlNode(value) && (word(value['function_name']) === 'row_place' || Object.values(value).some((each) => speaksOfPlace(each)))
}

function namesColumn(value: SqlValue | undefined, pattern: RegExp): boolean {
  return isSqlNode(value) && value['class'] === 'COLUMN_REF' && Array.isArray(value['column_names']) && pattern.test(word(value['column_names'].at(-1)))
}

function visitTable(node: SqlNode, type: string, found: string[]): void {
  if ('ref_type' in node && 'join_type' in node) {
    if (!joins.has(word(node['join_type']))) found.push(`${word(node['join_type']).toLowerCase()} join`)
    if (!['REGULAR', 'CROSS'].includes(word(node['ref_type']))) found.push(`${word(node['ref_type']).toLowerCase()} join`)
  } else if ('sample' in node && 'alias' in node && type !== '' && !tables.has(type)) found.push(`${type.toLowerCase()} as a relation`)
  if (type === 'SELECT_NODE') {
    if (isSqlNode(node['qualify'])) found.push('qualify')
    if (isSqlNode(node['sample'])) found.push('sample')
  }
  if (type === 'DISTINCT_MODIFIER' && hasItems(node['distinct_on_targets'])) found.push('distinct on')
}

/** A subquery may speak of the select around it; of one further out Spark knows nothing. */
function findFarReferences(value: SqlValue, scopes: readonly ReadonlySet<string>[], found: string[]): void {
  if (Array.isArray(value)) {
    for (const each of value) findFarReferences(each, scopes, found)
    return
  }
  if (!isSqlNode(value)) return
  if (value['class'] === 'COLUMN_REF' && Array.isArray(value['column_names']) && value['column_names'].length > 1) {
    const relation = word(value['column_names'][0])
    const distance = scopes.findIndex((scope) => scope.has(relation))
    if (distance > 1) found.push(`${relation} is spoken of ${distance} selects further in`)
  }
  const inside = value['type'] === 'SELECT_NODE' ? [aliasesOf(value['from_table'] ?? null), ...scopes] : scopes
  for (const [key, each] of Object.entries(value)) {
    // A relation of its own sees nothing around it.
    if (key === 'cte_map' || (key === 'subquery' && value['class'] === undefined)) findFarReferences(each, [], found)
    else findFarReferences(each, inside, found)
  }
}

function aliasesOf(value: SqlValue): Set<string> {
  const names = new Set<string>()
  const read = (table: SqlValue): void => {
    if (!isSqlNode(table)) return
    if ('join_type' in table) {
      read(table['left'] ?? null)
      read(table['right'] ?? null)
      return
    }
    names.add(word(table['alias']) || word(table['table_name']))
  }
  read(value)
  return names
}

function hasItems(value: SqlValue | undefined): boolean {
  return Array.isArray(value) ? value.length > 0 : isSqlNode(value) && Object.keys(value).length > 0
}

function word(value: SqlValue | undefined): string {
  return typeof value === 'string' ? value : ''
}
