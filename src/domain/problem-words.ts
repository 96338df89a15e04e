export const sources = ['data', 'self_check', 'audit', 'supervision', 'secret_visit', 'complaint', 'order'] as const
export type Source = (typeof sources)[number]

export const causeKinds = ['subjective', 'objective', 'mechanism', 'work'] as const
export type CauseKind = (typeof causeKinds)[number]

export const areas = ['dibao', 'disability', 'temporary_aid', 'street', 'tekun_children'] as const
export type Area = (typeof areas)[number]

export const programs = [
  'dibao',
  'marginal',
  'rigid',
  'tekun',
  'disability_living',
  'disability_care',
  'temporary_aid',
  'orphan',
  'unattended_child',
  'street',
  'left_behind',
] as const

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
