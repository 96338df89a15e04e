import { expect, test } from 'vitest'
import { questionsOf, type Facts } from './carer-questions.ts'

const rules = { askAge: 75, isAgreementRequired: true, today: '2026-10-20' }
const asked = { on: '2026-10-10', lives: 'with_carer', fitness: 'fit', parentsContactOn: '2026-10-06' }
const child: Facts = {
  kind: 'left_behind',
  birthDate: '2016-03-01',
  carerName: '毛奶奶',
  carerBirthDate: '1960-01-01',
  carerHealth: '健康',
  caresFor: 1,
  areParentsAway: true,
  agreement: { signedOn: '2026-01-01', endsOn: '2027-01-01' },
  ask: asked,
}

test('a fit carer with an agreement, parents who call: nothing to ask', () => {
  expect(questionsOf(child, rules)).toEqual([])
})

test('age, illness and three people to one carer are asked about until somebody has looked', () => {
  const carer = { carerBirthDate: '1948-05-01', carerHealth: '患高血压', caresFor: 3, ask: { ...asked, fitness: 'unclear' } }
  expect(questionsOf({ ...child, ...carer }, rules)).toEqual(['carer_age', 'carer_health', 'cares_for_many'])
  expect(questionsOf({ ...child, ...carer, ask: asked }, rules)).toEqual([])
  // Without the town's own age nobody is asked for being old.
  expect(questionsOf({ ...child, carerBirthDate: '1948-05-01', ask: { ...asked, fitness: 'unclear' } }, { ...rules, askAge: null })).toEqual([])
})

test('a child below sixteen found alone wants somebody today; a boy of sixteen may live alone', () => {
  const alone = { ...asked, lives: 'alone' }
  expect(questionsOf({ ...child, ask: alone }, rules)).toEqual(['alone'])
  expect(questionsOf({ ...child, birthDate: '2010-03-01', ask: alone }, rules)).toEqual([])
})

test('nobody named on the roster counts only where both parents are away', () => {
  const blank = { carerName: null, carerBirthDate: null, carerHealth: null, agreement: null, ask: null }
  expect(questionsOf({ ...child, ...blank }, rules)).toEqual(['no_carer', 'never_asked'])
  expect(questionsOf({ ...child, ...blank, areParentsAway: false }, rules)).toEqual(['never_asked'])
})

test('an agreement that is over, ends within a month or is missing is named; where no paper asks for one nothing is', () => {
  expect(questionsOf({ ...child, agreement: { signedOn: null, endsOn: '2026-10-19' } }, rules)).toEqual(['agreement_over'])
  expect(questionsOf({ ...child, agreement: { signedOn: null, endsOn: '2026-11-19' } }, rules)).toEqual(['agreement_due'])
  expect(questionsOf({ ...child, agreement: null }, rules)).toEqual(['no_agreement'])
  expect(questionsOf({ ...child, agreement: null }, { ...rules, isAgreementRequired: false })).toEqual([])
})

test('parents who were silent for more than two weeks before the visit are asked after', () => {
  expect(questionsOf({ ...child, ask: { ...asked, parentsContactOn: '2026-09-20' } }, rules)).toEqual(['contact_late'])
  expect(questionsOf({ ...child, kind: 'tekun', ask: { ...asked, parentsContactOn: null } }, rules)).toEqual([])
})
