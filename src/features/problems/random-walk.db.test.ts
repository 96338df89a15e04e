import { test } from 'vitest'
import { walkProblems } from './random-walk-for-tests.ts'

test('random acts of random posts take no forbidden step, close nothing that lacks something, and keep every sum; what stood at any time can be told again from the events alone', async () => {
  await walkProblems({ runs: 42, seed: 20_261_130 })
}, 300_000)
