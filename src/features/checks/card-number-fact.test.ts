import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { duckdbEngine } from '../../platform/engine/duckdb.ts'
import type { EngineColumn } from '../../platform/engine/engine.ts'

const text = (...names: string[]): EngineColumn[] => names.map((name) => ({ name, type: 'text' as const }))
const whole = (...names: string[]): EngineColumn[] => names.map((name) => ({ name, type: 'bigint' as const }))
const place = [...text('division', 'batch'), ...whole('source_row')]
const id = '999101197001011234'

/** What the fact says about rows of a subsidy list with this card number, kind and level beside one id. */
async function differences(rows: readonly [card: string | null, kind: string | null, level: bigint | null][]): Promise<unknown[]> {
  const session = await duckdbEngine.open({ asOf: '2026-10-15', threads: 1 })
  try {
    const listed = [...whole('person_key'), ...text('citizen_id', 'name')]
    await session.load(
      'disability',
      [...listed, ...text('card_no', 'kind'), ...whole('level'), { name: 'is_elsewhere', type: 'boolean' }, ...text('listed_month'), ...place],
      [],
    )
    const roster = [...listed, ...text('disability_card', 'disability_kind'), ...whole('disability_level'), ...text('period'), ...place]
    await session.load('family_person', [...text('ledger', 'program'), ...roster], [])
    await session.load(
      'ledger_disability_subsidy',
      [...text('subsidy'), ...whole('living_amount'), ...roster],
      rows.map(([card, kind, level], at) => ['care', null, 11n, id, '张三', card, kind, level, '2026-08', 'aaaa', 'b', BigInt(at + 1)]),
    )
    await session.define('card_number', readFileSync(join(import.meta.dirname, '..', '..', '..', 'catalog', 'facts', 'card_number.sql'), 'utf8'), 'table')
    return (await session.rows('select difference from card_number order by source_row')).map((row) => row['difference'])
  } finally {
    session.close()
  }
}

test('the twenty digits are the id, the kind and the level', async () => {
  expect(
    await differences([
      [`${id}42`, 'physical', 2n],
      [`${id}42B1`, 'physical', 2n],
      [`${id}42`, null, null],
      ['99910119700101124642', 'physical', 2n],
      [`${id}42`, 'physical', 4n],
      [`${id}42`, 'mental', 2n],
    ]),
  ).toEqual([null, null, null, '残疾证号前18位不是本人证号', '残疾证号里是2级，等级栏写4级', '残疾证号里的类别与类别栏不同'])
})

test('a number that is no card number is not compared', async () => {
  expect(
    await differences([
      [null, 'physical', 2n],
      [id, 'physical', 2n],
    ]),
  ).toEqual([])
})
