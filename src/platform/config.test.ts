import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('a name without a value is not set: everything keeps its default', () => {
  const blank = Object.fromEntries(['PORT', 'DOUDI_DATA', 'DOUDI_LOG', 'DOUDI_SPARK_PYTHON', 'JAVA_HOME', 'CI', 'DATABASE_URL'].map((name) => [name, '']))
  expect(readConfig({ HOME: '/home/office', ...blank })).toEqual(readConfig({ HOME: '/home/office' }))
})
