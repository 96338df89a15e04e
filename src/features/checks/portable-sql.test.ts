import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSqlParser, type SqlParser } from '../../platform/engine/sql-tree.ts'
import { loadCheckCatalog } from './check-catalog.ts'
import { findUnportable } from './portable-sql.ts'

const catalog = loadCheckCatalog(join(import.meta.dirname, '..', '..', '..', 'catalog'))
let parser: SqlParser
beforeAll(async () => {
  parser = await openSqlParser()
})
afterAll(() => parser.close())

const texts = [...catalog.facts.map(({ fact, sql }) => [`fact ${fact}`, sql]), ...catalog.checks.map(({ check, sql }) => [`check ${check}`, sql])] as [
  string,
  string,
][]

test.each(texts)('%s says only what both engines understand', async (_, sql) => {
  expect(findUnportable(await parser.parse(sql))).toEqual([])
})

test.each([
  ['select strftime(paid_on, $$%Y$$) from payment', ['function strftime']],
  ['select fen / 2 from payment', ['function /']],
  ['select fen // 2 from payment', ['function //']],
  ['select [fen] as list from payment', ['function list_value']],
  ['select unnest(x) from payment', ['function unnest']],
  ['select cast(fen as double) from payment', ['cast to DOUBLE']],
  ['select * exclude (fen) from payment', ['star with exceptions']],
  ['select fen from payment qualify row_number() over (order by fen) = 1', ['qualify']],
  ['select distinct on (fen) fen, name from payment', ['distinct on']],
  ['select fen from payment semi join visit v on v.person_key = payment.person_key', ['semi join']],
  ['select fen from payment p full join visit v on v.person_key = p.person_key', ['full join']],
  ['select count(*) filter (where fen > 1) over (partition by program) as n from payment', ['filter on a window function']],
  ['select row_number() over (partition by program) as n from payment', ['row_number without an order']],
  ['select row_number() over (partition by program order by fen, source_row) as n from payment', ['row_number by a row number without its batch']],
  ['select string_agg(name) from payment', ['function string_agg']],
  ['select fen from read_parquet($$x$$)', ['table_function as a relation', 'function read_parquet']],
  ['select max_by(source_row, granted_on) from aid', ['max_by of a row by an order with ties']],
  ['select fen is not distinct from 1 from payment', ['comparison COMPARE_NOT_DISTINCT_FROM']],
  [
    'select 1 from payment p where not exists (select 1 from month t where not exists (select 1 from visit v where v.month = t.month and v.division = p.division))',
    ['p is spoken of 2 selects further in'],
  ],
])('the test sees that not both engines have: %s', async (sql, expected) => {
  expect(findUnportable(await parser.parse(sql)).sort()).toEqual(expected.toSorted())
})

test('what is common is let through: joins, exists one select deep, filters of sums, windows, unions, words of the prelude', async () => {
  const sql = `with a as (select person_key, cast(sum(fen) filter (where kind = 'x') as bigint) as fen, max_by(name, month) as name from payment group by person_key)
    select a.person_key, month_of(date '2024-01-01') as m, row_number() over (partition by a.name order by a.fen desc) as n from a left join visit v on v.person_key = a.person_key
    where exists (select 1 from deceased d where d.person_key = a.person_key and d.died_on <= as_of()) and a.name like '%x%' and a.fen between 1 and 2
    union all select person_key, '2024-01', 1 from visit`
  expect(findUnportable(await parser.parse(sql))).toEqual([])
})
