import { isSqlNode, type SqlNode, type SqlValue } from '../../platform/engine/sql-tree.ts'
import { conjuncts, hasAggregate, Meeting, textOf, waysOf, wordsIn } from './sql-parts.ts'
import { type Column, isSolidKey, keyOf, nameOf, nothing, outputs, type Relation, resolve, type Scope, type Source, type Unsure } from './resolve-column.ts'

/**
 * How the rows of a text hang together. `links`: the columns of lists through which a row of it meets another; rows that
 * share no value of them, directly or through others, never meet. `fault`: why that cannot be said, null when it can.
 */
export interface Links {
  links: ReadonlySet<string>
  fault: string | null
  /** Its leads gather rows of people of no common key; each row by itself is of one part. */
  isGathering: boolean
  /** What of the date of the run matters: nothing, dates that pass, the month, any day. */
  clock: 'none' | 'dates' | 'month' | 'day'
  /** Lists whose coverage is looked at; `*`: of any. */
  coverage: ReadonlySet<string>
  /** Relations that the text reads itself. */
  reads: ReadonlySet<string>
}

/** Reads one text: its columns with where they come from, and what stands against running it over a part. */
export class TextReader {
  private readonly tables: ReadonlyMap<string, Relation>
  private readonly links = new Set<string>()
  private readonly coverage = new Set<string>()
  private readonly reads = new Set<string>()
  private clock: Links['clock'] = 'none'
  private fault: string | null = null
  private isGathering = false

  constructor(tables: ReadonlyMap<string, Relation>) {
    this.tables = tables
  }

  result(): Links {
    return { links: this.links, fault: this.fault, isGathering: this.isGathering, clock: this.clock, coverage: this.coverage, reads: this.reads }
  }

  statement(tree: SqlNode): Relation {
    const [statement] = tree['statements'] as SqlNode[]
    return this.query(statement!['node'] as SqlNode, { tables: this.tables, outer: null })
  }

  /** Rows of one subject become one lead: rows about a community gather people of no common key. */
  leadsOf(relation: Relation): void {
    const isKeyed = ['person_key', 'household_key'].some((name) => (relation.columns.get(name)?.from?.size ?? 0) > 0)
    this.isGathering ||= relation.isParted && !isKeyed
    this.needsSure(relation)
  }

  /** `names`: of the columns, where another part of a union gives them. */
  private query(node: SqlNode, given: Scope, names: readonly string[] = []): Relation {
    const tables = new Map(given.tables)
    const scope: Scope = { ...given, tables }
    const ctes = ((node['cte_map'] as SqlNode | undefined)?.['map'] ?? []) as SqlNode[]
    for (const { key, value } of ctes) tables.set(textOf(key), this.query(((value as SqlNode)['query'] as SqlNode)['node'] as SqlNode, scope))
    if (node['type'] === 'SET_OPERATION_NODE') return this.union(node, scope, names)
    if (node['type'] === 'SELECT_NODE') return this.select(node, scope, names)
    return this.fail(`a statement of type ${textOf(node['type'])}`)
  }

  private union(node: SqlNode, scope: Scope, names: readonly string[]): Relation {
    const [left, ...right] = node['children'] ? (node['children'] as SqlNode[]) : [node['left'] as SqlNode, node['right'] as SqlNode]
    const first = this.query(left!, scope, names)
    const others = right.map((part) => this.query(part, scope, [...first.columns.keys()]))
    const parts = [first, ...others]
    const columns = new Map(
      [...first.columns].map(([name, column], at) => {
        const same = [column, ...others.map((part) => [...part.columns.values()][at] ?? nothing)]
        const isLink = same.every((each) => each.from !== null)
        return [
          name,
          {
            from: isLink ? new Set(same.flatMap((each) => [...each.from!])) : null,
            isSolid: same.every((each) => each.isSolid),
            isDate: same.every((each) => each.isDate),
            isName: same.every((each) => each.isName),
          },
        ]
      }),
    )
    for (const part of parts) this.needsSure(part)
    const isParted = parts.some((part) => part.isParted)
    if (isParted && node['setop_all'] === false) this.needsLink([...columns.values()], 'a union without double rows')
    return { isParted, columns }
  }

