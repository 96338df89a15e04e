import { assistancePrograms } from '../../domain/programs.ts'

export const stopActions = ['stop', 'cut', 'end'] as const
export type StopAction = (typeof stopActions)[number]
export const noticeForms = ['written', 'oral'] as const
export type NoticeForm = (typeof noticeForms)[number]

export interface NoticeDue {
  /** Heard before the decision, by which article; null where no article asked for it on that day. */
  hearing: string | null
  /** Told with reasons after it: in writing, or in any form. */
  notice: { form: 'written' | 'any'; basis: string } | null
}

/** The three dates of handbook G18: what a stop, a cut or an end on a day owed to the person. */
export function noticeDue({ program, action, on }: { program: string | null; action: StopAction; on: string }): NoticeDue {
  if (program === null || !assistancePrograms.includes(program)) return { hearing: null, notice: null }
  // 第四十八条 speaks of 调减 and 终止; stopping a benefit is one of the two by another name.
  if (on >= '2026-07-01') return { hearing: '社会救助法第四十八条', notice: { form: 'written', basis: '社会救助法第四十八条' } }
  if (program === 'tekun')
    return { hearing: null, notice: on >= '2021-07-01' && action === 'end' ? { form: 'written', basis: '特困人员认定办法第二十六条' } : null }
  if (program !== 'dibao') return { hearing: null, notice: null }
  if (action !== 'cut') return { hearing: null, notice: on >= '2014-05-01' ? { form: 'written', basis: '社会救助暂行办法第十三条' } : null }
  return { hearing: null, notice: on >= '2021-07-01' ? { form: 'any', basis: '最低生活保障审核确认办法第三十二条' } : null }
}

export interface NoticeFacts {
  program: string | null
  action: StopAction
  heardOn: string | null
  decidedOn: string | null
  notifiedOn: string | null
  form: NoticeForm | null
  /** Nobody is left to be heard or told. */
  isDead: boolean
}

/** What is wrong with hearing and notice of a stop; null when all that was due that day was done. */
export function noticeLacks(facts: NoticeFacts): string | null {
  if (facts.isDead) return null
  if (facts.decidedOn === null) return '停发、减发、终止的决定日期还没有登记，看不出当时要不要听取意见、书面告知'
  const due = noticeDue({ program: facts.program, action: facts.action, on: facts.decidedOn })
  if (due.hearing !== null && facts.heardOn === null) return `决定前没有听取意见的记录（${due.hearing}）`
  if (due.hearing !== null && facts.heardOn !== null && facts.heardOn > facts.decidedOn) return `听取意见在决定之后，要在决定前（${due.hearing}）`
  if (due.notice === null) return null
  if (facts.notifiedOn === null) return `决定后没有告知本人和理由的记录（${due.notice.basis}）`
  if (facts.notifiedOn < facts.decidedOn) return `告知在决定之前，要在决定后说明理由（${due.notice.basis}）`
  if (due.notice.form === 'written' && facts.form !== 'written') return `要书面告知并说明理由（${due.notice.basis}），现在登记的不是书面`
  return null
}
