import type { CardCause, EndReason, Recipient } from './child-codes.ts'

/** Why 民政 takes temporary guardianship: the number of 未成年人保护法第九十二条 that the cause stands under. */
export const causeBasis: Record<CardCause, string> = {
  street: '未成年人保护法第九十二条第一项',
  missing: '未成年人保护法第九十二条第二项',
  unable: '未成年人保护法第九十二条第三项；民法典第三十四条第四款：居委会、村委会或者民政部门安排必要的临时生活照料',
  refuses: '未成年人保护法第九十二条第四项',
  abets: '未成年人保护法第九十二条第五项',
  harms: '未成年人保护法第九十二条第六项；反家庭暴力法第十五条',
  other: '未成年人保护法第九十二条第七项',
}

export interface Told {
  recipient: Recipient
  basis: string
}

/**
 * Whom the law names for a child found without a guardian, each with its article. 未成年人保护法第十一条第二款: at once to
 * 公安、民政、教育等有关部门; 民政 first, since only they take the guardianship (第九十二条). 教育 is told of a child at school.
 */
export function toldOf({ cause, isAtSchool }: { cause: CardCause; isAtSchool: boolean }): Told[] {
  const police =
    cause === 'harms' || cause === 'abets'
      ? '未成年人保护法第十一条第二款；反家庭暴力法第十四条'
      : '未成年人保护法第十一条第二款；留守儿童另按国发〔2016〕13号四（一），第一时间报公安机关'
  const told: Told[] = [
    { recipient: 'civil_affairs', basis: '未成年人保护法第十一条第二款、第九十二条' },
    { recipient: 'police', basis: police },
  ]
  return isAtSchool ? [...told, { recipient: 'education', basis: '未成年人保护法第十一条第二款' }] : told
}

/** What each end rests on; `null` is a matter of fact. */
export const endBasis: Record<EndReason, string | null> = {
  guardian_back: '未成年人保护法第九十三条第二款：经民政部门评估，监护人重新具备履行监护职责条件',
  new_guardian: '民法典第二十七条、第三十一条：依法确定或者指定监护人',
  long_term: '未成年人保护法第九十四条：转为长期监护',
  adopted: '未成年人保护法第九十五条：收养关系成立',
  adult: '民法典第十七条：年满十八周岁',
  handed_on: '交由其他地方的民政部门接着办理',
  no_need: null,
}

/** Ends that somebody else decides: the card asks for the number or date of that paper. */
export const endsByPaper: readonly EndReason[] = ['guardian_back', 'new_guardian', 'long_term', 'adopted', 'handed_on']
