import { isIgnoredHeading, memberColumn, rolesIn, type AliasHit, type Heading, type LedgerIndex } from './headings.ts'
import type { LedgerColumn } from './ledger-definition.ts'
import { mainColumns } from './main-columns.ts'
import type { ColumnLook } from './sniff.ts'

export interface Mapped {
  column: LedgerColumn | null
  how: 'alias' | 'similar' | 'content' | 'neighbour' | 'chosen' | 'none'
}

const nothing: Mapped = { column: null, how: 'none' }
/** Headings that say only what, not whose: they take the person from their left neighbour. */
const genericId = /^(身份证号?|公民身份号|公民身份证号|证件号|身份证件号|居民身份证号?)$/
const genericOther: Readonly<Record<string, string>> = { 电话: 'phone', 联系电话: 'phone', 联系方式: 'phone', 手机号: 'phone', 关系: 'relation' }

function lookUp(ledger: LedgerIndex, heading: Heading): AliasHit | null {
  for (const key of heading.keys) {
    const hit = ledger.aliases.get(key)
    if (hit) return hit
  }
  return null
}

function bigrams(text: string): Set<string> {
  const pairs = new Set<string>()
  for (let at = 0; at + 1 < text.length; at++) pairs.add(text.slice(at, at + 2))
  return pairs
}

function likeness(a: string, b: string): number {
  const first = bigrams(a)
  const second = bigrams(b)
  if (first.size === 0 || second.size === 0) return 0
  let common = 0
  for (const pair of first) if (second.has(pair)) common += 1
  return (2 * common) / (first.size + second.size)
}

function similar(ledger: LedgerIndex, heading: Heading): AliasHit | null {
  const key = heading.keys[0]
  if (key === undefined || key.length < 3 || key.length > 24) return null
  const roles = rolesIn(key)
  let best: { hit: AliasHit; score: number } | null = null
  for (const [alias, hit] of ledger.aliases) {
    if (alias.length < 3 || rolesIn(alias) !== roles) continue
    const contains = alias.length >= 4 && key.includes(alias) ? 0.76 + alias.length / 100 : 0
    const score = Math.max(contains, likeness(alias, key))
    if (score >= 0.75 && (!best || score > best.score)) best = { hit, score }
  }
  return best?.hit ?? null
}

/** name → citizen_id, head_name → head_citizen_id, father_name → father_phone. */
function pairedColumn(ledger: LedgerIndex, nameColumn: string, what: string): LedgerColumn | null {
  const prefix = nameColumn === 'name' ? '' : nameColumn.replace(/name$/, '')
  return ledger.definition.columns.find((column) => column.name === prefix + what) ?? null
}

function takeByAlias(ledger: LedgerIndex, headings: readonly Heading[]): Mapped[] {
  const mapped = headings.map((): Mapped => nothing)
  const taken = new Map<string, { at: number; rank: number }>()
  headings.forEach((heading, at) => {
    const hit = lookUp(ledger, heading)
    if (!hit) return
    const before = taken.get(hit.column.name)
    if (before && before.rank <= hit.rank) return
    if (before) mapped[before.at] = nothing
    taken.set(hit.column.name, { at, rank: hit.rank })
    mapped[at] = { column: hit.column, how: 'alias' }
  })
  return mapped
}

/** 身份证号 and 电话 behind a name belong to that name. */
function takeByNeighbour(ledger: LedgerIndex, headings: readonly Heading[], mapped: Mapped[]): void {
  const explicit = new Set(mapped.flatMap((each, at) => (each.column && !isGeneric(headings[at]!) ? [each.column.name] : [])))
  const assigned = new Set(explicit)
  let nameColumn: string | null = null
  // One 身份证号 for several names is the id of whom the row is about, wherever it stands.
  const generics = headings.flatMap((heading, at) => (isGeneric(heading) && genericId.test(heading.keys.at(-1)!) ? [at] : []))
  const { name: mainName, id: mainId } = mainColumns(ledger.definition)
  const only = generics.length === 1 && mainId !== null && !explicit.has(mainId) && mapped.some((each) => each.column?.name === mainName) ? generics[0]! : null
  if (only !== null) {
    mapped[only] = { column: ledger.definition.columns.find((column) => column.name === mainId)!, how: 'alias' }
    assigned.add(mainId!)
  }
  headings.forEach((heading, at) => {
    if (at === only) return
    const here = mapped[at]!.column
    if (here?.type === 'name' && here.name.endsWith('name')) nameColumn = here.name
    if (!isGeneric(heading)) return
    const key = heading.keys.at(-1)!
    const what = genericId.test(key) ? 'citizen_id' : genericOther[key]!
    const paired = nameColumn === null ? null : pairedColumn(ledger, nameColumn, what)
    if (paired && !assigned.has(paired.name)) {
      assigned.add(paired.name)
      mapped[at] = { column: paired, how: here?.name === paired.name ? 'alias' : 'neighbour' }
    } else if (here && assigned.has(here.name)) mapped[at] = nothing
    else if (here) assigned.add(here.name)
  })
}

function isGeneric(heading: Heading): boolean {
  const key = heading.keys.at(-1)
  return key !== undefined && heading.top === '' && (genericId.test(key) || genericOther[key] !== undefined)
}

/** The mapping that headings alone give; also used to weigh ledgers against each other. */
export function mapByHeadings(ledger: LedgerIndex, headings: readonly Heading[]): Mapped[] {
  const mapped = takeByAlias(ledger, headings)
  takeByNeighbour(ledger, headings, mapped)
  return mapped
}

