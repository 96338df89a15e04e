import { record, type Work } from '../../platform/events.ts'
import { readWorkbook } from '../../platform/files/read-workbook.ts'
import { townDivision } from '../../platform/installation.ts'
import type { Tx } from '../../platform/postgres/database.ts'
import { Problem } from '../../platform/problems.ts'
import { checkCatalog } from './present-catalog.ts'
import { isSameScope, overlaps, readStandardsJson, readStandardsSheet, type StandardRow } from './standards.ts'

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
 * Takes the town's standards from JSON or .xlsx, all or nothing: one wrong row refuses the file and says which.
 * Rows that stand already are left; a row that would overlap another of its scope is refused. Returns how many are new.
 */
export async function importStandards(work: Work, { name, bytes }: { name: string; bytes: Uint8Array }): Promise<{ added: number; known: number }> {
  const divisions = await work.tx.selectFrom('division').select(['code', 'name']).where('code', '<>', townDivision).execute()
  const context = { parameters: checkCatalog().parameters, divisions }
  const reading = name.toLowerCase().endsWith('.json')
    ? readStandardsJson(new TextDecoder().decode(bytes), context)
    : readStandardsSheet(await firstSheet(name, bytes), context)
  if (reading.problems.length > 0) {
    const lines = reading.problems.slice(0, 20).map((problem) => `第 ${problem.row} 行${problem.column ? ` ${problem.column}` : ''}：${problem.message}`)
    throw new Problem('refused', `“${name}”有 ${reading.problems.length} 处不对，一行也没有写入。\n${lines.join('\n')}`, {
      problems: reading.problems,
    })
  }
  const standing = await listStandards(work.tx)
  const isSame = (a: StandardRow, b: StandardRow): boolean =>
    isSameScope(a, b) && a.from === b.from && a.to === b.to && a.value === b.value && a.source === b.source && a.confirmed === b.confirmed
  const fresh = reading.rows.filter((row) => !standing.some((other) => isSame(row, other)))
  const clash = fresh.find((row) => standing.some((other) => isSameScope(row, other) && overlaps(row, other)))
  if (clash)
    throw new Problem('refused', `${clash.name}（${clash.program}）自 ${clash.from} 的一行与已有的一行月份重叠，一行也没有写入。请先给已有的一行写上截止月份。`)
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
    after: { added: fresh.length, known: reading.rows.length - fresh.length },
  })
  return { added: fresh.length, known: reading.rows.length - fresh.length }
}

async function firstSheet(name: string, bytes: Uint8Array): Promise<(string | number | null)[][]> {
  const workbook = await readWorkbook(bytes, name)
  return (workbook.sheets[0]?.rows ?? []).map((row) => row.cells.map((cell) => (typeof cell?.value === 'boolean' ? String(cell.value) : (cell?.value ?? null))))
}
