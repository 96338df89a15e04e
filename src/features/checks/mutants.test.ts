import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSqlParser, type SqlParser } from '../../platform/engine/sql-tree.ts'
import { mutantsOf } from './mutants.ts'

let parser: SqlParser
beforeAll(async () => {
  parser = await openSqlParser()
})
afterAll(() => parser.close())

const changesOf = async (sql: string): Promise<string[]> => (await mutantsOf(parser, sql)).map((mutant) => mutant.change)

test('each condition of a where, a join and an exists is dropped once', async () => {
  const changes = await changesOf(
    'with p as (select * from payment where fen = 1) select p.fen from p join rule r on r.program = p.program and r.month = p.month where exists (select 1 from visit v where v.month = p.month) and p.name is null',
  )
  expect(changes.map((each) => each.replaceAll('"', '')).sort()).toEqual([
    'main: drop (p.name IS NULL)',
    'main: drop (r.month = p.month)',
    'main: drop (r.program = p.program)',
    'main: drop (v.month = p.month)',
    'main: drop EXISTS(SELECT 1 FROM visit AS v WHERE (v.month = p.month))',
    'p: drop (fen = 1)',
  ])
})

test('a bound moves by one, and both ends of between', async () => {
  expect(await changesOf('select 1 from payment where fen < 3')).toEqual(['main: drop (fen < 3)', 'main: < becomes <= (fen < 3)'])
  const between = await mutantsOf(parser, 'select fen from payment where fen between 1 and 3')
  expect(between.map((each) => each.sql.split('WHERE ')[1])).toEqual([undefined, '((fen > 1) AND (fen <= 3))', '((fen >= 1) AND (fen < 3))'])
})

test('an exists beside an or is false, one in a column is true', async () => {
  const inOr = await mutantsOf(parser, 'select fen from payment where (fen = 1 or not exists (select 1 from visit where 1 = 1))')
  expect(inOr.filter((each) => each.change.includes('drop EXISTS')).map((each) => each.sql.split('WHERE ')[1])).toEqual([
    "((fen = 1) OR (NOT CAST('t' AS BOOLEAN)))",
  ])
  const column = await mutantsOf(parser, 'select exists (select 1 from visit) as seen from payment')
  expect(column.map((each) => each.sql)).toEqual(["SELECT CAST('t' AS BOOLEAN) AS seen FROM payment"])
})
