import { expect, test } from 'vitest'
import { withCampaign } from './stay-in-campaign.ts'

test('a link between pages of a campaign stays with the one shown; others and those that name one are left alone', () => {
  const here = '?campaign=one&state=open'
  expect(withCampaign('/problems?state=closed', here)).toBe('/problems?state=closed&campaign=one')
  expect(withCampaign('/selfcheck#cell-3', here)).toBe('/selfcheck?campaign=one#cell-3')
  expect(withCampaign('/problems/7', here)).toBe('/problems/7?campaign=one')
  expect(withCampaign('/dispatch?campaign=two', here)).toBe('/dispatch?campaign=two')
  expect(withCampaign('/people?q=x', here)).toBe('/people?q=x')
  expect(withCampaign('/problemsother', here)).toBe('/problemsother')
  expect(withCampaign('/problems', '?state=open')).toBe('/problems')
})
