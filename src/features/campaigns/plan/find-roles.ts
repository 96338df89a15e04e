import type { CleanText } from './clean-text.ts'
import type { PlanRhythm, PlanRole, Range } from './plan-shape.ts'

const name = '[\\u4e00-\\u9fff*、]{2,24}?'
const rolePatterns: [string, RegExp][] = [
  ['牵头', new RegExp(`由(${name})牵头`, 'gu')],
  ['牵头', /(?:^|[,。;、:])((?:镇|乡|街道|县|区|市)[\u4e00-\u9fff]{1,8}?)牵头/gmu],
  ['负责', new RegExp(`(?:由)(${name})(?:具体)?负责`, 'gu')],
  ['第一责任人', new RegExp(`(?:^|[,。;、:])(${name})(?:为|是|作为)[\\u4e00-\\u9fff]{0,12}第一责任人`, 'gmu')],
  ['组长', new RegExp(`(?:由)?([\\u4e00-\\u9fff*、]{2,20}?)(?:任|担任|为)(?:副)?组长`, 'gu')],
  ['办公室', new RegExp(`办公室设在(${name})(?=[,。;)])`, 'gu')],
  ['责任单位', /(?:责任单位|责任部门):([^;\])。\s]{2,60})/gu],
  ['牵头单位', /(?:牵头单位|牵头部门):([^;\])。\s]{2,60})/gu],
  ['配合单位', /(?:配合单位|配合部门|协同单位):([^;\])。\s]{2,60})/gu],
]

// Bodies that such plans name without giving them a role in so many words.
const bodyPattern =
  /镇党委、政府|乡党委、政府|(?:镇|乡|街道)(?:党委|党工委|人民政府|政府|纪委|纪检监察|办事处)|(?:工作)?领导小组(?!办公室)|督(?:查|导)组|工作专班|(?:镇|乡|街道)?(?:民政办|社会事务办|民生办)(?:公室)?|财政所|派出所|司法所|卫生院|中心校|残联|各(?:社区|村)(?:、各?(?:社区|村))?(?!书记|干部|主任)|(?:各)?(?:社区|村)(?:党(?:支部|总支|委))?书记|网格员|儿童主任|民政专干|救助协理员|(?:市|区|县)(?:、?(?:市|区|县))*(?:两级)?民政(?:局|部门)/gu

/** Bodies in the order in which the paper first names them, and who has which role. */
export function findRoles(text: CleanText, range: Range, toGiven: (r: Range) => Range): { bodies: string[]; roles: PlanRole[] } {
  const norm = text.norm.slice(range[0], range[1])
  const named: { name: string; index: number }[] = []
  const roles: PlanRole[] = []
  for (const found of norm.matchAll(bodyPattern)) named.push({ name: found[0], index: found.index })
  for (const [role, pattern] of rolePatterns) {
    for (const found of norm.matchAll(pattern)) {
      for (const unit of (found[1] ?? '').split(/[、,]/u)) {
        const clean = unit.trim()
        if (clean.length < 2 || clean.length > 20) continue
        const index = found.index + found[0].indexOf(clean)
        const from = range[0] + index
        roles.push({ name: clean, role, anchor: toGiven([from, from + clean.length]) })
        if (!/^(?:党委|政府)$/u.test(clean)) named.push({ name: clean, index })
      }
    }
  }
  const bodies: string[] = []
  for (const { name: body } of named.toSorted((a, b) => a.index - b.index || b.name.length - a.name.length)) {
    if (!bodies.includes(body)) bodies.push(body)
  }
  return { bodies, roles }
}

const rhythmPattern =
  /每(?:周[一二三四五六日天]|周|两周|半月|月\d{1,2}日|月|季度末|季度|半年|年|日|天)(?:\s*\d{1,2}[:点时]\d{0,2}分?)?(?:之?前)?[^,。;\n\uFFFC]{0,24}/gu

const dutyWords = /走访|巡查|探访|回访|核查|复核|抽查|检查|调度|报|研判|例会|培训|更新|召开|开展|看望/u

/** Recurring duties such as 每月走访 or 每周五17:00前报送, with the words around them. */
export function findRhythms(text: CleanText, range: Range, toGiven: (r: Range) => Range): PlanRhythm[] {
  const rhythms: PlanRhythm[] = []
  for (const found of text.norm.slice(range[0], range[1]).matchAll(rhythmPattern)) {
    if (!dutyWords.test(found[0])) continue
    const from = range[0] + found.index
    const every =
      /^每(?:周[一二三四五六日天]|两周|周|半月|月\d{1,2}日|月|季度末|季度|半年|年|日|天)(?:\s*\d{1,2}[:点时]\d{0,2}分?)?(?:之?前)?/u.exec(found[0])?.[0] ??
      found[0]
    rhythms.push({ every, text: text.text.slice(from, from + found[0].length).trim(), anchor: toGiven([from, from + found[0].length]) })
  }
  return rhythms
}
