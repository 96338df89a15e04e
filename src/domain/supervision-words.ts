export const inspectionWords = { sampling: '抽查', site: '现场督查', secret_visit: '暗访', look_back: '回头看' } as const
export const resultWords = { mended: '已改', partly: '部分改', not_mended: '没改' } as const
export const consequenceWords = {
  reminder: '提醒',
  yellow_card: '黄牌',
  red_card: '红牌',
  talk: '约谈',
  bulletin: '通报',
  discipline: '处分',
  handed_over: '移送',
} as const
