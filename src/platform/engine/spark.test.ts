import { expect, test } from 'vitest'
import { findSpark, sparkEngine } from './spark.ts'

test('without Java a clear sentence says what to install and that the engine in the box works without it', async () => {
  const found = await findSpark({ javaHome: '/nowhere' })
  expect(found).toEqual({ missing: expect.stringMatching(/^Spark 引擎需要 Java 17 或以上，这台机器没有找到 java。.*openjdk-17.*去掉 --engine spark/) })
})

test('an engine that lacks something is refused, not started', async () => {
  await expect(sparkEngine({ master: 'local[1]', python: '/nowhere/python3' })).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('--engine spark'),
  })
})
