import { describe, expect, test } from 'vitest'
import { addressOf } from './call.ts'
import { nameOf } from './transfer.ts'

describe('addresses of calls', () => {
  test('params are filled in and escaped, lists become repeated names, nothing stands for what is not given', () => {
    const input = { params: { lead: '2026/0418' }, query: { state: ['new', 'assigned'], words: '', until: undefined, page: 0, from: null } }
    expect(addressOf('GET /api/leads/{lead}/rows', input)).toEqual({ method: 'GET', address: '/api/leads/2026%2F0418/rows?state=new&state=assigned&page=0' })
  })

  test('without a query there is no question mark', () => {
    expect(addressOf('DELETE /api/session', {})).toEqual({ method: 'DELETE', address: '/api/session' })
  })
})

describe('the name of a downloaded file', () => {
  test('the encoded Chinese name is preferred', () => {
    expect(nameOf(`attachment; filename="x.xlsx"; filename*=UTF-8''%E7%96%91%E7%82%B9.xlsx`)).toBe('疑点.xlsx')
    expect(nameOf('attachment; filename="x.xlsx"')).toBe('x.xlsx')
    expect(nameOf(null)).toBe('下载')
  })
})
