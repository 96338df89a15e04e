import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../../domain/plain-date.ts'
import { planFollowUps } from './follow-up-plan.ts'
import { toldOf } from './card-law.ts'

const week = { from: '2026-10-01', everyDays: 7, ground: null, isEnded: false }

test('the first look is due one stretch after the child was placed, each later one a stretch after the last look', () => {
  expect(planFollowUps([], { ...week, until: '2026-10-05' })).toMatchObject({ dueOn: '2026-10-08', daysLate: 0, missed: 0, gaps: [] })
  expect(planFollowUps(['2026-10-06'], { ...week, until: '2026-10-10' })).toMatchObject({
    dueOn: '2026-10-13',
    dueSteps: [{ kind: 'scheduled', from: '2026-10-06', days: 7, due: '2026-10-13', ground: null }],
    done: 1,
    missed: 0,
  })
})

test('on the last day nothing is missed; the day after one look is', () => {
  expect(planFollowUps([], { ...week, until: '2026-10-08' })).toMatchObject({ missed: 0, daysLate: 0, gaps: [] })
  expect(planFollowUps([], { ...week, until: '2026-10-09' })).toMatchObject({
    missed: 1,
    daysLate: 1,
    gaps: [{ from: '2026-10-01', to: '2026-10-09', days: 8 }],
  })
})

test('a look that came late leaves its gap on the card, and an ended card is due no more', () => {
  expect(planFollowUps(['2026-10-20', '2026-10-25'], { ...week, until: '2026-10-26', isEnded: true })).toEqual({
    dueOn: null,
    dueSteps: [],
    daysLate: 0,
    done: 2,
    missed: 2,
    gaps: [{ from: '2026-10-01', to: '2026-10-20', days: 19 }],
  })
})

test('every last day that passed is either kept by a look or missed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 20 }), (everyDays, offsets) => {
      const until = addDays(week.from, 200)
      const plan = planFollowUps(
        offsets.map((offset) => addDays(week.from, offset)),
        { from: week.from, everyDays, ground: null, until, isEnded: false },
      )
      // Counted day by day: a stretch runs out each time `everyDays` went by and no look came up to that day.
      let left = everyDays
      let missed = 0
      for (let day = 1; day <= 200; day++) {
        if (left === 0) {
          missed += 1
          left = everyDays
        }
        left -= 1
        if (offsets.includes(day)) left = everyDays
      }
      expect(plan.missed).toBe(missed)
      expect(plan.missed > 0).toBe(plan.gaps.length > 0)
    }),
  )
})

test('民政 and 公安 are told of every child, the school of one who goes there', () => {
  expect(toldOf({ cause: 'unable', isAtSchool: false }).map((each) => each.recipient)).toEqual(['civil_affairs', 'police'])
  expect(toldOf({ cause: 'harms', isAtSchool: true }).map((each) => each.recipient)).toEqual(['civil_affairs', 'police', 'education'])
  expect(toldOf({ cause: 'harms', isAtSchool: false })[1]?.basis).toContain('反家庭暴力法第十四条')
})