  private select(node: SqlNode, scope: Scope, names: readonly string[]): Relation {
    const asked = { conditions: [] as SqlNode[], sure: [] as SqlNode[] }
    const given = isSqlNode(node['from_table']) ? this.sources(node['from_table'], { scope, ...asked, isOptional: false }) : []
    if (isSqlNode(node['where_clause'])) asked.sure.push(...conjuncts(node['where_clause']))
    const conditions = [...asked.sure, ...asked.conditions]
    const sources = this.withKnown(given, asked.sure, scope)
    for (const { relation } of sources) this.needsSure(relation)
    const fixed = new Set(sources.filter((source) => !source.relation.isParted).map((source) => source.alias))
    const isIn = (alias: string): boolean => sources.some((source) => source.alias === alias)
    const meet = new Meeting(sources.map((source) => source.alias))
    const whole = new Set(sources.filter((source) => source.relation.isWhole).map((source) => source.alias))
    for (const condition of conditions) {
      const { pairs, empty } = this.meetings(condition, sources, scope)
      for (const [a, b] of pairs) {
        meet.join(isIn(a) ? a : '', isIn(b) ? b : '')
        if (whole.has(a)) fixed.add(b)
        if (whole.has(b)) fixed.add(a)
      }
      for (const alias of empty) fixed.add(alias)
    }
    for (const source of sources) if (source.table === 'coverage') this.noteCoverage(source, conditions)
    const parted = sources.filter((source) => !fixed.has(source.alias)).map((source) => source.alias)
    const outer = scope.outer?.sources.some((source) => source.relation.isParted) === true
    const isBound = outer && parted.every((alias) => meet.are(alias, ''))
    if (!parted.every((alias) => meet.are(alias, parted[0]!))) this.fail(`${parted.join(' and ')} meet by no key`)
    if (scope.outer !== null && parted.length > 0 && !isBound) this.fail(`a condition on ${parted.join(', ')} as a whole`)
    const isParted = parted.length > 0
    const unsure: Unsure[] = []
    this.expressions(node, { sources, scope, isParted, conditions, unsure })
    const columns = outputs(node, { sources, scope, names })
    this.grouping(node, { sources, scope, isParted, isBound, conditions, columns, unsure })
    const told = unsure.map((each) => ({ ...each, columns: each.columns.filter((name) => (columns.get(name)?.from?.size ?? 0) > 0) }))
    return { isParted, isWhole: !isParted && whole.size > 0, columns, unsure: told }
  }

  /** Keys that a condition says are known, or that equal another one. */
  private withKnown(sources: readonly Source[], sure: readonly SqlNode[], scope: Scope): Source[] {
    const known = new Set<string>()
    for (const condition of sure) {
      const asked =
        condition['type'] === 'OPERATOR_IS_NOT_NULL'
          ? (condition['children'] as SqlNode[])
          : condition['type'] === 'COMPARE_EQUAL'
            ? [condition['left'], condition['right']]
            : condition['class'] === 'SUBQUERY' && condition['subquery_type'] === 'ANY'
              ? [condition['child']]
              : []
      for (const node of asked) {
        const found = isSqlNode(node) && node['class'] === 'COLUMN_REF' ? resolve(node, sources, scope) : undefined
        if (found?.isOwn)
          known.add(`${found.alias}.${(node as SqlNode)['column_names'] instanceof Array ? ((node as SqlNode)['column_names'] as string[]).at(-1) : ''}`)
      }
    }
    return sources.map(({ alias, table, relation }) => ({
      alias,
      table,
      relation: {
        ...relation,
        columns: new Map([...relation.columns].map(([name, column]) => [name, known.has(`${alias}.${name}`) ? { ...column, isSolid: true } : column])),
      },
    }))
  }

  private sources(node: SqlNode, given: { scope: Scope; conditions: SqlNode[]; sure: SqlNode[]; isOptional: boolean }): Source[] {
    if (node['type'] === 'JOIN') {
      const isLeft = node['join_type'] === 'LEFT'
      if (!isLeft && node['join_type'] !== 'INNER') this.fail(`a join of type ${textOf(node['join_type'])}`)
      if (isSqlNode(node['condition'])) (isLeft || given.isOptional ? given.conditions : given.sure).push(...conjuncts(node['condition']))
      return [...this.sources(node['left'] as SqlNode, given), ...this.sources(node['right'] as SqlNode, { ...given, isOptional: given.isOptional || isLeft })]
    }
    // A select without a source gives its one row to everybody.
    if (node['type'] === 'EMPTY') return []
    const alias = textOf(node['alias'])
    let relation: Relation
    if (node['type'] === 'BASE_TABLE') {
      const name = textOf(node['table_name'])
      if (this.tables.has(name)) this.reads.add(name)
      // It ends on the day of the run.
      if (name === 'working_day') this.clock = 'day'
      relation = given.scope.tables.get(name) ?? this.fail(`${name} is not known`)
      if (given.isOptional) relation = { ...relation, columns: new Map([...relation.columns].map(([key, column]) => [key, { ...column, isSolid: false }])) }
      return [{ alias: alias === '' ? name : alias, table: name, relation }]
    }
    if (node['type'] === 'SUBQUERY') relation = this.query((node['subquery'] as SqlNode)['node'] as SqlNode, { ...given.scope, outer: null })
    else relation = this.fail(`a source of type ${textOf(node['type'])}`)
    return [{ alias, table: null, relation }]
  }

