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

export const trainingKindWords = { meeting: '会议', training: '培训', publicity: '宣传' } as const

export const cardCauseWords = {
  unable: '监护人突然不能照看（住院、去世、被羁押、受灾）',
  missing: '监护人下落不明，没有别人',
  refuses: '监护人不管，孩子没人照看',
  street: '流浪或身份不明，找不到父母',
  harms: '被监护人严重伤害，有危险',
  abets: '监护人唆使、利用孩子违法',
  other: '其他情形',
} as const
export const arrangementWords = {
  relative: '亲属照看',
  foster: '家庭寄养',
  rescue: '救助保护机构',
  institution: '儿童福利机构',
  committee: '居（村）委会照看',
  hospital: '医院',
} as const
export const recipientWords = { civil_affairs: '民政部门', police: '公安机关', education: '教育部门（学校）' } as const
export const lackWords = { food: '吃穿', home: '住处', school: '上学', health: '看病', mind: '情绪', money: '生活费、救助', papers: '户口、证件' } as const
export const endReasonWords = {
  guardian_back: '监护人重新能照看，评估后送回',
  new_guardian: '依法确定了新的监护人',
  long_term: '转为长期监护',
  adopted: '被依法收养',
  adult: '年满十八周岁',
  handed_on: '交其他地方民政部门接着办',
  no_need: '查明并没有失去照看',
} as const
export const stageWords = { found: '等安置', arranged: '等报齐', followed: '回访中', ended: '已办结' } as const

/** Choices for a select or a row of cards from a table of words. */
export function choicesOf<K extends string>(words: Readonly<Record<K, string>>): { value: K; title: string }[] {
  return (Object.entries(words) as [K, string][]).map(([value, title]) => ({ value, title }))
}

/** What the agreement of a kind of person is usually called. */
export function wordOf<K extends string>(words: Readonly<Record<K, string>>, code: string): string {
  return (words as Readonly<Record<string, string>>)[code] ?? code
}
