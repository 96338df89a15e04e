import type { ClueKind } from './codes.ts'

/** Somebody may be in danger now: worked on the same day. A fire or flood leaves people without a roof. */
export const urgentKinds: readonly ClueKind[] = ['child', 'abuse', 'accident', 'disaster']

/** Why an urgent clue is due on the day it was found. */
export const urgentGround = '紧急：当天'

/** Kinds that the law wants reported at once, before anything else ends. */
export const reportedKinds: readonly ClueKind[] = ['child', 'abuse']

const signs: readonly [ClueKind, RegExp][] = [
  ['abuse', /虐待|遗弃|家暴|殴打|被打|铁链|关锁|囚禁/],
  ['child', /无人照(管|看|料)的?(孩子|儿童)|(孩子|儿童|未成年|小学生).*(一个人|独自|无人|没人|失去监护)|监护缺失/],
  ['refused', /(不予?|不肯|不给|未|没有?|拒绝?)受理|(不|拒)收(材料|申请)|不让申请|不给办/],
  ['disaster', /火灾|失火|着火|房屋倒塌|房子塌|洪水|水灾|山洪|地震|滑坡|泥石流/],
  ['accident', /车祸|交通事故|意外|摔伤|溺水|触电|工伤|坠落|中毒|烧伤|烫伤/],
  ['illness', /病|癌|肿瘤|手术|住院|透析|医疗费|自付|脑梗|瘫痪|骨折/],
]

/** What a clue from a list is about, by its words; nothing known is hardship. */
export function kindOfEvent(event: string): ClueKind {
  return signs.find(([, sign]) => sign.test(event))?.[0] ?? 'hardship'
}