const lookOf: Readonly<Partial<Record<LedgerColumn['type'], keyof ColumnLook>>> = {
  citizen_id: 'validId',
  name: 'name',
  money: 'money',
  date: 'date',
  month: 'month',
  period: 'month',
  phone: 'phone',
  account: 'account',
  card: 'card',
}

const otherMoney = /户|家庭|分类|收入|支出|资产|存款|年|累计|合计|总/

function takeByContent(ledger: LedgerIndex, looks: readonly ColumnLook[], context: { headings: readonly Heading[]; mapped: Mapped[]; all: boolean }): void {
  const { headings, mapped, all } = context
  const have = new Set(mapped.flatMap((each) => each.column?.name ?? []))
  for (const column of ledger.definition.columns) {
    const kind = lookOf[column.type]
    // Which day of several a column holds, its values do not tell: a day of birth, which the id has, is never guessed.
    if (have.has(column.name) || kind === undefined || column.dropped || column.name === 'birth_date') continue
    const isMain =
      column.required ||
      column.name === 'amount' ||
      (all && ['account', 'phone', 'card', 'date', 'for_month', 'citizen_id'].some((part) => column.name === part || column.type === part))
    if (!isMain) continue
    const at = mapped.findIndex((each, place) => {
      const look = looks[place]
      if (each.column || !look || look.filled < 2) return false
      // A heading that we know and leave out (序号, 年龄) is not guessed at.
      if (isIgnoredHeading(headings[place]!)) return false
      // 家庭分类施保金额 and 年收入 are money too, and nobody's monthly share.
      if (column.name === 'amount' && !column.required && otherMoney.test(headings[place]!.text)) return false
      return (look[kind] as number) >= (kind === 'money' ? 0.9 : 0.6)
    })
    if (at < 0) continue
    have.add(column.name)
    mapped[at] = { column, how: 'content' }
  }
}

/** A column called 身份证号 without any id beside an unnamed one full of ids: the headings have slipped. */
function mendSlipped(looks: readonly ColumnLook[], mapped: Mapped[]): void {
  mapped.forEach((each, at) => {
    const look = looks[at]
    if (each.column?.type !== 'citizen_id' || each.how === 'chosen' || !look || look.filled < 5 || look.idLike > 0.1) return
    const other = looks.findIndex((candidate, place) => mapped[place]?.column === null && candidate.filled >= 5 && candidate.validId > 0.8)
    if (other < 0) return
    mapped[other] = { column: each.column, how: 'content' }
    mapped[at] = nothing
  })
}

/** Columns 姓名1, 身份证1, 姓名2 …: the places of each member, in order. */
export interface MemberColumns {
  name: number
  citizenId: number | null
  relation: number | null
  sex: number | null
}

export function memberColumns(headings: readonly Heading[]): MemberColumns[] {
  const members = new Map<string, { name?: number; citizen_id?: number; relation?: number; sex?: number }>()
  headings.forEach((heading, at) => {
    const found = memberColumn(heading)
    if (!found) return
    const member = members.get(found.member) ?? {}
    member[found.what] ??= at
    members.set(found.member, member)
  })
  const list = [...members.values()].flatMap((each) =>
    each.name === undefined ? [] : [{ name: each.name, citizenId: each.citizen_id ?? null, relation: each.relation ?? null, sex: each.sex ?? null }],
  )
  return list.length >= 2 ? list : []
}

/**
 * Maps every column: by heading, by likeness of heading, by its neighbour, by content; `chosen` (index → canonical or
 * null) wins over all of them.
 */
export function mapColumns(
  ledger: LedgerIndex,
  headings: readonly Heading[],
  given: { looks: readonly ColumnLook[]; chosen: Readonly<Record<number, string | null>> | null; remembered: Readonly<Record<string, string | null>> | null },
): Mapped[] {
  const mapped = mapByHeadings(ledger, headings)
  const have = new Set(mapped.flatMap((each) => each.column?.name ?? []))
  headings.forEach((heading, at) => {
    if (mapped[at]!.column || isIgnoredHeading(heading) || heading.text === '' || memberColumn(heading) || lookUp(ledger, heading)) return
    const hit = similar(ledger, heading)
    if (!hit || have.has(hit.column.name)) return
    have.add(hit.column.name)
    mapped[at] = { column: hit.column, how: 'similar' }
  })
  const byName = new Map(ledger.definition.columns.map((column) => [column.name, column]))
  const fixed = new Set<number>()
  const fix = (at: number, canonical: string | null): void => {
    fixed.add(at)
    const column = canonical === null ? null : (byName.get(canonical) ?? null)
    mapped.forEach((each, place) => {
      if (column && each.column === column && place !== at) mapped[place] = nothing
    })
    mapped[at] = { column, how: 'chosen' }
  }
  if (given.remembered) headings.forEach((heading, at) => given.remembered![heading.text] !== undefined && fix(at, given.remembered![heading.text]!))
  if (given.chosen) for (const [at, canonical] of Object.entries(given.chosen)) if (Number(at) < mapped.length) fix(Number(at), canonical)
  const named = mapped.filter((each) => each.column).length
  const open = mapped.map((each, at) => (fixed.has(at) && !each.column ? { ...each, column: skipped } : each))
  mendSlipped(given.looks, open)
  takeByContent(ledger, given.looks, { headings, mapped: open, all: named < 2 })
  return open.map((each) => (each.column === skipped ? { column: null, how: 'chosen' } : each))
}

/** Stands in a column that the clerk chose not to import, so that nothing else takes it. */
const skipped: LedgerColumn = {
  name: '',
  headings: [],
  type: 'text',
  required: false,
  values: null,
  rangeTo: null,
  byMonth: null,
  wantedWhere: null,
  dropped: true,
}
