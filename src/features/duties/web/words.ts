/** Codes of field work in the words of the town. */
export const clueKindWords = {
  accident: '突发意外',
  illness: '突患重病',
  disaster: '火灾、灾害',
  child: '孩子没人管',
  abuse: '虐待、遗弃、家暴',
  refused: '说申请被拒收',
  hardship: '其他困难',
} as const

export const clueReasonWords = {
  above_limit: '收入或财产超过标准',
  already_helped: '已经在享受',
  not_true: '情况不属实',
  elsewhere: '不归本镇，已转告',
  declined: '本人不愿申请，已告知权利',
  mended: '困难已经解决',
} as const

export const wayWords = { visit: '入户', phone: '电话', papers: '查台账', reopened: '重新打开' } as const

export const programWords = {
  dibao: '低保',
  marginal: '低保边缘',
  rigid: '刚性支出困难',
  tekun: '特困供养',
  disability_living: '困难残疾人生活补贴',
  disability_care: '重度残疾人护理补贴',
  temporary_aid: '临时救助',
  orphan: '孤儿基本生活费',
  unattended_child: '事实无人抚养儿童补贴',
  street: '流散人员救助',
  left_behind: '留守儿童关爱',
} as const

export const applicationStateWords = {
  waiting: '等转报',
  late: '该转报没转报',
  late_forwarded: '转报晚了',
  forwarded: '已转报，等受理',
  accepted: '已受理',
  refused: '不予受理',
  refused_without_reason: '没有写明理由',
} as const

export const streetKindWords = { minor: '未成年人', elder: '老年人', mental: '精神障碍', disabled: '残疾人', ill: '急病', other: '其他成年人' } as const
export const handKindWords = { station: '救助管理机构', hospital: '医院', police: '公安', home: '送回家', declined: '本人不接受，已告知' } as const

export const questionWords = {
  alone: '孩子一个人住',
  no_carer: '名册上没有照料人',
  unfit: '照料人不适宜',
  carer_is_minor: '照料人未成年',
  carer_age: '照料人年龄大，能不能照料',
  carer_health: '照料人身体，能不能照料',
  cares_for_many: '一人照料多人',
  no_agreement: '没有协议',
  agreement_over: '协议已到期',
  agreement_due: '协议 30 天内到期',
  contact_late: '父母联系要问',
  never_asked: '一年内没问过照料情况',
} as const

export const livesWords = { with_carer: '和照料人住', with_others: '和别人住', at_school: '住校', alone: '一个人住' } as const
export const fitnessWords = { fit: '能照料', unclear: '还要再看', unfit: '不适宜' } as const
export const unfitWords = {
  capacity: '不是完全民事行为能力人',
  illness: '患严重传染病',
  ability: '没有照护能力',
  excluded: '有不得受托的情形',
  unwilling: '不愿或长期不照料',
} as const
export const agreementKindWords = { care: '照料服务协议', entrust: '委托照护协议', foster: '寄养协议' } as const

/** Choices for a select or a row of cards from a table of words. */
export function choicesOf<K extends string>(words: Readonly<Record<K, string>>): { value: K; title: string }[] {
  return (Object.entries(words) as [K, string][]).map(([value, title]) => ({ value, title }))
}

/** What the agreement of a kind of person is usually called. */
export function wordOf<K extends string>(words: Readonly<Record<K, string>>, code: string): string {
  return (words as Readonly<Record<string, string>>)[code] ?? code
}
