import { expect, test } from 'vitest'
import { place, rowsOfFact, text, whole } from './fact-for-tests.ts'

const id = '999101197001011234'

/** What the fact says about rows of a subsidy list with this card number, kind and level beside one id. */
async function differences(rows: readonly [card: string | null, kind: string | null, level: bigint | null][]): Promise<unknown[]> {
  const listed = [...whole('person_key'), ...text('citizen_id', 'name', 'division')]
  const roster = [...listed, ...text('disability_card', 'disability_kind'), ...whole('disability_level'), ...text('period'), ...place]
  const told = await rowsOfFact('card_number', {
    disability: [[...listed, ...text('card_no', 'kind'), ...whole('level'), { name: 'is_elsewhere', type: 'boolean' }, ...text('listed_month'), ...place]],
    family_person: [[...text('ledger', 'program'), ...roster]],
    ledger_disability_subsidy: [
      [...text('subsidy'), ...whole('living_amount'), ...roster],
      rows.map(([card, kind, level], at) => ['care', null, 11n, id, '张三', 'aaaa', card, kind, level, '2026-08', 'b', BigInt(at + 1)]),
    ],
  })
  return told.map((row) => row['difference'])
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