  /** Which sources one condition brings together by a key, and of which it leaves only rows that are always there. */
  private meetings(condition: SqlNode, sources: readonly Source[], scope: Scope): { pairs: [string, string][]; empty: string[] } {
    const ways = waysOf(condition).map((way) => this.meetingsOfWay(way, sources, scope))
    const holds = ([a, b]: [string, string]): boolean =>
      ways.every((way) => way.empty.includes(a) || way.empty.includes(b) || way.pairs.some(([c, d]) => (a === c && b === d) || (a === d && b === c)))
    return {
      pairs: ways.flatMap((way) => way.pairs).filter(holds),
      empty: ways[0]!.empty.filter((alias) => ways.every((way) => way.empty.includes(alias))),
    }
  }

  private meetingsOfWay(way: readonly SqlNode[], sources: readonly Source[], scope: Scope): { pairs: [string, string][]; empty: string[] } {
    const pairs: [string, string][] = []
    const empty: string[] = []
    const weakOutside = new Set<string>()
    const namesakes: { own: string; outside: string }[] = []
    for (const condition of way) {
      if (condition['type'] === 'OPERATOR_IS_NULL') {
        const found = resolve((condition['children'] as SqlNode[])[0]!, sources, scope)
        if (!found?.column.from || !found.column.isSolid) continue
        if (found.isOwn) empty.push(found.alias)
        else weakOutside.add(found.alias)
      }
      if (condition['type'] !== 'COMPARE_EQUAL') continue
      const [left, right] = [condition['left'] as SqlNode, condition['right'] as SqlNode]
      const [named, other] = [nameOf(left, sources, scope), nameOf(right, sources, scope)]
      if (named && other && named.isOwn !== other.isOwn)
        namesakes.push(named.isOwn ? { own: named.alias, outside: other.alias } : { own: other.alias, outside: named.alias })
      const [a, b] = [resolve(left, sources, scope), resolve(right, sources, scope)]
      if (!a?.column.from || !b?.column.from || (a.alias === b.alias && a.isOwn === b.isOwn)) continue
      this.link(a.column, b.column)
      pairs.push([a.isOwn ? a.alias : '', b.isOwn ? b.alias : ''])
    }
    // Whoever bears the name of a row without a number is in every part.
    for (const { own, outside } of namesakes) if (weakOutside.has(outside)) pairs.push([own, ''])
    return { pairs, empty }
  }

  private link(...columns: readonly Column[]): void {
    for (const column of columns) for (const name of column.from ?? []) this.links.add(name)
  }

  private needsLink(columns: readonly Column[], what: string): void {
    const solid = columns.find(isSolidKey)
    if (solid) this.link(solid)
    else this.fail(`${what} over people of no common key`)
  }

  /** Rows that lack the keys stand together over everything, and in a part only some of them: sure are those that have one. */
  private needsLinkWhere(nodes: readonly SqlNode[], what: string, at: { sources: readonly Source[]; scope: Scope; unsure: Unsure[] }): void {
    const keys = nodes.map((node) => ({ node, column: keyOf(node, at) })).filter(({ column }) => (column.from?.size ?? 0) > 0)
    const named = keys.filter(({ node }) => node['class'] === 'COLUMN_REF')
    if (keys.some(({ column }) => isSolidKey(column)) || named.length === 0)
      return this.needsLink(
        keys.map(({ column }) => column),
        what,
      )
    this.link(...named.map(({ column }) => column))
    at.unsure.push({ columns: named.map(({ node }) => (node['column_names'] as string[]).at(-1)!), why: `${what} over people of no common key` })
  }

  private needsSure({ columns, unsure }: Relation): void {
    for (const each of unsure ?? []) if (!each.columns.some((name) => columns.get(name)?.isSolid)) this.fail(each.why)
  }

  private grouping(
    node: SqlNode,
    at: {
      sources: readonly Source[]
      scope: Scope
      isParted: boolean
      isBound: boolean
      conditions: readonly SqlNode[]
      columns: ReadonlyMap<string, Column>
      unsure: Unsure[]
    },
  ): void {
    if (!at.isParted) return
    const groups = node['group_expressions'] as SqlNode[]
    if (groups.length > 0) this.needsLinkWhere(groups, 'a group', at)
    else if (!at.isBound && hasAggregate([node['select_list'] ?? null, node['having'] ?? null])) this.fail('a sum over everybody')
    for (const modifier of (node['modifiers'] ?? []) as SqlNode[]) {
      if (modifier['type'] === 'DISTINCT_MODIFIER') this.needsLink([...at.columns.values()], 'rows without doubles')
      if (modifier['type'] === 'LIMIT_MODIFIER') this.fail('a limit')
    }
  }

