import { changeQuery, type QueryChange } from './url-query.ts'

export interface Filter {
  /** Name in the address and in the endpoint's query. */
  key: string
  title: string
  /** `choice`: several of `options`; `one`: one of them; `from` / `until`: a month or date; `text`: words. */
  kind: 'choice' | 'one' | 'from' | 'until' | 'text'
  options?: readonly { value: string; title: string }[]
  /** For `from` and `until`. */
  unit?: 'date' | 'month'
}

export type FilterValues = Readonly<Record<string, readonly string[]>>

/** The filters that an address sets; names that are no filter, and values that a choice does not offer, are left out. */
export function readFilters(search: string, filters: readonly Filter[]): FilterValues {
  const query = new URLSearchParams(search)
  const values: Record<string, readonly string[]> = {}
  for (const filter of filters) {
    const given = query.getAll(filter.key).filter((value) => value !== '' && (!filter.options || filter.options.some((option) => option.value === value)))
    if (given.length > 0) values[filter.key] = filter.kind === 'choice' ? given : given.slice(0, 1)
  }
  return values
}

/** The address with one filter set anew; an empty list takes it out. Other parts stay. */
export function writeFilter(search: string, filter: Filter, values: readonly string[]): string {
  return changeQuery(search, { [filter.key]: values })
}

/** What takes all filters out of an address. */
export function cleared(filters: readonly Filter[]): QueryChange {
  return Object.fromEntries(filters.map((filter) => [filter.key, undefined]))
}

/** What a chip says: “未分派、核查中”, “2026-10-08 起”. */
export function filterWords(filter: Filter, values: readonly string[]): string {
  const words = values.map((value) => filter.options?.find((option) => option.value === value)?.title ?? value).join('、')
  if (filter.kind === 'from') return `${words} 起`
  if (filter.kind === 'until') return `${words} 止`
  return words
}

/** All filters of a list in one sentence, for print and export: “状态：未分派；发现：2026-10-08 起”. */
export function filterSentence(filters: readonly Filter[], values: FilterValues): string {
  const parts = filters.flatMap((filter) => {
    const given = values[filter.key]
    return given ? [`${filter.title}：${filterWords(filter, given)}`] : []
  })
  return parts.length > 0 ? parts.join('；') : '没有筛选'
}
