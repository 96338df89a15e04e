/** What makes a row differ; the last two only once closure was asked for: a measure not done, money that does not come out even. */
export const lackKeys = ['measure', 'proof', 'undone', 'money'] as const
export type Lack = (typeof lackKeys)[number]