  /** Windows, conditions with selects of their own, and what of the date is asked. */
  private expressions(
    node: SqlNode,
    at: { sources: readonly Source[]; scope: Scope; isParted: boolean; conditions: readonly SqlNode[]; unsure: Unsure[] },
  ): void {
    const inner: Scope = { tables: at.scope.tables, outer: { sources: at.sources, scope: at.scope } }
    const visit = (value: SqlValue | undefined, parents: readonly SqlNode[]): void => {
      if (Array.isArray(value)) for (const each of value) visit(each, parents)
      if (!isSqlNode(value)) return
      if (value['class'] === 'SUBQUERY') return this.subquery(value, { ...at, inner })
      if (value['class'] === 'WINDOW' && at.isParted) this.needsLinkWhere(value['partitions'] as SqlNode[], 'a window', at)
      if (value['class'] === 'FUNCTION' && value['function_name'] === 'as_of') this.noteClock(parents, at)
      for (const child of Object.values(value)) visit(child, [value, ...parents])
    }
    for (const part of ['select_list', 'where_clause', 'group_expressions', 'having', 'qualify', 'modifiers']) visit(node[part], [])
    const joins = (from: SqlValue | undefined): void => {
      if (!isSqlNode(from) || from['type'] !== 'JOIN') return
      visit(from['condition'], [])
      joins(from['left'])
      joins(from['right'])
    }
    joins(node['from_table'])
  }

  private subquery(value: SqlNode, at: { sources: readonly Source[]; scope: Scope; isParted: boolean; inner: Scope }): void {
    const query = (value['subquery'] as SqlNode)['node'] as SqlNode
    if (value['subquery_type'] === 'ANY') {
      const relation = this.query(query, { tables: at.scope.tables, outer: null })
      const [column] = [...relation.columns.values()]
      const asked = resolve(value['child'] as SqlNode, at.sources, at.scope)
      // What lacks the key is in no list of values.
      this.needsSure({ ...relation, columns: new Map([...relation.columns].map(([name, each]) => [name, { ...each, isSolid: true }])) })
      if (!relation.isParted) return
      if (asked?.column.from && column?.from && at.isParted) this.link(asked.column, column)
      else this.fail('a list of values of everybody')
      return
    }
    this.needsSure(this.query(query, at.inner))
  }

  private noteClock(parents: readonly SqlNode[], at: { sources: readonly Source[]; scope: Scope }): void {
    const [parent] = parents
    const words: Links['clock'][] = ['none', 'dates', 'month', 'day']
    const isDate = (node: SqlValue | undefined): boolean => {
      if (!isSqlNode(node)) return false
      if (node['class'] === 'COLUMN_REF') return resolve(node, at.sources, at.scope)?.column.isDate === true
      return node['type'] === 'OPERATOR_COALESCE' && (node['children'] as SqlNode[]).every(isDate)
    }
    const isMonthEnd = (node: SqlValue | undefined): boolean => isSqlNode(node) && node['function_name'] === 'month_end'
    let found: Links['clock'] = 'day'
    if (parent?.['function_name'] === 'month_of') found = 'month'
    else if (parent?.['class'] === 'COMPARISON') {
      const sides = [parent['left'], parent['right']]
      if (sides.some(isDate)) found = 'dates'
      else if (sides.some(isMonthEnd)) found = 'month'
    }
    if (words.indexOf(found) > words.indexOf(this.clock)) this.clock = found
  }

  private noteCoverage(source: Source, conditions: readonly SqlNode[]): void {
    const named = conditions.flatMap((condition): string[] => {
      const isLedger = (node: SqlValue | undefined): boolean =>
        isSqlNode(node) &&
        node['class'] === 'COLUMN_REF' &&
        (node['column_names'] as string[]).at(-1) === 'ledger' &&
        ((node['column_names'] as string[]).length === 1 || (node['column_names'] as string[])[0] === source.alias)
      if (condition['type'] === 'COMPARE_EQUAL') return isLedger(condition['left']) ? wordsIn(condition['right']) : []
      return condition['type'] === 'COMPARE_IN' && isLedger((condition['children'] as SqlNode[])[0]) ? wordsIn(condition['children']) : []
    })
    for (const name of named.length > 0 ? named : ['*']) this.coverage.add(name)
  }

  private fail(why: string): Relation {
    this.fault ??= why
    return { isParted: true, columns: new Map() }
  }
}
