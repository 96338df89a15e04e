import { record, type Work } from '../../platform/events.ts'
import { readWorkbook } from '../../platform/files/read-workbook.ts'
import { townDivision } from '../../platform/installation.ts'
import type { Tx } from '../../platform/postgres/database.ts'
import { Problem } from '../../platform/problems.ts'
import { checkCatalog } from './present-catalog.ts'
import { sayStandardProblem } from './standard-words.ts'
import { readStandardsJson, readStandardsSheet, type StandardProblem, type StandardRow } from './standards.ts'

/** All dated rows of the town, in a stable order. */
export async function listStandards(tx: Tx): Promise<StandardRow[]> {
  const rows = await tx.selectFrom('standard').selectAll().orderBy('name').orderBy('program').orderBy('from_month').orderBy('division').execute()
  return rows.map((row) => ({
    name: row.name,
    program: row.program,
    division: row.division,
    from: row.from_month,
    to: row.to_month,
    value: Number(row.value),
    unit: row.unit,
    source: row.source,
    confirmed: row.confirmed,
  }))
}

/**
 * Takes the town's standards from JSON or .xlsx row by row. Rows that stand already are left; a row that cannot be read, has no source or
 * overlaps another of its scope is refused and named. A file of which no row can be taken is refused whole.
 */
export async function importStandards(
  work: Work,
  { name, bytes }: { name: string; bytes: Uint8Array },
): Promise<{ added: number; known: number; problems: StandardProblem[] }> {
  const divisions = await work.tx.selectFrom('division').select(['code', 'name']).where('code', '<>', townDivision).execute()
  const context = { parameters: checkCatalog().parameters, divisions, standing: await listStandards(work.tx) }
  const reading = name.toLowerCase().endsWith('.json')
    ? readStandardsJson(new TextDecoder().decode(bytes), context)
    : readStandardsSheet(await firstSheet(name, bytes), context)
  const { rows: fresh, known, problems } = reading
  if (problems.length > 0 && fresh.length + known === 0) {
    const lines = problems.slice(0, 20).map(sayStandardProblem)
    throw new Problem('refused', `“${name}”有 ${problems.length} 处不对，一行也没有写入。\n${lines.join('\n')}`, { problems })
  }
  for (const row of fresh) {
    await work.tx
      .insertInto('standard')
      .values({
        name: row.name,
        program: row.program,
        division: row.division,
        from_month: row.from,
        to_month: row.to,
        value: String(row.value),
        unit: row.unit,
        source: row.source,
        confirmed: row.confirmed,
        created_by: work.actor.name,
        created_at: work.clock.now(),
      })
      .execute()
  }
  await record(work, {
    action: 'standards.imported',
    objectKind: 'standard',
    objectId: name,
    division: townDivision,
    after: { added: fresh.length, known, problems: problems.length },
  })
  return { added: fresh.length, known, problems }
}

async function firstSheet(name: string, bytes: Uint8Array): Promise<(string | number | null)[][]> {
  const workbook = await readWorkbook(bytes, name)
  return (workbook.sheets[0]?.rows ?? []).map((row) => row.cells.map((cell) => (typeof cell?.value === 'boolean' ? String(cell.value) : (cell?.value ?? null))))
}
