/** Expands macros in a text for an engine that has none: `create macro f(a, b) as …` is the same text as for DuckDB. */
export interface Macro {
  name: string
  parameters: readonly string[]
  body: string
}

export function readMacro(text: string): Macro {
  const found = /^create macro ([a-z_]+)\(([^)]*)\) as ([\s\S]+)$/.exec(text)
  if (!found) throw new Error(`no macro: ${text.slice(0, 60)}`)
  return { name: found[1]!, parameters: found[2]!.split(',').flatMap((each) => (each.trim() === '' ? [] : [each.trim()])), body: found[3]! }
}

/** A text with each call of a macro replaced by its body, the arguments in brackets; strings and comments are left alone. */
export function expandMacros(sql: string, macros: ReadonlyMap<string, Macro>): string {
  const tokens = tokensOf(sql)
  let text = ''
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!
    const macro = /^[a-z_]/.test(token) && tokens[at + 1] === '(' && tokens[at - 1] !== '.' ? macros.get(token) : undefined
    if (!macro) {
      text += token
      continue
    }
    const call = readCall(tokens, at + 1)
    if (call.parts.length !== macro.parameters.length) throw new Error(`${macro.name} takes ${macro.parameters.length} arguments`)
    const values = new Map(macro.parameters.map((name, no) => [name, `(${expandMacros(call.parts[no]!, macros).trim()})`]))
    // A macro's own name in its body is the engine's function of that name.
    const others = new Map([...macros].filter(([name]) => name !== macro.name))
    text += `(${tokensOf(expandMacros(macro.body, others))
      .map((each, no, all) => (all[no - 1] === '.' || all[no + 1] === '(' ? each : (values.get(each) ?? each)))
      .join('')})`
    at = call.end
  }
  return text
}

/** Says where nulls stand in each order that does not say it: last, as in the engine in the box. */
export function nullsLast(sql: string): string {
  const tokens = tokensOf(sql)
  let text = ''
  const open: { depth: number; item: string }[] = []
  let depth = 0
  const flush = (order: { item: string }): string =>
    /\bnulls\s+(first|last)\s*$/i.test(order.item) || order.item.trim() === '' ? order.item : order.item.replace(/(\s*)$/, ' nulls last$1')
  const put = (part: string): void => {
    const order = open.at(-1)
    if (order) order.item += part
    else text += part
  }
  const end = (): void => put(flush(open.pop()!))
  for (const [at, token] of tokens.entries()) {
    const order = open.at(-1)
    const isTop = order?.depth === depth
    const word = token.toLowerCase()
    if (isTop && (token === ')' || ['limit', 'rows', 'range', 'union'].includes(word))) end()
    if (token === '(') depth += 1
    if (token === ')') depth -= 1
    if (isTop && token === ',') {
      end()
      put(token)
      open.push({ depth, item: '' })
      continue
    }
    put(token)
    if (word === 'by' && /^\s+$/.test(tokens[at - 1] ?? '') && tokens[at - 2]?.toLowerCase() === 'order') open.push({ depth, item: '' })
  }
  while (open.length > 0) end()
  return text
}

function readCall(tokens: readonly string[], open: number): { parts: string[]; end: number } {
  const parts: string[] = []
  let [depth, part] = [0, '']
  for (let at = open; at < tokens.length; at++) {
    const token = tokens[at]!
    if (token === '(') {
      depth += 1
      if (depth === 1) continue
    }
    if (token === ')') {
      depth -= 1
      if (depth === 0) {
        if (part.trim() !== '' || parts.length > 0) parts.push(part)
        return { parts, end: at }
      }
    }
    if (token === ',' && depth === 1) {
      parts.push(part)
      part = ''
    } else part += token
  }
  throw new Error('a bracket is not closed')
}

/** Strings and comments whole, words whole, everything else sign by sign. */
function tokensOf(sql: string): string[] {
  return sql.match(/'(?:[^']|'')*'|--[^\n]*|[A-Za-z_][A-Za-z0-9_]*|\s+|[^]/g) ?? []
}
