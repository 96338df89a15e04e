import { join } from 'node:path'
import { addMonths } from '#src/domain/months.ts'
import { inDuckdb } from './in-duckdb.ts'
import { keyOf, lastMonth, type LakeFile, writeFile } from './large-lake.ts'

/** `select`s a fictional person of the large lake for each number. */
const personOf = (n: string): string =>
  `cast(person_key as varchar) || '0' as citizen_id, '张' || n as name, 'aaaa' as division from (select ${n} as n, k, ${keyOf(n, 999101)} as person_key from range(PLANTED) t(k))`

/**
 * Wrongs that the large lake has none of, `count` people each, so that a comparison of who is found compares somebody:
 * paid twice for a month, 特困 beside 低保 for two months, one account for two, another name, a number that cannot be right.
 */
export async function writePlantedWrongs(folder: string, count: number): Promise<LakeFile[]> {
  const before = addMonths(lastMonth, -1)
  const people = (n: string): string => personOf(n).replace('PLANTED', String(count))
  const payments = [
    `select *, 'disability_care' as program, 'regular' as kind, '${lastMonth}' as for_month, 10000 as amount, cast(null as varchar) as account, ${people('k * 100 + 75')}`,
    ...[before, lastMonth].map((month) => `select *, 'dibao', 'regular', '${month}', 60000, null, ${people('k * 100 + 65')}`),
    `select *, 'unattended_child', 'regular', '${lastMonth}', 120000, '62220200000' || (k // 2), ${people('k * 100 + 96')}`,
    `select * replace ('异名' || k as name) from (select *, 'disability_care', 'one_off', '${lastMonth}', 500, null, ${people('k * 100 + 77')})`,
  ]
  return inDuckdb(async (db) => {
    const paid = await writeFile(db, {
      folder,
      ledger: 'payments',
      name: 'payments-planted',
      people: `select * replace (row_number() over (order by program, kind, for_month, n) as n) from (${payments.join(' union all ')})`,
      columns: {
        program: 'program',
        kind: 'kind',
        status: `'paid'`,
        for_month: 'for_month',
        period: 'for_month',
        amount: 'amount',
        paid_on: `cast(for_month || '-25' as date)`,
        account: 'account',
        occurrence: '1',
        protected_size: '1',
      },
    })
    const unreadable = await writeFile(db, {
      folder,
      ledger: 'left_behind',
      name: 'left_behind-planted',
      people: `select k as n, cast(null as bigint) as person_key, '99910120150101123X' as citizen_id, '错号' || k as name, 'aaaa' as division from range(${count}) t(k)`,
      columns: { period: `'${lastMonth}'` },
    })
    return [
      { ...paid, covers: [] },
      { ...unreadable, covers: [] },
    ]
  })
}

/** Five lists more, so that a town has twenty: who lives where, and four of others in which one row in 500 is one of ours. */
export async function writeTownLists(folder: string, people: number): Promise<LakeFile[]> {
  const own = `select *, cast(person_key as varchar) || '0' as citizen_id, '张' || n as name, cast(null as varchar) as division from (select n, ${keyOf('n', 999101)} as person_key from range(${people}) t(n))`
  const others = (region: number): string =>
    `select *, cast(person_key as varchar) || '0' as citizen_id, case when n % 500 = 0 then '张' || (n // 500 * 41) % ${people} else '客' || n end as name, cast(null as varchar) as division
     from (select n, case when n % 500 = 0 then ${keyOf(`(n // 500 * 41) % ${people}`, 999101)} else ${keyOf('n', region)} end as person_key from range(${people * 4}) t(n))`
  return inDuckdb(async (db) => {
    const register = await writeFile(db, {
      folder,
      ledger: 'household_register',
      name: 'household_register',
      people: own,
      columns: { household_no: `'H' || n` },
    })
    const lists = [register]
    for (const [at, ledger] of ['property', 'farm_machines', 'training', 'income_tax'].entries())
      lists.push(await writeFile(db, { folder, ledger, name: ledger, people: others(777101 + at), columns: {} }))
    return lists.map((file) => ({ ...file, covers: [] }))
  })
}

/** A roster of the large lake sent again for its month, with another sum for one person in a hundred. */
export async function writeCorrectedRoster(folder: string, roster: LakeFile): Promise<LakeFile> {
  return inDuckdb(async (db) => {
    const path = join(folder, `${roster.ledger}-corrected.parquet`)
    await db.run(
      `copy (select * replace ('${roster.ledger}-corrected' as batch, case when source_row % 100 = 65 then amount + 100 else amount end as amount) from read_parquet('${roster.path}'))
       to '${path}' (format parquet, compression zstd)`,
    )
    return { ...roster, path }
  })
}
