import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { addMonths, monthRange } from '#src/domain/months.ts'
import { findLedger, lakeColumnsOf } from '#src/features/ledgers/index.ts'
import { inDuckdb, spillInto } from './in-duckdb.ts'

export interface LakeFile {
  ledger: string
  path: string
  covers: { from: string; to: string; division: null }[]
  rows: number
}

export interface Sizes {
  /** People on rosters of all programs. */
  people: number
  months: number
  /** In how many communities, 676 unless told. */
  communities?: number
  /** Rows of the eight reference lists together. */
  references: number
}

export const lastMonth = '2026-09'

/** A fictional 17-digit key: region, one of 29,000 days, running number. `n` may be any SQL expression. */
export const keyOf = (n: string, region: number): string =>
  `cast(${region} as bigint) * 100000000000 + cast(strftime(date '1930-01-01' + cast((${n}) % 29000 as integer), '%Y%m%d') as bigint) * 1000 + (${n}) // 29000`

/** Shares of the programs among people, in hundredths. */
const rosters = [
  { ledger: 'dibao_person', program: 'dibao', from: 0, to: 60 },
  { ledger: 'tekun_person', program: 'tekun', from: 60, to: 70 },
  { ledger: 'disability_subsidy', program: 'disability_care', from: 70, to: 90 },
  { ledger: 'orphans', program: 'orphan', from: 90, to: 92 },
  { ledger: 'unattended_children', program: 'unattended_child', from: 92, to: 95 },
  { ledger: 'left_behind', program: null, from: 95, to: 100 },
] as const

const references: { ledger: string; share: number; columns: Record<string, string> }[] = [
  {
    ledger: 'cremations',
    share: 0.1,
    columns: { died_on: `date '2024-06-01' + cast(n % 700 as integer)`, cremated_on: `date '2024-06-03' + cast(n % 700 as integer)` },
  },
  {
    ledger: 'cancellations',
    share: 0.15,
    columns: { died_on: `date '2024-06-01' + cast(n % 700 as integer)`, cancelled_on: `date '2024-06-20' + cast(n % 700 as integer)`, reason: `'死亡'` },
  },
  { ledger: 'payroll', share: 0.1, columns: { unit: `'某局'`, identity: `'干部'`, status: `'在职'`, from_month: `'2023-01'` } },
  {
    ledger: 'disability_cards',
    share: 0.15,
    columns: {
      card_no: 'citizen_id',
      kind: `'physical'`,
      level: 'cast(n % 4 + 1 as bigint)',
      issued_on: `date '2019-01-01'`,
      valid_to: `date '2025-06-30' + cast(n % 2000 as integer)`,
      status: `'valid'`,
    },
  },
  {
    ledger: 'vehicles',
    share: 0.15,
    columns: {
      plate: `'某A' || n`,
      plate_kind: `'小型汽车'`,
      kind: `'小型轿车'`,
      registered_on: `date '2022-01-01' + cast(n % 900 as integer)`,
      status: `'正常'`,
    },
  },
  { ledger: 'pensions', share: 0.15, columns: { payer: `'社保中心'`, amount: '250000', from_month: `'2023-01'`, status: `'正常'` } },
  { ledger: 'students', share: 0.1, columns: { school: `'某学校'`, grade: `'三年级'`, status: `'在读'` } },
  { ledger: 'employee_insurance', share: 0.1, columns: { unit: `'某公司'`, kind: `'养老'`, base: '400000', from_month: `'2024-01'`, status: `'参保'` } },
]

/**
 * Writes Parquet as an import leaves it. Of each reference list one row in 500 tells of somebody on a roster, all others
 * of strangers. `part` shifts the strangers, for lists twice as long.
 */
