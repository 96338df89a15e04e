import { describe, expect, test } from 'vitest'
import type { Calendar } from '../../domain/working-days.ts'
import { clockOf, moveDue, type ClockFacts } from './problem-clock.ts'

/** 国务院办公厅 2026 的国庆、中秋安排：9-25 至 9-27、10-01 至 10-07 放假，9-20、10-10 上班。 */
const calendar: Calendar = {
  2026: {
    holidays: [
      { name: '中秋节', from: '2026-09-25', to: '2026-09-27' },
      { name: '国庆节', from: '2026-10-01', to: '2026-10-07' },
    ],
    makeup: ['2026-09-20', '2026-10-10'],
  },
}
const facts: ClockFacts = { state: 'mending', track: 'by_deadline', dueOn: '2026-11-06', plannedOn: '2026-09-21', openWait: null, askedOn: null }
const waiting: ClockFacts = {
  ...facts,
  state: 'waiting',
  openWait: { reason: 'authority_decision', note: '家属申请减免余下的 1,362.00 元', from: '2026-10-13', until: '2026-11-10', basis: null },
}

describe('the clock of a problem', () => {
  test('in a waiting state it stands, says why, and what the deadline becomes', () => {
    const view = clockOf(waiting, '2026-10-20', calendar)
    expect(view).toMatchObject({ kind: 'standing', left: 18, headline: '时钟停着，还剩 18 个工作日。' })
    expect(view.explanation).toContain(
      '停了 5 个工作日，最晚等到 2026-11-10（没有条文定期限，写明的日子）；今天结束等待，时限就从 2026-11-06 顺延到 2026-11-13。',
    )
  })

  test('past the last day that it was meant to take, it says so and still stands', () => {
    const over = { ...waiting, openWait: { ...waiting.openWait!, until: '2026-10-19', basis: '最低生活保障审核确认办法第二十条' } }
    const view = clockOf(over, '2026-10-20', calendar)
    expect(view).toMatchObject({ kind: 'standing', left: 18, headline: '等过了头，时钟还停着，还剩 18 个工作日。' })
    expect(view.explanation).toContain('已过 2026-10-19（最低生活保障审核确认办法第二十条）')
    expect(clockOf(over, '2026-10-19', calendar).headline).toBe('时钟停着，还剩 18 个工作日。')
  })

  test('what is left does not grow less while it waits, and after the wait it is what was left before', () => {
    expect(clockOf(waiting, '2026-11-20', calendar).left).toBe(18)
    for (const to of ['2026-10-13', '2026-10-14', '2026-10-17', '2026-10-20', '2026-11-06', '2026-12-01']) {
      const { due } = moveDue('2026-11-06', { from: '2026-10-13', to }, calendar)
      expect([to, clockOf({ ...facts, dueOn: due }, to, calendar).left]).toEqual([to, 18])
    }
  })

  test('a wait over the holidays moves it by the days that were worked, make-up Saturday included', () => {
    expect(moveDue('2026-10-20', { from: '2026-09-30', to: '2026-10-10' }, calendar)).toEqual({ due: '2026-10-23', workdays: 3 })
  })

  test('on the day itself it is due, the day after it is overdue', () => {
    expect(clockOf(facts, '2026-11-06', calendar)).toMatchObject({ kind: 'running', left: 0, headline: '今天到期。' })
    expect(clockOf(facts, '2026-11-09', calendar)).toMatchObject({ kind: 'overdue', left: -1, headline: '已逾期 1 个工作日。' })
  })

  test('mended at once without a deadline counts its days', () => {
    const view = clockOf({ ...facts, track: 'at_once', dueOn: null, plannedOn: '2026-10-15' }, '2026-10-20', calendar)
    expect(view.headline).toBe('立行立改，已 3 个工作日。')
  })

  test('asked for closure in time it is no longer counted against the community', () => {
    const view = clockOf({ ...facts, state: 'closing', askedOn: '2026-11-05' }, '2026-11-30', calendar)
    expect(view).toMatchObject({ kind: 'standing', headline: '已如期申请销号，等复核。' })
  })

  test('a year whose holidays are not announced is said to be so', () => {
    expect(clockOf({ ...facts, dueOn: '2027-01-08' }, '2026-12-30', calendar).explanation).toContain('2027 年节假日安排还没有公布')
  })
})
