import { areaWords, sourceWords, type Area, type CauseKind, type Source } from '../../../domain/problem-words.ts'
import type { ProblemKind } from '../actions/problem-kinds.ts'

const sourceSigns: readonly [Source, RegExp][] = [
  ['audit', /审计/],
  ['secret_visit', /暗访/],
  ['supervision', /督查|督导|巡察|纪委|检查组/],
  ['complaint', /信访|举报|投诉|12345|热线/],
  ['order', /交办|上级|市局|县局|通报/],
  ['data', /比对|数据|大数据/],
  ['self_check', /自查|排查|自纠/],
]

/** Where a problem came from, by the ledger's words; a town's own ledger is its self-check where nothing is said. */
export function sourceOf(words: string): Source {
  return sourceSigns.find(([source, sign]) => words.includes(sourceWords[source]) || sign.test(words))?.[0] ?? 'self_check'
}

const areaSigns: readonly [Area, RegExp][] = [
  ['disability', /残疾|两项补贴|护理补贴|生活补贴/],
  ['street', /流浪|乞讨|流散|救助站|街面/],
  ['temporary_aid', /临时救助|急难|临救/],
  ['tekun_children', /特困|五保|孤儿|儿童|未成年|留守/],
  ['dibao', /低保|最低生活|低收入/],
]

/** Which of the five areas a row speaks of: its class first, then its description. */
export function areaOf(classWords: string, title: string): Area {
  const named = (Object.entries(areaWords) as [Area, string][]).find(([, word]) => classWords.includes(word))?.[0]
  const by = (text: string): Area | undefined => areaSigns.find(([, sign]) => sign.test(text))?.[0]
  return named ?? by(classWords) ?? by(title) ?? 'dibao'
}

/** Of which kind a defect is, by its words. */
export function kindOf(title: string, fen: number | null): ProblemKind {
  if (/虐待|遗弃|独居|监护缺失|无人照/.test(title)) return 'danger'
  if (/漏保|应保未保|应享未享|未纳入|未享受|拒绝受理/.test(title)) return 'right'
  if (fen !== null && fen > 0) return 'money'
  return /信息(不|有误|错)|身份证|录入|台账不/.test(title) ? 'data' : 'process'
}

const causes: readonly [CauseKind, RegExp][] = [
  ['subjective', /^主观/],
  ['objective', /^客观/],
  ['mechanism', /^(机制|制度)/],
  ['work', /^工作/],
]

/** 主观：没有核对 → the kind and the words; without one of the four kinds in front nobody guesses it. */
export function causeOf(text: string): { kind: CauseKind; text: string } | null {
  const kind = causes.find(([, sign]) => sign.test(text))?.[0]
  const rest = text.replace(/^(主观|客观|机制|制度|工作)(上|方面|原因)*[:：，,、\s]*/, '').trim()
  return kind === undefined ? null : { kind, text: rest === '' ? text : rest }
}

/** 已完成, √, 是, 100% say done; 未, 正在, × do not. */
export function saysDone(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  return !/未|没|正在|推进|×|否/.test(plain) && /已(完成|整改|办结|销号)|^完成|√|✓|^是$|100%|办结/.test(plain)
}

/** 1.入户核对 2.补签协议; one line each, or numbered in one line. */
export function measuresIn(text: string): string[] {
  return text
    .split(/\n|(?<=[。；;])\s*(?=\d+[.、．])|(?<!\d)(?=[①-⑩])/)
    .map((each) => each.replace(/^\s*(\d+[.、．)）]|[①-⑩]|[（(]\d+[)）])\s*/, '').trim())
    .filter((each) => each !== '')
}

/** 张三、李四等3人 → the names. A text without a name is none. */
export function namesIn(text: string): string[] {
  return text
    .normalize('NFKC')
    .replace(/(等\d*[人户]?|\d+[人户])$/, '')
    .split(/[、,，;；\s/]+/)
    .map((each) => each.replace(/\(.*?\)/g, '').trim())
    .filter((each) => /^[\u4e00-\u9fff·]{2,12}$/.test(each) && !/^(无|全部|多人|若干|全体)/.test(each))
}
