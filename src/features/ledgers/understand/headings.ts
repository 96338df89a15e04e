import type { LedgerColumn, LedgerDefinition } from './ledger-definition.ts'

/** A heading over one column; `top` is the group above it in a heading of two rows. */
export interface Heading {
  top: string
  bottom: string
  /** As the clerk reads it: 父亲姓名. */
  text: string
  /** Keys to look up, the most exact first. */
  keys: readonly string[]
}

export interface AliasHit {
  column: LedgerColumn
  /** Place in the definition's list: the first words are the surest. */
  rank: number
  key: string
}

export interface LedgerIndex {
  definition: LedgerDefinition
  aliases: ReadonlyMap<string, AliasHit>
}

export interface HeadingIndex {
  ledgers: readonly LedgerIndex[]
  /** How many ledgers know a heading. */
  known: ReadonlyMap<string, number>
}

const units = /[(（](单位[:：])?(元|万元|元[/／每](人|户)?[/／]?(月|年|人|户)|平方米|㎡|m²|m2|人|户|岁|个|亩|次|份|天|月|人民币)[)）]/gi
/** Columns of real exports that we know and do not take. */
const ignored =
  '序号 备注 年龄 民族 婚姻状况 文化程度 政治面貌 参保类型 开户银行 开户行 乡镇 镇 乡镇（街道） 镇街 所属镇 所属乡镇 所属省（级） 所属市（级） 所属区（县） 所属街（道） 所属街道 所属省 所属市 所属县 县（区） 县区 街道 是否建档立卡扶贫对象 在读学校名称 在读学校性质 入学时间 在职单位名称 单位性质 单位地点 其他家庭财产情况 家庭成员姓名列表 电表号 签字 签名 领取人签字 签章 经办人签字 佐证材料 健康状况 组 小组 队 屯 摘要 其他 证件类型 说明'.split(
    ' ',
  )

/** Words for a person beside the one the row is about: a heading under such a group never speaks for that one. */
const roles =
  /(父亲|母亲|父母|配偶|监护人|抚养人|照料人|照护人|受托人|被委托人|受委托|委托|经办人|审批人|走访人|调查人|联系人|代领人|工作人员|负责人|子女|赡养人|男方|女方|户主)/

/** NFKC, without blanks, stars, units; 帐 → 账, 号码 → 号. Both sides of a comparison go through this. */
export function headingKeys(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s*※★:：。]+/g, '')
    .replace(units, '')
    .replaceAll('帐', '账')
    .replaceAll('号码', '号')
    .toUpperCase()
  const full = plain.replace(/[()[\]【】{}<>《》“”"']/g, '')
  const bare = plain.replace(/\(.*?\)|\[.*?\]|【.*?】/g, '')
  const keys = full === bare || bare === '' ? (full === '' ? [] : [full]) : [full, bare]
  // 10月金额 is 金额; the month is the sheet's.
  const timeless = /^(?:20\d{2}年)?\d{1,2}月份?(?=[\u3400-\u9fff]{2})(.+)$/.exec(full)?.[1]
  return timeless === undefined ? keys : [...keys, timeless]
}

/** 10,000 under 万元, 1 else. */
export function scaleOf(text: string): number {
  return /[(（]\s*(单位[:：])?\s*万元/.test(text) ? 10_000 : 1
}

export function makeHeading(top: string, bottom: string): Heading {
  const upper = top.replace(/\s+/g, '')
  const lower = bottom.replace(/\s+/g, '')
  if (lower === '' || upper === lower) return { top: '', bottom: upper, text: upper, keys: headingKeys(top) }
  if (upper === '') return { top: '', bottom: lower, text: lower, keys: headingKeys(bottom) }
  const joined = headingKeys(top + bottom)
  const keys = roles.test(upper) ? joined : [...joined, ...headingKeys(bottom)]
  return { top: upper, bottom: lower, text: upper + lower, keys }
}

const indexes = new WeakMap<readonly LedgerDefinition[], HeadingIndex>()

function indexLedger(definition: LedgerDefinition): LedgerIndex {
  const aliases = new Map<string, AliasHit>()
  const exactFirst: [string, AliasHit][] = []
  const later: [string, AliasHit][] = []
  for (const column of definition.columns) {
    column.headings.forEach((heading, rank) => {
      const [full, bare] = headingKeys(heading)
      if (full !== undefined) exactFirst.push([full, { column, rank, key: full }])
      if (bare !== undefined) later.push([bare, { column, rank, key: bare }])
    })
  }
  for (const [key, hit] of [...exactFirst, ...later]) if (!aliases.has(key)) aliases.set(key, hit)
  return { definition, aliases }
}

/** All headings of all ledgers, made once for a list of definitions. */
export function headingIndex(definitions: readonly LedgerDefinition[]): HeadingIndex {
  const made = indexes.get(definitions)
  if (made) return made
  const ledgers = definitions.map(indexLedger)
  const known = new Map<string, number>()
  // Ledgers of one form share their headings: these tell the form, however many it serves.
  for (const ledger of ledgers.filter(({ definition }) => definition.form === definition.ledger))
    for (const key of ledger.aliases.keys()) known.set(key, (known.get(key) ?? 0) + 1)
  for (const heading of ignored) for (const key of headingKeys(heading)) if (!known.has(key)) known.set(key, 99)
  const index = { ledgers, known }
  indexes.set(definitions, index)
  return index
}

const ignoredKeys = new Set(ignored.flatMap((heading) => headingKeys(heading)))

export function isIgnoredHeading(heading: Heading): boolean {
  return heading.keys.some((key) => ignoredKeys.has(key))
}

/** 备注 and 说明 are free words: not taken, but what they say of a death or an end is told. */
export function isRemarkHeading(heading: Heading): boolean {
  return heading.keys.some((key) => /^(备注|说明|备注说明|其他)$/.test(key))
}

const memberHeading =
  /^(?:家庭)?(?:成员|家属)?([0-9]{1,2}|[一二三四五六七八九十])?(?:的)?(姓名|身份证号?|证件号|公民身份号|与户主关系|关系|性别)([0-9]{1,2}|[一二三四五六七八九十])?$/

/** 姓名3, 成员三身份证号: what and of which member; null for other headings. */
export function memberColumn(heading: Heading): { member: string; what: 'name' | 'citizen_id' | 'relation' | 'sex' } | null {
  for (const key of heading.keys) {
    const found = memberHeading.exec(key)
    const member = found?.[1] ?? found?.[3]
    if (!found || member === undefined) continue
    const word = found[2]!
    return { member, what: word === '姓名' ? 'name' : word.includes('关系') ? 'relation' : word === '性别' ? 'sex' : 'citizen_id' }
  }
  return null
}

/** The roles that a heading names, to keep 父亲电话 away from 电话. */
export function rolesIn(text: string): string {
  return [...text.matchAll(new RegExp(roles.source, 'g'))].map((match) => match[1]).join()
}
