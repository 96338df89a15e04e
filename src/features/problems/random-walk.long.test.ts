import { test } from 'vitest'
import { walkProblems } from './random-walk-for-tests.ts'

test('five hundred walks, other ones each time, hold what the few of every day hold', async () => {
  await walkProblems({ runs: 500 })
})
