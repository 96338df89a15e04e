export const sources = ['data', 'self_check', 'audit', 'supervision', 'secret_visit', 'complaint', 'order'] as const
export type Source = (typeof sources)[number]

export const causeKinds = ['subjective', 'objective', 'mechanism', 'work'] as const
export type CauseKind = (typeof causeKinds)[number]

/** The five groups that topics, items, leads and problems belong to, in the order of plans. */
export const areas = ['dibao', 'disability', 'temporary_aid', 'street', 'tekun_children'] as const
export type Area = (typeof areas)[number]

export const sourceWords: Record<Source, string> = {
  data: '数据比对',
  self_check: '自查',
  audit: '审计',
  supervision: '督查',
  secret_visit: '暗访',
  complaint: '信访举报',
  order: '上级交办',
}

export const causeWords: Record<CauseKind, string> = { subjective: '主观', objective: '客观', mechanism: '机制', work: '工作' }

export const areaWords: Record<Area, string> = {
  dibao: '低保',
  disability: '残疾人',
  temporary_aid: '临时救助',
  street: '流散人员',
  tekun_children: '特困与儿童',
}

export const trackWords = { at_once: '立行立改', by_deadline: '限期整改' } as const

export const kindWords = { process: '程序', money: '资金', right: '应享未享', danger: '人身安全', data: '信息不符' } as const

export const waitReasons = ['authority_decision', 'hearing', 'public_notice', 'recovery', 'police_search'] as const
export type WaitReason = (typeof waitReasons)[number]

export const waitWords: Record<WaitReason, string> = {
  authority_decision: '待确认机关决定',
  hearing: '听取意见',
  public_notice: '公示期',
  recovery: '追缴中',
  police_search: '公安查找',
}

export const moneyKinds = ['ordered', 'recovered', 'waived', 'no_basis', 'debtor_dead', 'handed_over', 'owed', 'paid_later'] as const
export type MoneyKind = (typeof moneyKinds)[number]

export const moneyWords: Record<MoneyKind, string> = {
  ordered: '应追回',
  recovered: '已追回',
  waived: '减免',
  no_basis: '不予追回',
  debtor_dead: '死亡无法追回',
  handed_over: '移送',
  owed: '应补发',
  paid_later: '已补发',
}

export const recoveryWays = ['cash', 'offset', 'card_returned', 'instalments'] as const
export type RecoveryWay = (typeof recoveryWays)[number]

export const wayWords: Record<RecoveryWay, string> = { cash: '现金', offset: '抵扣', card_returned: '退卡', instalments: '分期' }
