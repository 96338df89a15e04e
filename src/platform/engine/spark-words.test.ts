import { expect, test } from 'vitest'
import { duckdbPrelude, sparkPrelude } from './prelude.ts'
import { expandMacros, nullsLast, readMacro } from './spark-words.ts'

const macros = new Map(
  [
    'create macro twice(n) as n + n',
    'create macro four(n) as twice(twice(n))',
    "create macro word() as 'it''s twice(1)'",
    'create macro add_months(d, n) as add_months(d, cast(n as int))',
  ]
    .map(readMacro)
    .map((macro) => [macro.name, macro]),
)

test.each([
  ['select twice(a.n) from t a', 'select ((a.n) + (a.n)) from t a'],
  ['select twice(max(n, 1))', 'select ((max(n, 1)) + (max(n, 1)))'],
  ["select 'twice(1)', x.twice(1) -- twice(2)", "select 'twice(1)', x.twice(1) -- twice(2)"],
  ['select four(1)', 'select ((((((1)) + ((1)))) + ((((1)) + ((1))))))'],
  ['select word()', "select ('it''s twice(1)')"],
  ['select add_months(d.on, twice(k))', 'select (add_months((d.on), cast((((k) + (k))) as int)))'],
])('%s is written out as %s', (sql, expected) => {
  expect(expandMacros(sql, macros).replaceAll(/\s+/g, ' ')).toBe(expected)
})

test('a macro with the wrong number of arguments is an error', () => {
  expect(() => expandMacros('select twice(1, 2)', macros)).toThrow('twice')
})

test.each([
  [
    'select row_number() over (partition by a order by b desc, c) as n from t',
    'select row_number() over (partition by a order by b desc nulls last, c nulls last) as n from t',
  ],
  ['select 1 from t order by f(a, b), c nulls first', 'select 1 from t order by f(a, b) nulls last, c nulls first'],
  ["select 'order by a' from t", "select 'order by a' from t"],
  [
    'select * from (select row_number() over (order by case when exists (select 1 from u order by x) then 1 end) as n from t) where n = 1',
    'select * from (select row_number() over (order by case when exists (select 1 from u order by x nulls last) then 1 end nulls last) as n from t) where n = 1',
  ],
])('nulls stand last: %s', (sql, expected) => {
  expect(nullsLast(sql)).toBe(expected)
})

test('both engines have the same words, but for helpers of one', () => {
  const names = (prelude: readonly string[]): string[] => prelude.map((each) => readMacro(each).name).sort()
  expect(names(sparkPrelude).filter((name) => name !== 'regexp_matches')).toEqual(names(duckdbPrelude).filter((name) => name !== 'differ_at'))
})
