import { expect, test } from 'vitest'
import { noticeDue, noticeLacks, type NoticeFacts } from './notice-rules.ts'

test.each([
  ['dibao', 'stop', '2014-04-30', null, null],
  ['dibao', 'stop', '2014-05-01', null, '社会救助暂行办法第十三条'],
  ['dibao', 'cut', '2021-06-30', null, null],
  ['dibao', 'cut', '2021-07-01', null, '最低生活保障审核确认办法第三十二条'],
  ['tekun', 'end', '2021-06-30', null, null],
  ['tekun', 'end', '2021-07-01', null, '特困人员认定办法第二十六条'],
  ['dibao', 'cut', '2026-06-30', null, '最低生活保障审核确认办法第三十二条'],
  ['dibao', 'cut', '2026-07-01', '社会救助法第四十八条', '社会救助法第四十八条'],
  ['marginal', 'end', '2026-06-30', null, null],
  ['marginal', 'end', '2026-07-01', '社会救助法第四十八条', '社会救助法第四十八条'],
  ['disability_care', 'stop', '2026-09-01', null, null],
] as const)('%s %s on %s: heard by %s, told by %s', (program, action, on, hearing, notice) => {
  const due = noticeDue({ program, action, on })
  expect([due.hearing, due.notice?.basis ?? null]).toEqual([hearing, notice])
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
