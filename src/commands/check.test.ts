import { expect, test } from 'vitest'
import { reportLines } from './check.ts'

const report = { ck: ['CK01'], population: 0, byDivision: {}, hits: 0, ms: 3, missing: [], error: null, from: null, inputs: '' }

test('What is missing is said once, and a check that the town switched off is named with who, when and why', () => {
  const missing = [
    { kind: 'list' as const, name: 'cremations', from: null, to: null, divisions: [], program: null },
    { kind: 'list' as const, name: 'cancellations', from: null, to: null, divisions: [], program: null },
  ]
  const lines = reportLines(
    { checks: [{ ...report, check: 'paid-after-death', status: 'missing_list', missing }], milliseconds: 1_000 },
    new Map([['vehicle-on-dibao', { by: '李敏', at: '2026-10-20T17:00:00Z', reason: '等县里通知' }]]),
  )
  expect(lines).toEqual([
    '【低保】',
    '  死亡后仍发放救助资金：看了 0，命中 0，镇里的依据，缺名单 火化名单、死亡注销户口，3 毫秒',
    '【镇里停用，没有运行】',
    '  名下有机动车享受低保：李敏 2026-10-21 停用，等县里通知',
    '共 1 项核查，用时 1.0 秒。',
  ])
})
