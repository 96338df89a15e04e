import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countDue, recountDue, sayDueStep, namedDue, type DueStep } from './due-steps.ts'
import { addDays } from './plain-date.ts'
import type { Calendar } from './working-days.ts'

const year2026 = {
  holidays: [
    { name: '中秋节', from: '2026-09-25', to: '2026-09-27' },
    { name: '国庆节', from: '2026-10-01', to: '2026-10-07' },
  ],
  makeup: ['2026-09-20', '2026-10-10'],
}
const calendar: Calendar = { 2026: year2026 }
const announced: Calendar = { ...calendar, 2027: { holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }], makeup: ['2027-01-09'] } }
const say = (step: DueStep): string => sayDueStep(step, '2026')

test('working days say which holiday they pass and which Saturday counts', () => {
  const step = countDue('2026-09-24', { count: 5, unit: 'workdays' }, calendar)
  expect(step.due).toBe('2026-10-09')
  expect(say(step)).toBe('从9月24日的次日数起，第 5 个工作日是10月9日，跳过中秋节（9月25日至27日）、国庆节（10月1日至7日）')
  expect(say(countDue('2026-10-09', { count: 2, unit: 'workdays' }, calendar))).toBe('从10月9日的次日数起，第 2 个工作日是10月12日，10月10日调休上班，算在内')
})

test('a date that reaches into a year not announced says so, and is counted by weekends', () => {
  const step = countDue('2026-12-30', { count: 3, unit: 'workdays', ground: '青民发〔2026〕3号' }, calendar)
  expect([step.due, step.notAnnounced]).toEqual(['2027-01-04', ['2027']])
  expect(say(step)).toContain('2027 年节假日安排还没有公布，只按周末推算。依据：青民发〔2026〕3号')
})

test('days and months that end on a day of rest move to the next working day, and say so', () => {
  expect(countDue('2026-09-25', { count: 7, unit: 'days' }, calendar)).toMatchObject({ endedOn: '2026-10-02', due: '2026-10-08' })
  expect(say(countDue('2026-08-31', { count: 1, unit: 'months' }, calendar))).toBe('从8月31日的次日数起，满 1 个月是9月30日')
  expect(say(countDue('2026-09-25', { count: 7, unit: 'days' }, calendar))).toContain('满 7 天是10月2日，那天休息，顺延到10月8日')
})

test('who named the day, when and on what ground is said; a past day too', () => {
  expect(say(namedDue('2026-10-12', { on: '2026-10-09', by: '周丽', calendar }))).toBe('10月9日周丽定为10月12日，2 个工作日，10月10日调休上班，算在内')
  expect(say(namedDue('2026-10-08', { on: '2026-10-09', by: '台账', ground: '原台账', calendar }))).toBe(
    '10月9日台账定为10月8日，定时已过 1 个工作日。依据：原台账',
  )
})

const ground = '国办发明电〔2026〕9号'
const counted = countDue('2026-12-25', { count: 6, unit: 'workdays' }, calendar)

test('a year announced later moves what was counted, with the date that stood', () => {
  const moved = recountDue([counted], { calendar: announced, today: '2026-12-26', ground })
  expect([counted.due, moved?.due]).toEqual(['2027-01-04', '2027-01-05'])
  expect(moved?.steps.map(say).at(-1)).toBe('12月26日节假日安排变了（国办发明电〔2026〕9号），从2027年1月4日重算为2027年1月5日')
  expect(recountDue(moved?.steps ?? [], { calendar: announced, today: '2026-12-27', ground })).toBeNull()
})

test('a wait moves with the calendar, what somebody named and what was granted does not', () => {
  const named = namedDue('2027-01-06', { on: '2026-12-25', by: '周丽', calendar })
  expect(recountDue([named], { calendar: announced, today: '2026-12-26', ground })).toBeNull()
  const waited: DueStep = { kind: 'waited', from: '2026-12-30', to: '2027-01-04', workdays: 3, reason: '公示期', due: '2027-01-11', isOpen: false }
  const again = recountDue([named, waited], { calendar: announced, today: '2027-01-05', ground })
  // Two working days were waited, and Saturday the 9th is worked.
  expect([again?.due, again?.steps[1]]).toEqual(['2027-01-08', { ...waited, workdays: 2, due: '2027-01-08' }])
  const extended: DueStep = { kind: 'extended', on: '2026-12-31', due: '2027-01-20', workdays: 9, by: '陈镇', reason: '等回函' }
  expect(recountDue([named, waited, extended], { calendar: announced, today: '2027-01-05', ground })).toBeNull()
})

test('nobody becomes late by a change of the calendar, and who was late stays late', () => {
  const shorter: Calendar = { 2026: { holidays: [], makeup: [] } }
  const due = countDue('2026-09-30', { count: 3, unit: 'workdays' }, calendar)
  expect([due.due, recountDue([due], { calendar: shorter, today: '2026-10-08', ground })?.due]).toEqual(['2026-10-10', '2026-10-08'])
  expect(recountDue([due], { calendar: shorter, today: '2026-10-12', ground })).toBeNull()
})

test('a recount under the same calendar changes nothing, whatever the steps', () => {
  const day = fc.integer({ min: 0, max: 90 }).map((n) => addDays('2026-08-15', n))
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 30 }), day, (from, count, today) => {
      expect(recountDue([countDue(from, { count, unit: 'workdays' }, calendar)], { calendar, today, ground })).toBeNull()
    }),
  )
})
