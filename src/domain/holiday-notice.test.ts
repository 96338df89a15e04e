import { expect, test } from 'vitest'
import { faultOfYear, readHolidayNotice } from './holiday-notice.ts'

// In the form of the yearly notice; the days are made up.
const notice = `经批准，现将2027年元旦、春节放假调休日期的具体安排通知如下。
　　一、元旦：2026年12月31日（周四）至1月3日（周日）放假调休，共4天。12月27日上班。
　　二、春节：2月5日（农历腊月二十九、周五）至11日（周四）放假调休，共7天。1月30日（周六）、2月14日（周日）上班。
　　三、清明节：4月5日（周一）放假，与周末连休。
　　四、国庆节、中秋节：9月29日至10月6日放假调休，共8天。`

test('the lines of the notice become days off and make-up days', () => {
  const { holidays, makeup, faults } = readHolidayNotice(notice.replace('2026年12月31日（周四）至1月3日', '2026年12月31日（周四）至2027年1月3日'), '2027')
  expect(faults).toEqual([])
  expect(holidays).toEqual([
    { name: '元旦', from: '2026-12-31', to: '2027-01-03' },
    { name: '春节', from: '2027-02-05', to: '2027-02-11' },
    { name: '清明节', from: '2027-04-05', to: '2027-04-05' },
    { name: '国庆节、中秋节', from: '2027-09-29', to: '2027-10-06' },
  ])
  expect(makeup).toEqual(['2027-01-30', '2027-02-14', '2027-12-27'])
})

test('a count that does not agree, a day that does not exist and a text without days off are said', () => {
  expect(readHolidayNotice('一、元旦：1月1日至3日放假，共4天。', '2027').faults).toEqual(['元旦：写着共 4 天，2027-01-01 至 2027-01-03 是 3 天'])
  expect(readHolidayNotice('一、元旦：1月1日放假。2月30日上班。', '2027').faults).toEqual(['元旦：没有 2月30日 这一天'])
  expect(readHolidayNotice(notice, '2027').faults[0]).toContain('元旦：“2026年12月31日至1月3日”读不成日子')
  expect(readHolidayNotice('关于安排值班的通知', '2027').faults).toHaveLength(1)
})

test('one paragraph without line breaks reads the same', () => {
  const lines = '一、元旦：1月1日放假，共1天。二、春节：2月5日至11日放假，共7天。1月30日上班。'
  expect(readHolidayNotice(lines, '2027').holidays.map(({ name }) => name)).toEqual(['元旦', '春节'])
})

const holidays = [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }]
test.each([
  [{ holidays: [{ name: '', from: '2027-01-01', to: '2027-01-01' }], makeup: [] }, '没有写节日名'],
  [{ holidays: [{ name: '元旦', from: '2028-01-01', to: '2028-01-01' }], makeup: [] }, '不在 2027 年'],
  [{ holidays: [...holidays, { name: '周年', from: '2027-01-03', to: '2027-01-04' }], makeup: [] }, '既是元旦又是周年'],
  [{ holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-02-03' }], makeup: [] }, '请再看一遍'],
  [{ holidays, makeup: ['2027-01-02'] }, '既放假又上班'],
  [{ holidays, makeup: ['2027-01-08'] }, '本来就上班'],
  [{ holidays, makeup: ['2027-01-09', '2027-01-09'] }, '写了两次'],
])('an arrangement that cannot stand is refused with its reason', (arrangement, words) => {
  expect(faultOfYear(arrangement, '2027')).toContain(words)
})

test('an arrangement that can stand has no fault', () => {
  expect(faultOfYear({ holidays, makeup: ['2027-01-09'] }, '2027')).toBeNull()
})
