import { expect, test } from 'vitest'
import { place, rowsOfFact, text, whole } from './fact-for-tests.ts'

const columns = [
  ...text('name', 'citizen_id', 'sex', 'period', 'category', 'father_name', 'father_situation', 'mother_name', 'mother_situation', 'guardian_name'),
  ...text('guardian_relation', 'first_month', 'school', 'health', 'division'),
  { name: 'birth_date', type: 'date' as const },
  { name: 'at_school', type: 'boolean' as const },
  ...whole('person_key', 'father_key', 'mother_key', 'guardian_key', 'amount'),
  ...place,
]

/** The programs that the fact gives children of these categories. */
async function programs(ledger: 'ledger_orphans' | 'ledger_unattended_children', categories: readonly (string | null)[]): Promise<unknown[]> {
  const rows = categories.map((category, at) => columns.map(({ name }) => (name === 'category' ? category : name === 'source_row' ? BigInt(at) : null)))
  const told = await rowsOfFact('roster_child', { ledger_orphans: [columns], ledger_unattended_children: [columns], [ledger]: [columns, rows] })
  return told.map((row) => row['program'])
}

test('of a list that holds both each child stands where its category puts it', async () => {
  const categories = ['社会散居孤儿', '201', '机构孤弃', '社会散居事实无人抚养', '120', '集中供养事实无人抚养', '困境儿童', null]
  const told = ['orphan', 'orphan', 'orphan', 'unattended_child', 'unattended_child', 'unattended_child']
  expect(await programs('ledger_unattended_children', categories)).toEqual([...told, 'unattended_child', 'unattended_child'])
  expect(await programs('ledger_orphans', categories)).toEqual([...told, 'orphan', 'orphan'])
})
