import { expect, test } from 'vitest'
import { compareWithTruth, falseLeads, noDifference, type Found, type Plant } from './sample-truth.ts'

const plant: Plant = {
  check: 'paid-after-death',
  ck: ['CK01'],
  kind: 'wrong',
  citizenId: '1',
  name: '甲',
  division: '青柳',
  program: 'dibao',
  months: ['2026-04', '2026-05'],
  concerned: 200,
  overpaid: 200,
  underpaid: null,
  paid: {},
  note: '',
}
const found: Found = {
  check: plant.check,
  citizenId: '1',
  name: '甲',
  division: '青柳',
  program: 'dibao',
  months: plant.months,
  concerned: 200,
  overpaid: 200,
  underpaid: null,
}
const lookAlike: Plant = { ...plant, kind: 'lookalike', citizenId: '2', name: '乙' }

test('what was planted and found, once each, is no difference', () => {
  expect(compareWithTruth([found], [plant, lookAlike])).toEqual(noDifference)
})

test.each([
  ['nothing is found', [], 'missed'],
  ['a look-alike is found', [found, { ...found, citizenId: '2' }], 'unplanted'],
  ['the same matter is found twice', [found, found], 'unplanted'],
  ['another check finds the person', [found, { ...found, check: 'card-ended' }], 'unplanted'],
  ['it is also found in another benefit', [found, { ...found, program: 'tekun' }], 'unplanted'],
  ['a month is missing', [{ ...found, months: ['2026-05'] }], 'months'],
  ['a month is too much', [{ ...found, months: ['2026-03', ...plant.months] }], 'months'],
  ['the money is one fen off', [{ ...found, overpaid: 201 }], 'money'],
  ['money is said where none can be known', [{ ...found, underpaid: 0 }], 'money'],
] as [string, Found[], 'missed' | 'unplanted' | 'months' | 'money'][])('when %s it is told', (_, all, kind) => {
  const difference = compareWithTruth(all, [plant, lookAlike])
  expect(difference[kind]).toHaveLength(1)
  expect({ ...difference, [kind]: [] }).toEqual(noDifference)
})

test('a matter of a community is known by its name', () => {
  const ofCommunity: Plant = { ...plant, check: 'zero-report', citizenId: null, name: null, months: ['2026-08'], concerned: null, overpaid: null }
  const line: Found = { ...found, check: 'zero-report', citizenId: null, name: null, months: ['2026-08'], concerned: null, overpaid: null }
  expect(compareWithTruth([line], [ofCommunity])).toEqual(noDifference)
  expect(compareWithTruth([{ ...line, division: '桥头' }], [ofCommunity])).toMatchObject({ missed: [expect.anything()], unplanted: [expect.anything()] })
})

test('with a list missing fewer months and no money are true, other months and other people are not', () => {
  expect(falseLeads([{ ...found, months: ['2026-05'], concerned: null, overpaid: null }], [plant], 'cremations')).toEqual([])
  expect(falseLeads([{ ...found, months: ['2026-06'] }], [plant], 'cremations')).toHaveLength(1)
  expect(falseLeads([{ ...found, citizenId: '2' }], [plant, lookAlike], 'cremations')).toHaveLength(1)
})

test('with a list missing the wider title of a planted matter is true', () => {
  const staff: Plant = { ...plant, check: 'staff-account', otherwise: 'account-of-another' }
  expect(falseLeads([{ ...found, check: 'account-of-another' }], [staff], 'committee_members')).toEqual([])
  expect(falseLeads([{ ...found, check: 'account-of-another', citizenId: '2' }], [staff], 'committee_members')).toHaveLength(1)
  expect(compareWithTruth([{ ...found, check: 'account-of-another' }], [staff]).missed).toHaveLength(1)
})

test('without the list that alone knows a look-alike of data quality its question is no false lead', () => {
  const renamed: Plant = { ...lookAlike, check: 'one-id-several-names', knownBy: 'household_register' }
  const asked: Found = { ...found, check: 'one-id-several-names', citizenId: '2', name: '乙' }
  expect(falseLeads([asked], [renamed], 'household_register')).toEqual([])
  expect(falseLeads([asked], [renamed], 'cremations')).toHaveLength(1)
  expect(compareWithTruth([asked], [renamed]).unplanted).toHaveLength(1)
})

test('a question of data quality may stand under the programme of the lists that are left, a matter of months may not', () => {
  const renamed: Plant = { ...plant, check: 'one-id-several-names', months: [] }
  const asked: Found = { ...found, check: 'one-id-several-names', program: 'temporary_aid', months: [] }
  expect(falseLeads([asked], [renamed], 'dibao_person')).toEqual([])
  expect(falseLeads([{ ...asked, citizenId: '2' }], [renamed], 'dibao_person')).toHaveLength(1)
  expect(falseLeads([{ ...found, program: 'temporary_aid' }], [plant], 'dibao_person')).toHaveLength(1)
  expect(compareWithTruth([asked], [renamed]).missed).toHaveLength(1)
})

test('a household without an id, and a row without one, are known by name and community', () => {
  const ofRow: Plant = { ...plant, citizenId: null }
  for (const each of [plant, ofRow]) {
    expect(compareWithTruth([{ ...found, citizenId: null }], [each])).toEqual(noDifference)
    expect(compareWithTruth([{ ...found, citizenId: null, name: '丙' }], [each]).missed).toHaveLength(1)
    expect(compareWithTruth([{ ...found, citizenId: null, division: '桥头' }], [each]).missed).toHaveLength(1)
  }
})