export async function writeLargeLake(folder: string, sizes: Sizes): Promise<LakeFile[]> {
  return inDuckdb(async (db) => {
    const files: LakeFile[] = []
    const months = monthRange(addMonths(lastMonth, 1 - sizes.months), lastMonth)
    const mine = `${keyOf('n', 999101)} as person_key`
    const place = `n % ${sizes.communities ?? 676}`
    const named = `cast(person_key as varchar) || '0' as citizen_id, '张' || n as name, 'aa' || chr(cast(97 + (${place}) // 26 as integer)) || chr(cast(97 + (${place}) % 26 as integer)) as division`
    for (const roster of rosters) {
      const people = `select *, ${named} from (select n, ${mine} from range(${sizes.people}) t(n) where n % 100 >= ${roster.from} and n % 100 < ${roster.to})`
      const money = roster.ledger === 'disability_subsidy' ? { subsidy: `'care'`, amount: '10000' } : { amount: '60000', card_no: `'C' || n` }
      files.push({
        ...(await writeFile(db, {
          folder,
          ledger: roster.ledger,
          name: roster.ledger,
          people,
          columns: { ...money, period: `'${lastMonth}'`, protected: 'true', protected_size: '1', family_size: '1' },
        })),
        covers: [{ from: lastMonth, to: lastMonth, division: null }],
      })
    }
    const paid = `select *, ${named} from (select n, ${mine} from range(${sizes.people}) t(n) where n % 100 < 95)`
    const program = `case ${rosters.flatMap((each) => (each.program ? [`when n % 100 < ${each.to} then '${each.program}'`] : [])).join(' ')} end`
    for (const month of months) {
      const columns = {
        program,
        kind: `'regular'`,
        status: `'paid'`,
        for_month: `'${month}'`,
        period: `'${month}'`,
        amount: `case when n % 100 < 70 then 60000 when n % 100 < 90 then 10000 else 120000 end`,
        paid_on: `date '${month}-10'`,
        account: `'62' || n`,
        account_name: 'name',
        occurrence: '1',
        card_no: `case when n % 100 < 70 then 'C' || n end`,
        protected_size: '1',
      }
      files.push({
        ...(await writeFile(db, { folder, ledger: 'payments', name: `payments-${month}`, people: paid, columns })),
        covers: [{ from: month, to: month, division: null }],
      })
    }
    files.push(...(await writeReferences(db, { folder, ...sizes, part: 0 })))
    return files
  }, spillInto(folder))
}

/** The eight reference lists with `references` rows, of strangers only; another `part`, from 1 on, is of other strangers. */
export async function writeStrangers(folder: string, references: number, part: number): Promise<LakeFile[]> {
  return inDuckdb((db) => writeReferences(db, { folder, references, people: 0, part }), { memory_limit: '6GB' })
}

/** A new list of deaths, all of people on rosters. */
export async function writeDeaths(folder: string, count: number): Promise<LakeFile> {
  const people = `select *, cast(person_key as varchar) || '0' as citizen_id, '张' || n as name, cast(null as varchar) as division from (select n * 100 as n, ${keyOf('n * 100', 999101)} as person_key from range(${count}) t(n))`
  const file = await inDuckdb((db) =>
    writeFile(db, { folder, ledger: 'death_certificates', name: 'death_certificates-new', people, columns: { died_on: `date '2026-08-01'` } }),
  )
  return { ...file, covers: [] }
}

async function writeReferences(
  db: DuckDBConnection,
  { folder, references: rows, people: known, part }: { folder: string; references: number; people: number; part: number },
): Promise<LakeFile[]> {
  const files: LakeFile[] = []
  for (const [at, list] of references.entries()) {
    const count = Math.round(rows * list.share)
    const stranger = keyOf(`n % 20000000`, 888101 + at + part * 10)
    const ours = keyOf(`(n // 500 * 37 + ${at}) % ${known}`, 999101)
    const name = part === 0 ? `case when n % 500 = 0 then '张' || ((n // 500 * 37 + ${at}) % ${known}) else '客' || n end` : `'客' || n`
    const people = `select *, cast(person_key as varchar) || '0' as citizen_id, ${name} as name, cast(null as varchar) as division
      from (select n, ${part === 0 ? `case when n % 500 = 0 then ${ours} else ${stranger} end` : stranger} as person_key from range(${count}) t(n))`
    files.push({ ...(await writeFile(db, { folder, ledger: list.ledger, name: `${list.ledger}-${part}`, people, columns: list.columns })), covers: [] })
  }
  return files
}

export async function writeFile(
  db: DuckDBConnection,
  { folder, ledger, name, people, columns }: { folder: string; ledger: string; name: string; people: string; columns: Record<string, string> },
): Promise<Omit<LakeFile, 'covers'>> {
  const definition = findLedger(ledger)
  if (!definition) throw new Error(`no ledger ${ledger}`)
  const path = join(folder, `${name}.parquet`)
  const given: Record<string, string> = {
    batch: `'${name}'`,
    sheet: `'a'`,
    source_row: 'n + 2',
    person_key: 'person_key',
    citizen_id: 'citizen_id',
    name: 'name',
    division: 'division',
    ...columns,
  }
  const types = { text: 'varchar', bigint: 'bigint', date: 'date', boolean: 'boolean' } as const
  const select = lakeColumnsOf(definition).map((column) => `cast(${given[column.name] ?? 'null'} as ${types[column.type]}) as "${column.name}"`)
  await db.run(
    `copy (select ${select.join(', ')} from (${people}) p order by person_key) to '${path}' (format parquet, compression zstd, row_group_size 100000)`,
  )
  const counted = await db.runAndReadAll(`select count(*) as n from read_parquet('${path}')`)
  return { ledger, path, rows: Number(counted.getRowObjectsJS()[0]?.['n'] ?? 0) }
}
