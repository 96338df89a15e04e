import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { duckdbEngine } from '../../platform/engine/duckdb.ts'
import type { EngineColumn } from '../../platform/engine/engine.ts'

const columns: EngineColumn[] = [
  ...'name citizen_id sex period category father_name father_situation mother_name mother_situation guardian_name guardian_relation first_month school health division batch'
    .split(' ')
    .map((name) => ({ name, type: 'text' as const })),
  ...'person_key father_key mother_key guardian_key amount source_row'.split(' ').map((name) => ({ name, type: 'bigint' as const })),
  { name: 'birth_date', type: 'date' },
  { name: 'at_school', type: 'boolean' },
]

/** The programs that the fact gives children of these categories. */
async function programs(ledger: 'ledger_orphans' | 'ledger_unattended_children', categories: readonly (string | null)[]): Promise<unknown[]> {
  const session = await duckdbEngine.open({ asOf: '2026-10-15', threads: 1 })
  try {
    for (const each of ['ledger_orphans', 'ledger_unattended_children']) {
      const rows = each === ledger ? categories : []
      await session.load(
        each,
        columns,
        rows.map((category, at) => columns.map(({ name }) => (name === 'category' ? category : name === 'source_row' ? BigInt(at) : null))),
      )
    }
    const sql = readFileSync(join('catalog', 'facts', 'roster_child.sql'), 'utf8')
    return (await session.rows(`select program from (${sql}) order by source_row`)).map((row) => row['program'])
  } finally {
    session.close()
  }
}

test('of a list that holds both each child stands where its category puts it', async () => {
  const categories = ['社会散居孤儿', '201', '机构孤弃', '社会散居事实无人抚养', '120', '集中供养事实无人抚养', '困境儿童', null]
  const told = ['orphan', 'orphan', 'orphan', 'unattended_child', 'unattended_child', 'unattended_child']
  expect(await programs('ledger_unattended_children', categories)).toEqual([...told, 'unattended_child', 'unattended_child'])
  expect(await programs('ledger_orphans', categories)).toEqual([...told, 'orphan', 'orphan'])
})
