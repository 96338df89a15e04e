import { expect, test } from 'vitest'
import { noticeDue, noticeLacks, type NoticeFacts } from './notice-rules.ts'

const law48 = '社会救助法第四十八条'
const dibao13 = '社会救助暂行办法第十三条'
const dibao32 = '最低生活保障审核确认办法第三十二条'
const tekun26 = '特困人员认定办法第二十六条'

// The day before and the day on which each rule begins (handbook G18).
test.each([
  ['dibao', 'stop', '2014-04-30', null, null, null],
  ['dibao', 'stop', '2014-05-01', null, 'written', dibao13],
  ['dibao', 'end', '2014-04-30', null, null, null],
  ['dibao', 'end', '2014-05-01', null, 'written', dibao13],
  ['dibao', 'stop', '2021-07-01', null, 'written', dibao13],
  ['dibao', 'stop', '2026-06-30', null, 'written', dibao13],
  ['dibao', 'stop', '2026-07-01', law48, 'written', law48],
  ['dibao', 'cut', '2021-06-30', null, null, null],
  ['dibao', 'cut', '2021-07-01', null, 'any', dibao32],
  ['dibao', 'cut', '2026-06-30', null, 'any', dibao32],
  ['dibao', 'cut', '2026-07-01', law48, 'written', law48],
  ['tekun', 'end', '2021-06-30', null, null, null],
  ['tekun', 'end', '2021-07-01', null, 'written', tekun26],
  ['tekun', 'end', '2026-06-30', null, 'written', tekun26],
  ['tekun', 'end', '2026-07-01', law48, 'written', law48],
  ['tekun', 'cut', '2026-06-30', null, null, null],
  ['tekun', 'cut', '2026-07-01', law48, 'written', law48],
  // 特困人员认定办法 speaks of the end alone; what the check of the register holds a stop against is the same.
  ['tekun', 'stop', '2026-06-30', null, null, null],
  ['tekun', 'stop', '2026-07-01', law48, 'written', law48],
  ['marginal', 'end', '2026-06-30', null, null, null],
  ['marginal', 'end', '2026-07-01', law48, 'written', law48],
  ['rigid', 'cut', '2026-06-30', null, null, null],
  ['rigid', 'cut', '2026-07-01', law48, 'written', law48],
  ['disability_care', 'stop', '2026-09-01', null, null, null],
  ['orphan', 'end', '2026-09-01', null, null, null],
] as const)('%s %s on %s: heard by %s, told %s by %s', (program, action, on, hearing, form, basis) => {
  expect(noticeDue({ program, action, on })).toEqual({ hearing, notice: form === null ? null : { form, basis } })
})

test.each([
  // Told by telephone is enough for a cut of 2026-06-30, and not a day later.
  ['dibao', 'cut', '2026-06-30', 'oral', null],
  ['dibao', 'cut', '2026-07-01', 'oral', '要书面告知'],
  ['dibao', 'stop', '2026-06-30', 'oral', '要书面告知'],
  ['tekun', 'end', '2021-06-30', null, null],
  ['tekun', 'end', '2021-07-01', null, '没有告知本人'],
] as const)('%s %s on %s told %s lacks %s', (program, action, on, form, words) => {
  const notifiedOn = form === null ? null : on
  const lacks = noticeLacks({ program, action, heardOn: on, decidedOn: on, notifiedOn, form, isDead: false })
  if (words === null) expect(lacks).toBeNull()
  else expect(lacks).toContain(words)
})

const facts: NoticeFacts = {
  program: 'dibao',
  action: 'end',
  heardOn: '2026-09-20',
  decidedOn: '2026-09-21',
  notifiedOn: '2026-09-22',
  form: 'written',
  isDead: false,
}

test('heard before, decided, told in writing after: nothing lacks', () => {
  expect(noticeLacks(facts)).toBeNull()
})

test.each([
  [{ decidedOn: null }, '决定日期还没有登记'],
  [{ heardOn: null }, '决定前没有听取意见'],
  [{ heardOn: '2026-09-25' }, '听取意见在决定之后'],
  [{ notifiedOn: null }, '决定后没有告知'],
  [{ notifiedOn: '2026-09-20' }, '告知在决定之前'],
  [{ form: 'oral' as const }, '要书面告知'],
] as const)('%o lacks something and says by which article', (change, words) => {
  expect(noticeLacks({ ...facts, ...change })).toContain(words)
})

test('a cut of 2022 may be told in any form; nobody is left to hear where the person died', () => {
  const old = { ...facts, action: 'cut' as const, heardOn: null, decidedOn: '2022-03-01', notifiedOn: '2022-03-02', form: 'oral' as const }
  expect(noticeLacks(old)).toBeNull()
  expect(noticeLacks({ ...facts, heardOn: null, decidedOn: null, notifiedOn: null, isDead: true })).toBeNull()
})
