import { type CheckCatalog, ledgersOf } from './check-catalog.ts'
import type { CheckDefinition, NamedList } from './check-definition.ts'

/** Which lists are there: `ledger` for any batch, `ledger:program` for one that speaks for the program. */
export type HasList = (list: NamedList) => boolean

export interface ListLack {
  missing: NamedList[]
  /** One entry for each thing the check cannot do without: any one list of it would do. Empty: the check may run. */
  stoppedBy: NamedList[][]
}

/** What a check needs and does not have. A need is met when one of its lists is there; its other lists are told all the same. */
export function lackOfLists(check: CheckDefinition, catalog: Pick<CheckCatalog, 'facts'>, has: HasList): ListLack {
  const missing = new Map<string, NamedList>()
  const stoppedBy: NamedList[][] = []
  for (const need of check.needs) {
    const direct = catalog.facts.find((fact) => fact.fact === need.fact)?.ledgers ?? []
    const feeding = direct.length > 0 ? direct : ledgersOf(catalog, need.fact)
    const groups = need.lists ?? feeding.map((ledger) => [{ ledger, program: null }])
    const absent = groups.filter((group) => !group.some(has))
    if (absent.length === groups.length && groups.length > 0) stoppedBy.push(groups.flat())
    for (const list of absent.flat()) missing.set(listKey(list), list)
  }
  return { missing: [...missing.values()], stoppedBy }
}

/** `ledger`, or `ledger:program` for lists that hold several programs. */
export function listKey({ ledger, program }: NamedList): string {
  return program === null ? ledger : `${ledger}:${program}`
}
